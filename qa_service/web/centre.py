"""The headline figures of what a visitor reaches: the centre and each client in it, or the own team, or oneself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from sqlmodel import Session

from qa_service.domain.estimate import Figure
from qa_service.domain.groups import Days, Group, GroupKind, Headline
from qa_service.errors import Withheld
from qa_service.figures import monitoring, questions
from qa_service.figures.agents import courtesy_of, resolution_of
from qa_service.figures.basis import rubric_finder
from qa_service.figures.batch import FigureBatch
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store import alarms, sums
from qa_service.store.checked import checked_of

ALL = ""
_MOST = 12
"""Clients that are shown one by one; the rest are in the sum, and have reports of their own."""


@dataclass(frozen=True, slots=True)
class Line:
    """Resolution and courtesy of one group; `name` is `ALL` for everything together."""

    name: str
    resolution: Figure
    courtesy: Figure


@dataclass(frozen=True, slots=True)
class Centre:
    """`lines`: everything first, then its parts where it has several. `withheld`: figures of a team or of a worker wait
    for a legal basis.
    """

    lines: Sequence[Line] = ()
    withheld: bool = False


def centre(session: Session, service: Dependencies, caller: Caller, days: Days) -> Centre:
    """`session` is fenced by client only, as totals are; team and agent narrow the groups here."""
    kind, name = _whose(caller)
    try:
        monitoring.check_group(kind, service.monitoring_basis)
    except Withheld:
        return Centre(withheld=True)
    clients = [caller.client] if caller.client else alarms.clients(session)
    found = sums.headlines(session, kind, clients, days)
    parts = {name: found[name]} if name and name in found else {} if name else found
    return Centre(_lines(session, service, kind, parts, days))


def _whose(caller: Caller) -> tuple[GroupKind, str | None]:
    """The kind of group whose figures a caller sees, and which one; None: all of the kind."""
    if caller.agent is not None:
        return GroupKind.AGENT, caller.agent
    if caller.team is not None:
        return GroupKind.TEAM, caller.team
    return GroupKind.CLIENT, caller.client


def _lines(
    session: Session, service: Dependencies, kind: GroupKind, parts: Mapping[str, Headline], days: Days
) -> list[Line]:
    rubric_of = rubric_finder(session, service.rubrics)
    drawn = checked_of(session, [Group(kind, name) for name in parts], days)
    seen = {group.name: questions.looks(many, rubric_of) for group, many in drawn.items()}
    shown = sorted(parts, key=lambda name: (-parts[name].n, name))[:_MOST] if len(parts) > 1 else []
    answering = _answering(session, kind, parts, days)
    sheet = FigureBatch(service.basis, answering, of_agents=kind is GroupKind.AGENT)
    versions = tuple(answering.values())
    share, score = service.basis.error(questions.RESOLUTION, versions), service.basis.score_error("courtesy", versions)
    whole = _added(parts.values()), [look for looks in seen.values() for look in looks]
    for name, (line, looks) in {ALL: whole, **{name: (parts[name], seen[name]) for name in shown}}.items():
        sheet.share(("resolution", name), resolution_of(line, looks), share)
        sheet.mean(("courtesy", name), courtesy_of(line, looks), score)
    solved = sheet.solve()
    return [Line(name, solved["resolution", name], solved["courtesy", name]) for name in (ALL, *shown)]


def _added(lines: Iterable[Headline]) -> Headline:
    known = list(lines)
    return Headline(*(sum(getattr(line, one.name) for line in known) for one in fields(Headline)))


def _answering(session: Session, kind: GroupKind, parts: Mapping[str, Headline], days: Days) -> dict[str, str]:
    """The models behind the latest answers of the largest part."""
    largest = max(parts, key=lambda name: parts[name].n, default=None)
    return {} if largest is None else questions.versions(sums.last_day(session, Group(kind, largest), days))
