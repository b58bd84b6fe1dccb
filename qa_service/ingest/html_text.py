"""The text of HTML as chats and ticket systems keep it: cut at its tags, in one pass."""

import re
from collections.abc import Iterator
from html import unescape

from qa_service.errors import BadDocument

LONGEST = 500_000
"""Characters of HTML that are taken apart."""
_TAG = re.compile(
    r"<!--|</?(?:p|div|span|br|a|b|i|u|em|strong|ul|ol|li|table|tbody|tr|td|th|img|blockquote|html|body|head|font|pre|code|"
    r"style|script|hr|h[1-6]|center|small|sup|sub|s|del)(?=[\s/>])[^<>]{0,2000}>",
    re.IGNORECASE,
)
"""Of these a text is known as HTML; an address in angles is none."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]{0,20}(?=[\s/>]|$)")
_BLANKS = re.compile(r"[ \t]{2,}")
_GAPS = re.compile(r"\n{3,}")
_WHITE = str.maketrans({"\n": " ", "\r": "", "\xa0": " "})
_OPENING = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table"})
_CLOSING = frozenset({"/p", "/div", "/blockquote", "/tr", "/li", "/h1", "/h2", "/h3", "/h4"})
_HIDDEN = frozenset({"script", "style", "head", "title"})


def of(html: str) -> str:
    """Plain text with line breaks where the page has them. Raises BadDocument for what is very long."""
    if len(html) > LONGEST:
        raise BadDocument(
            "has a text of over {limit} characters", limit=LONGEST, hint="export it without what it quotes"
        )
    lines = _BLANKS.sub(" ", "".join(_pieces(html))).split("\n")
    return _GAPS.sub("\n\n", "\n".join(line.strip(" \t") for line in lines)).strip()


def plain(text: str) -> str:
    """The same where the text has tags; others as they are, but for entities: systems mix both in the same field."""
    if _TAG.search(text):
        return of(text)
    return (unescape(text) if _ENTITY.search(text) else text).strip()


def _pieces(html: str) -> Iterator[str]:
    """Words and line breaks; nothing of comments and of what is hidden."""
    first, *pieces = html.split("<")
    yield _words(first)
    ending = ""  # of the part that is not shown
    for piece in pieces:
        name = _name(piece)
        if ending:
            shown = piece.partition("-->")[2] if ending == "-->" else _behind(piece) if name == ending else ""
            ending = "" if (name == ending or (ending == "-->" and "-->" in piece)) else ending
        elif piece.startswith("!--"):
            shown = piece.partition("-->")[2]
            ending = "" if "-->" in piece else "-->"
        elif name in _HIDDEN:
            shown, ending = "", f"/{name}"
        else:
            yield "\n" if name in _OPENING or name in _CLOSING else ""
            shown = _behind(piece) if name or piece.startswith(("!", "?", "/")) else f"<{piece}"
        yield _words(shown)


def _name(piece: str) -> str:
    """Of the tag that a piece begins with; empty where it is none."""
    match = _NAME.match(piece) if ">" in piece else None
    return match[0].lower() if match else ""


def _behind(piece: str) -> str:
    return piece.partition(">")[2]


def _words(text: str) -> str:
    return unescape(text).translate(_WHITE)
