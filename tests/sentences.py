"""What the code says when it refuses something: the templates that stand in it, and where a text is put together.

A refusal is given its sentence as a literal template, as `say(...)`, or by a name or a call that has a `Sentence`.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import qa_service

PACKAGE = Path(qa_service.__file__).parent
SAY = "say"
MADE_BY_HAND = ("errors.py", "foreign.py", "web/i18n.py")
"""Where sentences are made of texts that are no literals: the type itself, what libraries say, translations."""


def trees() -> Mapping[str, ast.Module]:
    """Every module of the service, by its path."""
    files = sorted(PACKAGE.rglob("*.py"))
    return {file.relative_to(PACKAGE).as_posix(): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def refusals(trees: Mapping[str, ast.Module]) -> frozenset[str]:
    """The names of `QaError` and all that descend from it."""
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    known = {"QaError"}
    while more := {c.name for c in classes if {getattr(base, "id", "") for base in c.bases} & known} - known:
        known |= more
    return frozenset(known)


def templates(tree: ast.Module, refusals: frozenset[str]) -> Iterator[tuple[str, int]]:
    """The literal templates of a module, with their lines."""
    for expression in _said(tree, refusals | {SAY}):
        if isinstance(expression, ast.Constant) and expression.value:
            yield str(expression.value), expression.lineno


def built(tree: ast.Module, refusals: frozenset[str]) -> list[str]:
    """Where a refusal, or `say`, gets a text that no translator would find."""
    assigned: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            assigned.setdefault(node.targets[0].id, []).append(node.value)
    faults = [e for e in _said(tree, {SAY, "Sentence"}) if not isinstance(e, ast.Constant)]
    for expression in _said(tree, refusals):
        values = [v for whole in assigned.get(getattr(expression, "id", ""), []) for v in _branches(whole)]
        faults += [v for v in values if (isinstance(v, ast.Constant) and v.value) or _is_text(v)]
        faults += [expression] if _is_text(expression) else []
    return [f"{e.lineno}: {ast.unparse(e)}" for e in faults]


def _said(tree: ast.Module, names: frozenset[str] | set[str]) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and name in names:
            hints = [keyword.value for keyword in node.keywords if keyword.arg == "hint" and name != SAY]
            for expression in (*node.args[:1], *hints):
                yield from _branches(expression)


def _branches(expression: ast.expr) -> Iterator[ast.expr]:
    if isinstance(expression, ast.IfExp):
        yield from (*_branches(expression.body), *_branches(expression.orelse))
    elif isinstance(expression, ast.BoolOp):
        for value in expression.values:
            yield from _branches(value)
    else:
        yield expression


def _is_text(expression: ast.expr) -> bool:
    """Whether it is put together here: by an f-string, an operator, `str`, an item, or a method of texts."""
    if isinstance(expression, ast.Call):
        function = expression.func
        return (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Constant | ast.JoinedStr)) or (
            getattr(function, "id", getattr(function, "attr", "")) in {"str", "repr", "format", "join", "replace"}
        )
    key = getattr(expression, "slice", None)
    return isinstance(expression, ast.JoinedStr | ast.BinOp) or (isinstance(key, ast.Constant) and key.value == "msg")
