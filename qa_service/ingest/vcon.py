"""vCon files (IETF draft vcon-core): parties and dialogs become an interaction document, inline sound a recording."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from qa_service.errors import BadDocument

_SUFFIX = {"audio/x-wav": ".wav", "audio/wav": ".wav", "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/flac": ".flac"}
_ROLES = {
    **dict.fromkeys(("customer", "contact", "caller"), "customer"),
    **dict.fromkeys(("bot", "ai", "virtual_agent", "assistant"), "bot"),
    "agent": "agent",
}


@dataclass(frozen=True, slots=True)
class Vcon:
    """A document without `client`, and the sound that goes with it (bytes and file suffix) when it is a call."""

    document: dict[str, Any]
    sound: bytes | None = None
    suffix: str = ".wav"


def read(raw: bytes) -> Vcon:
    """The interaction in a vCon. Raises BadDocument; sound behind a URL is refused, since nothing is fetched."""
    try:
        vcon = json.loads(raw)
        dialogs = [dialog for dialog in vcon["dialog"] if dialog["type"] in {"text", "recording"}]
        parties = vcon.get("parties", [])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadDocument("is not a vCon with dialogs", hint="give an unsigned vCon of vcon-core") from error
    if not isinstance(parties, list):
        raise BadDocument("is not a list", where="parties", hint="name the parties as vcon-core says")
    if not dialogs:
        raise BadDocument("holds no text or recording", where="dialog", hint="a vCon needs at least one dialog")
    document = {"schema": "qa-interaction/1", "id": vcon.get("uuid"), "started_at": dialogs[0].get("start")}
    if recordings := [dialog for dialog in dialogs if dialog["type"] == "recording"]:
        return _recording(document, recordings[0])
    turns = [_turn(dialog, parties, number) for number, dialog in enumerate(dialogs)]
    channel = "email" if any("message/rfc822" in str(dialog.get("mediatype")) for dialog in dialogs) else "chat"
    return Vcon({**document, "channel": channel, "turns": turns})


def _recording(document: dict[str, Any], dialog: dict[str, Any]) -> Vcon:
    if "body" not in dialog:
        raise BadDocument("holds its sound behind a URL", where="dialog[0]", hint="download it and give the recording")
    try:
        sound = base64.urlsafe_b64decode(dialog["body"] + "=" * (-len(dialog["body"]) % 4))
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadDocument(
            "is not base64url", where="dialog[0].body", hint="encode the sound as vcon-core says"
        ) from error
    return Vcon({**document, "channel": "call"}, sound, _SUFFIX.get(str(dialog.get("mediatype")), ".wav"))


def _turn(dialog: dict[str, Any], parties: list[Any], number: int) -> dict[str, Any]:
    speaker = dialog.get("originator", dialog.get("parties", number))
    if isinstance(speaker, list):
        speaker = speaker[0] if speaker else number
    is_party = isinstance(speaker, int) and 0 <= speaker < len(parties) and isinstance(parties[speaker], dict)
    role = _ROLES.get(str(parties[speaker].get("role", "")).lower()) if is_party else None
    return {
        "speaker": role,
        "voice": speaker if isinstance(speaker, int) and speaker >= 0 else None,
        "text": _text(dialog, number),
        "at": dialog.get("start"),
    }


def _text(dialog: dict[str, Any], number: int) -> str:
    body = dialog.get("body")
    if not isinstance(body, str):
        raise BadDocument("is missing", where=f"dialog[{number}].body", hint="text dialogs carry their text inline")
    if dialog.get("encoding") != "base64url":
        return body
    try:
        return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
    except ValueError as error:
        raise BadDocument(
            "is not base64url text", where=f"dialog[{number}].body", hint="encode it as vcon-core says"
        ) from error
