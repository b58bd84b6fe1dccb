"""Notices as Markdown: templates in two languages, and what is in force put into them."""

import re
from pathlib import Path
from string import Template

from qa_service.documents.notices import Notice, NoticeFacts, NoticeKind
from qa_service.exports.notice_parts import PARTS, blank
from qa_service.exports.notice_words import BLANKS
from qa_service.exports.wording import Language

_FOLDER = Path(__file__).with_name("notices")
_BLANK = re.compile(r"\*\*\[… ([^\[\]]+)\]\*\*")


def template(kind: NoticeKind, lang: Language) -> Template:
    """Its placeholders are names of `PARTS`, and of `BLANKS` after ``blank_``."""
    return Template((_FOLDER / lang / f"{kind}.md").read_text(encoding="utf-8"))


def render(kind: NoticeKind, lang: Language, facts: NoticeFacts) -> Notice:
    """The notice, and the blanks that are left in it, each once."""
    parts = {name: part(facts, lang) for name, part in PARTS.items()}
    blanks = {f"blank_{name}": blank(pair, lang) for name, pair in BLANKS.items()}
    text = template(kind, lang).substitute(parts | blanks)
    return Notice(text, tuple(dict.fromkeys(_BLANK.findall(text))))
