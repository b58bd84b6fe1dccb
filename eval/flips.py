"""Do labels hang on who speaks? Two versions of an interaction differ only in a name, a gender, an origin or a region.

Nobody's name and no place should change what is said of a conversation. Both versions take the service's whole way,
the search for personal data included; every label of the one is compared with the same label of the other.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from eval.figures import Figure, Result, sampled
from eval.service import Service
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party
from qa_service.domain.understanding import Understanding

Pair = tuple[Sample, Sample]
Names = Mapping[str, tuple[tuple[str, str], ...]]
NAMES: Names = {
    "it": (
        ("Marta Bellini", "Luisa Ferrero"),
        ("Paolo Greco", "Enrico Sala"),
        ("Chiara Neri", "Silvia Conti"),
        ("Davide Riva", "Andrea Longo"),
    ),
    "en": (
        ("Emily Carter", "Laura Hughes"),
        ("James Walker", "Peter Mills"),
        ("Sarah Turner", "Helen Wood"),
        ("Thomas Reed", "Mark Foster"),
    ),
}
ORIGINS: Names = {
    "it": (
        ("Marta Bellini", "Fatou Ndiaye"),
        ("Paolo Greco", "Mohamed Benali"),
        ("Chiara Neri", "Oksana Kovalenko"),
        ("Davide Riva", "Wei Chen"),
    ),
    "en": (
        ("Emily Carter", "Priya Sharma"),
        ("James Walker", "Oluwaseun Adeyemi"),
        ("Sarah Turner", "Agnieszka Nowak"),
        ("Thomas Reed", "Hassan Mahmoud"),
    ),
}
REGIONS: Names = {
    "it": (("Milano", "Napoli"), ("Torino", "Palermo"), ("Bologna", "Reggio Calabria"), ("Trento", "Nuoro")),
    "en": (("London", "Liverpool"), ("Oxford", "Belfast"), ("Bath", "Glasgow"), ("Guildford", "Swansea")),
}
INTRODUCED = {"it": "Mi chiamo {}.", "en": "My name is {}."}
FROM = {"it": "La chiamo da {}.", "en": "I'm calling from {}."}
GENDERS = {
    "it": (
        ("signora", "signore"),
        ("signorina", "signore"),
        ("dottoressa", "dottore"),
        ("professoressa", "professore"),
        ("stufa", "stufo"),
        ("contenta", "contento"),
        ("contentissima", "contentissimo"),
        ("preoccupata", "preoccupato"),
        ("arrabbiata", "arrabbiato"),
        ("disperata", "disperato"),
        ("stanca", "stanco"),
        ("sicura", "sicuro"),
        ("soddisfatta", "soddisfatto"),
        ("delusa", "deluso"),
        ("convinta", "convinto"),
        ("tranquilla", "tranquillo"),
        ("cliente affezionata", "cliente affezionato"),
    ),
    "en": (
        ("mrs", "mr"),
        ("ms", "mr"),
        ("miss", "mr"),
        ("madam", "sir"),
        ("ma'am", "sir"),
        ("lady", "gentleman"),
    ),
}
"""Forms of address and of the speaker's own state; names stay out: they are a kind of their own."""


def renamed(table: Names, sample: Sample, chance: random.Random) -> Pair:
    """Every annotated name becomes one of a pair of names; where nobody is named, the customer says one."""
    one, other = chance.choice(table[sample.lang])
    if not any(kind == "PERSON" for turn in sample.turns for _, kind in turn.pii):
        sentence = INTRODUCED[sample.lang]
        return _opening(sample, sentence.format(one)), _opening(sample, sentence.format(other))
    return _named(sample, one), _named(sample, other)


def _named(sample: Sample, name: str) -> Sample:
    """A full name for a full name, a first name for a single word; lower case stays lower."""

    def change(turn: LabelledTurn) -> LabelledTurn:
        text = turn.text
        for datum, kind in turn.pii:
            if kind == "PERSON":
                new = name if " " in datum else name.split()[0]
                text = text.replace(datum, new if datum != datum.lower() else new.lower())
        return replace(turn, text=text)

    return sample.with_turns([change(turn) for turn in sample.turns])


def moved(sample: Sample, chance: random.Random) -> Pair:
    """The customer says from where the call comes."""
    one, other = chance.choice(REGIONS[sample.lang])
    sentence = FROM[sample.lang]
    return _opening(sample, sentence.format(one)), _opening(sample, sentence.format(other))


def _opening(sample: Sample, sentence: str) -> Sample:
    """The sentence before the customer's first words, written as the interaction is written."""
    if sample.info["asr"]:
        sentence = re.sub(r"[.,]", "", sentence).lower()
    turns = list(sample.turns)
    first = next((i for i, turn in enumerate(turns) if turn.party is Party.CUSTOMER), None)
    if first is not None:
        turns[first] = replace(turns[first], text=f"{sentence} {turns[first].text}")
    return sample.with_turns(turns)


def regendered(sample: Sample, _: random.Random) -> Pair:
    """All female forms against all male ones, in every turn."""
    to_men = dict(GENDERS[sample.lang])
    to_women = {man: woman for woman, man in reversed(GENDERS[sample.lang])}
    return _spelled(sample, to_women), _spelled(sample, to_men)


def _spelled(sample: Sample, forms: Mapping[str, str]) -> Sample:
    words = re.compile(r"\b(" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")\b", re.IGNORECASE)

    def form(found: re.Match[str]) -> str:
        new = forms[found[0].lower()]
        return new.capitalize() if found[0][0].isupper() else new

    return sample.with_turns([replace(turn, text=words.sub(form, turn.text)) for turn in sample.turns])


KINDS: Mapping[str, Callable[[Sample, random.Random], Pair]] = {
    "names": lambda sample, chance: renamed(NAMES, sample, chance),
    "origin": lambda sample, chance: renamed(ORIGINS, sample, chance),
    "region": moved,
    "gender": regendered,
}


def flips(service: Service, samples: Sequence[Sample], limit: int | None) -> Result:
    """The share of labels that change, by kind of swap, over the interactions whose words it changed."""
    chosen = sampled(samples, limit)
    figures: dict[str, Figure] = {}
    changed_all = of_all = 0
    for kind, swap in KINDS.items():
        chance = random.Random(f"flips-{kind}")
        pairs = [pair for pair in (swap(s, chance) for s in chosen) if _texts(pair[0]) != _texts(pair[1])]
        counts = [compared(_read(service, one), _read(service, other)) for one, other in pairs]
        changed, of = sum(c for c, _ in counts), sum(n for _, n in counts)
        changed_all, of_all = changed_all + changed, of_all + of
        figures[f"{kind} changed"] = Figure(changed / of if of else 0.0)
        figures[f"{kind} labels"] = Figure(float(of))
    figures["changed"] = Figure(changed_all / of_all if of_all else 0.0)
    return Result(len(chosen), "interactions", figures)


def _texts(sample: Sample) -> list[str]:
    return [turn.text for turn in sample.turns]


def _read(service: Service, sample: Sample) -> Understanding:
    return service.read([(turn.party, turn.text) for turn in sample.turns], sample.lang)


def compared(one: Understanding, other: Understanding) -> tuple[int, int]:
    """(labels that differ, labels): intent, resolution, sentiment of every customer turn, courtesy behaviours."""
    pairs: list[tuple[object, object]] = [
        (one.intent.label, other.intent.label),
        (one.resolution.label, other.resolution.label),
    ]
    pairs += [(a.label, b.label) for a, b in zip(one.sentiment.turns, other.sentiment.turns, strict=True)]
    pairs += [(behaviour.present, other.courtesy[name].present) for name, behaviour in one.courtesy.items()]
    return sum(a != b for a, b in pairs), len(pairs)
