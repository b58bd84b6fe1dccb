"""The strings of the pages: which there are, which lack their Italian, and which stand in templates unmarked.

``python -m tests.web.strings`` prints what is missing, ready to be put into a file of qa_service/web/locale/it.
"""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.extract import extract

from qa_service.domain.groups import GroupKind
from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.domain.review import DisputeState
from qa_service.domain.sampling import Purpose
from qa_service.services.access import Permission
from qa_service.web import i18n, templating
from tests import sentences

PACKAGE = Path(i18n.__file__).parent
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SPOKEN = {"title", "aria-label", "placeholder", "alt", "aria-description"}
NAMES = {"qa-service", "PDF", "CSV", "XLSX", "JSON", "JSONL", "ZIP"}
"""What is the same in every language."""
_CODE = {"code", "kbd", "samp"}
"""What is typed is the same as well."""
_DECIDED = (DisputeState.UPHELD, DisputeState.REJECTED, DisputeState.EXPIRED)
WORDS = (*Role, *Permission, *GroupKind, *Purpose, *KeptKind, *_DECIDED)
"""What stands as a value in sentences and is translated there."""
Message = str | tuple[str, ...]


def in_use() -> dict[Message, str]:
    """Every message of templates and modules, and where it stands first."""
    found: dict[Message, str] = {}
    for path in sorted(PACKAGE.rglob("*.html")):
        _collect(found, path, "jinja2.ext:babel_extract", ("_", "gettext", "ngettext"))
    for path in sorted(PACKAGE.rglob("*.py")):
        _collect(found, path, "python", ("N_", "NN_", "text", "plural"))
    modules = sentences.trees()
    refusals = sentences.refusals(modules)
    for name, tree in modules.items():
        for template, line in sentences.templates(tree, refusals):
            found.setdefault(template, f"{name}:{line}")
    return found | {str(word): f"{type(word).__name__}.{word.name}" for word in WORDS}


def _collect(found: dict[Message, str], path: Path, method: str, names: tuple[str, ...]) -> None:
    keywords = {name: (1, 2) if name in {"ngettext", "plural", "NN_"} else None for name in names}
    options = {"newstyle_gettext": "true", "silent": "false", "trimmed": "true"}
    with path.open("rb") as file:
        for line, message, _, _ in extract(method, file, keywords, options=options):
            found.setdefault(_key(message), f"{path.relative_to(PACKAGE)}:{line}")


def _key(message: Message | list[str] | None) -> Message:
    return tuple(message) if isinstance(message, tuple | list) else message or ""


def translated(lang: str) -> dict[Message, Message]:
    """The catalogue of a language: messages with their translations, empty ones left out."""
    return {
        _key(m.id): _key(m.string)
        for m in i18n.catalog(lang)
        if m.id and m.string and (m.pluralizable is False or all(m.string))
    }


def missing(lang: str) -> dict[Message, str]:
    """Messages without translation, and where they stand."""
    known = translated(lang)
    return {message: place for message, place in in_use().items() if message not in known}


class _Unmarked(HTMLParser):
    """Words between tags, and in the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._code = 0

    def handle_data(self, data: str) -> None:
        if self._code:
            return
        self.found += [word for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*", data) if word not in NAMES]

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in _CODE

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in _CODE
        for name, value in attrs:
            if name in _SPOKEN and value:
                self.handle_data(value)


def unmarked(source: str) -> list[str]:
    """Words in a template that no translator would see."""
    parser = _Unmarked()
    parser.feed(_JINJA.sub(" ", source))
    return parser.found


def templates() -> Iterator[tuple[str, str]]:
    """All templates by name."""
    for path in sorted(templating.FOLDER.rglob("*.html")):
        yield path.relative_to(templating.FOLDER).as_posix(), path.read_text(encoding="utf-8")


def stub(lang: str) -> str:
    """The missing messages as they stand in a catalogue."""
    out = io.StringIO()
    for message, place in missing(lang).items():
        one = message if isinstance(message, str) else message[0]
        print(f"#: {place}\nmsgid {_quoted(one)}", file=out)
        if isinstance(message, str):
            print('msgstr ""\n', file=out)
        else:
            print(f'msgid_plural {_quoted(message[1])}\nmsgstr[0] ""\nmsgstr[1] ""\n', file=out)
    return out.getvalue()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    print(stub("it"), end="")
