"""No use case tells whoever is bound to one client anything of another: over all services, roles and things."""

import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from qa_service import services
from qa_service.domain.people import Role
from qa_service.services import complaints as complaint_services
from qa_service.services import exports as export_services
from qa_service.services import holds as hold_services
from qa_service.services import use_case
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import USE_CASES, UseCase, reads
from qa_service.store import packs
from tests.acceptance import foreign
from tests.acceptance.foreign import Things
from tests.recorded import answers, centre
from tests.recorded.fixed import fixed

ADMIN = Caller("3f0c", Role.ADMIN, None)
NOT_OF_A_CLIENT = {
    **dict.fromkeys(("account", "mail_notices", "second_factor"), "the caller's own account"),
    **dict.fromkeys(
        ("audit", "backups", "connectors", "encryption", "installation", "keys", "people", "provisioning"),
        "for those alone who reach all clients",
    ),
    **dict.fromkeys(("files", "intake", "uploads"), "what is handed in names its client: see test_api_keys"),
}
WITHOUT_A_THING = {
    *("calibrations.identified", "calibrations.listed", "calibrations.material", "calibrations.overview"),
    *("client_report.listed", "clients.agents", "clients.installation", "clients.listed", "criteria.check"),
    *(
        "deletions.check",
        "criteria.templates",
        "criteria_drafts.clients",
        "dashboard.jobs",
        "dashboard.show",
        "disputes.overview",
    ),
    *(
        "exports.listed",
        "interactions.drop_search",
        "interactions.keep_search",
        "overruled.overview",
        "reviews.suspicious",
        "rubrics.check",
    ),
    *(
        "reviews.take_annotations",
        "rubrics.clients",
        "retention.run",
        "samples.overview",
        "scorecards.listed",
        "watch.run",
    ),
}
"""They list what the caller reaches, or work on what is handed in."""


def cases() -> Iterator[UseCase]:
    for module in pkgutil.iter_modules(services.__path__):
        importlib.import_module(f"{services.__name__}.{module.name}")
    for name, case in sorted(USE_CASES.items()):
        if name.partition(".")[0] not in NOT_OF_A_CLIENT and name not in WITHOUT_A_THING and "<" not in name:
            yield case


def parameters(case: UseCase) -> Mapping[str, bool]:
    """By name, whether each is needed; the context is none of them."""
    named = list(inspect.signature(case.function).parameters.values())[1:]
    return {parameter.name: parameter.default is parameter.empty for parameter in named}


def function(case: UseCase) -> Any:
    module, _, name = case.name.partition(".")
    return getattr(importlib.import_module(f"{services.__name__}.{module}"), name)


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dependencies, Things]]:
    """A centre in which acme has one of each kind."""
    with fixed() as clock, centre.built(tmp_path_factory.mktemp("centre"), clock) as built:
        deps: Dependencies = built.app.state.service
        kinds = {name: UUID(built.things[name][0]) for name in _KINDS}
        interaction = UUID(built.things["interaction"][0])
        with deps.store.reading() as session:
            kinds["moment"] = packs.items(session, kinds["pack"])[0].id
        context = Context(ADMIN, deps)
        wanted = foreign.Wanted.read({"kind": "interactions", "filters": {"client": "acme"}})
        kinds["export"] = export_services.order(context, wanted).id
        hold = foreign.WantedHold(interaction=UUID(built.things["call"][0]))
        kinds["hold"] = hold_services.place(context, hold, "file 12/26").id
        complaint = foreign.WantedComplaint("billing", "acme", customer="c-77120")
        with deps.store.transaction() as session:
            kinds["promise"] = foreign.promised(session, interaction)
        kinds["complaint"] = complaint_services.register(context, complaint).uuid
        yield deps, Things("acme", interaction, MappingProxyType(kinds))


_KINDS = ("attempt", "calibration", "dispute", "learned", "pack", "pick", "sample")


def state(deps: Dependencies, client: str) -> dict[str, str]:
    """A hash of each table's rows of a client."""
    tables = [table for table in SQLModel.metadata.sorted_tables if "client" in table.c and table.name != "audit"]
    with deps.store.reading() as session:
        rows = {t.name: session.execute(sa.select(t).where(t.c.client == client)).all() for t in tables}
    return {name: hashlib.sha256(repr(sorted(map(repr, many))).encode()).hexdigest() for name, many in rows.items()}


def differences(deps: Dependencies, things: Things, every: Iterator[UseCase], client: str | None) -> dict[str, str]:
    """Use cases in which somebody bound to `client` gets another answer for what is there than for what is not."""
    unknown, told = foreign.nothing_like(things), {}
    for case in every:
        needed, call = parameters(case), function(case) if case.name in USE_CASES else case.function
        for caller in foreign.callers_of(case, client):
            there = foreign.outcome(call, caller, deps, foreign.arguments(case, needed, things), things)
            nowhere = foreign.outcome(call, caller, deps, foreign.arguments(case, needed, unknown), unknown)
            if there != nowhere:
                told[f"{case.name} as {caller.role}"] = f"{there[:300]} | {nowhere[:300]}"
    return told


def test_whoever_is_bound_to_another_client_is_told_nothing_and_changes_nothing(
    furnished: tuple[Dependencies, Things],
) -> None:
    deps, things = furnished
    before = state(deps, "acme")
    assert differences(deps, things, cases(), "globex") == {}
    assert state(deps, "acme") == before


def test_what_is_compared_tells_there_from_nowhere_for_whoever_may_see_it(
    furnished: tuple[Dependencies, Things],
) -> None:
    """Else the test above would show nothing: an administrator of all clients gets another answer nearly always."""
    deps, things = furnished
    reading = [case for case in cases() if case.action is None]
    told = differences(deps, things, iter(reading), None)
    seen = {line.partition(" ")[0] for line in told}
    blind = {case.name for case in reading} - seen
    assert len(seen) > 0.7 * len(reading), sorted(blind)


def test_a_use_case_that_looks_past_the_fence_is_caught(furnished: tuple[Dependencies, Things]) -> None:
    deps, things = furnished

    @reads(Permission.READ)
    def planted(context: Context, interaction: UUID) -> str | None:
        with context.deps.store.reading() as session:  # of all clients, and not the caller's
            row = session.get(foreign_row(), interaction)
            return None if row is None else row.external_id

    case = planted.case
    del use_case.USE_CASES[case.name]
    told = differences(deps, things, iter([case]), "globex")
    assert "planted" in str(told)


def foreign_row() -> Any:
    from qa_service.store.tables import InteractionRow

    return InteractionRow


def test_no_answer_to_a_client_names_an_agent_a_team_or_a_reviewer() -> None:
    """In the recorded answers of the whole service, which test_recorded holds it to."""
    names = answers.re.compile(r"\b(a0[1-6]|nord|sud|ada|quinto|rita|carlo|lea|zoe|aldo)\b")
    told = [
        answer
        for answer in answers.read(answers.RECORDED)
        if answer.request.endswith("as client_viewer") and "/reference" not in answer.request
    ]  # the reference shows made-up examples
    assert len(told) > 200
    for answer in told:
        for text in (answer.body, *answer.files.values()):
            assert not names.search(text), answer.request


def test_the_tables_of_this_test_name_what_there_is() -> None:
    assert list(cases())
    every = {case.name for case in USE_CASES.values()}
    modules = {name.partition(".")[0] for name in every}
    assert set(NOT_OF_A_CLIENT) <= modules
    assert every >= WITHOUT_A_THING
