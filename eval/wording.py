"""Brings two spellings of the same speech to one form before words are counted. Pure.

Lower case; no punctuation, no accents (menù, menu); Italian apostrophes part words; English verb pairs are contracted
(i am -> i'm -> im); whole numbers in digits are written in words, each run of digits as one number. One misspelling of
the Italian scripts is mended ("perpiacere").
"""

import re
import unicodedata

from qa_service.scoring.wording.numerals import in_words

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
