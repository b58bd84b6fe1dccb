"""What one scored interaction adds to the totals of its groups.

Whole numbers under flat names, so that adding, taking away and counting anew give exactly the same: scores are kept in
tenths, seconds in thousandths. A name is `family:label`; a family is called as the question that a person is asked
about it (`criterion:greeting`, `label:resolution`, `courtesy:apology`).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from qa_service.domain import withheld
from qa_service.domain.first_response import within
from qa_service.domain.interaction import Channel
from qa_service.domain.processed import Processed
from qa_service.domain.scorecard import Scorecard
from qa_service.domain.understanding import Dynamics, Judgement, Understanding

Counters = Mapping[str, int]
UNCLEAR = "unclear"
"""Stands for "the machine cannot tell" in every family."""
SHARED = "shared"
"""Counts the contacts in which an agent had a part, and whose outcome counts for somebody else."""
CLIENT_ONLY = ("reason:", "reason_again:", "own_intent:")
"""Families that only the client's own totals hold: reasons by outcome are many, and reported for clients alone."""
ONCE = ("client", "site", "vendor", "sourcing")
"""Kinds of groups that count a contact once."""
RESPONSES = {Channel.CALL: "spoken_response", Channel.CHAT: "chat_response", Channel.EMAIL: "email_response"}
"""The family of first responses by channel; those of e-mail in working hours stand beside them."""
LONG_SILENCE = (10, 30, 120)
"""Seconds from which a longest silence is counted."""
CONFIDENCE_BINS = 10
LONGEST_GAP = 30
"""Days after which a further contact counts as a new matter, whatever window a formula asks for."""


def contribution(processed: Processed) -> dict[str, int]:
    """The counters of one interaction; only what is not zero. Of the part of an agent for whom the outcome does not
    count: how that agent served, and nothing of the contact.
    """
    understanding = processed.understood.understanding
    is_shared = understanding.resolution.reason == withheld.SHARED
    pairs = [
        ("n", 1),
        *_behaviours(understanding),
        *_card(processed.scorecard),
        *((f"version:{name}:{value}", 1) for name, value in processed.versions.items()),
        *([(SHARED, 1)] if is_shared else _of_contact(processed)),
    ]
    return {name: count for name, count in pairs if count}


def _of_contact(processed: Processed) -> Iterator[tuple[str, int]]:
    interaction, understanding = processed.interaction, processed.understood.understanding
    yield f"direction:{'callback' if interaction.callback else interaction.direction.value}", 1
    yield from _labels(understanding)
    yield from _dynamics(understanding.dynamics)
    yield from _responses(understanding.dynamics, interaction.channel)
    yield from _confidence_bin("label:intent", understanding.intent)
    yield from _confidence_bin("label:resolution", understanding.resolution)


def judged(counters: Counters) -> int:
    """How many services were judged: of each contact that of the agent who closed it, and those of colleagues."""
    return sum(family(counters, "label:resolution").values()) + counters.get(SHARED, 0)


def _labels(understanding: Understanding) -> Iterator[tuple[str, int]]:
    intent, resolution = understanding.intent.label or UNCLEAR, understanding.resolution.label or UNCLEAR
    yield f"label:intent:{intent}", 1
    yield f"label:resolution:{resolution}", 1
    yield f"label:sentiment_start:{understanding.sentiment.start or UNCLEAR}", 1
    yield f"label:sentiment_end:{understanding.sentiment.end or UNCLEAR}", 1
    yield f"reason:{intent}:{resolution}", 1
    if understanding.own_intent is not None:
        yield f"own_intent:{understanding.own_intent.label or UNCLEAR}", 1


def _behaviours(understanding: Understanding) -> Iterator[tuple[str, int]]:
    for label, behaviour in understanding.courtesy.items():
        yield f"courtesy:{label}:{_answer(behaviour.present)}", 1


def _answer(present: bool | None) -> str:
    return UNCLEAR if present is None else "yes" if present else "no"


def _card(card: Scorecard) -> Iterator[tuple[str, int]]:
    for answer in card.answers:
        # What a person decided is counted from the reviews; here it leaves the machine without an answer.
        verdict = answer.verdict.value if answer.decided_by == "machine" else UNCLEAR
        yield f"criterion:{answer.criterion}:{verdict}", 1
    for section, score in card.sections.items():
        if score is not None:
            tenths = round(score * 10)
            yield f"section:{section}:n", 1
            yield f"section:{section}:tenths", tenths
            yield f"section:{section}:square", tenths * tenths
    for criterion in card.critical:
        yield f"critical:{criterion}", 1
    for harm in card.critical_by_harm:
        yield f"harm:{harm}:yes", 1


def _dynamics(dynamics: Dynamics) -> Iterator[tuple[str, int]]:
    if dynamics.silence_share is not None:
        yield "silence:n", 1
        yield "silence:share_thousandths", round(dynamics.silence_share * 1000)
    if dynamics.longest_silence is not None:
        yield from ((f"silence:reaches:{s}", 1) for s in LONG_SILENCE if dynamics.longest_silence >= s)


def _responses(dynamics: Dynamics, channel: Channel) -> Iterator[tuple[str, int]]:
    """How soon the agent answered; calls, chats and e-mails are never mixed."""
    first, mean = dynamics.response_time.get("first"), dynamics.response_time.get("mean")
    if first is not None:
        yield from within(RESPONSES[channel], first)
    if mean is not None:
        yield "mean_response:n", 1
        yield "mean_response:thousandths", round(mean * 1000)


def _confidence_bin(name: str, judged: Judgement) -> Iterator[tuple[str, int]]:
    """How sure the machine was, in equal bins."""
    top = max(judged.distribution.values(), default=judged.probability)
    yield f"sure:{name}:{min(int(top * CONFIDENCE_BINS), CONFIDENCE_BINS - 1)}", 1


def for_kind(counters: Counters, kind: str) -> dict[str, int]:
    """The counters that a group of this kind holds. A client has had a contact once, however many agents served, and so
    has the site that closed it: sites, vendors and sourcing add up to the client.
    """
    if kind in ONCE and SHARED in counters:
        counters = {name: n for name, n in counters.items() if name != "n"}
    return {name: n for name, n in counters.items() if kind == "client" or not name.startswith(CLIENT_ONLY)}


def added(first: Counters, second: Counters, sign: int = 1) -> dict[str, int]:
    """`first` plus (or with sign -1 minus) `second`; what comes to nothing is left out."""
    total = dict(first)
    for name, count in second.items():
        total[name] = total.get(name, 0) + sign * count
    return {name: count for name, count in total.items() if count}


def summed(many: Iterable[Counters]) -> dict[str, int]:
    """All of them together."""
    total: dict[str, int] = {}
    for counters in many:
        for name, count in counters.items():
            total[name] = total.get(name, 0) + count
    return total


def family(counters: Counters, name: str) -> dict[str, int]:
    """The labels of one family with their counts: ``label:resolution`` gives ``{"resolved": 3, ...}``."""
    start = f"{name}:"
    return {key[len(start) :]: count for key, count in counters.items() if key.startswith(start)}


def labels(counters: Counters) -> dict[str, str]:
    """The label by family in the counters of a single interaction."""
    pairs = (name.rpartition(":") for name in counters)
    return {start: label for start, _, label in pairs if start}


def headline(counters: Counters) -> dict[str, int]:
    """The numbers by which groups stand beside each other, by the names of `domain.groups.Headline`."""
    stands = family(counters, "label:resolution")
    outside = stands.get("not_applicable", 0)
    return {
        "n": counters.get("n", 0),
        "resolved": stands.get("resolved", 0),
        "not_resolved": sum(stands.values()) - outside - stands.get("resolved", 0) - stands.get(UNCLEAR, 0),
        "unclear": stands.get(UNCLEAR, 0),
        "courtesy_n": counters.get("section:courtesy:n", 0),
        "courtesy_tenths": counters.get("section:courtesy:tenths", 0),
        "courtesy_square": counters.get("section:courtesy:square", 0),
    }


def gap_days(first: datetime, second: datetime) -> int:
    """Whole days, started ones included, from one contact to the next: `k` means within `k` days. At least 1."""
    return max(1, -int(-(second - first) // timedelta(days=1)))
