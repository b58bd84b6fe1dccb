"""Hands the audit trail on to a log collector, chain by chain in the order of its places, each line at least once.

What arrives twice after a failure has the same chain, place and hash. Nobody asks for it: it takes the dependencies.
"""

from qa_service.documents.audit import AuditView
from qa_service.logs import event
from qa_service.outgoing.feed import Feed, FeedLine
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit, audit_feed
from qa_service.store.tables import AuditRow

_HOLDER = audit_feed.new_holder()


def hand_on(deps: Dependencies) -> int:
    """All lines that were written since; how many. A collector that does not answer is told of in the log, and gets
    them the next time.
    """
    if deps.audit_feed is None:
        return 0
    with deps.store.reading() as session:
        grown = [c for c, end in audit.chains(session).items() if end.length > audit_feed.place(session, c)]
    if not grown:
        return 0
    with deps.store.transaction(hasty=True) as session:
        if not audit_feed.take(session, _HOLDER, deps.clock()):
            return 0
    try:
        return sum(_chain(deps, deps.audit_feed, chain) for chain in grown)
    except OSError as error:
        event("audit feed failed", error=type(error).__name__)
        return 0
    finally:
        with deps.store.transaction(hasty=True) as session:
            audit_feed.give_back(session, _HOLDER)


def _chain(deps: Dependencies, feed: Feed, chain: int) -> int:
    """A page at a time; the lease is renewed with each."""
    handed_on = 0
    while rows := _next(deps, chain):
        feed.send([_line(row) for row in rows])
        with deps.store.transaction(hasty=True) as session:
            audit_feed.handed_on(session, chain, rows[-1].place)
            handed_on += len(rows)
            if not audit_feed.take(session, _HOLDER, deps.clock()):
                break
    return handed_on


def _next(deps: Dependencies, chain: int) -> list[AuditRow]:
    with deps.store.reading() as session:
        return list(audit.after_place(session, chain, audit_feed.place(session, chain)))


def _line(row: AuditRow) -> FeedLine:
    return FeedLine(row.at, row.action.replace(" ", "-"), AuditView.of(row).model_dump_json())
