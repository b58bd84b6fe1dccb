"""What the recogniser tests share: data found in a line or a conversation, as pairs of text and type."""

from collections.abc import Iterable

from qa_service.understand.recognizers import conversation, names
from qa_service.understand.recognizers.text_line import Hit, TextLine

Pairs = list[tuple[str, str]]


def pairs(text: str, hits: Iterable[Hit]) -> Pairs:
    """Each hit as (text, type), in order."""
    return [(text[hit.start : hit.end], hit.kind) for hit in sorted(hits)]


def converse(*texts: str) -> Pairs:
    """All data of a conversation, in order."""
    lines = [TextLine(text) for text in texts]
    found = conversation.find(lines, names.shipped())
    return [
        pair for text, hits in zip(texts, found, strict=True) for pair in pairs(text, conversation.settle(hits, text))
    ]
