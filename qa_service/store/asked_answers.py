"""Answers of language models, as rows beside the words that they were given for; they go when the interaction goes."""

import hashlib
from collections.abc import Callable, Mapping
from uuid import UUID

from sqlmodel import Session, col, delete, select

from qa_service.domain.ask_failures import UNASKED
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.transcript import Transcript
from qa_service.store.codec import from_body, to_body
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_asked import AskedAnswerRow


def shown(transcript: Transcript) -> str:
    """sha256 of what a model is shown of an interaction: who says what."""
    digest = hashlib.sha256()
    for turn in transcript.turns:
        digest.update(f"{turn.party.value}:{len(turn.text)}:{turn.text}".encode())
    return digest.hexdigest()


def keep(session: Session, row: InteractionRow, transcript: Transcript, answers: Mapping[str, ModelAnswer]) -> None:
    """Each in the place of the one before; none about other words stays."""
    words, table = shown(transcript), AskedAnswerRow
    stale = (col(table.interaction_id) == row.id, col(table.transcript) != words)
    session.exec(delete(table).where(*stale))
    for key, answer in answers.items():
        if answer.failure not in UNASKED:
            session.merge(_row(row, key, words, answer))


def _row(row: InteractionRow, key: str, words: str, answer: ModelAnswer) -> AskedAnswerRow:
    return AskedAnswerRow(
        interaction_id=row.id,
        client=row.client,
        question=key,
        transcript=words,
        model=answer.model,
        failed=not answer.is_settled,
        body=to_body(answer),
    )


def rewrite(
    session: Session,
    id: UUID,
    before: Transcript,
    after: Transcript,
    change: Callable[[ModelAnswer], ModelAnswer],
) -> None:
    """Masks were put into the words, or taken out: answers stand, each as `change` has it; those about words of earlier
    times go.
    """
    was, table = shown(before), AskedAnswerRow
    session.exec(delete(table).where(col(table.interaction_id) == id, col(table.transcript) != was))
    for row in session.exec(select(table).where(table.interaction_id == id)):
        row.body = to_body(change(from_body(ModelAnswer, row.body)))
        row.transcript = shown(after)


def of(session: Session, id: UUID, transcript: Transcript) -> dict[str, ModelAnswer]:
    """Those about these very words, by `ask_key`."""
    table = AskedAnswerRow
    query = select(table).where(table.interaction_id == id, table.transcript == shown(transcript))
    return {row.question: from_body(ModelAnswer, row.body) for row in session.exec(query)}


def has_some(session: Session) -> bool:
    """Whether any model has ever been asked about anything that this session sees."""
    return session.exec(select(AskedAnswerRow.question).limit(1)).first() is not None
