"""The sentences that the service says when it refuses something, as they stand in the code: for their translations."""

import ast
from collections.abc import Iterator
from pathlib import Path

import qa_service

PACKAGE = Path(qa_service.__file__).parent
SEEN = ("ingest", "reviewing", "store", "web", "exporting", "domain/review.py", "sample/plan.py", "sample/draw.py")
SEEN_ALSO = (
    "figures/monitoring.py",
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
    }
)


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
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in REFUSALS:
            continue
        hints = [word.value for word in node.keywords if word.arg == "hint"]
        for given in (*node.args[:1], *hints):
            if (text := _worded(given)) is not None:
                yield text, node.lineno


def _worded(node: ast.expr) -> str | None:
    """None for what is put together elsewhere."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None
