"""TextGrid files of Praat: each tier of intervals is a person, or a way of writing the same speech.

Long and short form, in UTF-8, UTF-16 or Windows' letters. Documentation: "TextGrid file formats" of Praat's manual.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_service.domain.interaction import Channel
from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers import contact, parties
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import Source
from qa_service.ingest.readers.words import HeardWord, turns

_VALUE = re.compile(r'"((?:[^"]|"")*)"|(?<![\w.\[])(-?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?)(?![\w.\]])')
_COMMENT = re.compile(r"\[\d{0,9}\]:?")
_SOUNDS = re.compile(
    r"\b(?:phones?|phonemes?|phns?|segments?|syllables?|syl|mau|kas|kan|sampa|ipa|tones?|pitch|breaks?)\b"
)
_WORDS = re.compile(r"\b(?:words?|parole?|ort|tokens?|wrd)\b")
_MOST_VALUES = 1_000_000
_CLASSES = ('"IntervalTier', '"TextTier')
_SILENCES = frozenset({"", "sil", "sp", "<sil>", "<p>", "<p:>", "silence", "xxx", "<unk>", "spn", "#", "_"})


@dataclass(frozen=True, slots=True)
class _Tier:
    name: str
    intervals: tuple[tuple[float, float, str], ...]


class TextGrids(Reader):
    """Transcripts by hand."""

    kind = say("TextGrid")

    def recognises(self, source: Source) -> bool:
        """By its first lines, or by its ending."""
        return 'Object class = "TextGrid"' in source.head_text[:400] or source.suffix == ".textgrid"

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """The one call. Raises BadDocument."""
        yield source.written(contact.document(Channel.CALL, _turns(_tiers(source.text()))))


def _turns(tiers: Sequence[_Tier]) -> list[ForeignTurn]:
    """Of the tiers that hold speech; where there is none but one of words, these joined."""
    spoken = [tier for tier in tiers if not _SOUNDS.search(tier.name.lower()) and not _WORDS.search(tier.name.lower())]
    of_words = [tier for tier in tiers if _WORDS.search(tier.name.lower())]
    if not any(_said(tier) for tier in spoken):
        return [turn for tier in of_words for turn in _joined(tier)]
    known = parties.parties_of_names([tier.name for tier in spoken if _said(tier)])
    return [
        ForeignTurn(text, known.get(tier.name), voice=tier.name, start=start, end=end)
        for tier in spoken
        for start, end, text in _said(tier)
    ]


def _said(tier: _Tier) -> list[tuple[float, float, str]]:
    return [interval for interval in tier.intervals if interval[2].strip().lower() not in _SILENCES]


def _joined(tier: _Tier) -> list[ForeignTurn]:
    """Words of one person, turns where there are pauses; `Anna - words` is Anna's tier."""
    name = _WORDS.sub("", tier.name.lower()).strip(" -_:/")
    said = turns(HeardWord(text.strip(), None, None, start, end) for start, end, text in _said(tier))
    known = parties.party_of_name(name)
    return [ForeignTurn(turn.text, known, voice=name or None, start=turn.start, end=turn.end) for turn in said]


def _tiers(content: str) -> list[_Tier]:
    """The tiers of intervals; those of points are passed. Raises BadDocument."""
    values = _values(content)
    tiers: list[_Tier] = []
    announced, classes = "", 0
    try:
        for value in values:
            classes += value in _CLASSES
            if value == '"IntervalTier':
                tiers.append(_intervals(values))
            elif not classes:
                announced = value  # the number before the first of them
        if announced.isdigit() and int(announced) > classes:
            raise ValueError
    except (ValueError, StopIteration) as error:
        raise BadDocument("breaks off, or is no TextGrid", hint="save it anew with Praat, as text") from error
    if not tiers:
        raise BadDocument("holds no tier of intervals", hint="save it with Praat, as text")
    return tiers


def _values(content: str) -> Iterator[str]:
    """Texts, each after a quotation mark, and numbers, as they follow; the words of the long form are comments."""
    for number, match in enumerate(_VALUE.finditer(_COMMENT.sub(" ", content))):
        if number >= _MOST_VALUES:
            raise BadDocument("holds over {limit} intervals", limit=_MOST_VALUES // 3, hint="split it")
        yield match[2] if match[1] is None else '"' + match[1].replace('""', '"')


def _intervals(values: Iterator[str]) -> _Tier:
    name = _text(next(values))
    float(next(values)), float(next(values))
    count = int(next(values))
    if count > 1_000_000:
        raise ValueError
    rows = [(float(next(values)), float(next(values)), _text(next(values))) for _ in range(count)]
    return _Tier(name, tuple((round(max(start, 0.0), 3), round(end, 3), text) for start, end, text in rows))


def _text(value: str) -> str:
    if not value.startswith('"'):
        raise ValueError
    return value[1:]
