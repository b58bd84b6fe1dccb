"""Key figures by site, by vendor, in-house or outsourced: the groups of a client beside each other."""

from datetime import datetime

from sqlmodel import Session

from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.sites import NOT_STATED
from qa_service.errors import NotFound, word
from qa_service.figures.basis import Basis
from qa_service.figures.kpis import facts_of, told
from qa_service.kpi.pack import Pack
from qa_service.kpi.places import PlaceFigures, Split
from qa_service.store import queue_log, rollups
from qa_service.store.rubrics import Rubrics

MOST_PLACES = 50
"""Sites or vendors that are shown beside each other."""


def split(
    session: Session, pack: Pack, whole: Group, by: GroupKind, days: Days, basis: Basis, rubrics: Rubrics, now: datetime
) -> Split:
    """The figures of a pack by site, vendor or sourcing of a client's contacts (`whole`). Raises NotFound where nothing
    is known at all.
    """
    lines = rollups.headlines(session, by, [whole.name], days, whole.channel)
    offered = {} if whole.channel is not None else queue_log.places(session, whole.name, days, by)
    sizes = {name: (lines[name].n if name in lines else 0) + offered.get(name, 0) for name in {*lines, *offered}}
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    places = []
    for name in (*names[:MOST_PLACES], NOT_STATED):
        group = Group(by, name, whole.name, whole.channel)
        try:
            places.append(_of_place(session, pack, group, days, basis, rubrics, now))
        except NotFound:
            continue
    if not places:
        raise NotFound("nothing of {kind} {name!r} is visible here", kind=word(whole.kind), name=whole.name)
    return Split(places, max(len(names) - MOST_PLACES, 0))


def _of_place(
    session: Session, pack: Pack, group: Group, days: Days, basis: Basis, rubrics: Rubrics, now: datetime
) -> PlaceFigures:
    facts = facts_of(session, pack, group, days, basis, rubrics, now)
    offered = facts.queue.offered if facts.queue else 0
    return PlaceFigures(group.name, facts.total.get("n", 0), offered, told(pack, facts, group, basis))
