"""English where Italian is meant: found by the catalogue's own English, and by words that are no Italian ones."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import openpyxl
import pypdfium2

from qa_service.bootstrap import engines, service
from qa_service.exports import wording
from qa_service.settings import Settings
from tests.web import strings

_FUNCTION_WORDS = """
the of is and with not this for are was has have been which that from they than into your you what who where when there
their its cannot does will only nobody
"""
ENGLISH_ONLY = frozenset(_FUNCTION_WORDS.split())
"""Words of sentences that no Italian sentence has."""
_SPOKEN = {"title", "aria-label", "placeholder", "alt", "aria-description"}
_QUOTED = {"q", "code", "kbd", "samp", "pre", "textarea", "script", "style", "option"}
_WORDS_OF_CONTACTS = {"talk", "said", "quote"}
"""Classes of elements that hold what was said in a contact, in its own language."""
_VOID = {"meta", "link", "input", "br", "hr", "img", "line", "rect", "circle", "path", "use", "col", "source", "wbr"}
_SLOT = re.compile(r"%\(\w+\)s")


@cache
def catalogue() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """English texts that have another Italian one: those that stand alone, and shapes of those that hold values."""
    known = strings.translated("it")
    pairs = [
        (one, said)
        for message, text in known.items()
        for one, said in zip(*((part,) if isinstance(part, str) else part for part in (message, text)), strict=True)
    ]
    pairs += list(_pairs())
    italian = {said.replace("%%", "%") for _, said in pairs}
    english = {one.replace("%%", "%") for one, _ in pairs} - italian - {""}
    shapes = [one for one in english if _SLOT.search(one) and len(re.findall(r"[a-z]{2,}", _SLOT.sub("", one))) > 1]
    parts = ([re.escape(part) for part in _SLOT.split(one)] for one in shapes)
    return frozenset(one for one in english if not _SLOT.search(one)), tuple(re.compile(".+".join(p)) for p in parts)


def _pairs() -> Iterator[tuple[str, str]]:
    """English and Italian of labels, rubrics, key figures and files."""
    labels = engines.labels()
    for family in ("intent", "resolution", "sentiment", "courtesy"):
        for label in getattr(labels, family):
            yield labels.name(family, label, "en"), labels.name(family, label, "it")
    for criterion in engines.rubric(Settings()).criteria:
        yield criterion.question.en, criterion.question.it
    for pack in service.kpi_packs(Settings()).values():
        names: list[Any] = [aspect.name for aspect in pack.aspects] + [kpi.name for kpi in pack.kpis]
        for text in (*names, pack.reference, *(kpi.reference for kpi in pack.kpis)):
            yield text.en, text.it
    for key in wording.KEYS:
        yield wording.word(key, "en"), wording.word(key, "it")


def is_english(text: str, content: Collection[str] = ()) -> bool:
    """Whether a text that should be Italian is not; `content` is what users wrote, in any language."""
    for written in content:
        text = text.replace(written, " ")
    text = " ".join(text.split())
    alone, shapes = catalogue()
    if text in alone or any(shape.fullmatch(text) for shape in shapes):
        return True
    return len(ENGLISH_ONLY & set(re.findall(r"[a-z]+", text.lower()))) > 1


class _Texts(HTMLParser):
    """What a page says in its own voice: texts and spoken attributes, without what was said in contacts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._part: list[str] = []

    @property
    def _quoted(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        given = dict(attrs)
        quoted = self._quoted or tag in _QUOTED or bool(_WORDS_OF_CONTACTS & set((given.get("class") or "").split()))
        if given.get("lang") == "it" and tag != "q" and "said" not in (given.get("class") or ""):
            quoted = False
        self.found += [value for name in _SPOKEN if (value := given.get(name)) and not quoted]
        if tag not in _VOID:
            self._open.append((tag, quoted))

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._quoted:
            self._part.append(data)

    def _flush(self) -> None:
        text = " ".join("".join(self._part).split())
        self._part = []
        if text:
            self.found.append(text)


def of_page(html: str, content: Collection[str] = ()) -> list[str]:
    """The English texts of an Italian page."""
    parser = _Texts()
    parser.feed(html)
    return [text for text in parser.found if is_english(text, content)]


def of_pdf(body: bytes, content: Collection[str] = ()) -> list[str]:
    """The English lines of an Italian PDF, and English texts of three words or more that lie over several lines."""
    lines = [line for page in pypdfium2.PdfDocument(body) for line in page.get_textpage().get_text_range().splitlines()]
    whole = " ".join(" ".join(lines).split())
    for written in content:
        whole = whole.replace(" ".join(written.split()), " ")
    alone, _ = catalogue()
    long = [text for text in alone if len(text.split()) > 2 and text in whole]
    return long + [line for line in lines if line.strip() in whole and is_english(line, content)]


def of_xlsx(body: bytes, content: Collection[str] = ()) -> list[str]:
    """The English cells and sheet names of an Italian workbook."""
    book = openpyxl.load_workbook(BytesIO(body), read_only=True)
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    texts = [*book.sheetnames, *(cell for cell in cells if isinstance(cell, str))]
    return [text for text in texts if is_english(text, content)]
