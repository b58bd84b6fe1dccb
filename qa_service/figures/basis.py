"""What every figure needs besides the stored numbers."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.agreement import AutoScore
from qa_service.domain.estimate import MachineError, ScoreError
from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.measured import LabelQuestion, MeasuredErrors
from qa_service.domain.rubric import Rubric
from qa_service.errors import NotFound
from qa_service.store import rollups
from qa_service.store.rubrics import Rubrics

NOTHING = MeasuredErrors()
QUESTIONS = ("intent", "resolution", "sentiment")
"""The families of one label, as adaptations name them; courtesy labels are named as they are asked about."""
_ADAPTED_AS = {"label:intent": "intent", "label:resolution": "resolution", "label:sentiment_end": "sentiment"}
RubricOf = Callable[[str, str], Rubric | None]
"""The rubric of a client by ``id@version``; None where it is gone."""
AutoScorer = Callable[[Session, str], Mapping[str, AutoScore]]
"""By criterion, whether the machine may answer alone for this client; those that nobody has checked may be absent."""


def adapted_questions(versions: Collection[str]) -> frozenset[str]:
    """The questions that a client's own adaptations answered (``resolution``, ``courtesy:blame``), of versions as a
    figure names them.
    """
    names = {version.partition("@sha256:")[0] for several in versions for version in several.split(", ")}
    return frozenset(name for name in names if name in QUESTIONS or name.startswith("courtesy:"))


def nobody_checked(session: Session, client: str) -> Mapping[str, AutoScore]:
    """An installation without reviews."""
    return {}


@dataclass(frozen=True, slots=True)
class Basis:
    """`minimum` is the least number of interactions for which a figure is shown, `level` that of all intervals;
    `measured` tells how often the machine is right, `auto` which criteria it may answer alone.
    """

    measured: MeasuredErrors = NOTHING
    minimum: int = 5
    level: float = 0.95
    auto: AutoScorer = nobody_checked

    def error(self, question: LabelQuestion | None, versions: tuple[str, ...]) -> MachineError | None:
        """The machine's error on a question, if the measured model gave these answers: what a client's own adaptation
        answers was measured on nothing that everybody has. Of questions that rest on many labels any adapted one is
        too much.
        """
        if question is None or not self.measured.speaks_for(versions):
            return None
        own = adapted_questions(versions)
        name = _ADAPTED_AS.get(question.family, question.family)
        rests_on_own = name in own if question.family.startswith(("label:", "courtesy:")) else bool(own)
        return None if rests_on_own else self.measured.share(question)

    def score_error(self, section: str, versions: tuple[str, ...]) -> ScoreError | None:
        """The machine's error on a section's score, if the measured model gave these answers, and a client's own
        adaptation none of them.
        """
        is_measured = self.measured.speaks_for(versions) and not adapted_questions(versions)
        return self.measured.scores.get(section) if is_measured else None


def clients_of(session: Session, group: Group) -> list[str]:
    """The clients that a group has worked for."""
    if group.kind is GroupKind.CLIENT:
        return [group.name]
    return [group.client] if group.client else rollups.clients_of(session, group)


def rubrics_of(session: Session, group: Group, rubrics: Rubrics) -> list[Rubric]:
    """The rubrics in force for the clients of a group: they name criteria and sections."""
    return [rubrics.current(session, client) for client in clients_of(session, group)]


def rubric_finder(session: Session, rubrics: Rubrics) -> RubricOf:
    """Looks each rubric up once."""
    rubric_by_name: dict[tuple[str, str], Rubric | None] = {}

    def find(client: str, name: str) -> Rubric | None:
        if (client, name) not in rubric_by_name:
            try:
                rubric_by_name[client, name] = rubrics.named(session, client, name)
            except NotFound:
                rubric_by_name[client, name] = None
        return rubric_by_name[client, name]

    return find
