"""Varies words without changing what they mean: masked or swapped personal data, the recogniser's look, lost turns."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from models.interaction_encoder.samples import LabelledTurn, Sample

UNGREETED_SHARE = 0.15
"""How often training hears an agent who does not greet where the original did."""
DIGITS = {
    "it": ("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
MISHEARD = {
    "it": {
        "contratto": "contrato",
        "rimborso": "rinborsso",
        "addebito": "ad debito",
        "attesa": "a tesa",
        "è": "e",
        "perché": "per che",
        "disdetta": "di sdetta",
        "bolletta": "bo letta",
        "ho": "o",
        "ha": "a",
        "gentilmente": "gentil mente",
        "c'è": "ce",
        "allora": "alora",
        "sì": "si",
        "un po'": "un po",
        "operatore": "opera tore",
        "buongiorno": "buon giorno",
        "arrivederci": "a rivederci",
        "segnalazione": "segnala zione",
        "mi scusi": "mi scuso",
        "pratica": "prattica",
    },
    "en": {
        "i am": "i'm",
        "serial": "cereal",
        "their": "there",
        "account": "a count",
        "invoice": "in voice",
        "delivery": "deliver e",
        "would": "wood",
        "your": "you're",
        "apologise": "a polo gies",
        "refund": "re fund",
        "router": "rooter",
        "right": "write",
        "policy": "police e",
        "claim": "clam",
        "billing": "building",
        "we've": "weve",
        "hold": "old",
        "you're": "your",
    },
}
NAMES = {
    "it": (
        "Ginevra",
        "Moussa Diop",
        "Carmine Esposito",
        "Xin Li",
        "Brunella",
        "Dragan",
        "Fatima Zahra",
        "Oreste",
        "Ilaria",
        "Pasquale",
    ),
    "en": (
        "Aoife",
        "Kwame",
        "Mrs Patel",
        "Dylan Rhys",
        "Agnieszka",
        "Omar",
        "Chantelle",
        "Nguyen",
        "Beatrix",
        "Callum",
    ),
}


def masked(sample: Sample, share: float, chance: random.Random) -> Sample:
    """Each personal datum is masked with probability `share`; a name that stays is swapped half of the time."""

    def change(turn: LabelledTurn) -> LabelledTurn:
        text = turn.text
        for datum, kind in sorted(turn.pii, key=lambda p: -len(p[0])):
            if chance.random() < share:
                text = text.replace(datum, f"[{kind}]")
            elif kind == "PERSON" and chance.random() < 0.5:
                text = text.replace(datum, chance.choice(NAMES[sample.lang]))
        return replace(turn, text=text)

    return sample.with_turns([change(turn) for turn in sample.turns])


def heard(sample: Sample, errors: float, chance: random.Random) -> Sample:
    """As a recogniser writes: lower case, no punctuation, digits as words, misheard and lost words at rate `errors`."""
    return sample.with_turns([replace(t, text=heard_text(t.text, sample.lang, errors, chance)) for t in sample.turns])


def heard_text(text: str, lang: str, errors: float, chance: random.Random) -> str:
    """One text as `heard`; masks like [PERSON] stay as they are."""
    pieces = re.split(r"(\[[A-Z_]+\])", text)
    out = " ".join(p if p.startswith("[") else _heard(p, lang, errors, chance) for p in pieces)
    return re.sub(r" +", " ", out).strip() or text


def _heard(text: str, lang: str, errors: float, chance: random.Random) -> str:
    plain = re.sub(r"\d", lambda m: f" {DIGITS[lang][int(m.group())]} ", text.lower())
    plain = re.sub(r"[^\w' ]+", " ", plain)
    for said, understood in MISHEARD[lang].items():
        if chance.random() < errors * 4:
            plain = re.sub(rf"\b{re.escape(said)}\b", understood, plain)
    return " ".join(word for word in plain.split() if chance.random() > errors / 2)


HELLO = {
    "it": r"buon ?(?:giorno|asera|a sera|pomeriggio|d[iì])|salve|ciao|benvenut[oaie]|pronto",
    "en": r"hello(?: there)?|hi(?: there)?|hiya|hey|(?:very )?good (?:morning|afternoon|evening|day)|morning|welcome",
}
"""Words of a greeting; what else the guide counts as one stays in the text, and with it the label."""
SALUTATION = r"(?i)dear|gentil|egregi|car[aoie]\b|spett"
OPENING = 60
"""Characters of a turn in which a greeting is looked for."""


def without_hello(sample: Sample) -> Sample:
    """The agent's greeting as if the recording had begun a second later: "Buongiorno, sono Elio" becomes "Sono Elio".

    Else whatever an agent says first would be taken for a greeting.
    """
    return sample.with_turns([_without_hello(turn, sample.lang) for turn in sample.turns])


def _without_hello(turn: LabelledTurn, lang: str) -> LabelledTurn:
    if "greeting" not in (turn.courtesy or ()):
        return turn
    start, rest = turn.text[:OPENING], turn.text[OPENING:]
    if re.match(SALUTATION, start):
        return turn
    start, found = re.subn(rf"(?i)\b(?:{HELLO[lang]})\b[\s,;:.!]*", "", start)
    rest = start + rest
    if not found or not rest.strip(" ,.;:!?"):
        return turn
    courtesy = (turn.courtesy or frozenset()) - {"greeting"}
    return replace(turn, text=rest[:1].upper() + rest[1:] if turn.text[:1].isupper() else rest, courtesy=courtesy)


def shortened(sample: Sample, chance: random.Random) -> Sample:
    """Up to a sixth of the turns lost, none that shows why a label was given, and never the first or the last."""
    last = len(sample.turns) - 1

    def stays(number: int, turn: LabelledTurn) -> bool:
        needed = number in (0, last) or turn.shows_intent or turn.shows_resolution or bool(turn.courtesy)
        return needed or chance.random() > 1 / 6

    return sample.with_turns([turn for number, turn in enumerate(sample.turns) if stays(number, turn)])


def broken_off(sample: Sample, chance: random.Random) -> Sample:
    """Cut off in the middle, half of the time inside a turn, so that nobody can say how it ends.

    Nothing is left of the last three turns, of the agent's farewell and of what shows the outcome.
    """
    ends = [n for n, turn in enumerate(sample.turns) if turn.shows_resolution or "farewell" in (turn.courtesy or ())]
    latest = min([len(sample.turns) - 3, *(end for end in ends if end >= 3)])
    if latest < 3:
        return sample
    kept = list(sample.turns[: chance.randint(min(latest, max(3, latest // 2)), latest)])
    words = kept[-1].text.split()
    if len(words) > 3 and chance.random() < 0.5:
        kept[-1] = replace(kept[-1], text=" ".join(words[: chance.randint(1, len(words) - 1)]))
    return replace(sample, turns=tuple(kept), resolution=None, info={**sample.info, "ended": False})


def undirected(sample: Sample) -> Sample:
    """Without the word of who got in touch, as many recordings come."""
    return replace(sample, info={name: value for name, value in sample.info.items() if name != "direction"})


def bare_written(sample: Sample, chance: random.Random) -> Sample:
    """As people type in a hurry: lower case, or without full stops, or with doubled vowels and signs."""
    styles = (str.lower, lambda s: s.replace(".", ""), lambda s: s.replace("!", "!!").replace("?", "??"), str.upper)
    style = chance.choices(styles, (5, 3, 2, 0.3))[0]
    return sample.with_turns([replace(t, text=style(t.text)) for t in sample.turns])


def varied(sample: Sample, chance: random.Random) -> Sample:
    """One training pass' version of a sample."""
    out = masked(sample, chance.uniform(0.5, 1.0), chance)
    if len(out.turns) > 6 and chance.random() < 0.3:
        out = shortened(out, chance)
    if chance.random() < UNGREETED_SHARE:
        out = without_hello(out)
    draw = chance.random()
    if draw < 0.25:
        return heard(out, chance.uniform(0.0, 0.1), chance)
    return bare_written(out, chance) if draw < 0.4 else out


def always_masked(samples: Sequence[Sample]) -> list[Sample]:
    """As the pipeline hands them over: every personal datum masked."""
    return [masked(s, 1.0, random.Random(0)) for s in samples]
