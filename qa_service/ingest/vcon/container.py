"""What a vCon comes in: plain, signed (JWS in any serialisation, also signed again and again) or encrypted (JWE)."""

import base64
import binascii
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from qa_service.errors import BadDocument
from qa_service.ingest.vcon.signers import Signature, Signers

_COMPACT = re.compile(r"[\w-]{2,16384}\.[\w-]+\.[\w-]{2,16384}")
_MOST_LAYERS = 5
_LARGEST = 256 << 20
"""Bytes of an unpacked payload."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A plain vCon. `signed`: it came in a signature, which was checked (True) or could not be (False)."""

    value: Mapping[str, Any]
    signed: bool | None = None


def is_compact(text: str) -> bool:
    """Whether a text may be a JWS in its compact serialisation."""
    return text.startswith("eyJ") and _COMPACT.fullmatch(text) is not None


def is_envelope(value: Mapping[str, Any]) -> bool:
    """Whether an object is a signature or a cipher around something."""
    return _is_encrypted(value) or ("payload" in value and ("signatures" in value or "signature" in value))


def opened(value: Any, signers: Signers) -> Opened:
    """The vCon inside. Raises BadDocument on what is encrypted, on a signature that does not hold, and where a checked
    signature is required and there is none.
    """
    signed: bool | None = None
    for _ in range(_MOST_LAYERS):
        if isinstance(value, Mapping) and _is_encrypted(value):
            raise BadDocument("is encrypted", hint="decrypt it with your key and give the signed or plain vCon")
        if not (isinstance(value, str) and is_compact(value)) and not (isinstance(value, dict) and is_envelope(value)):
            break
        payload, signatures = _parts(value)
        checked = signers.check(payload, signatures)
        signed = checked if signed is None else signed and checked
        value = _payload(payload)
    if not isinstance(value, Mapping):
        raise BadDocument("holds no vCon", hint="give a vCon of vcon-core, one JSON object")
    if signers.required and not signed:
        raise BadDocument(
            "has no signature that can be checked", hint="have its sender sign it, or name the key in QA_VCON_KEYS"
        )
    return Opened(value, signed)


def _is_encrypted(value: Mapping[str, Any]) -> bool:
    return "ciphertext" in value and ("iv" in value or "recipients" in value or "encrypted_key" in value)


def _parts(value: str | Mapping[str, Any]) -> tuple[str, list[Signature]]:
    """Payload and signatures, as they are encoded (RFC 7515, section 7)."""
    if isinstance(value, str):
        protected, payload, signature = value.split(".")
        return payload, [Signature(protected, signature, {})]
    payload = value["payload"]
    entries = value.get("signatures", [value])
    if not isinstance(payload, str) or not isinstance(entries, list) or not entries:
        raise _broken()
    return payload, [_signature(entry) for entry in entries]


def _signature(entry: Any) -> Signature:
    if not isinstance(entry, Mapping):
        raise _broken()
    header, protected, signature = entry.get("header") or {}, entry.get("protected", ""), entry.get("signature")
    if not isinstance(header, Mapping) or not isinstance(protected, str) or not isinstance(signature, str):
        raise _broken()
    return Signature(protected, signature, header)


def _payload(encoded: str) -> Any:
    """The JSON in a payload, which may be packed by gzip."""
    try:
        raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
        if raw.startswith(b"\x1f\x8b"):
            raw = _unpacked(raw)
        text = raw.decode("utf-8-sig").strip()
        return text if is_compact(text) else json.loads(text)
    except (ValueError, binascii.Error, EOFError, OSError, RecursionError) as error:
        raise _broken() from error


def _unpacked(raw: bytes) -> bytes:
    with gzip.GzipFile(fileobj=BytesIO(raw)) as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise BadDocument("unpacks to over {limit} bytes", limit=_LARGEST, where="payload", hint="split it")
    return content


def _broken() -> BadDocument:
    return BadDocument("is not signed as JWS is (RFC 7515)", where="payload", hint="sign it anew, or give it unsigned")


def signed_payloads(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a signed envelope holds, unchecked: for recognising it."""
    try:
        inner = _payload(_parts(value)[0])
    except BadDocument:
        return
    if isinstance(inner, Mapping):
        yield inner
