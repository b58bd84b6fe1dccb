"""One look for all words before a model reads them. Pure.

A recogniser, a hurried typist and a careful writer put capitals and punctuation where they like; what they say is the
same, and no judgement of anybody may hang on it. So the models read everything without them.
"""

import re

_MASK = re.compile(r"(\[[A-Z_]+\])")
_DRESS = re.compile(r"(?<!\w)['’]|['’](?!\w)|[^\w\s'’]")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Lower case, without punctuation; masks like [PERSON] stay. A text of nothing but signs stays as it is."""
    pieces = (piece if _MASK.fullmatch(piece) else _DRESS.sub(" ", piece.lower()) for piece in _MASK.split(text))
    return _BLANKS.sub(" ", "".join(pieces).replace("’", "'")).strip() or text
