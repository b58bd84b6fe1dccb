"""What every use case must have; a planted one without it is caught."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from qa_service import services
from qa_service.domain.people import Role
from qa_service.errors import Forbidden
from qa_service.services import access, use_case
from qa_service.services.access import Permission
from qa_service.services.context import Context, NotAudited
from qa_service.services.use_case import USE_CASES, changes
from qa_service.web.words_audit import AUDIT_ACTIONS

FRAME = {"access", "context", "dependencies", "use_case"}
"""What use cases are made with."""


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(services.__path__, "qa_service.services."):
        if found.name.rpartition(".")[2] not in FRAME:
            yield importlib.import_module(found.name)


def functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The public functions of a module that take a context."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        own = function.__module__ == module.__name__ and not name.startswith("_")
        if own and next(iter(inspect.signature(function).parameters), "") == "context":
            yield name, function


def faults(module: ModuleType) -> list[str]:
    """What is wrong with its use cases."""
    return [
        f"{module.__name__}.{name} is no use case: it names no permission"
        for name, function in functions(module)
        if not hasattr(function, "case")
    ]


def caller(role: Role) -> access.Caller:
    return access.Caller("3f0c", role, "acme", "nord", "a17")


def test_each_public_function_of_a_service_names_its_permission() -> None:
    assert [fault for module in modules() for fault in faults(module)] == []
    assert USE_CASES


def test_a_function_that_names_none_is_caught() -> None:
    planted = ModuleType("planted")

    def leak(context: Context) -> None: ...

    leak.__module__ = "planted"
    planted.leak = leak  # type: ignore[attr-defined]
    assert faults(planted) == ["planted.leak is no use case: it names no permission"]


def test_each_use_case_refuses_every_role_without_its_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it looks at anything: there is nothing here that it could look at. Each refusal is kept."""
    refused: list[str] = []
    monkeypatch.setattr(Context, "refused", lambda _, what: refused.append(what))
    for module in modules():
        for name, function in functions(module):
            permission = function.case.permission  # type: ignore[attr-defined]
            for role in set(Role) - access.ALLOWED[permission]:
                with pytest.raises(Forbidden, match="may not"):
                    function(Context(caller(role), None))  # type: ignore[arg-type]
                assert refused.pop() == function.case.name  # type: ignore[attr-defined]
            assert USE_CASES[f"{module.__name__.removeprefix('qa_service.services.')}.{name}"].permission is permission


def test_what_changes_something_says_in_its_code_what_the_audit_trail_is_told() -> None:
    for module in modules():
        for _, function in functions(module):
            if function.case.action is not None:  # type: ignore[attr-defined]
                source = inspect.getsource(function)
                told = ("context.note(", "context.noted(", "context.unchanged(")
                assert any(call in source for call in told), function.case.name  # type: ignore[attr-defined]


def test_what_shows_words_or_figures_of_workers_says_of_whom() -> None:
    for module in modules():
        for _, function in functions(module):
            if function.case.noted is not None:  # type: ignore[attr-defined]
                source = inspect.getsource(function)
                told = ("context.note_read(", "groups.seen(", "_note", "_shown(", "_figures(")
                assert any(call in source for call in told), function.case.name  # type: ignore[attr-defined]


def test_the_page_of_the_trail_has_words_for_all_that_use_cases_write() -> None:
    for module in modules():
        for _, function in functions(module):
            case = function.case  # type: ignore[attr-defined]
            if case.action != "seal audit trail":  # which leaves no line
                assert {case.action, case.noted} - {None, *AUDIT_ACTIONS} == set(), case.name


def test_a_change_without_a_line_in_the_audit_trail_is_refused_and_nothing_of_it_is_kept() -> None:
    class Store:
        committed = False

        def transaction(self, scope: object) -> Any:
            store = self

            class Session:
                info: dict[str, object] = {}  # noqa: RUF012

                def __enter__(self) -> "Session":
                    return self

                def __exit__(self, kind: object, *_: object) -> None:
                    store.committed = kind is None

            return Session()

    class Deps:
        store = Store()

    @changes(Permission.COACH, "forget to say")
    def planted(context: Context) -> None: ...

    with pytest.raises(NotAudited):
        planted(Context(caller(Role.COACH), Deps()))  # type: ignore[arg-type]
    assert not Deps.store.committed
    del use_case.USE_CASES[planted.case.name]
