"""What people put right in a transcript: noted at once, carried out by a worker as the interaction's next run.

The models live with the workers, so new words wait sealed in the staging until one has masked them. What was found
before stays in place until then, and for good if the correction fails. No note keeps words, neither the old nor the
new ones: a correction is how a datum that was missed is removed.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from qa_service.domain.interaction import Party, State, is_storable
from qa_service.domain.review import CorrectionKind, tidy_note
from qa_service.domain.transcript import TranscriptChanges, Turn, TurnChange
from qa_service.errors import BadInput, Conflict, say
from qa_service.store import agent_segments, audit, holds, results, withholding
from qa_service.store.codec import dump, load
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import CorrectionRow

_WORDS = "correction"
_SWAPPED = {Party.AGENT: Party.CUSTOMER, Party.CUSTOMER: Party.AGENT}


def swap(session: Session, row: InteractionRow, why: str, by: str) -> CorrectionRow:
    """Agent and customer change places throughout. Raises Conflict while there is no result to correct."""
    turns = _turns(session, row)
    body = [_note(n, turn, None, _SWAPPED[turn.party]) for n, turn in enumerate(turns) if turn.party in _SWAPPED]
    if not body:
        raise Conflict("neither agent nor customer speaks in this interaction; there is nothing to swap")
    if row.agent_channel is not None:
        row.agent_channel = 1 - row.agent_channel
    return _start(session, row, CorrectionKind.ROLES, body, why, by)


def confirm_roles(session: Session, row: InteractionRow, why: str, by: str) -> CorrectionRow:
    """A person says that agent and customer are who they are taken for. Raises Conflict as `swap` does."""
    turns = [(n, turn.party.value) for n, turn in enumerate(_turns(session, row)) if turn.party in _SWAPPED]
    if not turns:
        raise Conflict("neither agent nor customer speaks in this interaction; there is nothing to confirm")
    body: list[dict[str, Any]] = [{"turn": n, "party_was": party, "party": party} for n, party in turns]
    return _start(session, row, CorrectionKind.ROLES, body, why, by, action="confirm.roles")


def change(
    session: Session, staging: Staging, row: InteractionRow, edits: Sequence[TurnChange], why: str, by: str
) -> CorrectionRow:
    """Other words or another party for some turns. Raises Conflict while there is no result to correct, UnderHold where
    the words that it replaces are evidence, BadInput for turns that are not there and for changes that change nothing.
    """
    holds.refuse(session, row)
    turns = _turns(session, row)
    if len({edit.turn for edit in edits}) < len(edits):
        raise BadInput("a turn is changed twice", where="turns")
    body = [_note(edit.turn, turns[edit.turn], edit.text, edit.party) for edit in edits if _changes(turns, edit)]
    if not body:
        raise BadInput("nothing is changed", where="turns", hint="give other words, or another party")
    correction = _start(session, row, CorrectionKind.TURNS, body, why, by)
    texts = {edit.turn: edit.text.strip() for edit in edits if edit.text is not None}
    if texts:
        staging.put(row.id, row.run, _WORDS, dump(TranscriptChanges(texts=texts)))
    return correction


def _changes(turns: Sequence[Turn], edit: TurnChange) -> bool:
    """Whether it does; raises BadInput when it cannot."""
    where = f"turns[{edit.turn}]"
    if not 0 <= edit.turn < len(turns):
        raise BadInput(
            "there is no turn {turn}",
            turn=edit.turn,
            where=where,
            hint=say("they are 0 to {last}", last=len(turns) - 1),
        )
    if edit.text is not None and not edit.text.strip():
        raise BadInput("a turn without words is none", where=where)
    if edit.text is not None and not is_storable(edit.text):
        raise BadInput("holds a NUL character", where=where)
    turn = turns[edit.turn]
    return edit.text not in (None, turn.text) or edit.party not in (None, turn.party)


def _note(number: int, turn: Turn, text: str | None, party: Party | None) -> dict[str, Any]:
    """What is kept of a change: that the words changed, and the parties."""
    noted: dict[str, Any] = {"turn": number}
    if text is not None:
        noted["words"] = True
    if party is not None and party is not turn.party:
        noted |= {"party_was": turn.party.value, "party": party.value}
    return noted


def _turns(session: Session, row: InteractionRow) -> tuple[Turn, ...]:
    agent_segments.refuse(row)
    if row.state is not State.DONE:
        raise Conflict("it has no result to correct; wait until it is analysed")
    if row.words_removed_at is not None:
        raise Conflict(withholding.REMOVED)
    return results.understood(session, row.id).transcript.turns


def _start(
    session: Session,
    row: InteractionRow,
    kind: CorrectionKind,
    body: list[dict[str, Any]],
    why: str,
    by: str,
    *,
    action: str = "",
) -> CorrectionRow:
    """The next run of the row, which a worker does."""
    row.run, row.state, row.failure, row.attempts, row.worker = row.run + 1, State.RECEIVED, None, 0, None
    correction = CorrectionRow(
        interaction_id=row.id, client=row.client, run=row.run, kind=kind, body=body, why=tidy_note(why), by=by
    )
    session.add(correction)
    session.flush()
    audit.note(session, by, action or f"correct.{kind.value}", str(row.id), row.client, run=row.run, turns=len(body))
    return correction


def of_run(session: Session, interaction: uuid.UUID, run: int) -> CorrectionRow | None:
    """The correction that this run is, if it is one."""
    query = select(CorrectionRow).where(CorrectionRow.interaction_id == interaction, CorrectionRow.run == run)
    return session.exec(query).first()


def of_interaction(session: Session, interaction: uuid.UUID) -> Sequence[CorrectionRow]:
    """Oldest first."""
    query = select(CorrectionRow).where(CorrectionRow.interaction_id == interaction)
    return session.exec(query.order_by(col(CorrectionRow.run))).all()


def changes(correction: CorrectionRow, staging: Staging) -> TranscriptChanges:
    """What a worker has to do. Raises NotFound when the sealed words are gone."""
    parties = {entry["turn"]: Party(entry["party"]) for entry in correction.body if "party" in entry}
    texts: Mapping[int, str] = {}
    if any("words" in entry for entry in correction.body):
        texts = load(TranscriptChanges, staging.get(correction.interaction_id, correction.run, _WORDS)).texts
    return TranscriptChanges(parties, texts)
