"""Ids, cases and queues that earlier versions kept as they came, masked once and for all."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.queue import MOMENTS, QueueCall
from qa_service.store.identity import Metadata
from qa_service.store.interactions import to_interaction
from qa_service.store.repository import Store
from qa_service.store.tables import AnalysisRow, InteractionRow
from qa_service.store.tables_figures import FigurePartRow, QueueCallRow

_AT_ONCE = 500


def mask(store: Store, metadata: Metadata) -> Iterator[int]:
    """Mask what is kept, some hundred at a time; yields how many were changed so far. A second time changes nothing."""
    changed, after = 0, None
    while True:
        with store.transaction() as session:
            query = (
                select(InteractionRow).where(col(InteractionRow.identity).is_(None)).order_by(col(InteractionRow.id))
            )
            query = query if after is None else query.where(col(InteractionRow.id) > after)
            rows = session.exec(query.limit(_AT_ONCE).with_for_update()).all()
            changed += sum(_mask(session, metadata, row) for row in rows)
        if not rows:
            break
        after = rows[-1].id
        yield changed
    with store.transaction() as session:
        changed += sum(_mask_call(session, metadata, row) for row in session.exec(select(QueueCallRow)).all())
    yield changed


def _mask(session: Session, metadata: Metadata, row: InteractionRow) -> bool:
    before = to_interaction(row)
    after, identity = metadata.interaction(before)
    if after == before:
        return False
    row.external_id, row.case_ref = after.id, after.case
    row.identity = identity.hash if after.id != before.id else None
    if after.queue is not None:
        row.queue_name, row.transferred_to = after.queue.name, after.queue.transferred_to
    session.exec(
        sa.update(FigurePartRow).where(col(FigurePartRow.interaction_id) == row.id).values(case_ref=after.case)
    )
    analysis = session.get(AnalysisRow, row.id)
    if analysis is not None:
        about = analysis.body["interaction"] | {"id": after.id, "case": after.case}
        queue = after.queue and after.queue.model_dump(mode="json")
        analysis.body = {**analysis.body, "interaction": {**about, "queue": queue}}
    return True


def _mask_call(session: Session, metadata: Metadata, row: QueueCallRow) -> bool:
    before = QueueCall(
        call=row.call,
        queue=row.queue,
        transferred_to=row.transferred_to,
        ending=row.ending,
        overflow_to=row.overflow_to,
        **{name: getattr(row, name) for name in MOMENTS},
    )
    after = metadata.call(before)
    if after == before:
        return False
    values = {name: getattr(after, name) for name in ("call", "queue", "transferred_to", "overflow_to")}
    same = (col(QueueCallRow.client) == row.client, col(QueueCallRow.call) == row.call)
    session.exec(sa.update(QueueCallRow).where(*same).values(**values))
    return True
