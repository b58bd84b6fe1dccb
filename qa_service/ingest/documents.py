"""Interaction documents (`qa-interaction/1`): JSON in, Interaction or one clear refusal out."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from qa_service.domain.interaction import Interaction
from qa_service.errors import BadDocument, say
from qa_service.foreign import of_pydantic
from qa_service.ingest import local_times, most

CLOCK_SKEW = timedelta(days=1)
"""How far in the future a time may lie: clocks of other systems differ, time zones get mixed up."""
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Before it no contact can have been recorded, and the first day of the calendar has no time in every zone."""

MOST_AGENTS = 20
"""Of one contact, bots among them."""

_HINTS = {
    "speaker": say("leave it out to have it inferred"),
    "surrogate": say("send UTF-8"),
    "timezone_aware": say("add the offset, as in 2026-11-03T09:14:05+01:00"),
}


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """What a document may hold at most, the present time against which its times are checked, and the centre's zone."""

    now: datetime
    max_bytes: int = 16 * 1024 * 1024
    max_turns: int = 5_000
    max_turn_characters: int = 20_000
    max_characters: int = 1_000_000
    """Of all turns together."""
    zone: str = "UTC"
    """On whose clocks the times are that come without an offset."""


def read(raw: bytes, limits: DocumentLimits, *, client: str | None = None) -> Interaction:
    """The interaction in one JSON document. `client` fills in a missing client. Raises BadDocument with the path."""
    return build(_json(raw, limits), limits, client=client)


def read_lines(raw: bytes, limits: DocumentLimits, *, client: str | None = None) -> Iterator[Interaction | BadDocument]:
    """One result a non-empty line of JSON Lines; a bad line does not stop the others and is named by its number.

    Raises BadDocument where there are more lines than documents of that length.
    """
    most.check_contacts(raw.count(b"\n"), len(raw))
    for number, line in enumerate(raw.splitlines(), start=1):
        if line.strip():
            try:
                yield read(line, limits, client=client)
            except BadDocument as error:
                place = say("line {line}", line=number)
                if error.where:
                    place = say("line {line}, {place}", line=number, place=error.place)
                yield BadDocument(error.what, where=place, hint=error.hint)


def build(
    document: Any, limits: DocumentLimits, *, client: str | None = None, words_needed: bool = True
) -> Interaction:
    """The interaction in a parsed document. `words_needed` False: the words come from a recording."""
    if not isinstance(document, dict):
        raise BadDocument("is not a JSON object", hint="give one interaction document of schema qa-interaction/1")
    if client and not document.get("client"):
        document = {**document, "client": client}
    if isinstance(document.get("turns"), list) and len(document["turns"]) > limits.max_turns:
        raise BadDocument(
            "holds {turns} turns, over the limit of {limit}",
            turns=len(document["turns"]),
            limit=limits.max_turns,
            where="turns",
            hint="split it, or raise QA_MAX_TURNS",
        )
    try:
        interaction = Interaction.model_validate(local_times.with_offsets(document, limits.zone))
    except ValidationError as error:
        raise _fault(error) from error
    _check_times(interaction, limits.now)
    _check_agents(interaction)
    check_lengths([turn.text for turn in interaction.turns], limits)
    if words_needed:
        _check_words(interaction)
    return interaction


def _json(raw: bytes, limits: DocumentLimits) -> Any:
    if len(raw) > limits.max_bytes:
        raise BadDocument(
            "is over {limit} bytes", limit=limits.max_bytes, hint="split it, or raise QA_MAX_DOCUMENT_BYTES"
        )
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise BadDocument("is not UTF-8 (byte {byte})", byte=error.start, hint="save it as UTF-8") from error
    except RecursionError as error:
        raise BadDocument("is nested too deeply", hint="give one interaction document") from error
    except ValueError as error:
        what = say("is not JSON")
        if isinstance(error, json.JSONDecodeError):
            what = say("is not JSON (line {line}, column {column})", line=error.lineno, column=error.colno)
        raise BadDocument(what, hint="check quotes, commas and brackets") from error


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _fault(error: ValidationError) -> BadDocument:
    """The first fault of a pydantic error, by its path; never with the value, which may be a customer's words."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    hint = _HINTS.get(str(first["loc"][-1])) or _HINTS.get(first["type"])
    return BadDocument(of_pydantic(first), where=where, hint=hint)


def _check_times(interaction: Interaction, now: datetime) -> None:
    started, ended = interaction.started_at, interaction.ended_at
    for name, moment in _times(interaction):
        if moment and moment > now + CLOCK_SKEW:
            raise BadDocument("lies in the future", where=name, hint="check the clock and the offset")
        if moment and moment < EARLIEST:
            raise BadDocument("lies before {year}", year=EARLIEST.year, where=name, hint="check the year")
    if started and ended and ended < started:
        raise BadDocument("is before started_at", where="ended_at", hint="check both times")
    for number, turn in enumerate(interaction.turns):
        if turn.start is not None and turn.end is not None and turn.end < turn.start:
            raise BadDocument("is before start", where=f"turns[{number}].end", hint="both are seconds")


def _times(interaction: Interaction) -> Iterator[tuple[str, datetime | None]]:
    """Every clock time with its path."""
    yield "started_at", interaction.started_at
    yield "ended_at", interaction.ended_at
    if interaction.queue:
        yield "queue.offered_at", interaction.queue.offered_at
        yield "queue.answered_at", interaction.queue.answered_at
    for number, transfer in enumerate(interaction.transfers):
        yield f"transfers[{number}].at", transfer.at
    for number, turn in enumerate(interaction.turns):
        yield f"turns[{number}].at", turn.at


def check_lengths(texts: Sequence[str], limits: DocumentLimits, changed: Collection[int] | None = None) -> None:
    """Of the turns of an interaction, or of those that are `changed` in one. What is longer takes the models minutes
    and gigabytes, or is more than they read at all. Raises BadDocument.
    """
    for number, text in enumerate(texts):
        if len(text) > limits.max_turn_characters and (changed is None or number in changed):
            raise BadDocument(
                "holds {length} characters, over the limit of {limit}",
                length=len(text),
                limit=limits.max_turn_characters,
                where=f"turns[{number}].text",
                hint="split it, or raise QA_MAX_TURN_CHARACTERS",
            )
    if (characters := sum(map(len, texts))) > limits.max_characters:
        raise BadDocument(
            "hold {characters} characters, over the limit of {limit} together",
            characters=characters,
            limit=limits.max_characters,
            where="turns",
            hint="split the interaction, or raise QA_MAX_CHARACTERS",
        )


def _check_agents(interaction: Interaction) -> None:
    """Each of them is read apart, so that a contact of very many would keep a worker for hours."""
    named = {name for transfer in interaction.transfers for name in (transfer.from_agent, transfer.to_agent) if name}
    named |= {turn.agent for turn in interaction.turns if turn.agent is not None}
    if len(named) > MOST_AGENTS:
        raise BadDocument(
            "name {agents} agents, over the limit of {limit}",
            agents=len(named),
            limit=MOST_AGENTS,
            where="turns",
            hint="check that `agent` is who serves, and not the number of the turn",
        )


def _check_words(interaction: Interaction) -> None:
    if not any(turn.text.strip() for turn in interaction.turns):
        raise BadDocument("holds no words", where="turns", hint="give turns with text, or upload the recording")
