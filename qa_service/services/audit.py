"""The audit trail: read, held against its chains, handed out."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from qa_service.documents.audit import AuditPage, AuditVerdict, AuditView
from qa_service.domain.audit_chain import ChainEnd
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import audit
from qa_service.store.audit import AuditFilters as AuditFilters
from qa_service.store.tables import AuditRow


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


@changes(Permission.READ_AUDIT, "verify audit trail", own_transactions=True)
def verify(context: Context) -> AuditVerdict:
    """Whether all lines are as they were written, by their chains and by the seals; the ends that fit are sealed. Who
    writes meanwhile is not kept waiting.
    """
    key = context.deps.audit_key()
    with context.deps.store.snapshot() as session:
        faults = audit.verify(session, key, context.deps.former_audit_keys())
    with context.transaction() as session:
        if not faults:
            audit.seal(session, key)
        ends = audit.chains(session)
        context.note("audit", faults=len(faults))
        sealed = sum(audit.sealed_until(session, chain) for chain in ends)
        cuts = [cut for chain in ends if (cut := audit.last_cut(session, chain)) is not None]
    removed, lines = sum(cut.place for cut in cuts), sum(end.length for end in ends.values())
    return AuditVerdict.of(faults, lines=lines - removed, sealed=sealed - removed, removed=removed)


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
    """A page at a time, each in a session of its own: whoever fetches slowly holds nothing open in the database."""
    for chain in ends:
        after = None
        while rows := _page(context, chain, after):
            after = rows[-1].place, rows[-1].id
            for row in rows:
                if since is None or row.at >= since:
                    yield AuditView.of(row)


def _page(context: Context, chain: int, after: tuple[int, int | None] | None) -> Sequence[AuditRow]:
    with context.deps.store.reading() as session:
        return audit.page_of_chain(session, chain, after)


@changes(Permission.READ_AUDIT, "seal audit trail")
def seal(context: Context) -> int:
    """Seal what has grown; how many chains were."""
    sealed = audit.seal(context.session, context.deps.audit_key())
    context.unchanged()  # a line on it would itself be something to seal
    return sealed
