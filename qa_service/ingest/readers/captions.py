"""Captions: WebVTT, SubRip (SRT) and SubViewer (SBV), each cue a turn.

Who speaks stands in voice tags of WebVTT (`<v Anna>`), or before a colon. Documentation: WebVTT (W3C), and what
YouTube, Zoom and Teams write.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from qa_service.domain.interaction import Channel
from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest import most
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers import contact, parties
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.json_values import member, string
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_CUE = re.compile(rf"\s{{0,9}}{_TIME}\s{{0,9}}(?:-->|,)\s{{0,9}}{_TIME}(?:\s.{{0,200}})?")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?[ \t]{1,9}([^<>\n]{1,100})>", re.IGNORECASE)
_TAG = re.compile(r"</?[^<>\n]{0,200}>|\{\\[^{}\n]{0,60}\}")
_HASH = re.compile(r">>+ ?")
_LEAST_NAMED = 0.4
"""Share of the cues that begin with a name, from which on a colon is one after a name."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    name: str
    text: str


class Captions(Reader):
    """Subtitles of a recorded call."""

    kind = say("captions")

    def recognises(self, source: Source) -> bool:
        """By the head of WebVTT, by the times of the first cue, or by its ending."""
        start = source.head_text.lstrip("\ufeff \r\n\t")
        return start.startswith("WEBVTT") or _first_cue(start) or source.suffix in (".vtt", ".srt", ".sbv")

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """The one call. Raises BadDocument."""
        cues: list[_Cue] = []
        for cue in _cues(source.text().replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            cues.append(cue)
            most.check_turns(len(cues), source.options.limits.max_turns)
        if not cues:
            raise BadDocument("holds no cue with its times", hint="export the captions anew, as WebVTT or SRT")
        yield source.written(contact.document(Channel.CALL, _turns(cues)))


def _first_cue(start: str) -> bool:
    lines = [line.strip() for line in start[:2_000].split("\n")[:3]]
    return any(_CUE.fullmatch(line) for line in lines[:2]) and not lines[0].startswith(("{", "["))


def _cues(lines: Sequence[str]) -> Iterator[_Cue]:
    """Each cue's text ends at an empty line, or before the times of the next; notes and styles have no times."""
    at = 0
    while at < len(lines):
        match = _CUE.fullmatch(lines[at][:400])
        at += 1
        if match is None:
            continue
        begun = at
        while at < len(lines) and lines[at].strip() and not _CUE.fullmatch(lines[at][:400]):
            at += 1
        end = at - 1 if _is_number_before_cue(lines, at, begun) else at
        yield from _spoken(match, "\n".join(lines[begun:end]))


def _is_number_before_cue(lines: Sequence[str], at: int, begun: int) -> bool:
    """Whether the line before the next times is the number of its cue: some writers leave out the empty line."""
    return at > begun and at < len(lines) and bool(lines[at].strip()) and lines[at - 1].strip().isdigit()


def _spoken(match: re.Match[str], content: str) -> Iterator[_Cue]:
    """One for each voice that speaks in the cue."""
    start, end = (_seconds(match.groups()[part : part + 4]) for part in (0, 4))
    if (named := _of_json(content)) is not None:
        yield _Cue(start, end, *named)
        return
    pieces = _VOICE.split(content)
    if _plain(pieces[0]):
        yield _Cue(start, end, "", _plain(pieces[0]))
    for name, said in zip(pieces[1::2], pieces[2::2], strict=True):
        yield _Cue(start, end, unescape(name).strip(), _plain(said))


def _of_json(content: str) -> tuple[str, str] | None:
    """Name and words of a cue as Teams writes them with metadata."""
    if not content.startswith("{"):
        return None
    try:
        cue: Any = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return string(member(cue, "speakerName")), string(member(cue, "spokenText"))


def _plain(content: str) -> str:
    return unescape(_TAG.sub("", content)).strip()


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, whole, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(whole) + int(fraction.ljust(3, "0")) / 1000


def _turns(cues: Sequence[_Cue]) -> list[ForeignTurn]:
    cues = [cue for cue in cues if cue.text]
    if not any(cue.name for cue in cues):
        cues = _with_names(cues)
    known = parties.parties_of_names([cue.name for cue in cues if cue.name])
    return [
        ForeignTurn(cue.text, known.get(cue.name), voice=cue.name or None, start=cue.start, end=cue.end) for cue in cues
    ]


def _with_names(cues: Sequence[_Cue]) -> list[_Cue]:
    """Names before colons, where enough of the cues begin with one; a cue without goes on with the speaker before."""
    heads = [parties.named(_HASH.sub("", cue.text)) for cue in cues]
    if sum(head is not None for head in heads) < _LEAST_NAMED * len(cues):
        return [_Cue(cue.start, cue.end, "", _HASH.sub("", cue.text)) for cue in cues]
    named, name = [], ""
    for cue, head in zip(cues, heads, strict=True):
        name, said = head if head is not None else (name, cue.text)
        named.append(_Cue(cue.start, cue.end, name, said))
    return named
