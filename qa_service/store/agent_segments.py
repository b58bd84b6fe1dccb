"""The parts that colleagues of a contact's agent, and bots, had in it: each an interaction of its own, in the reach and
the figures of whom it concerns, with its own scorecard, answers and objections.

A part is derived from its contact whenever that is analysed, and goes with it. Its words are a piece of the contact's:
they are changed there, and follow here.
"""

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from qa_service.domain.agent_segments import AgentSegment
from qa_service.domain.interaction import State
from qa_service.domain.processed import Processed, ProcessedSegment, Understood
from qa_service.domain.transcript import PiiSpan
from qa_service.domain.understanding import Evidence
from qa_service.errors import Conflict
from qa_service.store import agreement_rollups, rollup_writes, teams
from qa_service.store.tables import InteractionRow, now

Place = Callable[[Evidence], Evidence]
_LONGEST = 180
_SAME = (
    "client",
    "channel",
    "direction",
    "callback",
    "lang",
    "customer",
    "person",
    "at",
    "started_at",
    "received_at",
    "site",
    "vendor",
    "sourcing",
)
"""What a part has of its contact; not its case and its queue, which are the contact's."""


def of(session: Session, contact: uuid.UUID) -> Sequence[InteractionRow]:
    """The parts of a contact within reach, in the order in which they came in."""
    query = select(InteractionRow).where(InteractionRow.segment_of == contact)
    return session.exec(query.order_by(col(InteractionRow.segment_start), col(InteractionRow.id))).all()


def families(session: Session, ids: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Collection[uuid.UUID]]:
    """By each of the interactions: itself, the contact that it is a part of, and all parts of that; within reach."""
    row, contacts = InteractionRow, {id: id for id in ids}
    named = select(row.id, row.segment_of).where(col(row.id).in_(list(ids)), col(row.segment_of).is_not(None))
    contacts |= {id: contact for id, contact in session.exec(named) if contact is not None}
    members = {contact: {contact} for contact in contacts.values()}
    parts = select(row.id, row.segment_of).where(col(row.segment_of).in_(list(members)))
    for id, contact in session.exec(parts):
        if contact is not None:
            members[contact].add(id)
    return {id: members[contact] | {id} for id, contact in contacts.items()}


def refuse(row: InteractionRow) -> None:
    """Raises Conflict for a part: what is put right is the contact."""
    if row.segment_of is not None:
        raise Conflict(
            "this is one agent's part of interaction {contact}; change it there, and it follows here",
            contact=row.segment_of,
        )


def rows(
    session: Session,
    contact: InteractionRow,
    parts: Sequence[ProcessedSegment],
    named_teams: Mapping[str | None, str | None],
) -> Iterator[tuple[InteractionRow, Processed]]:
    """A row for each of these parts, with what is to be kept of it: the one that was there before for the same
    colleague or bot, or a new one. Those that are no part any more go. `named_teams`: the teams of agents, as far as
    the contact names them.
    """
    before = {(row.agent, row.bot): row for row in of(session, contact.id)}
    for number, part in enumerate(parts, start=2):
        row = before.pop(_key(part.segment), None) or _new(contact, part.segment, number)
        _fill(session, row, contact, part.segment, named_teams.get(row.agent))
        session.add(row)
        session.flush()
        about = part.processed.interaction.model_copy(
            update={"id": row.external_id, "case": None, "queue": None, "team": row.team}
        )
        yield row, replace(part.processed, interaction=about)
    for row in before.values():
        _drop(session, row)


def drop(session: Session, contact: uuid.UUID) -> None:
    """All parts of a contact, with what was found and answered of them."""
    for row in of(session, contact):
        _drop(session, row)


def _drop(session: Session, row: InteractionRow) -> None:
    rollup_writes.take(session, row.id)
    with agreement_rollups.kept_up(session, [row.client], [row.id]):
        session.delete(row)
        session.flush()


def _key(segment: AgentSegment) -> tuple[str | None, str | None]:
    return (None, segment.name) if segment.is_bot else (segment.name, None)


def _new(contact: InteractionRow, segment: AgentSegment, number: int) -> InteractionRow:
    """Its own id tells which contact it is of; the digits keep it apart from every id that is handed in."""
    id = uuid.uuid4()
    name = f"{contact.external_id[:_LONGEST]}#{number}~{id.hex[:8]}"
    agent, bot = _key(segment)
    values = {column: getattr(contact, column) for column in _SAME}
    return InteractionRow(
        **values, id=id, external_id=name, fingerprint="", segment_of=contact.id, agent=agent, bot=bot, state=State.DONE
    )


def _fill(
    session: Session, row: InteractionRow, contact: InteractionRow, segment: AgentSegment, named_team: str | None
) -> None:
    for column in _SAME:
        setattr(row, column, getattr(contact, column))
    row.segment_start, row.state, row.done_at = segment.start, State.DONE, now()
    if row.agent is not None:
        row.team = named_team or team_of(session, row.agent, contact.at.date()) or row.team


def team_of(session: Session, agent: str, day: date) -> str | None:
    """In which team an agent was lately, whom a document names at turns only; None where nobody knows."""
    return teams.lately(session, [(agent, day)]).get(agent)


def reworded(part: InteractionRow, before: Understood, after: Understood, place: Place) -> tuple[Understood, Place]:
    """What was understood of a part, with the words that its contact (`after`) has from now on, and where passages of
    the part stand then; `place` tells the same of the contact.
    """
    start, stop = part.segment_start or 0, (part.segment_start or 0) + len(before.transcript.turns)

    def moved(passage: Evidence) -> Evidence:
        there = place(replace(passage, turn=passage.turn + start))
        return replace(there, turn=there.turn - start)

    pairs = zip(before.transcript.turns, after.transcript.turns[start:stop], strict=True)
    turns = tuple(replace(own, text=theirs.text, words=theirs.words) for own, theirs in pairs)
    transcript = replace(before.transcript, turns=turns)
    understanding = before.understanding.moved(moved)
    spans = tuple(_inside(after.pii, start, stop))
    kept = replace(before, transcript=transcript, understanding=understanding, pii=spans, card_code=after.card_code)
    return kept, moved


def _inside(spans: Sequence[PiiSpan], start: int, stop: int) -> Iterator[PiiSpan]:
    return (replace(span, turn=span.turn - start) for span in spans if start <= span.turn < stop)
