"""Rules that an import graph cannot see: the core calls no clock, chance, file or console, and nobody else commits."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "qa_service"
PURE = [
    *PACKAGE.glob("domain/*.py"),
    *PACKAGE.glob("kpi/*.py"),
    *PACKAGE.glob("scoring/*.py"),
    *PACKAGE.glob("statistics/*.py"),
    *PACKAGE.glob("documents/*.py"),
    *(PACKAGE / "transcribe" / name for name in ("turns.py", "parts.py")),
    *(PACKAGE / "understand" / name for name in ("decide.py", "dynamics.py", "evidence.py", "redact.py")),
]
IMPURE_CALLS = {"open", "print", "input", "now", "utcnow", "today", "random", "choice", "shuffle", "uuid4", "getenv"}
IMPURE_CALLS |= {"read_text", "read_bytes", "write_text", "write_bytes", "perf_counter", "monotonic", "sleep"}


def impurities(source: str) -> list[str]:
    """What in `source` a pure module may not hold, by name. Chance may come in as an argument called `rng`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith):
            found.append("async")
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            owner = getattr(getattr(node.func, "value", None), "id", "")
            if name in IMPURE_CALLS and owner != "rng":
                found.append(name)
    return found


def commits(source: str) -> list[int]:
    """Lines that commit a database session."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
    ]


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_pure_modules_call_no_clock_chance_file_or_console(path: Path) -> None:
    assert impurities(path.read_text()) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import datetime\ndatetime.datetime.now()",
        "open('x')",
        "print('x')",
        "import random\nrandom.random()",
        "import uuid\nuuid.uuid4()",
        "from pathlib import Path\nPath('x').read_text()",
        "async def f(): ...",
    ],
)
def test_a_planted_impurity_is_caught(planted: str) -> None:
    assert impurities(planted)


def test_chance_handed_in_as_rng_is_pure() -> None:
    assert impurities("def draw(rng, items):\n    return rng.choice(items)") == []


def test_only_the_repositorys_transaction_commits() -> None:
    found = {str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if commits(path.read_text())}
    assert found <= {"store/repository.py"}


def test_a_planted_commit_is_caught() -> None:
    assert commits("session.commit()") == [1]


def runs_raw_sql(called: ast.expr) -> bool:
    """`text(...)`, `sa.text(...)`, `....exec_driver_sql(...)`; a method `text` of something else is none of it."""
    if isinstance(called, ast.Name):
        return called.id == "text"
    if not isinstance(called, ast.Attribute):
        return False
    of_sqlalchemy = isinstance(called.value, ast.Name) and called.value.id in {"sa", "sqlalchemy", "sqlmodel"}
    return called.attr == "exec_driver_sql" or (called.attr == "text" and of_sqlalchemy)


def test_planted_raw_sql_is_caught() -> None:
    planted = ("text('x')", "sa.text('x')", "connection.exec_driver_sql('x')", "locale.text('x')")
    calls = [ast.parse(source, mode="eval").body for source in planted]
    assert [runs_raw_sql(call.func) for call in calls if isinstance(call, ast.Call)] == [True, True, True, False]


def test_raw_sql_text_is_not_used_outside_migrations_and_engine_setup() -> None:
    # Engine and scope set connections up; privileges reads the catalogue of roles, in which no client has a row.
    allowed = {"store/database_copy.py", "store/engine.py", "store/privileges.py", "store/scope.py"}
    for path in PACKAGE.rglob("*.py"):
        relative = str(path.relative_to(PACKAGE))
        if relative in allowed or relative.startswith("store/migrations/"):
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        raw = [call.lineno for call in calls if runs_raw_sql(call.func)]
        assert not raw, f"{relative}:{raw} runs raw SQL, which the client filter does not see"
