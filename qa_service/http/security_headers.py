"""What every answer tells browsers, whatever it is; pages replace some of it by their own."""

from collections.abc import Mapping

_UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone"),
    *("midi", "payment", "publickey-credentials-get", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
_ALWAYS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def of(scheme: str, hsts_seconds: int) -> Mapping[str, str]:
    """Of an answer that goes out over this scheme; browsers are told of `hsts_seconds` over https alone."""
    if scheme != "https" or not hsts_seconds:
        return _ALWAYS
    return {**_ALWAYS, "Strict-Transport-Security": f"max-age={hsts_seconds}"}
