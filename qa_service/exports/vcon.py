"""vCon of a contact with its analysis (IETF draft vcon-core-04, with the extension for contact centres).

Words are masked, people are pseudonyms, and sound is the copy with its personal data silenced: the vCon says of itself
that it is redacted. A contact in writing has a dialog a message; a call one of type `recording`, with its words as an
analysis of type `transcript`. The analysis document stands there as one of type `report`.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

VERSION = "0.4.0"
VENDOR = "qa-service"
MEDIA_TYPE = "application/vcon+json"
_TRANSCRIPT = "qa-service/transcript-1"
_BOT = "bot"
_ROLES = {"agent": "agent", "customer": "customer", "bot": "bot", "other": "thirdparty"}
_FLAC = b"fLaC"


@dataclass(frozen=True, slots=True)
class VconSource:
    """What a vCon is made of: the analysis document, and what the list of contacts knows. `began` is the start, or the
    arrival where no start is known. `sound` is the silenced copy, of the kind `media_type`.
    """

    id: UUID
    document: Mapping[str, Any]
    began: datetime
    done: datetime
    direction: str
    ended: datetime | None = None
    duration: float | None = None
    customer: str | None = None
    sound: bytes | None = None
    media_type: str = ""


@dataclass
class _Parties:
    """The parties of a vCon, by what they are and who."""

    numbers: dict[tuple[str, str | None], int] = field(default_factory=dict)

    def number(self, role: str, name: str | None) -> int:
        return self.numbers.setdefault((role, name), len(self.numbers))

    def listed(self) -> list[dict[str, Any]]:
        return [_party(role, name) for role, name in self.numbers]


def of(source: VconSource) -> dict[str, Any]:
    """The vCon as a JSON value."""
    parties = _Parties()
    customer = parties.number("customer", source.customer)
    agent = parties.number("agent", source.document.get("agent"))
    speakers = [_speaker(parties, turn, agent, customer) for turn in source.document["transcript"]]
    if source.document["channel"] == "call":
        dialogs, analysis = [_call(source, speakers, agent, customer)], [_transcript(source, speakers)]
    else:
        dialogs, analysis = _messages(source, speakers, agent, customer), []
    analysis = [entry for entry in analysis if entry["body"]]
    analysis.append(_report(source, len(dialogs)))
    dialogs += _transfers(source, parties, customer)
    return {
        "vcon": VERSION,
        "uuid": str(source.id),
        "extensions": ["CC"],
        "created_at": _time(source.done),
        "redacted": {"type": "personal data masked in words and silenced in sound"},
        "parties": parties.listed(),
        "dialog": dialogs,
        "analysis": analysis,
        "attachments": [],
    }


def _party(role: str, name: str | None) -> dict[str, Any]:
    kind = {"type": "bot"} if role == _BOT else {"type": "person"} if role in ("agent", "customer") else {}
    named = {"uuid": name} if name else {"name": "anonymous"}
    return {**named, **kind, "role": _ROLES[role]}


def _speaker(parties: _Parties, turn: Mapping[str, Any], agent: int, customer: int) -> int:
    """A colleague of the agent, who is another voice to the analysis, is an agent here."""
    own = turn.get("agent")
    if turn.get("bot"):
        return parties.number(_BOT, own)
    if turn["speaker"] == "customer":
        return customer
    if own:
        return parties.number("agent", own)
    return agent if turn["speaker"] == "agent" else parties.number("other", None)


def _transfers(source: VconSource, parties: _Parties, customer: int) -> list[dict[str, Any]]:
    """Dialogs of type `transfer`, where it is known from whom to whom; the customer is who is passed on."""
    dialogs = []
    for transfer in source.document.get("transfers") or ():
        ends = [transfer.get(name) for name in ("from_agent", "to_agent")]
        if all(ends):
            start = transfer.get("at") or _time(source.began + timedelta(seconds=transfer.get("start") or 0.0))
            transferor, target = (parties.number("agent", name) for name in ends)
            roles = {"transferee": customer, "transferor": transferor, "transfer_target": target}
            dialogs.append({"type": "transfer", "start": start, **roles, "original": 0, "target_dialog": 0})
    return dialogs


def _call(source: VconSource, speakers: Sequence[int], agent: int, customer: int) -> dict[str, Any]:
    """The originator stands first."""
    pair = (agent, customer) if source.direction == "outbound" else (customer, agent)
    present = list(dict.fromkeys((*pair, *speakers)))
    call: dict[str, Any] = {"type": "recording", "start": _time(source.began), "parties": present}
    duration = source.duration
    if duration is None and source.ended is not None and source.ended >= source.began:
        duration = (source.ended - source.began).total_seconds()
    if duration is not None:
        call["duration"] = duration
    if source.sound is not None:
        body = base64.urlsafe_b64encode(source.sound).decode().rstrip("=")
        channels = _channels(source.sound)
        call |= {"mediatype": source.media_type, "encoding": "base64url", "body": body}
        if channels > 1:  # which of them is whose is not kept; all may be heard on each
            call |= {"parties": [present] * channels, "originator": pair[0]}
    return call


def _channels(sound: bytes) -> int:
    """Of a FLAC file: three bits of its first block (RFC 9639, section 8.2). Others count as one."""
    return (sound[20] >> 1 & 7) + 1 if sound.startswith(_FLAC) and len(sound) > 20 else 1


def _transcript(source: VconSource, speakers: Sequence[int]) -> dict[str, Any]:
    turns = source.document["transcript"]
    lines = [
        {"parties": number, "text": turn["text"]} | {name: turn[name] for name in ("start", "end") if name in turn}
        for number, turn in zip(speakers, turns, strict=True)
    ]
    return _analysis("transcript", 0, _TRANSCRIPT, lines)


def _messages(source: VconSource, speakers: Sequence[int], agent: int, customer: int) -> list[dict[str, Any]]:
    """A message that has no time of its own has that of the one before it."""
    messages, last = [], _time(source.began)
    for number, turn in zip(speakers, source.document["transcript"], strict=True):
        last = turn.get("at", last)
        present = list(dict.fromkeys((number, customer if number != customer else agent)))
        message = {"type": "text", "start": last, "parties": present, "originator": number}
        body = {"mediatype": "text/plain", "encoding": "none", "body": turn["text"]}
        messages.append({**message, **({"application": "email"} if _is_mail(source) else {}), **body})
    return messages or [{"type": "text", "start": last, "parties": [customer, agent]}]


def _is_mail(source: VconSource) -> bool:
    return bool(source.document["channel"] == "email")


def _report(source: VconSource, dialogs: int) -> dict[str, Any]:
    return _analysis("report", list(range(dialogs)), str(source.document["schema"]), source.document)


def _analysis(kind: str, dialog: int | list[int], schema: str, body: Any) -> dict[str, Any]:
    origin = {"vendor": VENDOR, "product": VENDOR, "schema": schema}
    return {"type": kind, "dialog": dialog, "mediatype": "application/json", **origin, "encoding": "json", "body": body}


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
