"""Notices on both databases: who may have them written, and what of the database shows in them."""

from dataclasses import replace
from typing import get_args

import pytest

from qa_service.documents.notices import ConfiguredFacts, NoticeKind
from qa_service.domain.measured import MeasuredErrors
from qa_service.domain.own_criteria import LearnedFamily
from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.errors import Forbidden
from qa_service.exports.wording import Language
from qa_service.figures.basis import Basis
from qa_service.services import agreement, notices, retention
from qa_service.services.context import Context
from qa_service.store import audit, learned_models
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.tables_criteria import LearnedModelRow
from tests.contexts import ANNA, context

COUNTS = {"courtesy:blame": {"no": {"no": 9, "yes": 1}, "yes": {"yes": 5}}}
HEADS = "heads@sha256:ab"


@pytest.fixture
def anna(store: Store, intake: Intake) -> Context:
    """An administrator of an installation whose heads are measured."""
    plain = context(store, intake)
    basis = Basis(MeasuredErrors(HEADS, "a set", COUNTS), minimum=7)
    facts = ConfiguredFacts(models={"heads": HEADS})
    deps = replace(plain.deps, basis=basis, monitoring_basis=" ITL 3/2026 ", configured_facts=lambda: facts)
    return Context(ANNA, deps)


def text(context: Context, client: str | None = "acme", kind: NoticeKind = NoticeKind.WORKERS) -> str:
    return notices.write(context, kind, "en", client).text


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("lang", get_args(Language))
def test_each_is_written_on_an_empty_database(anna: Context, kind: NoticeKind, lang: Language) -> None:
    made = notices.write(anna, kind, lang)
    assert made.text.startswith("# ")
    assert made.blanks


def test_clocks_and_days_are_those_of_the_client(anna: Context) -> None:
    retention.set_clocks(anna, None, {KeptKind.RECORDING: 90})
    retention.set_clocks(anna, "acme", {KeptKind.RECORDING: 31})
    agreement.change_policy(anna, "acme", {"dispute_days": 20})
    assert "personal data is spoken | 31 days |" in text(anna)
    assert "within 20 days" in text(anna)
    assert "personal data is spoken | 90 days |" in text(anna, "other")
    assert "within 14 days" in text(anna, "other")
    assert "personal data is spoken | 90 days |" in text(anna, None)


def test_settings_and_measured_error_are_those_in_force(anna: Context) -> None:
    assert "fewer than 7 contacts" in text(anna)
    assert "recorded in the system is: ITL 3/2026." in text(anna)
    assert "found 6, 1 wrongly" in text(anna)


def test_the_measured_error_of_other_heads_is_not_told(anna: Context) -> None:
    deps = replace(anna.deps, configured_facts=lambda: ConfiguredFacts(models={"heads": "heads@sha256:cd"}))
    made = text(Context(ANNA, deps))
    assert "For the model in force (`heads@sha256:cd`) no error has been measured" in made
    assert "wrongly accuses an agent is not measured" in made


def test_an_adaptation_in_force_takes_the_shipped_error_of_its_question_away(anna: Context) -> None:
    with anna.deps.store.transaction() as session:
        row = LearnedModelRow(
            client="acme",
            family=LearnedFamily.COURTESY,
            subject="blame",
            hash="h",
            body=b"",
            report={},
            made_by="x",
            encoder="e",
        )
        session.add(row)
        session.flush()
        learned_models.publish(row, "user:anna")
    assert "answers on: blame" in text(anna)
    assert "| Blame |" not in text(anna)
    assert "| Blame |" in text(anna, "other")


def test_only_administrators_have_them_written_and_of_their_own_client(anna: Context) -> None:
    bound = Context(replace(ANNA, client="acme"), anna.deps)
    assert "Concerns: acme." in text(bound, None)
    with pytest.raises(Forbidden):
        text(bound, "other")
    with pytest.raises(Forbidden):
        text(Context(replace(ANNA, role=Role.QA), anna.deps))


def test_they_change_nothing_and_leave_no_line(anna: Context) -> None:
    text(anna)
    with anna.deps.store.reading() as session:
        assert audit.trail(session) == []
