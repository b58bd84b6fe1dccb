"""Do the labels of an agent hang on anything but what the agent says? Looks, errors of a recogniser, the customer.

Every conversation of the test parts is read as it is and disturbed (`models.interaction_encoder.disturb`), personal
data masked before, so that only the look differs. Counted are the conversations in which an accusation comes or goes
(`accusations`), and those in which any of the agent's labels does (`labels`).
"""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from eval.figures import Figure, Result, sampled, stated
from eval.service import Service
from models.interaction_encoder import disturb, split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus, real_style
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import NEGATIVE, Understanding

AGENT, CUSTOMER, BOTH = (Party.AGENT,), (Party.CUSTOMER,), (Party.AGENT, Party.CUSTOMER)
Disturbance = Callable[[Sample, Sample, random.Random], Sample]
"""From a conversation and another one in the same language: the first, disturbed."""


def _rewritten(rewrite: disturb.Rewrite, who: Sequence[Party]) -> Disturbance:
    return lambda sample, _, chance: disturb.rewritten(sample, rewrite, who, chance)


KINDS: Mapping[str, Disturbance] = {
    "no punctuation": _rewritten(disturb.bare, BOTH),
    "no capitals": _rewritten(disturb.lowered, BOTH),
    "neither": _rewritten(disturb.spoken, BOTH),
    "misheard": _rewritten(disturb.misheard, BOTH),
    "another customer's words": lambda sample, other, _: disturb.swapped(sample, other),
    "a customer who learns the language": _rewritten(disturb.learner, CUSTOMER),
    "a customer misheard": _rewritten(disturb.misheard, CUSTOMER),
    "southern spelling of the customer": _rewritten(disturb.southern, CUSTOMER),
    "southern spelling of the agent": _rewritten(disturb.southern, AGENT),
}
ITALIAN_ONLY = frozenset(name for name in KINDS if name.startswith("southern"))


def robust(service: Service, limit: int | None) -> Result:
    """The share of conversations in which the agent's labels change, by disturbance and language."""
    own = split.of_part(corpus(), "test", split.load())
    samples = sampled(always_masked([*own, *real_style("test")]), limit)
    plain = {sample.id: labels(_read(service, sample)) for sample in samples}
    figures: dict[str, Figure] = {}
    for kind, disturbance in KINDS.items():
        chance = random.Random(f"robust-{kind}")
        pairs = []
        for sample, other in _with_others(samples, chance):
            if kind not in ITALIAN_ONLY or sample.lang == "it":
                changed = labels(_read(service, disturbance(sample, other, chance)))
                pairs.append((sample.lang, plain[sample.id], changed))
        figures |= {f"{kind}: {name}": figure for name, figure in stated(pairs, _changed).items()}
    return Result(len(samples), "conversations", figures)


def _with_others(samples: Sequence[Sample], chance: random.Random) -> list[tuple[Sample, Sample]]:
    by_language = {lang: [s for s in samples if s.lang == lang] for lang in ("it", "en")}
    return [(sample, chance.choice(by_language[sample.lang])) for sample in samples]


def _read(service: Service, sample: Sample) -> Understanding:
    turns = tuple(Turn(turn.party, turn.text) for turn in sample.turns)
    return service.reader.read(Transcript(turns, sample.lang)).understanding


def labels(said: Understanding) -> frozenset[str]:
    """The agent's labels that stand."""
    return frozenset(label for label, behaviour in said.courtesy.items() if behaviour.present)


def _changed(pairs: Sequence[tuple[str, frozenset[str], frozenset[str]]]) -> dict[str, float]:
    def share(which: Callable[[frozenset[str]], frozenset[str]], lang: str | None = None) -> float:
        chosen = [(which(a), which(b)) for language, a, b in pairs if lang in (None, language)]
        return sum(a != b for a, b in chosen) / len(chosen) if chosen else 0.0

    accusations = partial(share, lambda found: found & NEGATIVE)
    return {
        "accusations": accusations(),
        "accusations it": accusations("it"),
        "accusations en": accusations("en"),
        "labels": share(lambda found: found),
    }
