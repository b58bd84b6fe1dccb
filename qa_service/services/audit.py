"""The audit trail: read, held against its chains, handed out."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from qa_service.documents.audit import AuditPage, AuditVerdict, AuditView
from qa_service.domain.audit_chain import ChainEnd
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import audit
from qa_service.store.audit import AuditFilters as AuditFilters


class WholeTrail(NamedTuple):
    """All lines, chain by chain in the order of their places, and the end of each chain."""

    ends: dict[int, ChainEnd]
    lines: Iterator[AuditView]


@reads(Permission.READ_AUDIT, noted="read audit trail")
def listed(context: Context, filters: AuditFilters, before: int | None = None, limit: int = 100) -> AuditPage:
    """Lines, newest first, a page at a time."""
    rows = audit.trail(context.session, filters=filters, before=before, limit=limit + 1)
    context.note_read("audit", filters.client)
    following = rows[limit - 1].id if len(rows) > limit else None
    return AuditPage(items=[AuditView.of(row) for row in rows[:limit]], next=following)


@changes(Permission.READ_AUDIT, "verify audit trail")
def verify(context: Context) -> AuditVerdict:
    """Whether all lines are as they were written, by their chains and by the seals; the ends that fit are sealed."""
    key, session = context.deps.audit_key(), context.session
    faults = audit.verify(session, key)
    if not faults:
        audit.seal(session, key)
    ends = audit.chains(session)
    context.note("audit", faults=len(faults))
    sealed = sum(max((seal.place for seal in audit.seals(session, chain)), default=0) for chain in ends)
    return AuditVerdict.of(faults, lines=sum(end.length for end in ends.values()), sealed=sealed)


@changes(Permission.READ_AUDIT, "export audit trail", own_transactions=True)
def export(context: Context, since: datetime | None = None) -> WholeTrail:
    """Everything with places and hashes, so that the chains can be followed outside; `since`: the lines of that moment
    and later, whose first of each chain names the place that it follows.
    """
    with context.transaction() as session:
        context.note("audit", since=None if since is None else since.isoformat())
        ends = audit.chains(session)
    return WholeTrail(ends, _lines(context, ends, since))


def _lines(context: Context, ends: dict[int, ChainEnd], since: datetime | None) -> Iterator[AuditView]:
    with context.deps.store.reading() as session:
        for chain in ends:
            for line in audit.lines(session, chain):
                if since is None or line.at >= since:
                    yield AuditView.of(line)


@changes(Permission.READ_AUDIT, "seal audit trail")
def seal(context: Context) -> int:
    """Seal what has grown; how many chains were."""
    sealed = audit.seal(context.session, context.deps.audit_key())
    context.unchanged()  # a line on it would itself be something to seal
    return sealed
