"""Adapts a shipped head to a client, from what its people answered: pure, and the same bytes for the same answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.domain import withheld
from qa_service.domain.adaptation import LEAST, YES_NO, Adaptation
from qa_service.domain.adapted_view import (
    POOLS,
    clearest_turn,
    family_of,
    pooled,
    shipped_log_chances,
)
from qa_service.domain.interaction import Party
from qa_service.domain.shipped_answers import COURTESY
from qa_service.domain.turn_features import TurnFeatures
from qa_service.errors import BadInput, say
from qa_service.learning import side_by_side, trust
from qa_service.learning.adaptation_report import AdaptationReport, DoubtedLabel, WithheldCases
from qa_service.learning.cases import AdaptationCase
from qa_service.learning.crosstest import LEAST_CASES, LEAST_OF_A_LABEL, CrossTest, crosstest, is_clear
from qa_service.learning.discriminant import RIDGES, Floats, ScaledVectors, directions
from qa_service.learning.familiar import known_by

QUESTIONS = ("intent", "resolution", "sentiment")
"""The families of one label; courtesy labels are a question each (``courtesy:<label>``)."""
MOST_CASES = 1000
"""More answers are not learned from: the latest weeks tell most about what comes."""
LEAST_WITHHELD = 10
"""Answers of people to cases of one kind before the adapted head may speak where the shipped reader withholds."""
MOST_DOUBTED = 10


@dataclass(frozen=True, slots=True)
class LearnedAdaptation:
    """`artefact` None: no gain is clear, and the shipped head stays. `learned_from`: the interactions whose answers
    were learned from; those that the report counts as unused are not among them.
    """

    artefact: bytes | None
    report: AdaptationReport
    learned_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Usable:
    """A case with what is kept of its turns, and who speaks in each."""

    case: AdaptationCase
    features: TurnFeatures
    parties: tuple[Party, ...]

    @property
    def shipped(self) -> dict[str, str]:
        return dict(self.features.shipped.labels) if self.features.shipped is not None else {}

    def reason(self, question: str) -> str | None:
        """Why the shipped reader withheld its answer, where it did."""
        return None if self.features.shipped is None else self.features.shipped.reasons.get(question)


@dataclass(frozen=True, slots=True)
class _Answers:
    """The usable cases of a question: its labels, the shipped log-chances (cases, labels), the pooled vectors, and
    people's answers as ones and zeros (cases, labels).
    """

    question: str
    cases: tuple[_Usable, ...]
    labels: tuple[str, ...]
    shipped: Floats
    vectors: ScaledVectors
    answers: Floats

    @property
    def given(self) -> list[str]:
        """What people answered."""
        return [usable.case.answer for usable in self.cases]

    @property
    def groups(self) -> list[tuple[str, str]]:
        """What belongs together."""
        return [usable.case.group for usable in self.cases]


def learn_adaptation(question: str, cases: Sequence[AdaptationCase]) -> LearnedAdaptation:
    """The correction of a shipped head by people's answers, with the report on both; the shipped head stays where no
    gain over it is clear. `question`: one of QUESTIONS, or ``courtesy:<label>``.

    Raises BadInput where too few answers can be learned from.
    """
    usable = _usable(question, cases)
    _check(question, [each.case.answer for each in usable])
    answers = _answers(question, usable)
    rows = answers.vectors.rows
    test = crosstest(rows @ rows.T, answers.shipped, answers.answers, answers.groups)
    allowed = _withheld(answers, test)
    adaptation = None if test.learned is None else _adaptation(answers, test, allowed)
    report = _report(answers, test, allowed, adaptation, len(cases))
    names = tuple(each.case.interaction for each in usable)
    return LearnedAdaptation(None if adaptation is None else adaptation.to_bytes(), report, names)


def _usable(question: str, cases: Sequence[AdaptationCase]) -> tuple[_Usable, ...]:
    """The latest cases of which comparable features are kept, and that the shipped head may judge at all."""
    latest = sorted(cases, key=lambda case: (case.week, case.interaction))
    encoders = [case.setting.features.encoder for case in latest if case.setting.features is not None]
    chosen = []
    for case in latest:
        features = case.setting.features
        if features is None or features.encoder != encoders[-1]:
            continue
        parties = tuple(turn.party for turn in case.setting.transcript.turns)
        usable = _Usable(case, features, parties)
        is_known = case.answer in _labels(question, features)
        if is_known and len(parties) == features.turns and _may_be_judged(question, usable):
            chosen.append(usable)
    return tuple(chosen[-MOST_CASES:])


def _may_be_judged(question: str, usable: _Usable) -> bool:
    shipped = usable.features.shipped
    if shipped is None or question in shipped.by_others:
        return False
    reason = usable.reason(question)
    if reason is not None and reason not in withheld.OF_THE_MODELS:
        return False
    if question in ("intent", "resolution"):
        return True
    needs = clearest_turn(question, usable.features, usable.parties) >= 0
    return needs and question in usable.shipped


def _check(question: str, given: Sequence[str]) -> None:
    counts = Counter(given)
    if len(given) < LEAST_CASES:
        raise BadInput(
            "{question} has {n} answers of people to learn from; {least} are needed",
            question=question,
            n=len(given),
            least=LEAST_CASES,
            where="question",
            hint="review more interactions",
        )
    if sum(count >= LEAST_OF_A_LABEL for count in counts.values()) < 2:
        raise BadInput(
            "people gave fewer than two different answers to {question} at least {least} times",
            question=question,
            least=LEAST_OF_A_LABEL,
            where="question",
            hint=say("review interactions in which the answer is another one"),
        )


def _answers(question: str, usable: tuple[_Usable, ...]) -> _Answers:
    labels = _labels(question, usable[0].features)
    shipped = [shipped_log_chances(question, labels, each.features, each.parties) for each in usable]
    raw = np.stack([pooled(question, each.features, each.parties) for each in usable]).astype(np.float64)
    given = np.array([[each.case.answer == label for label in labels] for each in usable], np.float64)
    vectors = ScaledVectors.of(raw, len(POOLS[family_of(question)]))
    return _Answers(question, usable, labels, np.stack(shipped).astype(np.float64), vectors, given)


def _labels(question: str, features: TurnFeatures) -> tuple[str, ...]:
    if question.startswith(COURTESY):
        return YES_NO
    prefix = f"{question}:"
    return tuple(name.removeprefix(prefix) for name in features.names if name.startswith(prefix))


def _adaptation(answers: _Answers, test: CrossTest, allowed: Sequence[WithheldCases]) -> Adaptation:
    """Learned from all answers, trusted as far as cross-testing showed."""
    fitted = trust.fit(answers.shipped, test.learned, answers.answers)
    weights, constant = directions(answers.vectors, answers.answers, RIDGES[test.ridge])
    weight = fitted.trust / test.size
    speaks_on = tuple(cases.reason for cases in allowed if cases.allowed)
    features = [usable.features for usable in answers.cases]
    return Adaptation(
        question=answers.question,
        encoder=features[0].encoder,
        labels=answers.labels,
        scale=fitted.scale,
        offsets=tuple(float(offset) for offset in fitted.offsets + weight * constant),
        weights=(weight * weights).astype(np.float16).tobytes(),
        speaks_on=speaks_on,
        known=known_by(features) if withheld.STRANGE in speaks_on else None,
        learned_from=len(features),
    )


def _withheld(answers: _Answers, test: CrossTest) -> tuple[WithheldCases, ...]:
    """Where the shipped reader withheld for a reason of its own models: whether the adapted head knows more there than
    how often each label occurs, by enough answers to such cases.
    """
    share = np.log(np.maximum(answers.answers.mean(axis=0), 1e-3))
    frequencies = np.broadcast_to(share, answers.shipped.shape)
    out = []
    for reason in (withheld.BREAKS_OFF, withheld.STRANGE):
        which = np.array([usable.reason(answers.question) == reason for usable in answers.cases])
        if not which.any():
            continue
        held = test.log_chances[which]
        right = int((held.argmax(axis=1) == answers.answers[which].argmax(axis=1)).sum())
        groups = [group for group, own in zip(answers.groups, which, strict=True) if own]
        knows = test.learned is not None and len(set(groups)) >= LEAST_WITHHELD
        allowed = knows and is_clear(held, frequencies[which], answers.answers[which], groups)
        out.append(WithheldCases(reason, int(which.sum()), right, bool(allowed)))
    return tuple(out)


def _report(
    answers: _Answers,
    test: CrossTest,
    allowed: Sequence[WithheldCases],
    adaptation: Adaptation | None,
    asked: int,
) -> AdaptationReport:
    before = [usable.shipped.get(answers.question) for usable in answers.cases]
    speaks_on = {cases.reason for cases in allowed if cases.allowed}
    after = before if adaptation is None else _said(answers, test.log_chances, speaks_on)
    chances, given = np.exp(test.log_chances), answers.given
    shipped = side_by_side.figures(before, np.exp(answers.shipped), given, answers.labels)
    adapted = shipped if adaptation is None else side_by_side.figures(after, chances, given, answers.labels)
    counts = Counter(given)
    return AdaptationReport(
        question=answers.question,
        answers={label: counts[label] for label in answers.labels if counts[label]},
        unused=asked - len(answers.cases),
        encoder=answers.cases[0].features.encoder,
        changes=adaptation is not None,
        gain=test.gain,
        gain_error=test.error,
        shipped=shipped,
        adapted=adapted,
        moves=side_by_side.moves(before, after, given),
        withheld=tuple(allowed),
        doubted=_doubted(answers, chances),
    )


def _said(answers: _Answers, log_chances: Floats, speaks_on: set[str]) -> list[str | None]:
    """What the adapted head answers in cross-testing, withheld as in service."""
    least = LEAST[family_of(answers.question)]
    said: list[str | None] = []
    for usable, row in zip(answers.cases, np.exp(log_chances), strict=True):
        reason = usable.reason(answers.question)
        binds = reason in (withheld.BREAKS_OFF, withheld.STRANGE) and reason not in speaks_on
        best = int(row.argmax())
        said.append(None if binds or row[best] < least else answers.labels[best])
    return said


def _doubted(answers: _Answers, chances: NDArray[np.float64]) -> tuple[DoubtedLabel, ...]:
    of_given = (chances * answers.answers).sum(axis=1)
    order = np.argsort(of_given, kind="stable")[:MOST_DOUBTED]
    wrong = [number for number in order if chances[number].argmax() != answers.answers[number].argmax()]
    return tuple(
        DoubtedLabel(answers.cases[n].case.interaction, answers.cases[n].case.answer, round(float(of_given[n]), 4))
        for n in wrong
    )
