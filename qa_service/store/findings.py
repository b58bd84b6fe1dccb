"""Findings of courtesy in SQL: those that stand, and those against an agent that a person is to confirm.

Both lie in one table with their probability, so that what older versions wrote is read by today's rule.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.understanding import CONFIRM_BELOW, NEGATIVE
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_search import FindingRow


def waiting() -> Any:
    """That a finding accuses an agent and is not sure enough to do so."""
    return sa.and_(col(FindingRow.label).in_(sorted(NEGATIVE)), col(FindingRow.probability) < CONFIRM_BELOW)


def standing() -> Any:
    """That a finding counts as it is."""
    return ~waiting()


def any_waits() -> Any:
    """That an interaction has a finding that a person is to confirm."""
    of_row = col(FindingRow.interaction_id) == col(InteractionRow.id)
    return select(FindingRow.label).where(of_row, waiting()).exists()


def to_be_confirmed(session: Session, ids: Collection[UUID]) -> Mapping[UUID, tuple[str, ...]]:
    """The labels that wait for a person, by interaction; interactions without any are absent."""
    query = select(FindingRow.interaction_id, FindingRow.label).where(
        col(FindingRow.interaction_id).in_(ids), waiting()
    )
    labels: dict[UUID, tuple[str, ...]] = {}
    for id, label in session.exec(query.order_by(col(FindingRow.label))):
        labels[id] = (*labels.get(id, ()), label)
    return labels
