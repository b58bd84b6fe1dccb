"""What the models saw of each turn, as rows beside the transcripts; it goes when the interaction goes."""

from collections.abc import Iterable
from uuid import UUID

from sqlmodel import Session, col, delete, select

from qa_service.domain.turn_features import TurnFeatures
from qa_service.store.tables import InteractionRow, TurnFeaturesRow


def keep(session: Session, row: InteractionRow, features: TurnFeatures | None) -> None:
    """In the place of what was kept before; None: nothing can be read of it, and nothing older may stay."""
    if features is None:
        session.exec(delete(TurnFeaturesRow).where(col(TurnFeaturesRow.interaction_id) == row.id))
        return
    body = features.to_bytes()
    session.merge(TurnFeaturesRow(interaction_id=row.id, client=row.client, run=row.run, body=body))


def of(session: Session, id: UUID) -> TurnFeatures | None:
    """Of one interaction; None where none are kept."""
    row = session.get(TurnFeaturesRow, id)
    return None if row is None else TurnFeatures.from_bytes(row.body)


def of_many(session: Session, ids: Iterable[UUID]) -> dict[UUID, TurnFeatures]:
    """Of those that have some."""
    query = select(TurnFeaturesRow.interaction_id, TurnFeaturesRow.body)
    rows = session.exec(query.where(col(TurnFeaturesRow.interaction_id).in_(list(ids))))
    return {id: TurnFeatures.from_bytes(body) for id, body in rows}
