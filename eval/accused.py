"""How many agents who did nothing wrong are accused, on whose words, and how many of the others are found.

"Accused": a negative courtesy label that stands (`present`), which lowers a score and counts in a figure. "Doubted":
one that waits for a person, which does neither. Clean material: our own, and other people's conversations in which
nobody is rude; the sets' own agents stand for agents.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from eval.dialogues import OFFICE_HOURS, Turns, dialogues, turns_of
from eval.figures import Figure, Result, sampled, stated
from eval.measured import behaviours
from eval.service import Service
from models.interaction_encoder import split
from models.interaction_encoder.public import rows
from models.interaction_encoder.samples import Sample, corpus, real_style
from qa_service.domain.understanding import NEGATIVE, Understanding

LANGUAGES = ("it", "en")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which accusations stand in one conversation, and which wait for a person."""

    standing: frozenset[str]
    waiting: frozenset[str]

    @classmethod
    def of(cls, said: Understanding) -> "Verdict":
        """What the service said of a conversation."""
        standing = frozenset(label for label in NEGATIVE if said.courtesy[label].present)
        return cls(standing, said.to_be_confirmed & NEGATIVE)

    def without(self, label: str) -> "Verdict":
        """The same, one label not counted."""
        return Verdict(self.standing - {label}, self.waiting - {label})


Judged = tuple[Sample, Verdict]


def accused(service: Service, limit: int | None) -> Result:
    """The share accused and doubted, by set and language; the share found of guilty ones.

    Every conversation is read once; `n` adds up the rows, in several of which it may stand.
    """
    own = _judged(service, split.of_part(corpus(), "test", split.load()), limit)
    styled = _judged(service, real_style("test"), limit)
    talks = dict(_strangers(service, limit))
    chats = talks["jilda"]
    talks["jilda, informality counted"] = chats
    talks["jilda"] = [verdict.without("inappropriate_informality") for verdict in chats]
    clean, guilty = [*_clean(own, styled), *talks.items()], list(_guilty(own, styled))
    figures: dict[str, Figure] = {}
    for rows_of, measure in ((clean, _shares), (guilty, _found)):
        for name, verdicts in rows_of:
            figures |= _named(name, verdicts, measure)
    return Result(sum(len(verdicts) for _, verdicts in (*clean, *guilty)), "conversations", figures)


def _clean(own: Sequence[Judged], styled: Sequence[Judged]) -> Iterator[tuple[str, list[Verdict]]]:
    yield "corpus clean", _of(own, lambda sample: not negatives(sample))
    for name, judged in (("corpus clean", own), ("real style", styled)):
        for lang in LANGUAGES:
            spoken = [each for each in judged if each[0].lang == lang]
            yield f"{name} {lang}", _of(spoken, lambda sample: not negatives(sample))


def _guilty(own: Sequence[Judged], styled: Sequence[Judged]) -> Iterator[tuple[str, list[Verdict]]]:
    for name, letters, judged in (
        ("corpus guilty", "corpus guilty e-mails", own),
        ("quiet wrongs", "quiet wrongs, e-mails", styled),
    ):
        yield name, _of(judged, lambda sample: bool(negatives(sample)))
        yield letters, _of(judged, lambda sample: bool(negatives(sample)) and sample.info["channel"] == "email")


def _of(judged: Sequence[Judged], which: Callable[[Sample], bool]) -> list[Verdict]:
    return [verdict for sample, verdict in judged if which(sample)]


def _strangers(service: Service, limit: int | None) -> Iterator[tuple[str, list[Verdict]]]:
    yield OFFICE_HOURS, _read(service, list(dialogues(OFFICE_HOURS).values()), "it", limit)
    chats = [turns_of(chat["turns"]) for chat in rows("jilda", "train") if chat["source"] == "jilda"]
    yield "jilda", _read(service, chats, "it", limit)
    yield "bt-oasis", _read(service, list(dialogues("bt-oasis").values()), "en", limit)


def negatives(sample: Sample) -> frozenset[str]:
    """The negative labels that any turn truly shows."""
    return behaviours(sample) & NEGATIVE


def _judged(service: Service, samples: Sequence[Sample], limit: int | None) -> list[Judged]:
    chosen = sampled(samples, limit)
    return [(s, Verdict.of(service.read([(t.party, t.text) for t in s.turns], s.lang))) for s in chosen]


def _read(service: Service, talks: Sequence[Turns], lang: str, limit: int | None) -> list[Verdict]:
    return [Verdict.of(service.read(turns, lang)) for turns in sampled(talks, limit)]


def _named(
    name: str, verdicts: Sequence[Verdict], measure: Callable[[Sequence[Verdict]], Mapping[str, float]]
) -> dict[str, Figure]:
    if not verdicts:
        return {}
    found = {f"{name}: {what}": figure for what, figure in stated(verdicts, measure).items()}
    return found | {f"{name}: n": Figure(float(len(verdicts)))}


def _shares(verdicts: Sequence[Verdict]) -> dict[str, float]:
    return {
        "accused": sum(bool(v.standing) for v in verdicts) / len(verdicts),
        "doubted": sum(bool(v.waiting) and not v.standing for v in verdicts) / len(verdicts),
    }


def _found(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """`found`: some accusation stands; `found or doubted`: at least one waits for a person."""
    return {
        "found": sum(bool(v.standing) for v in verdicts) / len(verdicts),
        "found or doubted": sum(bool(v.standing | v.waiting) for v in verdicts) / len(verdicts),
    }
