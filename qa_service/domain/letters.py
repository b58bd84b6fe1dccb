"""Letters as they are compared: without case and accents, each in its place."""

import unicodedata
from functools import lru_cache


def plain(text: str) -> str:
    """Lower case without accents, character by character, so that offsets stay those of `text`; apostrophes alike."""
    straight = text.replace("’", "'")
    return straight.lower() if straight.isascii() else "".join(map(_plain, straight))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    return unicodedata.normalize("NFD", character.lower())[:1] or character
