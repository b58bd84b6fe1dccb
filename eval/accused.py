"""How many agents who did nothing wrong are accused, on whose words, and how many of the others are found.

"Accused": a negative courtesy label that stands (`present`), which lowers a score and counts in a figure. "Doubted":
one that waits for a person, which does neither. Clean material: our own, and other people's conversations in which
nobody is rude; the sets' own agents stand for agents.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.figures import Figure, Result, sampled, stated
from eval.service import Service
from models.interaction_encoder import split
from models.interaction_encoder.public import rows
from models.interaction_encoder.samples import Sample, corpus, real_style
from qa_service.domain.interaction import Party
from qa_service.domain.understanding import NEGATIVE, Understanding

Turns = Sequence[tuple[Party, str]]
MASKS = {"[NAME]": "[PERSON]", "[SURNAME]": "[PERSON]"}
WINDOW = 24
"""Turns of an office-hours window."""
JOINED = 40
"""Words up to which consecutive units of one speaker are one turn."""
LANGUAGES = ("it", "en")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which accusations stand in one conversation, and which wait for a person."""

    standing: frozenset[str]
    waiting: frozenset[str]
    gold: frozenset[str] = frozenset()

    @classmethod
    def of(cls, said: Understanding, gold: frozenset[str] = frozenset()) -> "Verdict":
        """What the service said of a conversation whose true negative labels are `gold`."""
        standing = frozenset(label for label in NEGATIVE if said.courtesy[label].present)
        return cls(standing, said.to_be_confirmed & NEGATIVE, gold)

    def without(self, label: str) -> "Verdict":
        """The same, one label not counted."""
        return Verdict(self.standing - {label}, self.waiting - {label}, self.gold - {label})


def accused(service: Service, limit: int | None) -> Result:
    """The share accused and doubted, by set and language; the share found of guilty ones."""
    figures: dict[str, Figure] = {}
    read = 0
    for name, verdicts in _clean(service, limit):
        read += len(verdicts)
        figures |= _named(name, verdicts, _shares)
    for name, verdicts in _guilty(service, limit):
        read += len(verdicts)
        figures |= _named(name, verdicts, _found)
    return Result(read, "conversations", figures)


def _clean(service: Service, limit: int | None) -> Iterator[tuple[str, list[Verdict]]]:
    for lang in LANGUAGES:
        own = [s for s in _own_test() if s.lang == lang and not negatives(s)]
        yield f"corpus clean {lang}", _judged(service, own, limit)
        plain = [s for s in real_style("test") if s.lang == lang and not negatives(s)]
        yield f"real style {lang}", _judged(service, plain, limit)
    yield "corpus clean", _judged(service, [s for s in _own_test() if not negatives(s)], limit)
    yield "kiparla", _read(service, office_hours(), "it", limit)
    chats = [turns_of(chat["turns"]) for chat in rows("jilda", "train") if chat["source"] == "jilda"]
    verdicts = _read(service, chats, "it", limit)
    yield "jilda", [verdict.without("inappropriate_informality") for verdict in verdicts]
    yield "jilda, informality counted", verdicts
    yield "bt-oasis", _read(service, [turns_of(call["turns"]) for call in rows("bt-oasis", "dev")], "en", limit)


def _guilty(service: Service, limit: int | None) -> Iterator[tuple[str, list[Verdict]]]:
    own = [s for s in _own_test() if negatives(s)]
    yield "corpus guilty", _judged(service, own, limit)
    yield "corpus guilty e-mails", _judged(service, [s for s in own if s.info["channel"] == "email"], limit)
    quiet = [s for s in real_style("test") if negatives(s)]
    yield "quiet wrongs", _judged(service, quiet, limit)
    yield "quiet wrongs, e-mails", _judged(service, [s for s in quiet if s.info["channel"] == "email"], limit)


def _own_test() -> list[Sample]:
    return split.of_part(corpus(), "test", split.load())


def negatives(sample: Sample) -> frozenset[str]:
    """The negative labels that any turn truly shows."""
    return frozenset().union(*(turn.courtesy or frozenset() for turn in sample.turns)) & NEGATIVE


def _judged(service: Service, samples: Sequence[Sample], limit: int | None) -> list[Verdict]:
    chosen = sampled(samples, limit)
    return [Verdict.of(service.read([(t.party, t.text) for t in s.turns], s.lang), negatives(s)) for s in chosen]


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


def office_hours() -> list[Turns]:
    """Windows of real talks at a professor's office hours (kiparla): nobody in them is rude."""
    return [turns for _, turns in office_hours_by_id()]


def office_hours_by_id() -> Iterator[tuple[str, Turns]]:
    """The same, each with the talk and the number of its first turn."""
    parties = {"professor": Party.AGENT, "student": Party.CUSTOMER}
    for talk in rows("kiparla-office-hours", "dev"):
        turns: list[tuple[Party, str]] = []
        for unit in talk["turns"]:
            party = parties.get(unit["role"], Party.OTHER)
            longer = f"{turns[-1][1]} {unit['text']}" if turns and turns[-1][0] is party else ""
            if longer and len(longer.split()) < JOINED:
                turns[-1] = (party, longer)
            else:
                turns.append((party, unit["text"]))
        for start in range(0, len(turns) - WINDOW + 1, WINDOW):
            yield f"{talk['id']}-{start}", turns[start : start + WINDOW]


def turns_of(turns: Sequence[Mapping[str, Any]]) -> Turns:
    """The turns of a dialogue of a public set, its masks in our words."""
    return [(Party(turn["speaker"]), _our_masks(turn["text"])) for turn in turns]


def _our_masks(text: str) -> str:
    for theirs, ours in MASKS.items():
        text = text.replace(theirs, ours)
    return text
