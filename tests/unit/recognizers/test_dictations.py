"""Telephone numbers said in any way: in groups, digits or words, any marks, read back, over turns with nods."""

import random

import pytest

from qa_service.understand.recognizers import conversation, names, numerals
from qa_service.understand.recognizers.text_line import TextLine

DIGITS = {
    "it": ["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"],
    "en": ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
}
MARKS = {
    "it": [" ", ", ", ". ", "... ", " poi ", " e poi ", " e ", "; ", " - ", "? "],
    "en": [" ", ", ", ". ", "... ", " then ", " and then ", "; ", " - ", "? "],
}
LEADS = {
    "it": ["il mio numero è ", "allora ", "", "mi chiami al ", "segni pure "],
    "en": ["my number is ", "it's ", "", "call me on ", "well it's "],
}
NODS = {"it": ["sì", "ok", "mi dica", "prego"], "en": ["yes", "okay", "go on", "uh huh"]}
TENS = {str(value): name for name, value in numerals._italian_below_thousand().items()}


def groups(rng: random.Random) -> list[str]:
    """A number cut into ones, twos and threes."""
    number = rng.choice(
        [f"3{rng.randrange(10**9):09d}", f"0{rng.randrange(10**8):08d}", f"07{rng.randrange(10**9):09d}"]
    )
    cut = []
    while number:
        size = rng.choice([1, 2, 2, 3, 3])
        cut.append(number[:size])
        number = number[size:]
    return cut


def said(group: str, lang: str, style: str) -> str:
    if style == "digits":
        return group
    if style == "numbers" and lang == "it" and group[0] != "0":
        return TENS[group]
    return " ".join(DIGITS[lang][int(digit)] for digit in group)


def dictation(rng: random.Random, lang: str, style: str, way: str) -> list[list[tuple[str, bool]]]:
    """Turns as pieces, each with whether it is a part of the number."""
    pieces = [said(group, lang, style) for group in groups(rng)]
    if way == "turns":
        nods = [[(rng.choice(NODS[lang]), False)] for _ in pieces]
        turns = [[(piece, True)] for piece in pieces]
        turns[0].insert(0, (rng.choice(LEADS[lang]), False))
        return [turn for pair in zip(turns, nods, strict=True) for turn in pair]
    whole = [part for piece in pieces for part in ((rng.choice(MARKS[lang]), False), (piece, True))][1:]
    question = "A che numero?" if lang == "it" else "What number?"
    return [[(rng.choice(LEADS[lang]), False), *whole]] if way == "line" else [[(question, False)], whole, whole]


@pytest.mark.parametrize("way", ["line", "read back", "turns"])
@pytest.mark.parametrize("style", ["digits", "single words", "numbers"])
@pytest.mark.parametrize("lang", ["it", "en"])
def test_no_digit_of_a_number_stays_readable(lang: str, style: str, way: str) -> None:
    rng = random.Random(f"{lang} {style} {way}")
    for _ in range(60):
        turns = dictation(rng, lang, style, way)
        texts = ["".join(text for text, _ in turn) for turn in turns]
        found = conversation.find([TextLine(text) for text in texts], names.shipped())
        for turn, text, hits in zip(turns, texts, found, strict=True):
            hidden = {at for hit in conversation.settle(hits, text) for at in range(hit.start, hit.end)}
            at = 0
            for piece, secret in turn:
                assert not secret or hidden.issuperset(range(at, at + len(piece))), texts
                at += len(piece)
