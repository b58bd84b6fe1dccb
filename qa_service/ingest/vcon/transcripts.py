"""Transcripts that a vCon carries in `analysis`, as recognisers and vcon-server leave them there.

Read are: lists of turns with a speaker and words under any usual name; objects that hold such a list (WTF, whisper,
Deepgram, AssemblyAI, OpenAI); lines of "Name: words"; plain text in paragraphs. Times are seconds from the beginning.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from qa_service.ingest.vcon import bodies

_KINDS = ("transcri", "diari", "wtf")
_NEVER = ("translat", "summar", "sentiment", "tts", "topic", "report", "intent", "tag", "label")
_TEXTS = ("text", "message", "content", "transcript", "utterance", "sentence", "body", "words_text", "msg")
_SPEAKERS = ("speaker", "speaker_name", "speaker_label", "speakerLabel", "role", "party", "participant", "name", "from")
_STARTS = ("start", "start_time", "startTime", "begin", "timestamp", "offset")
_ENDS = ("end", "end_time", "endTime", "stop")
_LISTS = ("segments", "utterances", "turns", "messages", "conversation", "dialog", "dialogue", "items", "transcript")
_SUBTITLES = ("[Script Info]",)
"""How files of subtitles begin that tell how words look, not who says them."""
_MOST = 20_000
_CLOCK = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?[ \t-]{0,9}")
_LONGEST_LABEL = 60
_NUMBERED = re.compile(r"(?:speaker|spk|channel|voice|interlocutore|parlante)[ _-]?\w{1,3}", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})? ([^<>\n]{1,100})>")
_TAG = re.compile(r"<[^<>\n]{0,200}>")
_SENTENCE = re.compile(r"(?<=[.?!…])\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one speaker. `label` is what the speaker is called, a number for one of many voices; `party` the index
    of a party where the transcript gives that, `channel` that of the sound, where each is transcribed by itself.
    """

    text: str
    label: str | int | None = None
    party: int | None = None
    channel: int | None = None
    start: float | None = None
    end: float | None = None
    at: datetime | None = None

    @property
    def who(self) -> object:
        """Distinguishes speakers."""
        return self.label if self.party is None else ("party", self.party)


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A transcript of the dialogs with these indices (none named: of all)."""

    dialogs: tuple[int, ...]
    segments: tuple[Segment, ...]

    @property
    def speakers(self) -> int:
        """How many are told apart."""
        return len({segment.who for segment in self.segments if segment.who is not None})


def of(analyses: Sequence[Mapping[str, Any]], known: Collection[str]) -> list[SpokenText]:
    """All transcripts that can be read, the best first: one that tells speakers apart goes before one that does not.
    `known` are names of the parties in small letters, by which lines of speakers are told from others with a colon.
    """
    found = []
    for analysis in analyses:
        kind = str(analysis.get("type", "")).lower()
        if any(word in kind for word in _NEVER):
            continue
        body = bodies.value(analysis.get("body"), str(analysis.get("encoding") or "").lower())
        segments = tuple(_segments(body, known))
        named = any(word in kind for word in _KINDS)
        if segments and (named or len({segment.who for segment in segments} - {None}) > 1):
            found.append(SpokenText(_dialogs(analysis.get("dialog")), _merged(segments)))
    return sorted(found, key=lambda text: (text.speakers < 2, text.segments[0].start is None))


def lines(text: str, known: Collection[str], *, must_know: bool = False) -> list[Segment]:
    """Turns of a text whose lines begin with who speaks; empty where they do not. `must_know`: those who speak are of
    the parties, else a text with colons could be taken for one.
    """
    labelled = [_labelled(line.strip()) for line in text.splitlines() if line.strip()]
    counts = Counter(label.lower() for label, _ in labelled if label)
    speakers = {key for key in counts if _is_speaker(key, known)}
    if not must_know and len(speakers) < 2 and 1 < len(counts) <= 8:
        speakers |= {key for key, count in counts.items() if count > 1 and len(key.split()) < 5}
    if not speakers or (must_know and len(speakers) < 2):
        return []
    return _of_lines(labelled, speakers)


def _labelled(line: str) -> tuple[str, str]:
    """What may be the name of a speaker, behind a time of day, and the rest of the line; without one the whole line."""
    clock = _CLOCK.match(line)
    label, colon, words = (line[clock.end() :] if clock else line).partition(":")
    is_label = bool(colon) and 0 < len(label.strip()) <= _LONGEST_LABEL
    return (label.strip(), words.strip()) if is_label else ("", line)


def _of_lines(labelled: Sequence[tuple[str, str]], speakers: set[str]) -> list[Segment]:
    segments: list[Segment] = []
    for label, words in labelled:
        whole = f"{label}: {words}" if label else words
        if label.lower() in speakers:
            segments.append(Segment(words, _voice(label)))
        elif segments:
            segments[-1] = replace(segments[-1], text=f"{segments[-1].text}\n{whole}".strip())
        else:
            segments.append(Segment(whole))
    return [segment for segment in segments if segment.text]


def _is_speaker(key: str, known: Collection[str]) -> bool:
    return key in known or _NUMBERED.fullmatch(key) is not None


def _voice(label: Any) -> str | int | None:
    """Numbers, also in words ("Speaker 1"), and single letters are voices; others are names."""
    if isinstance(label, bool) or label is None:
        return None
    if isinstance(label, int | float):
        return int(label) if math.isfinite(label) else None
    if not isinstance(label, str) or not label.strip():
        return None
    return label.strip()[:200]


def _dialogs(value: Any) -> tuple[int, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(number for number in values if isinstance(number, int) and not isinstance(number, bool))


def _segments(body: Any, known: Collection[str], depth: int = 0) -> Iterator[Segment]:
    if depth > 6 or body is None:
        return
    if isinstance(body, str):
        yield from _of_text(body, known)
    elif isinstance(body, list):
        yield from _of_list(body, known)
    elif isinstance(body, Mapping):
        yield from _of_object(body, known, depth)


def _of_text(text: str, known: Collection[str]) -> Iterator[Segment]:
    """Lines with speakers; else paragraphs; else the sentences of the one paragraph, whose speakers nobody tells."""
    if text.lstrip().startswith(_SUBTITLES):
        return
    if "-->" in text:
        yield from _of_captions(text)
        return
    if labelled := lines(text, known):
        yield from labelled
        return
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    if len(paragraphs) == 1:
        paragraphs = [part.strip() for part in text.splitlines() if part.strip()]
    if len(paragraphs) == 1:
        paragraphs = [part for part in _SENTENCE.split(paragraphs[0]) if part.strip()]
    yield from (Segment(paragraph) for paragraph in paragraphs[:_MOST])


def _of_captions(text: str) -> Iterator[Segment]:
    """WebVTT and SRT: cues with their times, in WebVTT with the voice."""
    for block in re.split(r"\n[ \t\r]*\n", text):
        times, words = None, []
        for line in block.splitlines():
            if "-->" in line:
                times = [_captioned(part) for part in line.split("-->")[:2]]
            elif times is not None:
                words.append(line.strip())
        spoken = " ".join(words).strip()
        voice = _VOICE.match(spoken)
        plain = _TAG.sub("", spoken).strip()
        if plain and times is not None:
            segment = Segment(plain, voice[1].strip() if voice else None)
            start, end = times
            yield replace(segment, start=start, end=end if start is not None and end and end >= start else None)


def _captioned(written: str) -> float | None:
    """Seconds of "01:02:03.500", "02:03,500" and what stands behind it."""
    parts = (written.split() or [""])[0].replace(",", ".").split(":")
    numbers = [_seconds(part) for part in parts[-3:]]
    if any(number is None for number in numbers):
        return None
    return sum(number * 60.0**place for place, number in enumerate(reversed(numbers)) if number is not None)


def _of_list(entries: Sequence[Any], known: Collection[str]) -> Iterator[Segment]:
    if entries and all(isinstance(entry, str) for entry in entries):
        yield from _of_text("\n".join(entries), known)
        return
    for entry in entries[:_MOST]:
        if isinstance(entry, Mapping) and (segment := _of_entry(entry)):
            yield segment


def _of_object(body: Mapping[str, Any], known: Collection[str], depth: int) -> Iterator[Segment]:
    results = body.get("results")
    if isinstance(results, Mapping):
        yield from _of_object(results, known, depth + 1)
        return
    channels = body.get("channels")
    if isinstance(channels, list) and channels:
        yield from _of_channels(channels, known, depth)
        return
    if not isinstance(body.get("utterances"), list) and (paragraphs := _paragraphs(body)):
        yield from paragraphs
        return
    scale = 0.001 if "audio_duration" in body and "utterances" in body else 1.0  # AssemblyAI counts milliseconds
    for name in _LISTS:
        entries = body.get(name)
        if isinstance(entries, list) and (segments := list(_of_list(entries, known))):
            yield from (_scaled(segment, scale) for segment in segments)
            return
    if words := list(_of_words(body.get("words"))):
        yield from words
        return
    for name in ("transcript", "text", "body", "content", "transcription"):
        if (value := body.get(name)) and isinstance(value, str | Mapping):
            yield from _segments(value, known, depth + 1)
            return


def _of_channels(channels: Sequence[Any], known: Collection[str], depth: int) -> Iterator[Segment]:
    """Deepgram: the first alternative of each channel; of several channels each is a speaker."""
    segments: list[Segment] = []
    for number, channel in enumerate(channels[:16]):
        alternatives = channel.get("alternatives") if isinstance(channel, Mapping) else None
        best = alternatives[0] if isinstance(alternatives, list) and alternatives else None
        of_channel = list(_segments(best, known, depth + 1))
        segments += [replace(s, label=number, channel=number) for s in of_channel] if len(channels) > 1 else of_channel
    yield from sorted(segments, key=lambda segment: segment.start or 0.0) if len(channels) > 1 else segments


def _paragraphs(body: Mapping[str, Any]) -> list[Segment]:
    """Deepgram's paragraphs, each of one speaker."""
    inner = body.get("paragraphs")
    inner = inner.get("paragraphs") if isinstance(inner, Mapping) else inner
    segments = []
    for paragraph in inner if isinstance(inner, list) else []:
        if isinstance(paragraph, Mapping) and isinstance(paragraph.get("sentences"), list):
            sentences = [sentence.get("text") for sentence in paragraph["sentences"] if isinstance(sentence, Mapping)]
            text = " ".join(sentence for sentence in sentences if isinstance(sentence, str)).strip()
            if text:
                segments.append(_timed(Segment(text, _voice(paragraph.get("speaker"))), paragraph))
    return segments


def _of_words(words: Any) -> Iterator[Segment]:
    """Words with speakers, joined as long as one speaks."""
    if not isinstance(words, list) or not any(isinstance(word, Mapping) and "speaker" in word for word in words):
        return
    current: Segment | None = None
    for word in words:
        if not isinstance(word, Mapping):
            continue
        text = next((word[n] for n in ("punctuated_word", "word", "text") if isinstance(word.get(n), str)), "")
        segment = _timed(Segment(text.strip(), _voice(word.get("speaker"))), word)
        if current is not None and current.label == segment.label:
            current = replace(current, text=f"{current.text} {segment.text}".strip(), end=segment.end)
        else:
            if current is not None and current.text:
                yield current
            current = segment
    if current is not None and current.text:
        yield current


def _of_entry(entry: Mapping[str, Any]) -> Segment | None:
    text = next((entry[name] for name in _TEXTS if isinstance(entry.get(name), str) and entry[name].strip()), None)
    if text is None:
        return None
    party = entry.get("parties", entry.get("party_index"))
    if isinstance(party, list):
        party = party[0] if len(party) == 1 else None
    label = next((entry[name] for name in _SPEAKERS if entry.get(name) is not None), None)
    if isinstance(label, Mapping):
        label = next(
            (label[name] for name in ("name", "label", "role", "id") if isinstance(label.get(name), str)), None
        )
    by_index = isinstance(party, int) and not isinstance(party, bool)
    return _timed(Segment(text.strip(), _voice(label), party if by_index else None), entry)


def _timed(segment: Segment, entry: Mapping[str, Any]) -> Segment:
    written = next((entry[name] for name in _STARTS if entry.get(name) is not None), None)
    if isinstance(written, str) and "T" in written:
        try:
            return replace(segment, at=datetime.fromisoformat(written))
        except ValueError:
            return segment
    start, end = _seconds(written), _seconds(next((entry[n] for n in _ENDS if entry.get(n) is not None), None))
    duration = _seconds(entry.get("duration"))
    if end is None and start is not None and duration is not None:
        end = start + duration
    return replace(segment, start=start, end=end if end is not None and start is not None and end >= start else None)


def _seconds(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    try:
        seconds = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if 0 <= seconds < 1e8 else None


def _scaled(segment: Segment, scale: float) -> Segment:
    if scale == 1.0 or segment.start is None:
        return segment
    return replace(segment, start=segment.start * scale, end=None if segment.end is None else segment.end * scale)


def _merged(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Of a recogniser that heard one voice alone nobody knows who speaks: better no label than a wrong one."""
    voices = {segment.who for segment in segments}
    if len(voices) == 1 and len(segments) > 1 and segments[0].party is None and isinstance(segments[0].label, int):
        return tuple(replace(segment, label=None) for segment in segments)
    if len(voices) == 1 and len(segments) > 1 and segments[0].party is not None:
        return tuple(replace(segment, party=None, label=None) for segment in segments)
    return tuple(segments)
