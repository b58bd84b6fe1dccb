"""How often a required sentence is found that was said and misheard, and how often one that nobody said.

    python -m eval.scripts [--part dev] [--share 0.7] [--most 300]

Sentences are turns of agents of the corpus with six content words or more. Each is asked of its own interaction, as a
recogniser would write it at several rates of error (words misheard, lost and run together), and of another interaction.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eval.criteria import UNREAD
from eval.text import transcript
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked, heard
from models.interaction_encoder.samples import Sample, corpus
from qa_service.domain.interaction import Party
from qa_service.domain.spoken_clauses import SaysScript
from qa_service.errors import BadRubric
from qa_service.scoring.finding import ClauseInput
from qa_service.scoring.script import find_script
from qa_service.scoring.wording.align import sentence_words
from qa_service.scoring.wording.tokens import SpokenWords

RATES = (0.0, 0.1, 0.2, 0.3)
LEAST, LONGEST = 6, 300


class RequiredSentence(NamedTuple):
    """A sentence that was said in `sample`; `other` is an interaction in the same language."""

    text: str
    sample: Sample
    other: Sample


def sentences(samples: Sequence[Sample]) -> Iterator[RequiredSentence]:
    """Every turn of an agent that is long enough and that a rubric could ask for."""
    for sample, other in zip(samples, [*samples[1:], *samples[:1]], strict=True):
        for turn in sample.turns:
            is_agents = turn.party is Party.AGENT and len(turn.text) <= LONGEST and sample.lang == other.lang
            if is_agents and _content(turn.text, sample.lang) >= LEAST:
                yield RequiredSentence(turn.text, sample, other)


def _content(text: str, lang: str) -> int:
    try:
        return len(sentence_words(text, lang))
    except BadRubric:
        return 0


def is_found(sentence: str, sample: Sample, share: float, exact: bool) -> bool:
    """Whether a script of this one sentence holds."""
    asked = {sample.lang: [sentence]}
    clause = SaysScript.model_validate({"kind": "script", "sentences": asked, "share": share, "exact": exact})
    return find_script(clause, ClauseInput(UNREAD, {}, SpokenWords(transcript(sample), recognised=True))).holds is True


def misheard(sentence: RequiredSentence, rate: float) -> Sample:
    """Its interaction as recognised, alike for all that look at it."""
    return heard(sentence.sample, rate, random.Random(f"{rate} {sentence.text}"))


def main() -> None:
    """Print shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=split.PARTS, default="dev")
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--most", type=int, default=300)
    args = parser.parse_args()
    chance = random.Random(0)
    every = list(sentences(always_masked(split.of_part(corpus(), args.part, split.load()))))
    chosen = chance.sample(every, min(args.most, len(every)))
    print(f"{len(chosen)} sentences, {args.share:.0%} of their content words")
    for exact in (False, True):
        name = "word for word" if exact else "forms and errors tolerated"
        said = [
            sum(is_found(s.text, misheard(s, rate), args.share, exact) for s in chosen) / len(chosen) for rate in RATES
        ]
        unsaid = sum(is_found(s.text, s.other, args.share, exact) for s in chosen)
        rates = ", ".join(f"{share:.3f} at {rate:.0%}" for share, rate in zip(said, RATES, strict=True))
        print(f"{name}: found {rates} of words misheard; in another interaction {unsaid}")


if __name__ == "__main__":
    main()
