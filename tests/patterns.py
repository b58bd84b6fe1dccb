"""Every regular expression of the service, and the strings that are worst for it.

`python -m tests.patterns` lists them with the milliseconds that the worst of these strings takes.
"""

import ast
import importlib
import re
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]  # the tree that `re` itself makes of a pattern
from typing import Any

ROOT = Path(__file__).parents[1]
LISTED = Path(__file__).with_name("patterns.toml")
CALLS = {"compile", "match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
LONGEST = 1 << 15
"""Characters that a pattern is tried on where nothing is listed; no turn of which more is read has as many."""
BOUND = 0.35
"""Seconds of processor time for that. Patterns that take time in proportion take some 10 ms, and so 0.3 s for a
megabyte; with its square some 5 s.
"""
SIZES = (12, 16, 20, 24, 26, 28, 30, 64, 250, 1_000, 2_000, 4_000, 8_000, 16_000)
"""On the way there: what grows fast is caught while it still takes seconds."""
MOST_OWN = 40
UNITS = (
    *("a", "A", "1", " ", "\n", "\t", ".", ",", "-", "_", "*", "'", '"', "<", ">", "(", "[", "{", "\\", "/", ":", "@"),
    *("a.", "a ", "1 ", "1.", "1,", "a@", "a1", " \n", "\n\n", "> ", "<a", "</", "à", "a-", "D'", "::", "://a", "=?"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it stands, and whether it is only ever tried at one place of a text."""

    module: str
    line: int
    pattern: re.Pattern[str] | re.Pattern[bytes] | None
    source: str
    anchored: bool

    @property
    def name(self) -> str:
        """For test ids: not the line, which moves."""
        return f"{self.module.removeprefix('qa_service.')} {self.source}"


def found() -> Iterator[Found]:
    """All calls of `re` in the service; without a pattern where it is only made while the service runs."""
    for path in sorted((ROOT / "qa_service").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "import re\n" in text or "import re2" in text:
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            tree = ast.parse(text)
            for node in ast.walk(tree):
                if _is_call(node):
                    yield _found(module, tree, node)  # type: ignore[arg-type]


def _is_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"re", "re2"}
        and node.func.attr in CALLS
    )


def _found(module: str, tree: ast.Module, node: ast.Call) -> Found:
    assert isinstance(node.func, ast.Attribute)
    space = vars(importlib.import_module(module))
    flags = [argument for argument in node.args[1:] if "re." in ast.unparse(argument)]
    flags += [keyword.value for keyword in node.keywords if keyword.arg == "flags"]
    try:
        values = [eval(compile(ast.Expression(part), module, "eval"), space) for part in (node.args[0], *flags)]
        pattern = re.compile(values[0], sum(values[1:], re.RegexFlag(0)))
    except (NameError, TypeError, AttributeError):
        pattern = None
    used = {node.func.attr} if node.func.attr != "compile" else _uses(tree, node)
    return Found(
        module, node.lineno, pattern, ast.unparse(node.args[0])[:60], bool(used) and used <= {"match", "fullmatch"}
    )


def _uses(tree: ast.Module, node: ast.Call) -> set[str]:
    """What is done with a pattern that has a name in its module; empty where that cannot be told."""
    names = {
        target.id
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assign) and statement.value is node
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    return {
        use.attr
        for use in ast.walk(tree)
        if isinstance(use, ast.Attribute) and isinstance(use.value, ast.Name) and use.value.id in names
    }


def attacks(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """What leads to something that repeats in the pattern, and what repeats there; and the usual suspects."""
    is_bytes = isinstance(pattern.pattern, bytes)
    text = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern
    tree = parser.parse(text, pattern.flags & ~re.UNICODE if is_bytes else pattern.flags)
    own = list(dict.fromkeys(_pumps(list(tree), "")))
    return [*own[:MOST_OWN], *(("", unit) for unit in UNITS)]


def text_of(attack: tuple[str, str], size: int) -> str:
    """Of about this size, with an end that fits hardly anywhere."""
    prefix, unit = attack
    return prefix + unit * (size // len(unit)) + "\0"


def _pumps(items: list[Any], prefix: str) -> Iterator[tuple[str, str]]:
    for operation, argument in items:
        kind = str(operation)
        if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            least, most, body = argument
            body = list(body)
            yield from _pumps(body, prefix)
            if most > 8:
                yield from ((prefix, unit) for unit in _samples(body) if unit)
            prefix += next(_samples(body), "") * max(least, 1)
            continue
        for inner in _inside(kind, argument):
            yield from _pumps(inner, prefix)
        prefix += next(_samples([(operation, argument)]), "")
    if prefix:
        yield "", prefix  # the whole again and again


def _inside(kind: str, argument: Any) -> list[list[Any]]:
    match kind:
        case "SUBPATTERN":
            return [list(argument[3])]
        case "BRANCH":
            return [list(branch) for branch in argument[1][:12]]
        case "ATOMIC_GROUP":
            return [list(argument)]
        case "ASSERT" | "ASSERT_NOT":
            return [list(argument[1])]
        case _:
            return []


def _samples(items: list[Any]) -> Iterator[str]:
    """A few short texts that fit."""
    for number in range(3):
        yield "".join(_sample(str(operation), argument, number) for operation, argument in items)


def _sample(kind: str, argument: Any, number: int) -> str:
    match kind:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return "a" if argument != ord("a") else "b"
        case "ANY":
            return "a1 "[number]
        case "IN":
            return _of_set(argument, number)
        case "BRANCH":
            branches = argument[1]
            return next(_samples(list(branches[number % len(branches)])), "")
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return next(_samples(list(argument[2])), "") * max(argument[0], 1 if argument[1] else 0)
        case _:
            return "".join(
                next(_samples(inner), "") for inner in _inside(kind, argument) if not kind.startswith("ASSERT")
            )


_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_DIGIT": "a"}
_CATEGORIES |= {"CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_WORD": "-"}


def _of_set(members: Any, number: int) -> str:
    if str(members[0][0]) == "NEGATE":
        shape = "[^" + "".join(_as_written(member) for member in members[1:]) + "]"
        fitting = [character for character in "a1 A.-@\n<" if re.fullmatch(shape, character)]
        return fitting[number % len(fitting)] if fitting else "ù"
    kind, argument = members[number % len(members)]
    match str(kind):
        case "RANGE":
            return chr(argument[number % 2])
        case "CATEGORY":
            return _CATEGORIES.get(str(argument), "a")
        case _:
            return chr(argument)


def _as_written(member: Any) -> str:
    kind, argument = str(member[0]), member[1]
    written = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}
    written |= {"CATEGORY_NOT_DIGIT": r"\D", "CATEGORY_NOT_SPACE": r"\S", "CATEGORY_NOT_WORD": r"\W"}
    if kind == "RANGE":
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return written[str(argument)] if kind == "CATEGORY" else re.escape(chr(argument))


def seconds(pattern: re.Pattern[Any], text: str, *, anchored: bool) -> float:
    """Processor time to find all of it in the text; the least of two where the first is long."""
    subject: Any = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    least = float("inf")
    for _ in range(2):
        began = time.thread_time()
        if anchored:
            pattern.match(subject)
            pattern.fullmatch(subject)
        else:
            for _match in pattern.finditer(subject):
                pass
        least = min(least, time.thread_time() - began)
        if least < BOUND or least > 10 * BOUND:
            break
    return least


def slowest(pattern: re.Pattern[Any], longest: int, *, anchored: bool) -> tuple[float, str]:
    """Seconds and beginning of the worst text; stops at the first that is over the bound, while it is still short."""
    most = (0.0, "")
    for attack in attacks(pattern):
        for size in [*(size for size in SIZES if size < longest), longest]:
            text = text_of(attack, size)
            most = max(most, (seconds(pattern, text, anchored=anchored), text[:40]))
            if most[0] > BOUND:
                return most
    return most


def listed() -> dict[str, Any]:
    """What tests/patterns.toml says."""
    return tomllib.loads(LISTED.read_text(encoding="utf-8"))


def main() -> None:
    """The slowest first."""
    lines = []
    for one in found():
        if one.pattern is None:
            lines.append((9.0, f"{one.module}:{one.line} made while running: {one.source}"))
            continue
        took, text = slowest(one.pattern, LONGEST, anchored=one.anchored)
        lines.append((took, f"{one.module}:{one.line} {'anchored ' * one.anchored}{one.source!r} on {text!r}"))
    for took, line in sorted(lines, reverse=True):
        print(f"{1000 * took:8.1f} ms  {line}")


if __name__ == "__main__":
    main()
