"""The text of HTML as chats and ticket systems keep it."""

import re
from html.parser import HTMLParser

from qa_service.errors import BadDocument

LONGEST = 500_000
"""Characters of HTML that are taken apart: the parser of the standard library slows down on what is much longer."""
_ANGLES = re.compile(r"<{2,}")
_INLINE = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%_-]+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_BLANKS = re.compile(r"[ \t\xa0]{2,}")
_LINES = re.compile(r"[ \t]*\n[ \t]*")
_GAPS = re.compile(r"\n{3,}")


def of(html: str) -> str:
    """Plain text with line breaks where the page has them. Raises BadDocument for what is very long."""
    if len(html) > LONGEST:
        raise BadDocument(
            "has a text of over {limit} characters", limit=LONGEST, hint="export it without what it quotes"
        )
    reader = _HtmlText()
    reader.feed(_ANGLES.sub("<", _INLINE.sub("data:", html)))
    reader.close()
    return _GAPS.sub("\n\n", _LINES.sub("\n", _BLANKS.sub(" ", "".join(reader.parts)))).strip()


def plain(text: str) -> str:
    """The same where the text has tags or entities; others as they are: systems mix both in the same field."""
    return of(text) if _TAG.search(text) else text.strip()


class _HtmlText(HTMLParser):
    """Collects what is seen."""

    _BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "ul", "ol", "table"})
    _HIDDEN = frozenset({"script", "style", "head", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A line begins with a block."""
        self._hidden += tag in self._HIDDEN
        if tag in self._BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """What is hidden ends."""
        self._hidden -= tag in self._HIDDEN and self._hidden > 0
        if tag in ("p", "div", "blockquote"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Words; line breaks of the source are blanks."""
        if not self._hidden:
            self.parts.append(data.replace("\n", " ").replace("\r", ""))
