"""Cases as the heads of a model see them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Channel, Party
from qa_service.domain.turn_features import TurnFeatures
from qa_service.errors import BadInput
from qa_service.learning.cases import LearningCase
from qa_service.learning.fitting import Sample
from qa_service.scoring.learned.inputs import turns_of, whole
from qa_service.scoring.learned.model import SPEAKERS
from qa_service.scoring.wording.tokens import SpokenWords

FEWEST: Final = 10
"""Answers of either kind."""
FEWEST_GROUPS: Final = 5
"""Weeks of agents among which cross-testing divides the answers."""
MOST_CASES: Final = 1000
"""More answers are not learned from: the latest weeks tell most about what comes, and each turn takes some 10 KB of
memory while a head is fitted."""
FEWEST_IN_LANGUAGE: Final = 3
"""Cases; of a language with fewer of them a model says nothing."""
GROUPS: Final = tuple(dict.fromkeys(group for groups in SPEAKERS.values() for group in groups))


class Examples(NamedTuple):
    """Cases that can be learned from, all read by the same models: by group of speakers what a head sees."""

    cases: tuple[LearningCase, ...]
    samples: Mapping[tuple[Party, ...], Sample]
    answers: NDArray[np.bool_]
    features: TurnFeatures
    """Those of the first case: of which encoder, and which chances there are."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Those with cases enough."""
        counts = Counter(case.setting.transcript.lang or "" for case in self.cases)
        return tuple(sorted(lang for lang, count in counts.items() if count >= FEWEST_IN_LANGUAGE))


def examples(cases: Sequence[LearningCase]) -> Examples:
    """Of the cases in which an agent says something and whose turns were kept, those of the models that read most of
    them, the latest ones. Raises BadInput where too few are left.
    """
    kept = [(case, case.setting.features) for case in cases if _agent_speaks(case)]
    read_by = Counter(_made_by(features) for _, features in kept if features is not None)
    most = max(read_by, key=lambda made_by: (read_by[made_by], made_by), default=None)
    chosen = _latest([(case, features) for case, features in kept if features and _made_by(features) == most])
    answers = np.array([case.answer for case, _ in chosen], bool)
    _check(answers, len({case.group for case, _ in chosen}))
    return Examples(tuple(case for case, _ in chosen), _samples(chosen, answers), answers, chosen[0][1])


def _latest(kept: Sequence[tuple[LearningCase, TurnFeatures]]) -> list[tuple[LearningCase, TurnFeatures]]:
    """MOST_CASES at most, in the order in which they came."""
    weeks = [(case.week, case.interaction) for case, _ in kept]
    newest = sorted(range(len(kept)), key=lambda number: weeks[number])[-MOST_CASES:]
    return [kept[number] for number in sorted(newest)]


def _made_by(features: TurnFeatures) -> tuple[str, tuple[str, ...], int]:
    return features.encoder, features.names, features.width


def _spoken(case: LearningCase) -> SpokenWords:
    """Its words, as scoring reads them."""
    return SpokenWords(case.setting.transcript, case.setting.channel is Channel.CALL)


def _agent_speaks(case: LearningCase) -> bool:
    """Whether an agent says something in a language that is read: nothing else is asked about."""
    words, features = _spoken(case), case.setting.features
    if words.lang is None or features is None or features.turns != len(words.turns):
        return False
    return any(words.of(turn).words for turn in words.by((Party.AGENT,)))


def _check(answers: NDArray[np.bool_], groups: int) -> None:
    yes, no = int(answers.sum()), int((~answers).sum())
    if min(yes, no) < FEWEST:
        raise BadInput(
            "{yes} yes and {no} no answers can be learned from, and {least} of each are needed",
            yes=yes,
            no=no,
            least=FEWEST,
            hint="answer more interactions in which an agent speaks",
        )
    if groups < FEWEST_GROUPS:
        raise BadInput(
            "the answers are of {groups} weeks of agents, and {least} are needed to test what was learned on others",
            groups=groups,
            least=FEWEST_GROUPS,
            hint="answer interactions of more agents or weeks",
        )


def _samples(
    chosen: Sequence[tuple[LearningCase, TurnFeatures]], answers: NDArray[np.bool_]
) -> Mapping[tuple[Party, ...], Sample]:
    read = [(_spoken(case), features) for case, features in chosen]
    wholes = np.stack([whole(words) for words, _ in read])
    return {
        parties: Sample([turns_of(parties, words, features) for words, features in read], wholes, answers)
        for parties in GROUPS
    }
