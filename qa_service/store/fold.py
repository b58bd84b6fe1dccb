"""Words as they are searched: without case and accents, so that `perche` finds `Perché`, on both databases alike."""

import unicodedata


def folded(text: str) -> str:
    """`text` in lower case, its accents taken off."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))
