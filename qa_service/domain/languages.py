"""Which languages are read here, and when a guess of the language is believed."""

READ = ("it", "en")
"""Languages whose words are understood, and in which names and addresses are recognised."""

BELIEVED = 0.8
"""Probability under which a guess says too little: of 1,788 first turns of the corpus, 66 are taken for a language that
is not read, and 1 of them with more than this; of whole dialogues none is.
"""


def believed(lang: str | None, probability: float) -> str | None:
    """A guess as far as it is believed: one that would have words go unread only from `BELIEVED` on."""
    return lang if lang in READ or probability >= BELIEVED else None


def certain(lang: str | None, probability: float) -> str | None:
    """A guess on which masking may rest; None: everything is looked for, in all languages."""
    return lang if probability >= BELIEVED else None
