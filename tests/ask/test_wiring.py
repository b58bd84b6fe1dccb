"""From the settings to the server and back into an interaction: a worker's text, with a model that is there or away."""

from pathlib import Path

import pytest

from qa_service.bootstrap.engines import LazyEngines, language_model
from qa_service.domain import ask_failures as failures
from qa_service.domain.scorecard import Verdict
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.pipeline import Pipeline
from qa_service.settings import Settings
from qa_service.store import migrations, results
from qa_service.store.ask_budgets import AskBudgets
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.seal import Pseudonyms, Seal
from qa_service.store.staging import Staging
from qa_service.understand.metadata import masked
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps
from tests.ask.stub import Reply, answers, fails, says, serving
from tests.ask.test_faults import QUESTION, TALK
from tests.fakes import FakeEngines, ScriptedTranscriber
from tests.unit.test_pipeline import CHAT, rubric

SECRET = b"a secret of the tests, long enough for anyone"
OFFERED = {"id": "offered", "rule": {"kind": "ask", "question": "Does the agent offer to call back?"}}


def settings(url: str, **more: object) -> Settings:
    return Settings(ask_url=url, ask_model="tiny", ask_retries=0, ask_seconds=2.0, **more)  # type: ignore[arg-type]


def test_without_an_address_nobody_is_asked() -> None:
    assert LazyEngines(Settings()).questions is None


def test_the_settings_reach_the_server_and_a_process_without_a_database_counts_for_itself() -> None:
    with serving(answers("no")) as stub:
        model = language_model(settings(stub.url, ask_key="s3cret", ask_daily=1))
        assert model.answer(QUESTION, TALK, "acme").verdict == "no"
        assert model.answer(QUESTION, TALK, "acme").failure == failures.BUDGET_USED_UP
        assert (stub.asked, stub.headers[0]["Authorization"]) == (1, "Bearer s3cret")


@pytest.mark.parametrize(
    ("reply", "verdict", "reason"),
    [
        (answers("yes", (1, "la chiamiamo al [PHONE]")), Verdict.YES, None),
        (answers("yes", (1, "la chiamiamo al 347")), Verdict.UNCLEAR, failures.WRONG_QUOTE),
        (says('{"verdict": "yes", '), Verdict.UNCLEAR, failures.MALFORMED),
        (fails(500), Verdict.UNCLEAR, failures.ERROR),
        (fails(302, Location="http://127.0.0.1:1/"), Verdict.UNCLEAR, failures.ERROR),
    ],
)
def test_a_worker_finishes_a_text_whatever_the_model_does(
    tmp_path: Path, reply: Reply, verdict: Verdict, reason: str | None
) -> None:
    url = f"sqlite:///{tmp_path / 'qa.db'}"
    migrations.upgrade(url)
    store, blobs = Store(url), Blobs((tmp_path / "blobs").as_uri())
    staging = Staging(blobs, Seal(SECRET))
    with serving(reply) as stub:
        model = language_model(settings(stub.url), AskBudgets(store, 5))
        engines = FakeEngines(ScriptedTranscriber([]), questions=model)
        stages = PipelineStages(Pipeline(engines, lambda _: UsableRubric(rubric(OFFERED))))
        with store.transaction() as session:
            row, _ = Intake(blobs, staging, Pseudonyms(SECRET), masked).accept(session, CHAT)
        Steps(store, blobs, staging, stages).text(Job(row.id, row.run))
        assert stub.asked == 1
        assert "347" not in str(stub.bodies)
    with store.reading() as session:
        greeting, offered = results.processed(session, row.id).scorecard.answers
    assert greeting.verdict is Verdict.YES
    assert (offered.verdict, offered.reason) == (verdict, reason)
    store.close()
