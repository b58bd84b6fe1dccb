"""Brings two spellings of the same speech to one form before words are counted. Pure.

Lower case; no punctuation, no accents (menù, menu); Italian apostrophes part words; English verb pairs are contracted
(i am -> i'm -> im); whole numbers in digits are written in words, each run of digits as one number. One misspelling of
the Italian scripts is mended ("perpiacere").
"""

# ruff: noqa: SIM905 - a list of words is easier to read as text

import re
import unicodedata

CONTRACTED = {
    "i am": "i'm",
    "you are": "you're",
    "we are": "we're",
    "they are": "they're",
    "it is": "it's",
    "that is": "that's",
    "what is": "what's",
    "there is": "there's",
    "i will": "i'll",
    "we will": "we'll",
    "you will": "you'll",
    "i have": "i've",
    "we have": "we've",
    "you have": "you've",
    "i would": "i'd",
    "do not": "don't",
    "does not": "doesn't",
    "did not": "didn't",
    "is not": "isn't",
    "will not": "won't",
    "cannot": "can't",
    "can not": "can't",
}
_PAIRS = re.compile(r"\b(" + "|".join(CONTRACTED) + r")\b")
_IT_SMALL = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
).split()
_IT_TENS = ["", "", *"venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split()]
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN_TENS = ["", "", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]


def normalise(text: str, lang: str) -> str:
    """The common form; `lang` is `it` or `en`."""
    text = text.casefold().replace("’", "'")
    text = re.sub(r"\d+", lambda run: f" {in_words(int(run[0]), lang)} ", text)
    if lang == "it":
        text = text.replace("perpiacere", "per piacere")
    else:
        text = _PAIRS.sub(lambda pair: CONTRACTED[pair[0]], text).replace("'", "")
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


def in_words(number: int, lang: str) -> str:
    """A number from 0 to 999,999 as it is read; digit by digit above that."""
    if number > 999_999:
        return " ".join(in_words(int(digit), lang) for digit in str(number))
    return _italian(number) if lang == "it" else _english(number)


def _italian(n: int) -> str:
    if n < 20:
        return _IT_SMALL[n]
    if n < 100:
        tens, unit = _IT_TENS[n // 10], n % 10
        return (tens[:-1] if unit in (1, 8) else tens) + (_IT_SMALL[unit] if unit else "")
    for size, one, many in ((1000, "mille", "mila"), (100, "cento", "cento")):
        if n >= size:
            count, rest = divmod(n, size)
            return (one if count == 1 else _italian(count) + many) + (_italian(rest) if rest else "")
    raise AssertionError(n)


def _english(n: int) -> str:
    if n < 20:
        return _EN_SMALL[n]
    if n < 100:
        return f"{_EN_TENS[n // 10]} {_EN_SMALL[n % 10] if n % 10 else ''}".strip()
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    return f"{_english(n // size)} {name} {_english(n % size) if n % size else ''}".strip()
