"""The sentences that the service says when it refuses something, as they stand in the code: for their translations."""

import ast
from collections.abc import Iterator
from pathlib import Path

import qa_service

PACKAGE = Path(qa_service.__file__).parent
SEEN = (
    *("ingest", "reviewing", "store", "web", "exporting", "exports", "figures", "scoring", "transcribe", "understand"),
    *(
        "steps.py",
        "domain/review.py",
        "domain/rubric.py",
        "domain/clauses.py",
        "statistics/plans.py",
        "statistics/draws.py",
    ),
)
SEEN_ALSO = (
    "api/ordering.py",
    "api/groups.py",
    "api/taking.py",
    "api/multipart.py",
    "api/deps.py",
    "api/audio.py",
    "causes.py",
)
"""Where the sentences stand that people meet on pages."""
REFUSALS = frozenset(
    {
        *("BadInput", "BadAudio", "BadDocument", "Conflict", "Forbidden", "NotFound", "Withheld"),
        *("Malformed", "TooLarge", "EngineFailed", "NoSpace", "CannotWrite", "NoMemory"),
        *("MissingModel", "BadRubric", "ValueError"),
    }
)

_WHOLE = "_fault"
"""How a rubric refuses itself as a whole: the place first, then the sentence."""
_NAMED = ("hint", "what")
"""Variables that hold what is said, where a line would be too long."""


def sentences() -> dict[str, str]:
    """The sentences and hints with `{}` where a value stands, and the place of each."""
    found: dict[str, str] = {}
    for name in (*SEEN, *SEEN_ALSO):
        path = PACKAGE / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for sentence, line in _of(ast.parse(file.read_text(encoding="utf-8"))):
                found.setdefault(sentence, f"{file.relative_to(PACKAGE)}:{line}")
    return found


def _of(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        named = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in _NAMED
        if isinstance(node, ast.Assign) and named and (text := _worded(node.value)) is not None:
            yield text, node.lineno
        if not isinstance(node, ast.Call) or (name := getattr(node.func, "id", "")) not in REFUSALS | {_WHOLE}:
            continue
        hints = [word.value for word in node.keywords if word.arg == "hint"]
        for given in (*(node.args[1:2] if name == _WHOLE else node.args[:1]), *hints):
            if (text := _worded(given)) is not None:
                yield text, node.lineno


def _worded(node: ast.expr) -> str | None:
    """None for what is put together elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None
