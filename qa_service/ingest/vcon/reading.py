"""What is known while a vCon is read, and what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from qa_service.domain.interaction import Party
from qa_service.ingest.vcon import people, transcripts
from qa_service.ingest.vcon.people import People
from qa_service.ingest.vcon.structure import Dialog, Vcon
from qa_service.ingest.vcon.transcripts import Segment, SpokenText

FindSound = Callable[[Dialog], Path | None]


@dataclass(frozen=True, slots=True)
class Recorded:
    """One recording of a call: in the dialog with this index, or the file beside the vCon; where it begins and on which
    side it goes (see `joined`).
    """

    index: int
    media_type: str
    path: Path | None
    start: float | None
    side: int | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A document without `client`, and the recordings of a call that is heard."""

    document: dict[str, Any]
    recordings: tuple[Recorded, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What is known while a vCon is read. `texts` are its transcripts, the best first."""

    vcon: Vcon
    people: People
    centre: Sequence[str]
    find: FindSound
    texts: Sequence[SpokenText] = field(default=())

    @classmethod
    def of(cls, vcon: Vcon, centre: Sequence[str], find: FindSound) -> Self:
        """Raises nothing: the structure is checked."""
        if vcon.redacted:
            find = _unless_taken_out(find)
        return cls(vcon, people.of(vcon, centre), centre, find, transcripts.of(vcon.analyses, people.labels(vcon)))

    def text_of(self, dialog: Dialog) -> SpokenText | None:
        """The transcript of a dialog, where it has one of its own."""
        own = [text for text in self.texts if text.dialogs == (dialog.index,)]
        return next(iter(own), None)

    def shared_text(self, dialogs: Sequence[Dialog]) -> SpokenText | None:
        """One transcript of several dialogs, or of all."""
        indices = {dialog.index for dialog in dialogs}
        return next((text for text in self.texts if not text.dialogs or indices <= set(text.dialogs)), None)


def _unless_taken_out(find: FindSound) -> FindSound:
    """Redaction takes body and URL away, and may leave a name or hash of what it took: that is not looked for."""
    return lambda dialog: find(dialog) if dialog.url else None


def about(reading: Reading, indices: Sequence[int]) -> dict[str, Any]:
    """Whose contact it is, and who sought it."""
    everybody = range(len(reading.vcon.parties))
    agents = _those(reading, indices, Party.AGENT) or _those(reading, everybody, Party.AGENT)
    agents = agents or _those(reading, indices or everybody, Party.BOT)
    customers = _those(reading, indices, Party.CUSTOMER) or _those(reading, everybody, Party.CUSTOMER)
    document: dict[str, Any] = {"schema": "qa-interaction/1"}
    if agents and (agent := reading.people.agent_of(agents[0])):
        document["agent"] = agent
    if reading.people.direction:
        document["direction"] = reading.people.direction
    if identities := reading.people.identities(customers):
        document["identities"] = identities
    return document


def _those(reading: Reading, indices: Sequence[int], party: Party) -> list[int]:
    return [index for index in indices if reading.people.of(index) is party]


def turns_of(reading: Reading, text: SpokenText, dialog: Dialog, offset: float) -> list[dict[str, Any]]:
    """The turns of one transcript; `offset` is where its dialog begins, in seconds after the first."""
    labels = dict.fromkeys(segment.label for segment in text.segments if segment.label is not None)
    matched = {label: _match(reading, dialog, label) for label in labels} | _of_channels(dialog, text)
    voices = {label: len(reading.vcon.parties) + number for number, label in enumerate(labels)}
    return [{**_who(reading, segment, matched, voices), **_what(segment, offset)} for segment in text.segments]


def _who(
    reading: Reading,
    segment: Segment,
    matched: Mapping[str | int, int | Party | None],
    voices: Mapping[str | int, int],
) -> dict[str, Any]:
    """Speaker, voice and agent of a turn."""
    match = segment.party if segment.label is None or segment.party is not None else matched[segment.label]
    if isinstance(match, int) and 0 <= match < len(reading.vcon.parties):
        agent = reading.people.agent_of(match)
        return {"speaker": reading.people.of(match), "voice": match, **({"agent": agent} if agent else {})}
    if isinstance(match, Party):
        return {"speaker": match}
    return {"speaker": None, "voice": None if segment.label is None else voices[segment.label]}


def _what(segment: Segment, offset: float) -> dict[str, Any]:
    """Words and times of a turn."""
    start, end = (None if time is None else time + offset for time in (segment.start, segment.end))
    return {"text": segment.text, "start": start, "end": end, "at": segment.at}


def _of_channels(dialog: Dialog, text: SpokenText) -> dict[str | int, int | Party | None]:
    """Where each channel was transcribed by itself, and the dialog tells the party of each, that is who speaks."""
    channels = {segment.label: segment.channel for segment in text.segments if segment.channel is not None}
    if len(dialog.channels) < 2 or max(channels.values(), default=99) >= len(dialog.channels):
        return {}
    parties = {label: dialog.channels[number] for label, number in channels.items() if label is not None}
    return {label: channel[0] for label, channel in parties.items() if len(channel) == 1}


def _match(reading: Reading, dialog: Dialog, label: str | int) -> int | Party | None:
    """The party that a label of a transcript means, or its role where several could be meant."""
    if isinstance(label, int):
        return None
    indices = dialog.parties or range(len(reading.vcon.parties))
    key = label.lower()
    named = {index: people.name(reading.vcon.parties[index]).lower() for index in indices}
    exact = [index for index, name in named.items() if name and name == key]
    parts = [index for index, name in named.items() if name and _shares_words(key, name)]
    for found in (exact, parts):
        if len(found) == 1:
            return found[0]
    role = people.role_of_word(label)
    of_role = [index for index in indices if role is not None and reading.people.of(index) is role]
    return of_role[0] if len(of_role) == 1 else role


def _shares_words(label: str, name: str) -> bool:
    """ "mike" is "agent mike rivera", and the other way round."""
    first, second = (set(text.split()) - {"agent", "customer", "the"} for text in (label, name))
    return bool(first and second) and (first <= second or second <= first)


def clock(moment: datetime | None) -> datetime:
    """Comparable; what has no offset is on clocks of its own, on which its like are compared."""
    assert moment is not None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
