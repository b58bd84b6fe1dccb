"""The fields of a vCon, checked: a fault is named by its place, never with a value, which may be a customer's words."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from qa_service.errors import BadDocument, Sentence, one_of, say

RECORDING, TEXT, TRANSFER, INCOMPLETE, SET = "recording", "text", "transfer", "incomplete", "recording-set"
_TYPES = {RECORDING, TEXT, TRANSFER, INCOMPLETE, SET}
_ALIASES = {"audio": RECORDING, "video": RECORDING, "recording_set": SET}
_ENCODINGS = {"base64url", "base64", "json", "none"}
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+*-]{1,100}/[\w!#$&^.+*-]{1,100}\s*(;.*)?", re.DOTALL)
_UNDERSTOOD = {"cc", "contact_center", "wtf_transcription", "wtf"}
"""Extensions that a vCon may demand of its reader."""
_UNNAMED = 16
"""Parties that a vCon without any may speak of, by number."""
_MOST = 10_000
"""Dialogs, parties or analyses."""
_AS_DRAFT = say("fix it as the draft vcon-core says")
Moment = datetime | str | None


@dataclass(frozen=True, slots=True)
class Dialog:
    """One dialog. `channels` are the parties of each channel, `parties` all of them, as indices; the first is the
    originator, where none is named. `start` without an offset is on the centre's clocks.
    """

    index: int
    type: str
    start: datetime | None
    duration: float | None
    channels: tuple[tuple[int, ...], ...]
    originator: int | None
    media_type: str
    filename: str
    url: str
    body: Any
    encoding: str
    hashes: tuple[tuple[str, str], ...]
    meta: Mapping[str, Any]
    raw: Mapping[str, Any]

    @property
    def parties(self) -> tuple[int, ...]:
        """All of them, each once."""
        return tuple(dict.fromkeys(party for channel in self.channels for party in channel))

    @property
    def sender(self) -> int | None:
        """Who wrote it, or called."""
        return self.originator if self.originator is not None else next(iter(self.parties), None)

    @property
    def has_body(self) -> bool:
        """Whether it holds something itself."""
        return self.body is not None and self.body != ""

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"dialog[{self.index}]"


@dataclass(frozen=True, slots=True)
class Vcon:
    """A plain vCon. Parties and analyses stay as they came, but each is an object."""

    uuid: str | None
    prior: str | None
    parties: tuple[Mapping[str, Any], ...]
    dialogs: tuple[Dialog, ...]
    analyses: tuple[Mapping[str, Any], ...]
    attachments: int
    subject: str
    meta: Mapping[str, Any]
    created: datetime | None
    redacted: bool
    is_group: bool


def looks_like(value: Any) -> bool:
    """Whether a JSON value is a plain vCon, also one with faults."""
    if not isinstance(value, Mapping):
        return False
    if "vcon" in value and not isinstance(value["vcon"], Mapping | list):
        return any(name in value for name in ("dialog", "parties", "uuid", "analysis"))
    return "dialog" in value and "parties" in value and "turns" not in value


def checked(value: Mapping[str, Any]) -> Vcon:
    """The vCon in a JSON object. Raises BadDocument at the first fault."""
    if not looks_like(value) and not ("dialog" in value and isinstance(value["dialog"], list)):
        raise BadDocument("is not a vCon: it has no parties and dialog", hint="give a vCon of vcon-core")
    _check_extensions(value)
    parties = tuple(_objects(value, "parties")) if "parties" in value else tuple({} for _ in range(_UNNAMED))
    if "dialog" in value and value["dialog"] is None:
        raise _fault("dialog", say("is not a list"))
    dialogs = tuple(
        _dialog(entry, index, len(parties)) for index, entry in enumerate(_objects(value, "dialog")) if entry
    )
    uuid = value.get("uuid")
    if uuid is not None and not isinstance(uuid, str):
        raise _fault("uuid", say("is not a text"))
    meta, subject = value.get("meta"), value.get("subject")
    return Vcon(
        uuid=(uuid or "").strip()[:190] or None,
        prior=_prior(value),
        parties=parties,
        dialogs=dialogs,
        analyses=tuple(_objects(value, "analysis")),
        attachments=len(_objects(value, "attachments")),
        subject=subject if isinstance(subject, str) else "",
        meta=meta if isinstance(meta, Mapping) else {},
        created=_lenient(value.get("created_at")),
        redacted=bool(value.get("redacted")),
        is_group=bool(value.get("group")),
    )


def _prior(value: Mapping[str, Any]) -> str | None:
    """The id of the version to which this one adds something (`amended`, before core-04 `appended`)."""
    for name in ("amended", "appended"):
        entry = value.get(name)
        uuid = entry.get("uuid") if isinstance(entry, Mapping) else None
        if isinstance(uuid, str) and uuid.strip():
            return uuid.strip()[:190]
    return None


def _check_extensions(value: Mapping[str, Any]) -> None:
    demanded = value.get("critical") or value.get("must_support") or []
    if not isinstance(demanded, list):
        raise _fault("critical", say("is not a list"))
    unknown = [str(name)[:60] for name in demanded if str(name).lower() not in _UNDERSTOOD]
    if unknown:
        raise BadDocument(
            "may not be read without the extension {name}, which is not known here",
            name=unknown[0],
            where="critical",
            hint="export it without that extension",
        )


def _objects(value: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    """The objects of a list; what is null there is an empty one, which redaction leaves behind."""
    entries = value.get(name)
    if entries is None or entries == {}:
        return []
    if not isinstance(entries, list):
        raise _fault(name, say("is not a list"))
    if len(entries) > _MOST:
        raise BadDocument("holds over {limit} entries", limit=_MOST, where=name, hint="split it")
    for index, entry in enumerate(entries):
        if entry is not None and not isinstance(entry, Mapping):
            raise _fault(f"{name}[{index}]", say("is not an object"))
    return [entry or {} for entry in entries]


def _dialog(entry: Mapping[str, Any], index: int, parties: int) -> Dialog:
    place = f"dialog[{index}]"
    kind = _type(entry, place)
    meta = entry.get("meta")
    return Dialog(
        index=index,
        type=kind,
        start=_moment(entry.get("start"), f"{place}.start"),
        duration=_duration(entry.get("duration"), f"{place}.duration"),
        channels=_channels(entry.get("parties"), parties, f"{place}.parties"),
        originator=_one_party(entry.get("originator"), parties, f"{place}.originator"),
        media_type=_media_type(entry, place),
        filename=_text(entry, "filename", place),
        url=_url(entry, place),
        body=entry.get("body"),
        encoding=_encoding(entry, place),
        hashes=_hashes(entry, place),
        meta=meta if isinstance(meta, Mapping) else {},
        raw=entry,
    )


def _type(entry: Mapping[str, Any], place: str) -> str:
    kind = entry.get("type")
    if kind is None:  # placeholders of what is not known, or was taken out
        media = str(entry.get("mediatype") or entry.get("mimetype") or "")
        return RECORDING if media.startswith(("audio/", "video/")) else TEXT
    if not isinstance(kind, str):
        raise BadDocument("is no type of a dialog", where=f"{place}.type", hint=one_of(sorted(_TYPES)))
    kind = _ALIASES.get(kind.strip().lower(), kind.strip().lower())
    if kind not in _TYPES:
        raise BadDocument("is no type of a dialog", where=f"{place}.type", hint=one_of(sorted(_TYPES)))
    return kind


def _lenient(written: Any) -> datetime | None:
    try:
        return _moment(written, "")
    except BadDocument:
        return None


def _moment(written: Any, where: str) -> datetime | None:
    """RFC 3339, but for the offset, which some leave out; RFC 2822 and seconds since 1970, as old versions wrote."""
    if written is None or written == "":
        return None
    try:
        if isinstance(written, str):
            return _parsed(written.strip())
        if isinstance(written, int | float) and not isinstance(written, bool):
            return datetime.fromtimestamp(written / 1000 if written > 1e11 else written, UTC)
    except (ValueError, OverflowError, OSError, TypeError, IndexError) as error:
        raise _fault(where, say("is no time")) from error
    raise _fault(where, say("is no time"))


def _parsed(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        moment = parsedate_to_datetime(written)
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)  # "-0000" is UTC (RFC 5322, 3.3)
    if moment.tzinfo is not None:
        moment.astimezone(UTC)  # raises where it has no place in the calendar
    return moment


def _duration(value: Any, where: str) -> float | None:
    if value is None or value == "":
        return None
    try:
        seconds = math.nan if isinstance(value, bool) else float(value)
        timedelta(seconds=seconds)
    except (TypeError, ValueError, OverflowError):
        raise _fault(where, say("is no number of seconds")) from None
    if seconds < 0:
        raise _fault(where, say("is negative"))
    return seconds


def _channels(value: Any, parties: int, where: str) -> tuple[tuple[int, ...], ...]:
    """Of each channel; a single party, or a list of them, of which each may be a list or null."""
    entries = [] if value is None else value if isinstance(value, list) else [value]
    return tuple(
        tuple(_party(party, parties, where) for party in (entry if isinstance(entry, list) else [entry]))
        if entry is not None
        else ()
        for entry in entries[:_MOST]
    )


def _one_party(value: Any, parties: int, where: str) -> int | None:
    return None if value is None or value == -1 else _party(value, parties, where)


def _party(value: Any, parties: int, where: str) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _fault(where, say("names a party otherwise than by its number"))
    if not 0 <= value < parties:
        raise BadDocument(
            "names party {number}, and there are {count} parties, counted from 0",
            number=value,
            count=parties,
            where=where,
            hint=_AS_DRAFT,
        )
    return value


def _text(entry: Mapping[str, Any], name: str, place: str) -> str:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise _fault(f"{place}.{name}", say("is not a text"))
    return (value or "").strip()


def _media_type(entry: Mapping[str, Any], place: str) -> str:
    """In small letters, with its parameters as they are."""
    name = "mediatype" if entry.get("mediatype") is not None else "mimetype"
    value = entry.get(name)
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or len(value) > 1_000 or not _MEDIA_TYPE.fullmatch(value.strip()):
        raise _fault(f"{place}.{name}", say("is no media type"))
    kind, separator, parameters = value.strip().partition(";")
    return kind.strip().lower() + separator + parameters


def _url(entry: Mapping[str, Any], place: str) -> str:
    """An address, or the name of a file beside the vCon."""
    url = _text(entry, "url", place)
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _fault(f"{place}.url", say("is no URL")) from None
    is_name = not parts.scheme and not parts.netloc and re.fullmatch(r"[\w ./@+~-]{1,200}\.\w{2,5}", url) is not None
    if url and not (parts.scheme and (parts.netloc or parts.path)) and not is_name:
        raise _fault(f"{place}.url", say("is no URL"))
    return url


def _encoding(entry: Mapping[str, Any], place: str) -> str:
    value = entry.get("encoding")
    if value is None or value == "":
        return ""
    if not isinstance(value, str) or value.strip().lower() not in _ENCODINGS:
        raise BadDocument(
            "is no encoding of a vCon", where=f"{place}.encoding", hint=one_of(("base64url", "json", "none"))
        )
    return value.strip().lower()


def _hashes(entry: Mapping[str, Any], place: str) -> tuple[tuple[str, str], ...]:
    """Algorithm and digest: `content_hash` (`sha512-…`), or `alg` and `signature` of version 0.0.1."""
    value = entry.get("content_hash")
    tokens = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(token, str) for token in tokens):
        raise _fault(f"{place}.content_hash", say("is not a text"))
    hashes = [_hash(token) for token in tokens[:20]]
    algorithm, digest = entry.get("alg"), entry.get("signature")
    if isinstance(algorithm, str) and isinstance(digest, str) and digest:
        hashes.append((_algorithm(algorithm), digest))
    return tuple(pair for pair in hashes if all(pair))


def _hash(token: str) -> tuple[str, str]:
    match = re.match(r"(sha-?\d{1,3})[-:]", token.strip(), re.IGNORECASE)
    return (_algorithm(match[1]), token.strip()[match.end() :]) if match else ("", "")


def _algorithm(name: str) -> str:
    return name.lower().replace("-", "").strip()[:20]


def _fault(where: str, what: Sentence) -> BadDocument:
    return BadDocument(what, where=where, hint=_AS_DRAFT)
