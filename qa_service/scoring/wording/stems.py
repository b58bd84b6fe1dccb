"""Stems: what the forms of a word have in common. Light on purpose: endings of number, gender, person and common
tenses, the pronouns that Italian puts behind a verb, and a table of irregular verbs. What it was measured against
stands in docs/decisions/words-as-they-are-heard.md.
"""

import re
from functools import lru_cache

from qa_service.scoring.wording.vocabulary import WORDS

_SHORTEST = 3
"""Letters that must be left of a word; shorter words are compared as they stand."""
_PRONOUNS = re.compile(r"(?<=[aei]r)(?:(?:me|te|ce|ve|glie|se)(?:lo|la|li|le|ne)|mi|ti|lo|la|li|le|gli|ci|vi|ne|si)$")
_ITALIAN = re.compile(
    r"(?:er(?:ebbero|emmo|ebbe|este|esti|anno|emo|ete|ai|ei|a|o)|ir(?:ebbero|emmo|ebbe|anno|emo|ete|ai|ei)"
    r"|[aei]ss(?:ero|imo|e|i)|[aei]v(?:amo|ate|ano|a|o|i)|ando|endo|iamo|[aei]r(?:e|si|)|[aeiu]t[aeio]|[aei]te|ano|ono"
    r"|i[aeou]|[aeiou])$"
)
_ENGLISH = re.compile(r"(?:ations?|ings?|ies|ied|ed|es|s|y|e)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=100_000)
def stem(word: str, lang: str) -> str:
    """The stem of a word in lower case without accents."""
    irregular = WORDS[lang].forms.get(word)
    if irregular is not None:
        return irregular
    return _italian(word) if lang == "it" else _english(word)


def _italian(word: str) -> str:
    bare = _PRONOUNS.sub("", word)
    return _cut(_ITALIAN, bare)


def _english(word: str) -> str:
    cut = _cut(_ENGLISH, word.replace("isation", "ization").replace("yse", "yze"))
    return _DOUBLED.sub(r"\1", cut) if cut != word and len(cut) > _SHORTEST else cut


def _cut(endings: re.Pattern[str], word: str) -> str:
    """The word without its longest ending that leaves enough of it."""
    match = endings.search(word)
    while match is not None and match.start() < _SHORTEST:
        match = endings.search(word, match.start() + 1)
    return word[: match.start()] if match and match.start() >= _SHORTEST else word
