"""When something else began to answer: new versions of models and rubrics within a period."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from qa_service.domain.changes import Change
from qa_service.domain.groups import Days, Group, Slice
from qa_service.domain.rollups import Counters, family
from qa_service.figures.questions import ADAPTED, SHIPPED
from qa_service.store import rollups, versions


def changes_of(
    session: Session, group: Group, slices: Sequence[Slice], parts: Collection[str] | None = None
) -> list[Change]:
    """A change for every version but the first of each part (`parts` None: of all), in the order of their beginnings.

    A week is looked at day by day only where it holds something new.
    """
    seen_versions: dict[str, list[str]] = {ADAPTED: [SHIPPED]}  # nothing names the shipped heads until one is adapted
    changes = []
    for piece in slices:
        if not _news(piece.counters, seen_versions, parts):
            continue
        for day, counters in rollups.daily(session, group, Days(piece.start, piece.end + timedelta(days=1))):
            for part, new in _news(counters, seen_versions, parts).items():
                before = seen_versions.setdefault(part, [])
                for version in _ordered(session, group, day, part, new):
                    if before:
                        changes.append(Change(part, before[-1], version, day))
                    before.append(version)
    return changes


def _news(
    counters: Counters, seen_versions: dict[str, list[str]], parts: Collection[str] | None
) -> dict[str, list[str]]:
    """By part, the versions that had not answered before."""
    new: dict[str, list[str]] = {}
    for part, version in _versions(counters):
        if (parts is None or part in parts) and version not in seen_versions.get(part, ()):
            new.setdefault(part, []).append(version)
    return new


def _versions(counters: Counters) -> Iterator[tuple[str, str]]:
    for name in sorted(family(counters, "version")):
        part, _, version = name.partition(":")
        yield part, version


def _ordered(session: Session, group: Group, day: date, part: str, new: list[str]) -> list[str]:
    """Versions that began on one day, in the order of their first analysis."""
    if len(new) == 1:
        return new
    order = [version for version in versions.in_order(session, group, day, part) if version in new]
    return order + [version for version in new if version not in order]
