"""What stands in a dialog or an analysis itself: text, JSON or bytes, as its encoding says."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from typing import Any

from qa_service.errors import BadDocument

_CHARSET = re.compile(r"charset=\"?([\w.:-]{1,40})", re.IGNORECASE)


def raw(body: Any, encoding: str, place: str, media_type: str = "") -> bytes:
    """The bytes of a body. Raises BadDocument where they are not encoded as they should be."""
    if encoding in ("base64url", "base64"):
        return _decoded(body, place)
    if encoding == "json" and not isinstance(body, str):
        return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    if not isinstance(body, str):
        raise BadDocument("is no text", where=place, hint="encode it as its encoding says")
    return body.encode(charset(media_type), "replace")


def sound(body: Any, encoding: str, place: str) -> bytes:
    """Sound is always base64url, also where the encoding is left out. Raises BadDocument."""
    if encoding in ("json", "none"):
        raise BadDocument("is sound that is not in base64url", where=place, hint="encode it as vcon-core says")
    return _decoded(body, place)


def text(body: Any, encoding: str, place: str, media_type: str = "") -> str:
    """A body as text. Raises BadDocument."""
    if encoding in ("base64url", "base64"):
        content = _decoded(body, place)
        try:
            return content.decode(charset(media_type))
        except UnicodeDecodeError:
            return content.decode("cp1252", "replace")
    if isinstance(body, str):
        return _json_text(body) if encoding == "json" else body
    return _text_of_value(body)


def value(body: Any, encoding: str) -> Any:
    """What an analysis holds, as JSON where it is, as text where not; None where it cannot be read."""
    if isinstance(body, str) and encoding in ("base64url", "base64"):
        try:
            body = _decoded(body, "").decode("utf-8")
        except (BadDocument, UnicodeDecodeError):
            return None
    if isinstance(body, str) and body.lstrip()[:1] in ("{", "[", '"'):
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return body
    return body


def charset(media_type: str) -> str:
    """That of a media type; UTF-8 where it names none that exists."""
    match = _CHARSET.search(media_type)
    try:
        "a".encode(match[1] if match else "utf-8").decode("ascii")
    except (LookupError, UnicodeError):
        return "utf-8"
    return match[1] if match else "utf-8"


def _json_text(body: str) -> str:
    try:
        return _text_of_value(json.loads(body)) or body
    except (ValueError, RecursionError):
        return body


def _text_of_value(content: Any) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, Mapping):
        for name in ("text", "content", "message", "body"):
            if isinstance(content.get(name), str):
                return str(content[name])
    return ""


def _decoded(body: Any, place: str) -> bytes:
    try:
        compact = "".join(body.split()).replace("-", "+").replace("_", "/").rstrip("=")
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True)
    except (binascii.Error, ValueError, TypeError, AttributeError) as error:
        raise BadDocument("is not base64url", where=place, hint="encode it as vcon-core says") from error
