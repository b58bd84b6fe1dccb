"""What people did to masks, as rows; and the words that they masked, as keyed hashes by which they are found again."""

import uuid
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.masked_words import HiddenWords, MaskingAct
from qa_service.store.seal import Pseudonyms
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_maskings import MaskingRow


def of_interaction(session: Session, id: uuid.UUID) -> Sequence[MaskingRow]:
    """Oldest first."""
    query = select(MaskingRow).where(MaskingRow.interaction_id == id)
    return session.exec(query.order_by(col(MaskingRow.at), col(MaskingRow.id))).all()


def of_run(session: Session, id: uuid.UUID, run: int) -> MaskingRow | None:
    """What a worker has to do in this run, if that is it."""
    mine = (MaskingRow.interaction_id == id, MaskingRow.run == run, col(MaskingRow.carried).is_(True))
    return session.exec(select(MaskingRow).where(*mine)).first()


def digests(pseudonyms: Pseudonyms, client: str, keys: Sequence[str]) -> list[dict[str, object]]:
    """What is kept of masked words."""
    return [{"length": len(key), "digest": pseudonyms.of_words(client, key)} for key in keys]


def hidden(session: Session, row: InteractionRow, pseudonyms: Pseudonyms) -> list[tuple[str, HiddenWords]]:
    """What was masked by hand in an interaction and was not released since, by kind."""
    return [
        (masking.kind, _hidden(masking, partial(pseudonyms.of_words, row.client)))
        for masking in of_interaction(session, row.id)
        if _stands(masking) and masking.words
    ]


def _stands(masking: MaskingRow) -> bool:
    return masking.act is MaskingAct.MASKED and masking.undone_at is None


def _hidden(masking: MaskingRow, digest: Callable[[str], str]) -> HiddenWords:
    kept = {word["digest"] for word in masking.words}
    return HiddenWords(frozenset(word["length"] for word in masking.words), lambda key: digest(key) in kept)


def undo(session: Session, row: InteractionRow, pseudonyms: Pseudonyms, key: str) -> None:
    """Words that were masked by hand are not, from now on: nothing masks them again. Where they are a part of a name,
    the name and its other parts stay masked.
    """
    digest = pseudonyms.of_words(row.client, key)
    for masking in of_interaction(session, row.id):
        digests = [word["digest"] for word in masking.words] if _stands(masking) else []
        if digest in digests[:1]:
            masking.undone_at = now()
        elif digest in digests:
            masking.words = [word for word in masking.words if word["digest"] != digest]


def is_marked(session: Session, id: uuid.UUID, turn: int, start: int) -> bool:
    """Whether somebody has said of a mask that it hides nothing personal."""
    return session.exec(select(MaskingRow.id).where(*_mark(id, turn, start))).first() is not None


def unmark(session: Session, id: uuid.UUID, turn: int, start: int) -> None:
    """The same is not said any more: what stood there is known now."""
    session.exec(sa.delete(MaskingRow).where(*_mark(id, turn, start)))


def _mark(id: uuid.UUID, turn: int, start: int) -> list[sa.ColumnElement[bool]]:
    row = MaskingRow
    return [
        *(col(row.interaction_id) == id, col(row.act) == MaskingAct.NOT_PERSONAL),
        *(col(row.turn) == turn, col(row.start) == start),
    ]


def figures(session: Session, client: str | None) -> dict[str, tuple[int, int]]:
    """By kind: in how many places people masked what the machine had missed, and how many masks of the machine they
    released or called not personal.
    """
    row = MaskingRow
    missed = sa.and_(col(row.act) == MaskingAct.MASKED, col(row.undone_at).is_(None))
    wrong = sa.and_(col(row.act) != MaskingAct.MASKED, col(row.by_machine).is_(True))
    query = (
        select(col(row.kind), _places(missed), _places(wrong))
        .where(*([] if client is None else [row.client == client]))
        .group_by(col(row.kind))
        .order_by(col(row.kind))
    )
    return {kind: (int(n), int(m)) for kind, n, m in session.exec(query).all()}


def _places(condition: Any) -> Any:
    return sa.func.sum(sa.case((condition, col(MaskingRow.places)), else_=0))
