"""The figures of one group: everything that its scorecard shows."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from sqlmodel import Session

from qa_service.domain.agreement import AutoScore, Grounds
from qa_service.domain.estimate import Estimate, Figure, ScoreGroup
from qa_service.domain.groups import Course, Days, Group, GroupFigures, GroupKind, PeriodLength, Slice
from qa_service.domain.measured import LabelQuestion, label_question
from qa_service.domain.rollups import UNCLEAR, Counters, family, summed
from qa_service.domain.rubric import Harm, Rubric
from qa_service.errors import NotFound, word
from qa_service.figures import questions
from qa_service.figures.agents import HEADLINES, NOBODY, Agents, agents_of, pooled
from qa_service.figures.answers import answer_holds, rests_on
from qa_service.figures.basis import Basis, RubricOf, clients_of, rubric_finder
from qa_service.figures.batch import FigureBatch
from qa_service.statistics.comparison import trend
from qa_service.store import rollups
from qa_service.store.reviewed_sample import checked
from qa_service.store.rubrics import Rubrics

WEEKS = 26
"""The most weeks of a course: half a year."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that the figures of one group rest on.

    `peers` are all agents under the same clients, the group among them, for the pooled figures. Teams and clients have
    none: few as they are, nothing is known of how they differ.
    `auto` tells by criterion whether the machine may answer alone, for every client of the group.
    """

    slices: tuple[Slice, ...]
    seen: Sequence[questions.Look]
    rubrics: Sequence[Rubric]
    peers: Agents
    auto: Mapping[str, AutoScore]


def figures(
    session: Session, group: Group, days: Days, basis: Basis, rubrics: Rubrics, moving: date | None = None
) -> GroupFigures:
    """Raises NotFound for a group without a finished interaction in reach. `moving` as in `sums.slices`."""
    material = gather(session, group, days, basis, rubrics, moving)
    return estimated(group, material, basis)


def alone(session: Session, group: Group, days: Days, basis: Basis, rubrics: Rubrics) -> GroupFigures:
    """The same without pooled figures, for which others' would be read, and without courses. Raises NotFound."""
    return estimated(group, gather(session, group, days, basis, rubrics, peers=False), basis, weekly=False)


def gather(
    session: Session,
    group: Group,
    days: Days,
    basis: Basis,
    rubrics: Rubrics,
    moving: date | None = None,
    *,
    peers: bool = True,
) -> Material:
    """Everything that is read from the database; without `peers` nothing of other agents."""
    slices = rollups.slices(session, group, days, moving)
    if not slices:
        raise NotFound(
            "no finished interaction of {kind} {name!r} is visible here", kind=word(group.kind), name=group.name
        )
    rubric_of = rubric_finder(session, rubrics)
    clients = clients_of(session, group)
    auto = strictest([basis.auto(session, client) for client in clients])
    cited = _rubrics(clients, family(summed(piece.counters for piece in slices), "version:rubric"), rubric_of)
    if group.kind is not GroupKind.AGENT or not peers:
        drawn = checked(session, group, days, holds=answer_holds(rubric_of), rests_on=rests_on(rubric_of))
        return Material(slices, questions.looks(drawn, rubric_of), cited, NOBODY, auto)
    everybody = agents_of(session, clients, days, group.channel, rubric_of)
    return Material(slices, everybody.seen.get(group.name, ()), cited, everybody, auto)


_SEVERITY = (Grounds.BELOW, Grounds.TOO_FEW, Grounds.NOT_CHECKED, Grounds.HOLDS)
_NOT_CHECKED = AutoScore(True, Grounds.NOT_CHECKED)


def strictest(by_client: Sequence[Mapping[str, AutoScore]]) -> dict[str, AutoScore]:
    """By criterion, what holds for several clients together: the machine answers alone where it may for all."""
    ids = sorted({id for scores in by_client for id in scores})
    by_id = {id: [scores.get(id, _NOT_CHECKED) for scores in by_client] for id in ids}
    return {id: min(of_clients, key=lambda score: _SEVERITY.index(score.grounds)) for id, of_clients in by_id.items()}


def _rubrics(clients: Iterable[str], names: Iterable[str], rubric_of: RubricOf) -> list[Rubric]:
    """The rubrics that the group's scorecards cite, as far as they are still there."""
    by_name = {name: rubric for name in names for client in clients if (rubric := rubric_of(client, name)) is not None}
    return list(by_name.values())


def estimated(group: Group, material: Material, basis: Basis, *, weekly: bool = True) -> GroupFigures:
    """The figures; no database from here on."""
    total = summed(piece.counters for piece in material.slices)
    batch = FigureBatch(basis, questions.versions(total), of_agents=group.kind in (GroupKind.AGENT, GroupKind.BOT))
    desk = _Desk(material, total, batch, basis, tuple(batch.versions.values()))
    desk.named()
    weeks = desk.weekly() if weekly else []
    material.peers.note(batch, basis)
    solved = batch.solve()
    own = {key: figure for key, figure in solved.items() if isinstance(key, str) and figure is not None}
    courses = {name: _course([(week, solved[name, week]) for week in weeks]) for name in HEADLINES}
    courses["courtesy"] = replace(courses["courtesy"], rubrics=desk.rubrics_by_week(weeks))
    among = {what: pooled(figures) for what, figures in material.peers.solved(solved).items()}
    return GroupFigures(
        material.slices,
        total,
        own,
        {what: figures[group.name] for what, figures in among.items() if group.name in figures},
        courses,
        batch.versions,
        len(material.seen),
        agreed(material.seen),
        {id: material.auto.get(id, _NOT_CHECKED) for id in desk.criteria},
    )


def agreed(seen: Sequence[questions.Look]) -> dict[str, tuple[int, int]]:
    """How often machine and people gave the same answer to each question."""
    agreements: dict[str, list[bool]] = {}
    for look in seen:
        for question, answer in look.checked.answers.items():
            machine = look.machine.get(question, UNCLEAR)
            if UNCLEAR not in (answer, machine):
                agreements.setdefault(question, []).append(answer == machine)
    return {question: (len(same), sum(same)) for question, same in sorted(agreements.items())}


@dataclass(frozen=True, slots=True)
class _Desk:
    """Notes groups in the batch under their names; weeks under (name, week)."""

    material: Material
    total: Counters
    batch: FigureBatch
    basis: Basis
    answering: tuple[str, ...]

    def named(self) -> None:
        """The figures of the group itself."""
        seen, total = self.material.seen, self.total
        for name, question in (
            ("resolution", questions.RESOLUTION),
            ("escalation", questions.ESCALATION),
            ("open_promise", questions.OPEN_PROMISE),
        ):
            self._share(name, question, question, total, seen)
        for harm in self.harms:
            question = questions.harm_question(harm, self.batch.versions.get("rubric", ""))
            error = self.basis.error(question, self.answering)
            self.batch.share(f"critical:{harm}", questions.harm_group(harm, total, seen), error)
        behind = {
            criterion.id: label_question(criterion) for rubric in self.material.rubrics for criterion in rubric.criteria
        }
        for id in self.criteria:
            self._criterion(id, behind.get(id))
        for section in sorted({name.partition(":")[0] for name in family(total, "section")}):
            name = "courtesy" if section == "courtesy" else f"section:{section}"
            self._mean(name, section, questions.score_group(section, total, seen))

    @property
    def harms(self) -> list[str]:
        """Whom a critical failure may hurt by the rubrics behind the answers, or did."""
        named_harms = {
            criterion.critical.harms
            for rubric in self.material.rubrics
            for criterion in rubric.criteria
            if criterion.critical
        }
        return [harm for harm in get_args(Harm) if harm in named_harms or f"harm:{harm}:yes" in self.total]

    @property
    def criteria(self) -> list[str]:
        """All that were answered, by id."""
        return sorted({name.rpartition(":")[0] for name in family(self.total, "criterion")})

    def _criterion(self, id: str, behind: LabelQuestion | None) -> None:
        """Where machine and people agree too little, people's answers alone."""
        key, question = f"criterion:{id}", questions.criterion_question(id)
        auto = self.material.auto.get(id)
        if auto is not None and auto.failed:
            self.batch.people(key, questions.share_group(question, self.total, self.material.seen))
        else:
            self._share(key, question, behind, self.total, self.material.seen)

    def weekly(self) -> list[date]:
        """The headlines week by week; returns the Mondays."""
        weeks = self._weeks()
        last = sorted(weeks)[-WEEKS:]
        for week in last:
            total = summed(weeks[week])
            seen = [look for look in self.material.seen if week <= look.checked.day < week + timedelta(days=7)]
            self._share(("resolution", week), questions.RESOLUTION, questions.RESOLUTION, total, seen)
            self._mean(("courtesy", week), "courtesy", questions.score_group("courtesy", total, seen))
        return last

    def rubrics_by_week(self, weeks: Sequence[date]) -> dict[date, tuple[str, ...]]:
        """By week, the versions of rubrics behind its answers."""
        counters = self._weeks()
        return {week: tuple(sorted(family(summed(counters[week]), "version:rubric"))) for week in weeks}

    def _weeks(self) -> dict[date, list[Counters]]:
        weeks: dict[date, list[Counters]] = {}
        for piece in self.material.slices:
            weeks.setdefault(PeriodLength.WEEK.start(piece.start), []).append(piece.counters)
        return weeks

    def _share(
        self,
        key: Hashable,
        question: LabelQuestion,
        behind: LabelQuestion | None,
        total: Counters,
        seen: Sequence[questions.Look],
    ) -> None:
        group = questions.share_group(question, total, seen)
        self.batch.share(key, group, self.basis.error(behind, self.answering))

    def _mean(self, key: Hashable, section: str, group: ScoreGroup) -> None:
        self.batch.mean(key, group, self.basis.score_error(section, self.answering))


def _course(points: Sequence[tuple[date, Figure]]) -> Course:
    estimates = [(week, figure) for week, figure in points if isinstance(figure, Estimate) and not figure.open]
    first = estimates[0][0] if estimates else None
    line = [((week - first).days / 7, figure) for week, figure in estimates] if first is not None else []
    return Course(tuple(points), trend(line) if len(line) >= 3 else None)
