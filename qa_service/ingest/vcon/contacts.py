"""From a checked vCon to the contacts in it, as documents of `qa-interaction/1`, with the recordings that go with them.

Recordings that follow each other within half an hour are one call; others, and what was written beside a call, are
contacts of their own with the same `case`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from qa_service.domain.interaction import Party
from qa_service.errors import BadDocument, say
from qa_service.ingest.vcon import bodies, transfers, written
from qa_service.ingest.vcon.reading import Contact, FindSound, Reading, Recorded, about, clock, turns_of
from qa_service.ingest.vcon.structure import INCOMPLETE, RECORDING, TEXT, Dialog, Vcon

GAP = timedelta(minutes=30)
"""Between two recordings of one call: longer is nobody kept on hold."""


def read(vcon: Vcon, centre: Sequence[str], find: FindSound) -> list[Contact]:
    """Every contact in it. Raises BadDocument."""
    reading = Reading.of(vcon, centre, find)
    calls = [group for group in _calls(reading) if group]
    messages = [dialog for dialog in vcon.dialogs if dialog.type == TEXT and (dialog.has_body or reading.find(dialog))]
    contacts = [_call(reading, group) for group in calls] + list(written.contacts(reading, messages))
    if not contacts and not any(dialog.type == RECORDING for dialog in vcon.dialogs) and reading.texts:
        contacts = [_call_of_transcript(reading)]
    if not contacts:
        raise _nothing(vcon)
    return _named(vcon, contacts)


def _named(vcon: Vcon, contacts: Sequence[Contact]) -> list[Contact]:
    """The first is called as the vCon is, or as the one to which it adds; others after it."""
    uuid = vcon.prior or vcon.uuid
    if len(contacts) == 1:
        return [Contact({**contacts[0].document, "id": uuid}, contacts[0].recordings)]
    return [
        Contact(
            {**contact.document, "id": None if uuid is None else uuid if not place else f"{uuid}/{place + 1}"}
            | ({"case": uuid} if uuid else {"place": place}),
            contact.recordings,
        )
        for place, contact in enumerate(contacts)
    ]


def _calls(reading: Reading) -> Iterator[list[Dialog]]:
    """Recordings, and texts of which only the transcript is there, by call, each from its beginning."""
    spoken = [
        dialog
        for dialog in reading.vcon.dialogs
        if (dialog.type == RECORDING and not _is_empty(reading, dialog))
        or (dialog.type == TEXT and not dialog.has_body and reading.text_of(dialog))
    ]
    if all(dialog.start is not None for dialog in spoken):
        spoken.sort(key=lambda dialog: clock(dialog.start))
    group: list[Dialog] = []
    end: datetime | None = None
    for dialog in spoken:
        if group and not _goes_on(group[-1], dialog, end):
            yield group
            group, end = [], None
        group.append(dialog)
        if dialog.start is not None:
            own_end = clock(dialog.start) + timedelta(seconds=dialog.duration or 0)
            end = own_end if end is None else max(end, own_end)
    yield group


def _is_empty(reading: Reading, dialog: Dialog) -> bool:
    """A placeholder of a call of which nothing is known, or that was taken out."""
    is_placeholder = not dialog.url and not dialog.filename and not dialog.hashes and not dialog.raw.get("type")
    return is_placeholder and not dialog.has_body and not reading.text_of(dialog)


def _goes_on(before: Dialog, dialog: Dialog, end: datetime | None) -> bool:
    """Whether a recording is of the same call as the one before."""
    for name in ("interaction_id", "recording_set", "session_id"):
        first, second = before.raw.get(name), dialog.raw.get(name)
        if first and second:
            return bool(first == second)
    return dialog.start is None or end is None or clock(dialog.start) - end <= GAP


def _call(reading: Reading, dialogs: Sequence[Dialog]) -> Contact:
    paths = {dialog.index: None if dialog.has_body else reading.find(dialog) for dialog in dialogs}
    document = _frame(reading, dialogs)
    heard = [dialog for dialog in dialogs if dialog.type == RECORDING and (dialog.has_body or paths[dialog.index])]
    for dialog in dialogs:
        if dialog.type == RECORDING and dialog.has_body:
            bodies.sound(dialog.body, dialog.encoding, f"{dialog.place}.body")  # raises where it is damaged
    if len(heard) == len(dialogs):
        recordings = tuple(_recorded(reading, dialogs, dialog, paths[dialog.index]) for dialog in dialogs)
        sides = [recording.side for recording in recordings]
        channel = _agent_channel(reading, dialogs) if len(dialogs) == 1 else 0 if None not in sides else None
        parts = [(dialog, recording.start) for dialog, recording in zip(dialogs, recordings, strict=True)]
        document = {**transfers.between(reading.people, parts), **document}
        if channel is not None:
            document["agent_channel"] = channel
        return Contact(_of_one_agent(reading, dialogs, document), recordings)
    turns = _turns(reading, dialogs)
    return Contact({**_of_named_agents(reading, dialogs, document, turns), "turns": turns})


def _of_one_agent(reading: Reading, dialogs: Sequence[Dialog], document: dict[str, Any]) -> dict[str, Any]:
    """Where several agents speak in a recording and no transfer tells when, it is nobody's: better than the wrong
    one's.
    """
    agents = reading.people.agents(dict.fromkeys(party for dialog in dialogs for party in dialog.parties))
    if len(agents) > 1 and not document.get("transfers"):
        return {name: value for name, value in document.items() if name != "agent"}
    return document


def _of_named_agents(
    reading: Reading, dialogs: Sequence[Dialog], document: dict[str, Any], turns: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The same of turns: those that name no agent would fall to the first."""
    agents = reading.people.agents(dict.fromkeys(party for dialog in dialogs for party in dialog.parties))
    unnamed = any(not turn.get("agent") and turn["speaker"] in (None, Party.AGENT) for turn in turns)
    if len(agents) > 1 and unnamed:
        return {name: value for name, value in document.items() if name != "agent"}
    return document


def _recorded(reading: Reading, dialogs: Sequence[Dialog], dialog: Dialog, path: Path | None) -> Recorded:
    start = None
    if dialog.start is not None and dialogs[0].start is not None:
        start = max(0.0, (clock(dialog.start) - clock(dialogs[0].start)).total_seconds())
    return Recorded(dialog.index, dialog.media_type, path, start, _side(reading, dialogs, dialog))


def _side(reading: Reading, dialogs: Sequence[Dialog], dialog: Dialog) -> int | None:
    """0 for the agent's, 1 for all others', where each recording is of one party and all their roles are known."""
    if len(dialogs) < 2 or any(len(d.parties) != 1 or reading.people.of(d.parties[0]) is None for d in dialogs):
        return None
    roles = [reading.people.of(d.parties[0]) for d in dialogs]
    if Party.AGENT not in roles or set(roles) == {Party.AGENT}:
        return None
    return 0 if reading.people.of(dialog.parties[0]) is Party.AGENT else 1


def _agent_channel(reading: Reading, dialogs: Sequence[Dialog]) -> int | None:
    """Of two channels with a party each, that of the one agent."""
    channels = dialogs[0].channels
    roles = [{reading.people.of(party) for party in channel} for channel in channels]
    if len(roles) != 2 or roles.count({Party.AGENT}) != 1:
        return None
    agent = roles.index({Party.AGENT})
    return agent if roles[1 - agent] <= {Party.CUSTOMER, Party.OTHER} else None


def _turns(reading: Reading, dialogs: Sequence[Dialog]) -> list[dict[str, Any]]:
    """The turns of the transcripts. Raises BadDocument where a part has neither sound nor transcript."""
    own = [(dialog, reading.text_of(dialog)) for dialog in dialogs]
    if any(text is None for _, text in own):
        shared = reading.shared_text(dialogs)
        if shared is None:
            silent = [dialog for dialog in dialogs if not dialog.has_body and not reading.find(dialog)]
            raise _without_sound(next((dialog for dialog in silent if not reading.text_of(dialog)), silent[0]))
        return turns_of(reading, shared, dialogs[0], 0.0)
    turns: list[dict[str, Any]] = []
    for dialog, text in own:
        assert text is not None
        offset = 0.0
        if dialog.start is not None and dialogs[0].start is not None:
            offset = max(0.0, (clock(dialog.start) - clock(dialogs[0].start)).total_seconds())
        turns += turns_of(reading, text, dialog, offset)
    return turns


def _frame(reading: Reading, dialogs: Sequence[Dialog]) -> dict[str, Any]:
    """What is known of a call but its words."""
    start = next((dialog.start for dialog in dialogs if dialog.start is not None), None)
    ends = [
        dialog.start + timedelta(seconds=dialog.duration)
        for dialog in dialogs
        if dialog.start is not None and dialog.duration
    ]
    indices = tuple(dict.fromkeys(party for dialog in dialogs for party in dialog.parties))
    same_clock = start is not None and all((end.tzinfo is None) == (start.tzinfo is None) for end in ends)
    return {
        **about(reading, indices),
        "channel": "call",
        "started_at": start,
        "ended_at": max(ends, key=clock) if ends and same_clock else None,
        **transfers.of(reading.vcon, reading.people, start),
    }


def _call_of_transcript(reading: Reading) -> Contact:
    """A call of which no dialog tells, but a transcript."""
    text = reading.texts[0]
    frame = _frame(reading, reading.vcon.dialogs[:1])
    dialog = reading.vcon.dialogs[0] if reading.vcon.dialogs else None
    if dialog is None:
        turns = [
            {"text": segment.text, "start": segment.start, "end": segment.end, "at": segment.at}
            for segment in text.segments
        ]
        return Contact({**frame, "started_at": frame["started_at"] or reading.vcon.created, "turns": turns})
    return Contact({**frame, "turns": turns_of(reading, text, dialog, 0.0)})


def _without_sound(dialog: Dialog) -> BadDocument:
    if dialog.url:
        hint = say("nothing is fetched: put the recording beside it under its name, or give the recording itself")
        return BadDocument("holds its sound behind a URL", where=dialog.place, hint=hint)
    if dialog.filename or dialog.hashes:
        hint = say("put the recording beside it under its name, or give the recording itself")
        return BadDocument("holds its sound in a file that is not beside it", where=dialog.place, hint=hint)
    hint = say("export it with its recording or its transcript")
    return BadDocument("is a recording without sound and without a transcript", where=dialog.place, hint=hint)


_ENDINGS = {
    "no-answer": say("nobody answered"),
    "congestion": say("the line was congested"),
    "failed": say("the connection failed"),
    "busy": say("the line was busy"),
    "hung-up": say("it was hung up before anybody spoke"),
    "voicemail-no-message": say("the voicemail answered, and no message was left"),
}


def _nothing(vcon: Vcon) -> BadDocument:
    """Why there is no contact in it."""
    incomplete = next((dialog for dialog in vcon.dialogs if dialog.type == INCOMPLETE), None)
    if incomplete is not None:
        ending = _ENDINGS.get(str(incomplete.raw.get("disposition", "")).strip().lower().replace("_", "-"))
        hint = say("give the queue log or call records, in which such calls count")
        what = say("is a contact that never took place: {ending}", ending=ending or say("it is incomplete"))
        return BadDocument(what, where=incomplete.place, hint=hint)
    if vcon.is_group:
        return BadDocument("only names other vCons that belong together", where="group", hint="give those vCons")
    if vcon.redacted:
        return BadDocument("holds no words any more: it is redacted", hint="give the version that has its words")
    if vcon.prior is not None:
        return BadDocument("only adds to another vCon", hint="give it with the dialogs of the vCon that it adds to")
    what = say("holds no words and no recording")
    if vcon.attachments:
        what = say("holds attachments alone ({count}), no words and no recording", count=vcon.attachments)
    return BadDocument(what, where="dialog", hint="a vCon needs a dialog of type text or recording")
