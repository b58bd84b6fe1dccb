"""Which versions of models and rubrics answered on a day, in the order in which they began to."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import Group, GroupKind
from qa_service.store.tables import AnalysisRow
from qa_service.store.tables_figures import FigurePartRow


def in_order(session: Session, group: Group, day: date, part: str) -> list[str]:
    """The versions of `part` behind the group's interactions of a day, by the moment of their first analysis."""
    row, analysis = FigurePartRow, AnalysisRow
    column = col(getattr(row, group.kind.value))
    where = [column.is_(None) if group.is_unstated else column == group.name, col(row.day) == day]
    if group.kind is not GroupKind.BOT:
        where.append(col(row.bot).is_(None))
    if group.client is not None:
        where.append(col(row.client) == group.client)
    if group.channel is not None:
        where.append(col(row.channel) == group.channel)
    versions: Any = col(analysis.versions)
    version = versions[part].as_string()
    query: Any = (
        sa.select(version)
        .join(row, col(row.interaction_id) == col(analysis.interaction_id))
        .where(*where, version.is_not(None))
        .group_by(version)
        .order_by(sa.func.min(col(analysis.made_at)), version)
    )
    return list(session.execute(query).scalars())
