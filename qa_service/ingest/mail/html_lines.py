"""The lines of an HTML body. How deep they are quoted, where a heading or the whole history begins and what is of a
signature is told by the elements that mail programs write: Gmail, Apple Mail, Thunderbird, Outlook, Yahoo, Zimbra,
Roundcube, Proton, IBM Notes.
"""

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from qa_service.ingest.mail.lines import DEEPEST, Line, Mark, clean

_ANGLES = re.compile(r"<{2,}")
_INLINE = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%_-]+")
_BLANKS = re.compile(r"[ \t\n]+")
_BREAKS = frozenset(
    {"p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "dl"}
    | {"dt", "dd", "section", "article", "header", "footer", "center", "body", "address", "fieldset", "form"}
)
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "pre"})
_HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "select", "textarea"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
)
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|mso-hide\s{0,3}:\s{0,3}all|visibility\s{0,3}:\s{0,3}hidden")
_INDENTED = re.compile(
    r"border(?:-left)?\s{0,3}:\s{0,3}(?:none|0)|margin\s{0,3}:\s{0,3}0(?:px)? 0(?:px)? 0(?:px)? 40px"
)
_TIGHT = re.compile(r"margin\s{0,3}:\s{0,3}0|margin-top\s{0,3}:\s{0,3}0|MsoNormal|MsoPlainText")
_HEADINGS = frozenset({"gmail_attr", "moz-cite-prefix", "reply-intro", "protonmail_quote_header", "cite_prefix"})
_HISTORIES = frozenset(
    {"divrplyfwdmsg", "stopspelling", "appendonsend", "outlookmessageheader", "olk_src_body_section", "zwchr"}
    | {"mail-editor-reference-message-container", "ms-outlook-mobile-reference-message", "isreplycontent"}
    | {"isforwardcontent", "reply_quote", "zmail_extra", "tutanota_quote", "ik_mail_quote", "_origreply"}
)
_QUOTES = frozenset({"yahoo_quoted", "protonmail_quote"})
_SIGNATURES = frozenset(
    {"gmail_signature", "moz-signature", "signature", "applemailsignature", "ms-outlook-mobile-signature"}
    | {"bloop_sign", "yahoo-signature", "composer_signature", "protonmail_signature_block", "zimbra_signature"}
    | {"linebreakatbeginningofsignature", "tutanota_signature"}
)
_DEEPEST = 400  # elements inside each other; no page needs more


def without_pictures(page: str) -> str:
    """The page without the pictures that are written into it."""
    return _INLINE.sub("data:", page)


def of_html(page: str) -> list[Line]:
    """The lines that a reader of the page sees."""
    reader = _Reader()
    reader.feed(_ANGLES.sub("<", clean(page)))
    if reader.rawdata and "<" not in reader.rawdata:  # the parser waits for the end of what looks like `&amp;`
        reader.handle_data(unescape(reader.rawdata))
    reader.line()
    return _without_gaps(reader.lines)


def _without_gaps(lines: Sequence[Line]) -> list[Line]:
    """Elements around each other break the same line: of several empty lines one stays."""
    kept: list[Line] = []
    for line in lines:
        if line.text or line.mark is Mark.HISTORY or (kept and (kept[-1].text or kept[-1].depth != line.depth)):
            kept.append(line)
    while kept and not (kept[-1].text or kept[-1].mark):
        kept.pop()
    return kept


class _Element:
    """An open element, and what it changes while it is open."""

    __slots__ = ("hidden", "mark", "parts", "quotes", "tag", "verbatim")

    def __init__(self, tag: str, attributes: dict[str, str], inherited: "_Element | None") -> None:
        self.tag = tag
        self.hidden = tag in _HIDDEN
        self.verbatim = tag == "pre"
        self.quotes = tag == "blockquote"
        self.parts = tag in _PARAGRAPHS
        self.mark: Mark | None = None
        if attributes:
            self._read(tag, attributes)
        if inherited is not None:
            self.hidden = self.hidden or inherited.hidden
            self.verbatim = self.verbatim or inherited.verbatim
            self.mark = inherited.mark if self.mark is None and inherited.mark is not Mark.HISTORY else self.mark

    def _read(self, tag: str, attributes: dict[str, str]) -> None:
        style = attributes.get("style", "").lower()
        self.hidden = self.hidden or _UNSEEN.search(style) is not None or "hidden" in attributes
        self.verbatim = self.verbatim or "pre-wrap" in style
        self.quotes = _is_quote(tag, attributes, style)
        self.parts = self.parts and not _TIGHT.search(f"{style} {attributes.get('class', '')}")
        self.mark = _mark(attributes)


def _names(attributes: dict[str, str]) -> set[str]:
    """Its id and classes; Outlook on the web puts `x_` before those of the message that is answered."""
    names = f"{attributes.get('id', '')} {attributes.get('class', '')} {attributes.get('data-smartmail', '')}"
    return {name.lower().replace("x_", "") for name in names.split()}


def _is_quote(tag: str, attributes: dict[str, str], style: str) -> bool:
    """A blockquote that is one; programs indent with the same element."""
    if any(quote in name for quote in _QUOTES for name in _names(attributes)):
        return True
    if tag != "blockquote":
        return False
    return attributes.get("type") == "cite" or "quote" in attributes.get("class", "") or not _INDENTED.search(style)


def _mark(attributes: dict[str, str]) -> Mark | None:
    names = _names(attributes)
    if names & _HEADINGS:
        return Mark.HEADING
    if names & _HISTORIES or attributes.get("data-marker") == "__DIVIDER__":
        return Mark.HISTORY
    if names & _SIGNATURES or attributes.get("data-marker", "").startswith("__SIG_"):
        return Mark.SIGNATURE
    return None


class _Reader(HTMLParser):
    """Gathers lines. Elements are closed by the end of any around them, as browsers do."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._open: list[_Element] = []
        self._depth = 0
        self._parts: list[str] = []
        self._mark: Mark | None = None

    def line(self) -> None:
        """Ends the line that is being gathered, if it has anything on it."""
        text = clean("".join(self._parts))
        text = (text if self._is_verbatim() else _BLANKS.sub(" ", text)).strip()
        if text or self._mark is Mark.HISTORY:
            self.lines.append(Line(text, min(self._depth, DEEPEST), self._mark))
        self._parts, self._mark = [], None

    def _is_verbatim(self) -> bool:
        return bool(self._open) and self._open[-1].verbatim

    def _gap(self) -> None:
        self.lines.append(Line("", min(self._depth, DEEPEST)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        attributes = {name: value or "" for name, value in attrs}
        element = _Element(tag, attributes, self._open[-1] if self._open else None)
        if tag == "br":
            is_empty = not "".join(self._parts).strip()
            self.line()
            if is_empty:
                self._gap()
            return
        if "@" in tag:  # an address in angle brackets that its program forgot to escape
            self._add(f"<{tag}>", None)
            return
        if tag in _BREAKS:
            self.line()
            if element.parts:
                self._gap()
        if tag in ("td", "th"):
            self._parts.append(" ")
        if element.mark is Mark.HISTORY and not element.hidden:
            self.line()
            self._mark = Mark.HISTORY
            self.line()
        self._depth += element.quotes
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(element)
        elif element.quotes:
            self._depth -= 1

    def handle_endtag(self, tag: str) -> None:
        """Closes the nearest open element of the name, and those inside it."""
        place = next((number for number in range(len(self._open) - 1, -1, -1) if self._open[number].tag == tag), None)
        if tag in _BREAKS:
            self.line()
            if place is not None and self._open[place].parts:
                self._gap()
        if place is not None:
            for element in self._open[place:]:
                self._depth -= element.quotes
            del self._open[place:]

    def handle_data(self, data: str) -> None:
        """Words."""
        inside = self._open[-1] if self._open else None
        if inside is not None and inside.hidden:
            return
        if inside is not None and inside.verbatim and "\n" in data:
            for part in data.split("\n")[:-1]:
                self._add(part, inside.mark)
                self.line()
            data = data.rpartition("\n")[2]
        self._add(data, None if inside is None else inside.mark)

    def _add(self, data: str, mark: Mark | None) -> None:
        if data.strip() and mark in (Mark.HEADING, Mark.SIGNATURE):
            self._mark = mark
        self._parts.append(data)
