"""A rubric: what counts as good work, as data. It validates itself when it is loaded."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from qa_service.domain.clauses import AskPerson, Clause, Label, Rule, needs, walk
from qa_service.domain.interaction import Channel, Direction, storable
from qa_service.domain.rubric_part import RubricPart, Slug
from qa_service.errors import BadRubric, Sentence, say

_Text = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(storable)]
DEEPEST = 8
"""Clauses inside clauses; nobody understands more."""
Harm = Literal["customer", "business", "compliance"]
"""Whom a critical failure hurts; the three are never added up into one."""


class Wording(RubricPart):
    """The same sentence in both languages."""

    it: _Text
    en: _Text


class Scope(RubricPart):
    """Where a criterion applies; an empty field means everywhere."""

    channels: frozenset[Channel] = frozenset()
    directions: frozenset[Direction] = frozenset()
    intents: frozenset[Label] = frozenset()


class Critical(RubricPart):
    """A failure so grave that the section's figure is at most `cap`, or that the whole section `fails` (figure 0)."""

    harms: Harm
    cap: Annotated[float, Field(ge=0, le=100)] | None = None
    fails: bool = False

    @property
    def limit(self) -> float:
        """The most that the section can still have, 0..100."""
        return self.cap if self.cap is not None else 0.0

    @model_validator(mode="after")
    def _does_one_thing(self) -> Self:
        if self.fails is (self.cap is not None):
            raise ValueError(say("needs either a cap (0 to 100) or fails: true"))
        return self


class Criterion(RubricPart):
    """One question about an interaction.

    It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and `applies` make it not
    applicable elsewhere. `look` says where an absence was looked for. `reference` is free text: the contract, standard
    or agreement that it comes from.
    """

    id: Slug
    question: Wording
    rule: Rule
    wanted: bool = True
    weight: Annotated[float, Field(ge=0, le=1_000_000)] = 1.0
    applies: Scope = Scope()
    only_if: Clause | None = None
    critical: Critical | None = None
    look: Literal["opening", "closing", "anywhere"] = "anywhere"
    reference: Annotated[str, Field(max_length=2000), AfterValidator(storable)] = ""

    @property
    def asks_person(self) -> bool:
        """Whether only a person can answer it."""
        return isinstance(self.rule, AskPerson)

    def clauses(self, path: str) -> Iterator[tuple[str, Rule]]:
        """Every clause of the criterion at `path`, with its own path."""
        yield from walk(self.rule, f"{path}.rule")
        if self.only_if is not None:
            yield from walk(self.only_if, f"{path}.only_if")

    @model_validator(mode="after")
    def _is_plain(self) -> Self:
        if self.asks_person and not self.wanted:
            raise ValueError(say("a person's yes means that the criterion is met: leave wanted out"))
        return self


class Section(RubricPart):
    """Criteria that make one figure together."""

    id: Slug
    name: Wording
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


class Rubric(RubricPart):
    """A versioned set of sections; `courtesy` must be one of them.

    Ids are unique, and conditions on other answers name criteria that exist and never lead back to where they began.
    """

    id: Slug
    version: Annotated[int, Field(ge=1, le=1_000_000)]
    name: Wording
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]

    @property
    def name_at_version(self) -> str:
        """`default@1`, as scorecards cite it."""
        return f"{self.id}@{self.version}"

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All criteria, section by section."""
        return tuple(criterion for section in self.sections for criterion in section.criteria)

    @property
    def in_order(self) -> tuple[Criterion, ...]:
        """All criteria, each after those on whose answers it depends."""
        by_id = {criterion.id: criterion for criterion in self.criteria}
        return tuple(by_id[id] for id in TopologicalSorter(_needs(self)).static_order())

    def asked_before(self, criterion: Criterion) -> tuple[Criterion, ...]:
        """Those of its criteria on whose answers `criterion`, which may be none of its own, rests: each after those on
        which it depends itself. Raises BadRubric where one is missing, or rests on this criterion in turn.
        """
        by_id = {own.id: own for own in self.criteria}
        wanted: set[str] = set()
        open_ids = _needed(criterion)
        while open_ids:
            id = open_ids.pop()
            if id == criterion.id:
                circle = f"{id} -> {id}"
                raise BadRubric("the answers wait for each other in a circle: {circle}", circle=circle, where="rule")
            if id not in by_id:
                raise BadRubric("{criterion!r} is no criterion of this rubric", criterion=id, where="rule")
            if id not in wanted:
                wanted.add(id)
                open_ids.extend(_needed(by_id[id]))
        return tuple(own for own in self.in_order if own.id in wanted)

    def placed(self) -> Iterator[tuple[str, Criterion]]:
        """All criteria with their paths: ``sections[0].criteria[2]``."""
        for number, section in enumerate(self.sections):
            for index, criterion in enumerate(section.criteria):
                yield f"sections[{number}].criteria[{index}]", criterion

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        _once("section", [(f"sections[{n}]", section.id) for n, section in enumerate(self.sections)])
        _once("criterion", [(path, criterion.id) for path, criterion in self.placed()])
        if "courtesy" not in {section.id for section in self.sections}:
            raise _fault("sections", say("a section with id 'courtesy' is required"))
        for number, section in enumerate(self.sections):
            if sum(criterion.weight for criterion in section.criteria) <= 0:
                raise _fault(
                    f"sections[{number}]",
                    say("the weights of section '{section}' add up to nothing", section=section.id),
                )
        _clauses_are_sound(self)
        return self


def _needs(rubric: Rubric) -> dict[str, list[str]]:
    """For each criterion, those whose answers it looks at."""
    return {criterion.id: _needed(criterion) for criterion in rubric.criteria}


def _needed(criterion: Criterion) -> list[str]:
    return [id for _, clause in criterion.clauses("") for _, id in needs(clause)]


def _clauses_are_sound(rubric: Rubric) -> None:
    ids, paths = {criterion.id for criterion in rubric.criteria}, {}
    for path, criterion in rubric.placed():
        paths[criterion.id] = path
        for place, clause in criterion.clauses(path):
            if place.count(".of") > DEEPEST:
                raise _fault(path, say("its clauses are nested too deeply; split them into criteria"))
            for field, id in needs(clause):
                if id not in ids:
                    raise _fault(f"{place}.{field}", say("{criterion!r} is no criterion of this rubric", criterion=id))
    try:
        tuple(TopologicalSorter(_needs(rubric)).static_order())
    except CycleError as error:
        circle = error.args[1]
        raise _fault(
            paths[circle[0]], say("the answers wait for each other in a circle: {circle}", circle=" -> ".join(circle))
        ) from error


def _once(what: str, placed: list[tuple[str, str]]) -> None:
    ids = [id for _, id in placed]
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        where = next(path for n, (path, id) in enumerate(placed) if id in ids[:n])
        raise _fault(f"{where}.id", say("{what} ids are used twice: {names}", what=what, names=twice))


def _fault(where: str, what: Sentence) -> PydanticCustomError:
    """A fault of the whole, with the place where it shows."""
    return PydanticCustomError("rubric", "{what}", {"where": where, "what": what})
