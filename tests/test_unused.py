"""Nothing in `qa_service` is there for the tests alone: each function, class and method is used by the code itself.

A module's function or class counts as used where its own module names it outside its own body, or where another module
imports it or reaches it through the module. A method counts as used where any attribute or template has its name.
What a decorator registers (a route, a command, a validator, a listener) is used by whoever it is registered with.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLAIN_DECORATORS = {"dataclass", "property", "cached_property", "classmethod", "staticmethod", "contextmanager"}
PLAIN_DECORATORS |= {"cache", "lru_cache", "override", "asynccontextmanager", "total_ordering", "runtime_checkable"}
CALLED_BY_LIBRARIES = {
    "/multipart.py": {"on_"},  # the multipart parser's callbacks
    "/growing_file.py": {"read", "seek"},  # io.BufferedReader
    "/scim.py": {"convert", "to_string"},  # Starlette's converters of addresses
    "/html_lines.py": {"handle_"},  # HTMLParser
    "/imap.py": {"_create_socket"},  # imaplib
    "/voiceprint.py": {"find_class", "persistent_load"},  # Unpickler
    "/migrations/versions/": {"upgrade", "downgrade"},  # Alembic
}
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def decorators(node: Definition) -> set[str]:
    """The last names of a definition's decorators."""
    called = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    return {d.attr if isinstance(d, ast.Attribute) else getattr(d, "id", "") for d in called}


def definitions(tree: ast.Module) -> Iterator[tuple[str | None, Definition]]:
    """Functions, classes and methods of a module, with the class of each method; none that a decorator registers."""
    for node in tree.body:
        if isinstance(node, Definition) and decorators(node) <= PLAIN_DECORATORS:
            yield None, node
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and decorators(inner) <= PLAIN_DECORATORS:
                yield node.name, inner  # type: ignore[attr-defined]


def names(node: ast.AST) -> Counter[str]:
    """How often each plain name is read below a node, strings of forward references included."""
    read = Counter(n.id for n in ast.walk(node) if isinstance(n, ast.Name))
    read.update(n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return read


def imported(tree: ast.AST) -> set[str]:
    """Dotted names that a module imports, or reaches through a module that it imports."""
    aliases: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            aliases |= {alias.asname or alias.name: alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and not node.level:
            aliases |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    reached = {
        f"{aliases[base]}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and (base := ast.unparse(node.value)) in aliases
    }
    return set(aliases.values()) | reached


def attributes(tree: ast.AST) -> set[str]:
    """Names that are read or set on anything, and the strings that may name one."""
    found = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return found | {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def of_a_library(path: str, name: str) -> bool:
    """Whether a library calls this method by its name."""
    return name.startswith("__") or any(
        place in path and name.startswith(tuple(prefixes)) for place, prefixes in CALLED_BY_LIBRARIES.items()
    )


def unused(sources: dict[str, str], others: dict[str, str], templates: str = "") -> list[str]:
    """`path: name` of what nobody uses in `sources`; `others` and `templates` are users only."""
    trees = {path: ast.parse(source) for path, source in sources.items()}
    users = [*trees.values(), *map(ast.parse, others.values())]
    reached = set().union(*map(imported, users))
    attributes_used = set().union(*map(attributes, users)) | set(re.findall(r"\w+", templates))
    result = []
    for path, tree in trees.items():
        module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        read = names(tree)
        for owner, node in definitions(tree):
            if owner is None:
                used = read[node.name] > names(node)[node.name] or f"{module}.{node.name}" in reached
            else:
                used = node.name in attributes_used
            if not used and not of_a_library(path, node.name):
                result.append(f"{path}: {owner + '.' if owner else ''}{node.name}")
    return result


def read_all(folders: list[str], pattern: str) -> dict[str, str]:
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob(pattern))]
    return {str(path.relative_to(ROOT)): path.read_text() for path in paths}


def test_the_code_uses_all_that_it_holds() -> None:
    templates = "\n".join(read_all(["qa_service"], "*.html").values())
    leftovers = unused(read_all(["qa_service"], "*.py"), read_all(["eval", "models"], "*.py"), templates)
    assert leftovers == []


@pytest.mark.parametrize(
    ("planted", "missing"),
    [
        ("def lost(): ...", "lost"),
        ("def lost():\n    return lost()", "lost"),
        ("class Lost: ...", "Lost"),
        ("class Kept:\n    def lost(self): ...\nKept()", "Kept.lost"),
        ("class Kept:\n    @property\n    def lost(self): ...\nKept()", "Kept.lost"),
    ],
)
def test_a_planted_leftover_is_found(planted: str, missing: str) -> None:
    assert unused({"qa_service/planted.py": planted}, {}) == [f"qa_service/planted.py: {missing}"]


@pytest.mark.parametrize(
    ("planted", "user"),
    [
        ("def kept(): ...", "from qa_service.planted import kept"),
        ("def kept(): ...", "from qa_service import planted\nplanted.kept()"),
        ("def kept(): ...", "import qa_service.planted\nqa_service.planted.kept()"),
        ("def kept(): ...\nTABLE = {1: kept}", ""),
        ("@router.get('/')\ndef kept(): ...", ""),
        ("class Kept:\n    def held(self): ...", "from qa_service.planted import Kept\nKept().held()"),
    ],
)
def test_what_is_used_is_no_leftover(planted: str, user: str) -> None:
    assert unused({"qa_service/planted.py": planted}, {"eval/user.py": user}) == []
