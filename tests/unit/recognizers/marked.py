"""Conversations with their data in brackets: what of these stays readable, and what is hidden outside them."""

from qa_service.understand.recognizers import conversation, names
from qa_service.understand.recognizers.text_line import TextLine


def readable(*texts: str) -> list[str]:
    """The data, in brackets, of which a letter or digit can be read; brackets are taken out first."""
    plain, data = zip(*map(unbracket, texts), strict=True)
    left = []
    for text, spans, hidden in zip(plain, data, _hidden(plain), strict=True):
        left += [
            text[start:end]
            for start, end in spans
            if any(text[at].isalnum() and at not in hidden for at in range(start, end))
        ]
    return left


def hidden_words(*texts: str) -> list[str]:
    """The words of which a letter is hidden."""
    return [
        word
        for text, hidden in zip(texts, _hidden(texts), strict=True)
        for word, start in _words(text)
        if any(at in hidden for at in range(start, start + len(word)) if text[at].isalnum())
    ]


def _hidden(texts: tuple[str, ...]) -> list[set[int]]:
    found = conversation.find([TextLine(text) for text in texts], names.shipped())
    return [
        {at for hit in conversation.settle(hits, text) for at in range(hit.start, hit.end)}
        for text, hits in zip(texts, found, strict=True)
    ]


def _words(text: str) -> list[tuple[str, int]]:
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append((word, at))
        at += len(word)
    return words


def unbracket(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and where these stood."""
    plain, data = "", []
    for piece in text.replace("]", "[").split("["):
        plain += piece
        data.append((len(plain) - len(piece), len(plain)))
    return plain, data[1::2]
