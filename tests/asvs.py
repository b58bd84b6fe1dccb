"""The table of OWASP ASVS 5.0 in docs/security.md: read, held against what is there, and counted.

`python -m tests.asvs` writes the counts above the table anew.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "security.md"
ANSWERS = ("yes", "partly", "no", "operator", "not applicable")
MOST_WORDS = 8
LEVELS: Mapping[str, int] = {
    id: int(level) for id, level in (line.split() for line in (ROOT / "tests" / "asvs.txt").read_text().splitlines())
}
"""The requirements of levels 1 and 2, each with its level. Their sentences (CC BY-SA) are not copied."""
_ROW = re.compile(r"\| (V\d+\.\d+\.\d+) \|(.*)\|")
_BESIDE_README = re.compile(r"[\w.-]+\.(md|toml|yaml)(#[\w-]+)?|Dockerfile")
_QUOTED = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\]\(((?!https?:)[^)]+)\)")
_NAMED = re.compile(r"`(qa_service/[^`:#]+|tests/[^`:#]+)`")
_COUNTS = re.compile(r"(?<=<!-- counts -->\n)(.*?)(?=<!-- end of counts -->)", re.DOTALL)


class Row(NamedTuple):
    """One requirement: in our words, how it is answered, and what shows it or why so."""

    id: str
    what: str
    answer: str
    proof: str

    @property
    def tests(self) -> Sequence[str]:
        """Named tests, as `tests/unit/test_lock.py::test_name`."""
        return [quoted for quoted in _QUOTED.findall(self.proof) if "::" in quoted]

    @property
    def paths(self) -> Sequence[str]:
        """Files and folders, maybe with the section of a document, as `docs/http.md#errors`."""
        quoted = _QUOTED.findall(self.proof)
        return [text for text in quoted if "::" not in text and _is_path(text)]

    @property
    def reason(self) -> str:
        """What is said besides."""
        return _QUOTED.sub("", self.proof).strip(" ,;:.")


def rows(page: str) -> Sequence[Row]:
    """The table of a page. A row of another shape has no answer, and is a fault."""
    matches = [match for match in map(_ROW.fullmatch, page.splitlines()) if match]
    return [Row(match[1], *_three(match[2])) for match in matches]


def _three(cells: str) -> tuple[str, str, str]:
    parts = [part.strip() for part in cells.split("|")]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else (cells.strip(), "", "")


def counted(table: Sequence[Row]) -> str:
    """The counts, as they stand above the table."""
    answers = Counter(row.answer for row in table)
    tested = sum(row.answer == "yes" and bool(row.tests) for row in table)
    first = sum(LEVELS.get(row.id) == 1 for row in table)
    lines = (
        ("requirements of levels 1 and 2", f"{len(table)} ({first} of level 1)"),
        ("answered", sum(answers[answer] for answer in ANSWERS)),
        ("yes", answers["yes"]),
        ("of these proved by a named test", tested),
        ("of these by a file or a document", answers["yes"] - tested),
        ("partly, with what is missing", answers["partly"]),
        ("no", answers["no"]),
        ("left to the operator", answers["operator"]),
        ("not applicable", answers["not applicable"]),
    )
    return "\n| what | how many |\n| --- | --- |\n" + "".join(f"| {name} | {n} |\n" for name, n in lines) + "\n"


def stated(page: str) -> str:
    """The counts that a page states."""
    match = _COUNTS.search(page)
    return match[1] if match else ""


def faults(page: str) -> Iterator[str]:
    """What is wrong with a page's table, a sentence each."""
    table = rows(page)
    ids = Counter(row.id for row in table)
    yield from (f"{id} stands {ids[id]} times" for id in LEVELS if ids[id] != 1)
    yield from (f"{id} is none of level 1 or 2" for id in ids if id not in LEVELS)
    for row in table:
        yield from (f"{row.id}: {fault}" for fault in _faults_of(row))
    if stated(page) != counted(table):
        yield "the counts are not those of the table; run python -m tests.asvs"
    yield from (f"there is no {link}" for link in _LINK.findall(page) if not _leads_somewhere(link, page))
    yield from (f"there is no {path}" for path in _NAMED.findall(page) if not _is_there(path))


def _faults_of(row: Row) -> Iterator[str]:
    if row.answer not in ANSWERS:
        yield f"{row.answer!r} is no answer"
    if not 0 < len(row.what.split()) <= MOST_WORDS:
        yield f"is not told in 1 to {MOST_WORDS} words"
    if row.answer == "yes" and not (row.tests or row.paths):
        yield "nothing shows it"
    if row.answer != "yes" and len(row.reason.split()) < 2:
        yield "it does not say why, or what is missing"
    yield from (f"there is no test {test}" for test in row.tests if not _is_test(test))
    yield from (f"there is no {path}" for path in row.paths if not _is_there(path))


def _is_path(text: str) -> bool:
    """Whether it is meant as one: has a folder before it, or is a file beside the README."""
    if " " in text or text.startswith("/"):
        return False
    return "/" in text or _BESIDE_README.fullmatch(text) is not None


def _is_test(name: str) -> bool:
    path, _, function = name.partition("::")
    return function.startswith("test_") and function in _functions(path)


@cache
def _functions(path: str) -> frozenset[str]:
    file = ROOT / path
    if not path.startswith("tests/") or not file.is_file():
        return frozenset()
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _leads_somewhere(link: str, page: str) -> bool:
    """Whether a link of the page, from its own folder, has a file and a section."""
    name, _, anchor = link.partition("#")
    if not name:
        return anchor in _anchors_in(page)
    path = (PAGE.parent / name).resolve().relative_to(ROOT).as_posix()
    return _is_there(f"{path}#{anchor}" if anchor else path)


def _is_there(path: str) -> bool:
    name, _, anchor = path.partition("#")
    file = ROOT / name
    if not file.exists():
        return False
    return not anchor or anchor in _anchors_in(file.read_text(encoding="utf-8"))


def _anchors_in(page: str) -> frozenset[str]:
    """Of the headings, as hosts of Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)


if __name__ == "__main__":
    text = PAGE.read_text(encoding="utf-8")
    counts = counted(rows(text))
    PAGE.write_text(_COUNTS.sub(lambda _: counts, text), encoding="utf-8")
    print(counts)
    print("\n".join(faults(PAGE.read_text(encoding="utf-8"))))
