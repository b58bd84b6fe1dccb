"""Words that only show that somebody listens, agrees, hesitates or waits: "sì sì", "mh mh", "right, ok". Pure.

A turn of nothing else does nothing to anybody, and no accusation may rest on it (annotation_guides,
brusque-is-not-rude). Real speech is full of such turns while the other one speaks.
"""

from collections.abc import Iterable

from qa_service.understand import ngrams

ITALIAN = """
si no mh mhm mm ah eh ehm eeh oh uh uhm um hm hmm ok okay okey certo ecco allora bene va vabbe vabe esatto
giusto infatti perfetto appunto quindi e ma pero cioe lei lui io voi noi o lo so ho ha capito chiaro dunque
insomma niente beh be bah boh mah pronto prego dica mi aspetti aspetta attimo un
"""
ENGLISH = """
er erm huh yeah yes yep yup nope right sure fine well and but i see know you the a it is that alright all good
great lovely anyway hang on wait moment sec
"""
WORDS = frozenset(f"{ITALIAN} {ENGLISH}".split())
"""As `ngrams.words` gives them: lower case, without accents."""


def only_listens(text: str) -> bool:
    """Whether the text has words, and none but these."""
    words: Iterable[str] = ngrams.words(text.replace("~", " ").replace("-", " "))
    return bool(text.strip()) and WORDS.issuperset(words)
