"""What people wrote beside an interaction, rid of words that were masked in it."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.masked_words import HiddenWords
from qa_service.domain.scorecard import Answer
from qa_service.store.codec import from_body, to_body
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_complaints import ComplaintRow
from qa_service.store.tables_criteria import CriterionJobContactRow
from qa_service.store.tables_exports import PackItemRow, PackRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.store.tables_reviews import CorrectionRow, DisputeRow, ReviewRow, SortedAnswerRow

_NOTES: Sequence[tuple[Any, tuple[str, ...]]] = (
    (ReviewRow, ("why",)),
    (SortedAnswerRow, ("note",)),
    (DisputeRow, ("why", "decision")),
    (CorrectionRow, ("why",)),
    (MaskingRow, ("why",)),
    (PackItemRow, ("note",)),
    (ComplaintRow, ("note",)),
)


def mask(session: Session, row: InteractionRow, words: HiddenWords, kind: str) -> int:
    """Mask them in every note on the interaction, and in titles and notes of the packs that hold it; returns in how
    many places.
    """
    return sum(_masked(session, table, values, words, kind) for table, values in _noted(session, row))


def _noted(session: Session, row: InteractionRow) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each note by its table: the fields, and the primary key."""
    for table, names in _NOTES:
        for entry in session.exec(select(table).where(table.interaction_id == row.id)):
            yield table, _fields(table, entry, names)
    of_packs = select(PackItemRow.pack_id).where(PackItemRow.interaction_id == row.id)
    for pack in session.exec(select(PackRow).where(col(PackRow.id).in_(of_packs))):
        yield PackRow, _fields(PackRow, pack, ("title", "note"))


def _fields(table: Any, entry: Any, names: Sequence[str]) -> dict[str, Any]:
    keys = [column.name for column in sa.inspect(table).primary_key]
    return {"notes": {name: getattr(entry, name) or "" for name in names}, "id": {k: getattr(entry, k) for k in keys}}


def _masked(session: Session, table: Any, values: dict[str, Any], words: HiddenWords, kind: str) -> int:
    """By a statement, since reviews are rows that no session changes otherwise."""
    found = {name: words.places(text) for name, text in values["notes"].items()}
    changed = {name: words.masked(values["notes"][name], kind) for name, places in found.items() if places}
    if changed:
        where = [getattr(table, name) == value for name, value in values["id"].items()]
        session.exec(sa.update(table).where(*where).values(**changed))
    return sum(map(len, found.values()))


def move_examples(session: Session, row: InteractionRow, change: Any) -> None:
    """Answers that trials of a rubric show of the interaction, as `change` has them, and of its run from now on."""
    query = select(CriterionJobContactRow).where(CriterionJobContactRow.interaction_id == row.id)
    for contact in session.exec(query):
        body = contact.body
        if "before" in body and isinstance(body.get("answer"), dict):
            answer = change(from_body(Answer, body["answer"]))
            contact.body = {**body, "answer": to_body(answer), "run": row.run}
