"""What people answered about the interactions that were drawn by chance, beside what the machine answered.

Answers count by the rule of `store.reviews.effective`; here they are read in bulk, without building rows. An answer to
a criterion that was given under another version of the rubric counts where `holds` says so. Answers from which the
model that answers now was learned are left out.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, col

from qa_service.domain.groups import CheckedInteraction, Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.rollups import Counters, family
from qa_service.domain.sampling import Purpose
from qa_service.domain.sites import NOT_STATED, Sourcing
from qa_service.store import learned_models, reviews
from qa_service.store.agreement_rollups import CRITERION
from qa_service.store.learned_models import LearnedAnswer
from qa_service.store.rollups import within
from qa_service.store.tables_figures import FigurePartRow
from qa_service.store.tables_reviews import ReviewRow, SamplePickRow

DRAWN = (Purpose.RANDOM, Purpose.RISK)
"""Samples whose picks carry the chance with which they were drawn."""
AnswerHolds = Callable[[str, str, str | None, str | None], bool]
"""Whether a person's answer holds under the version that an interaction is scored under now; given the client, the
question, the version under which it was answered, and the present one.
"""
RestsOn = Callable[[str, str, str | None], Collection[str]]
"""What the machine's answer to a question rests on under the version that an interaction is scored under, given the
client, the question and that version: learned models (``sha256:...``), and the heads that a client may have adapted
(``resolution``, ``courtesy:blame``).
"""
_AT_ONCE = 5000
_EVER = Days()


def is_asked_there(_client: str, question: str, answered: str | None, scored: str | None) -> bool:
    """Whether it is the very version, or a question that no rubric asks; who knows no rubrics can tell no more."""
    return not question.startswith(CRITERION) or answered == scored or None in (answered, scored)


def rests_on_its_head(_client: str, question: str, _scored: str | None) -> Collection[str]:
    """Who knows no rubrics can tell what labels rest on, and no more."""
    kind, _, label = question.partition(":")
    if kind == "courtesy":
        return (question,)
    return (label.removesuffix("_start").removesuffix("_end"),) if kind == "label" else ()


class _Pick(NamedTuple):
    """One draw of an interaction that was reviewed, and where that is counted."""

    interaction: uuid.UUID
    sample: uuid.UUID
    chance: float
    client: str
    team: str | None
    agent: str | None
    site: str | None
    vendor: str | None
    sourcing: Sourcing | None
    bot: str | None
    channel: Channel
    day: date

    def among(self, named: Mapping[tuple[GroupKind, str], Sequence[Group]]) -> list[Group]:
        """The groups that hold it, out of those by kind and name."""
        names = ((GroupKind.CLIENT, self.client), (GroupKind.TEAM, self.team), (GroupKind.AGENT, self.agent))
        places = ((GroupKind.SITE, self.site), (GroupKind.VENDOR, self.vendor), (GroupKind.SOURCING, self.sourcing))
        stated = [(kind, name or NOT_STATED) for kind, name in places] if self.bot is None else []
        return [
            group
            for kind, name in (*names, *stated)
            for group in named.get((kind, name or ""), ())
            if group.client in (None, self.client) and group.channel in (None, self.channel)
        ]


def checked(
    session: Session,
    group: Group,
    days: Days = _EVER,
    questions: Sequence[str] = (),
    holds: AnswerHolds = is_asked_there,
    rests_on: RestsOn = rests_on_its_head,
) -> tuple[CheckedInteraction, ...]:
    """The checked interactions of a group, in no particular order; with `questions`, answers to these alone."""
    return checked_of(session, [group], days, questions, holds, rests_on)[group]


def checked_of(
    session: Session,
    groups: Collection[Group],
    days: Days = _EVER,
    questions: Sequence[str] = (),
    holds: AnswerHolds = is_asked_there,
    rests_on: RestsOn = rests_on_its_head,
) -> dict[Group, tuple[CheckedInteraction, ...]]:
    """The same for several groups, read once."""
    named: dict[tuple[GroupKind, str], list[Group]] = defaultdict(list)
    for group in groups:
        named[group.kind, group.name].append(group)
    holders = {pick: pick.among(named) for pick in _reviewed(session, days)}
    places = {pick.interaction: pick for pick, held in holders.items() if held}
    counters, chances = _counters(session, list(places)), _chances(session, [p for p, held in holders.items() if held])
    answers = _answers(session, counters, questions, {id: pick.client for id, pick in places.items()}, holds)
    _leave_out_learned(session, places, counters, answers, rests_on)
    by_group: dict[Group, list[CheckedInteraction]] = {group: [] for group in groups}
    for id, place in places.items():
        if id in answers:
            interaction = CheckedInteraction(
                place.day, place.client, place.agent, counters[id], answers[id], chances[id]
            )
            for group in holders[place]:
                by_group[group].append(interaction)
    return {group: tuple(interactions) for group, interactions in by_group.items()}


def _reviewed(session: Session, days: Days) -> list[_Pick]:
    """The draws of a period that somebody has reviewed. There are few of them, as people's time goes, and many
    interactions: so everything starts here, and parts are looked up by their keys. What narrows a group would lead
    through an index over all parts, and is looked at afterwards.
    """
    pick, review, part = SamplePickRow, ReviewRow, FigurePartRow
    seen = sa.select(col(review.id)).where(
        col(review.pick_id) == col(pick.id), col(review.purpose).in_(DRAWN), col(review.session_id).is_(None)
    )
    of_pick = [col(getattr(pick, name)) for name in ("interaction_id", "sample_id", "chance")]
    of_part = [col(getattr(part, name)) for name in _Pick._fields[len(of_pick) :]]
    query: Any = (
        sa.select(*of_pick, *of_part)
        .join(part, col(part.interaction_id) == col(pick.interaction_id))
        .where(seen.exists(), *within(part, days))
    )
    return [_Pick(*row) for row in session.execute(query)]


def _counters(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, Counters]:
    part, by_id = FigurePartRow, {}
    for some in _chunks(ids):
        query: Any = sa.select(col(part.interaction_id), col(part.counters)).where(col(part.interaction_id).in_(some))
        by_id.update({id: counters for id, counters in session.execute(query)})
    return by_id


def _chunks(ids: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))


def _answers(
    session: Session,
    counters: Mapping[uuid.UUID, Counters],
    questions: Sequence[str],
    clients: Mapping[uuid.UUID, str],
    holds: AnswerHolds,
) -> dict[uuid.UUID, dict[str, str]]:
    """The answers that count, by interaction and question."""
    by_id: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    scored = {id: next(iter(family(counted, "version:rubric")), None) for id, counted in counters.items()}
    for some in _chunks(list(counters)):
        since = reviews.first_runs(session, some)
        for id, question, answer, run, answered in session.execute(_in_order(some, questions)):
            if run >= since.get(id, 1) and holds(clients[id], question, answered, scored[id]):
                by_id[id][question] = answer
    return dict(by_id)


def _leave_out_learned(
    session: Session,
    places: Mapping[uuid.UUID, _Pick],
    counters: Mapping[uuid.UUID, Counters],
    answers: dict[uuid.UUID, dict[str, str]],
    rests_on: RestsOn,
) -> None:
    """Take out the answers that the machine's own answer was learned from: it is right on these by itself, and they
    tell nothing of the rest.
    """
    for id, learned in learned_models.learned_from(session, list(answers)).items():
        versions = _versions(counters[id])
        adapted = {version.partition("@")[0] for version in versions["adapted"] if _is_of(version, learned)}
        taught = {model.hash for model in learned} | adapted
        scored = next(iter(versions["rubric"]), None)
        for question in list(answers[id]):
            if taught.intersection(rests_on(places[id].client, question, scored)):
                del answers[id][question]


def _versions(counted: Counters) -> dict[str, list[str]]:
    """The rubric that an interaction is scored under, and the client's adaptations that answered."""
    named = {part: list(family(counted, f"version:{part}")) for part in ("rubric", "adapted")}
    return {**named, "adapted": [name for names in named["adapted"] for name in names.split(", ")]}


def _head(learned: LearnedAnswer) -> str:
    """How versions name the head that is adapted; empty for a criterion."""
    if learned.family is LearnedFamily.CRITERION:
        return ""
    return f"courtesy:{learned.subject}" if learned.family is LearnedFamily.COURTESY else learned.family.value


def _is_of(version: str, learned: Sequence[LearnedAnswer]) -> bool:
    """Whether a version (``resolution@sha256:4f0e...``) is one of these models; it holds the beginning of the hash."""
    name, _, hash = version.partition("@")
    return any(_head(model) == name and model.hash.startswith(hash) for model in learned)


def _in_order(ids: Sequence[uuid.UUID], questions: Sequence[str]) -> Any:
    """Answers that may count, those that count more coming later."""
    row = ReviewRow
    columns = [col(getattr(row, name)) for name in ("interaction_id", "question", "answer", "run", "rubric")]
    query: Any = sa.select(*columns).where(col(row.interaction_id).in_(ids), col(row.session_id).is_(None))
    if questions:
        query = query.where(col(row.question).in_(questions))
    decided = sa.case((col(row.dispute_id).is_not(None), 1), else_=0)
    return query.order_by(decided, col(row.at), col(row.id))


def _chances(session: Session, picks: Sequence[_Pick]) -> dict[uuid.UUID, float]:
    """The chance of each interaction to be drawn and reviewed, by any of the samples that drew it.

    A sample that is half done has halved everybody's chance: picks are reviewed in random order.
    """
    done = _done(session, {pick.sample for pick in picks})
    missed: dict[uuid.UUID, float] = {}
    for pick in picks:
        missed[pick.interaction] = missed.get(pick.interaction, 1.0) * (1 - pick.chance * done[pick.sample])
    return {id: min(1.0, max(1 - share, 1e-9)) for id, share in missed.items()}


def _done(session: Session, samples: set[uuid.UUID]) -> Mapping[uuid.UUID, float]:
    """The part of each sample's picks that somebody has reviewed."""
    pick, review = SamplePickRow, ReviewRow
    seen = sa.select(col(review.id)).where(col(review.pick_id) == col(pick.id)).exists()
    query: Any = (
        sa.select(col(pick.sample_id), sa.func.count(), sa.func.sum(sa.case((seen, 1), else_=0)))
        .where(col(pick.sample_id).in_(list(samples)))
        .group_by(col(pick.sample_id))
    )
    return {sample: int(reviewed) / picks for sample, picks, reviewed in session.execute(query)}
