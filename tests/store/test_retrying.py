"""Failed interactions wait again, all of them or those that are meant."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from qa_service.domain.interaction import State
from qa_service.errors import Sentence
from qa_service.services import interactions as interaction_services
from qa_service.settings import Settings
from qa_service.store import audit, claims, interactions, results
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.tables import now
from tests.acceptance.shell import refused, run
from tests.contexts import SHELL, context
from tests.store.test_interactions import FULL

DAMAGED = "the text encoder built in cache is damaged: 100% of model.bin is wrong"


def failed(store: Store, intake: Intake, n: int, client: str, sentence: str, hours: float = 0.0) -> Job:
    with store.transaction() as session:
        row, _ = intake.accept(session, FULL.model_copy(update={"id": f"t{n}", "client": client}))
        results.fail(session, row.id, row.run, Sentence(sentence))
        row.done_at = now() - timedelta(hours=hours)
        return Job(row.id, row.run)


def test_those_that_are_meant_wait_again_and_the_audit_trail_says_why(
    store: Store, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(interaction_services, "_AT_ONCE", 2)
    wanted = {failed(store, intake, n, "acme", DAMAGED, hours=1) for n in range(5)}
    failed(store, intake, 5, "other", DAMAGED, hours=1)
    failed(store, intake, 6, "acme", "the recording holds no sound", hours=1)
    failed(store, intake, 7, "acme", DAMAGED, hours=5)
    failed(store, intake, 8, "acme", DAMAGED)
    hour = timedelta(hours=1)
    which = ("acme", now() - 2 * hour, now() - hour / 2, "100% of MODEL")  # % is no wildcard
    shell = context(store, intake, SHELL)
    assert interaction_services.retry_all(shell, "models fetched", *which) == 5
    with store.transaction() as session:
        assert set(claims.claim(session, claims.TEXTS, "w", 20)) == wanted
    with store.reading() as session:
        assert {interactions.get(session, job.interaction).state for job in wanted} == {State.RECEIVED}
        assert len(interactions.page(session, Filters(state=State.FAILED)).rows) == 4
        lines = [line for line in audit.trail(session) if line.action == "retry"]
    assert {line.subject for line in lines} == {str(job.interaction) for job in wanted}
    assert {(line.actor, line.detail["reason"]) for line in lines} == {("shell:anna", "models fetched")}
    assert interaction_services.retry_all(shell, "the rest") == 4
    assert interaction_services.retry_all(shell, "nothing left") == 0


def test_the_command_says_how_many_and_asks_which_and_why(tmp_path: Path) -> None:
    for n in range(3):
        document = {"id": f"c{n}", "client": "acme", "channel": "chat", "turns": [{"text": "buongiorno"}]}
        (tmp_path / f"c{n}.json").write_text(json.dumps(document))
    assert run(tmp_path, "ingest", *(str(path) for path in tmp_path.glob("c*.json"))).exit_code == 0
    store = Store(Settings(data_dir=tmp_path).database)
    with store.transaction() as session:
        for row in interactions.page(session, Filters()).rows:
            results.fail(session, row.id, row.run, Sentence(DAMAGED))
    why = ("--reason", "models fetched")
    assert "give --all, or some of --client" in refused(tmp_path, "retry", *why)
    assert "give --all, or some of --client" in refused(tmp_path, "retry", "--all", "--client", "acme", *why)
    assert run(tmp_path, "retry", "--all").exit_code == 2  # no reason
    assert run(tmp_path, "retry", "--client", "other", *why).stdout == "0 failed interactions wait again\n"
    assert run(tmp_path, "retry", "--all", *why).stdout == "3 failed interactions wait again\n"
    with store.reading() as session:
        assert {row.state for row in interactions.page(session, Filters()).rows} == {State.RECEIVED}
    store.close()
