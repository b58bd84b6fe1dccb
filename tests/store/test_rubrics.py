"""Versions of rubrics: drafts change, published ones never; one is in force for a client."""

import threading
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import select

from qa_service.domain.rubric import Rubric
from qa_service.errors import BadRubric, Conflict, Forbidden, NotFound
from qa_service.pipeline import Pipeline
from qa_service.store import audit, interactions, results, rubrics
from qa_service.store.blobs import Blobs
from qa_service.store.claims import Job
from qa_service.store.intake import Intake
from qa_service.store.interactions import Outcome
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope
from qa_service.store.staging import Staging
from qa_service.store.tables_rubrics import RubricInForceRow, RubricVersionRow
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps
from tests.fakes import FakeEngines, ScriptedTranscriber
from tests.stages import PlainStages
from tests.store.test_interactions import FULL

WORDS = {"it": "domanda", "en": "question"}


def rubric(id: str = "own", version: int = 1, weight: float = 1.0) -> Rubric:
    greeting: dict[str, Any] = {"id": "greeting", "question": WORDS, "weight": weight}
    greeting["rule"] = {"kind": "behaviour", "label": "greeting"}
    sections = [{"id": "courtesy", "name": WORDS, "criteria": [greeting]}]
    return Rubric.model_validate({"id": id, "version": version, "name": WORDS, "sections": sections})


RUBRICS = Rubrics(rubric("default"))


def drafted(store: Store, client: str = "acme", one: Rubric | None = None) -> Outcome:
    with store.transaction(Scope(client)) as session:
        return RUBRICS.draft(session, client, one or rubric(), "anna")[1]


def published(store: Store, client: str = "acme", version: int = 1) -> None:
    drafted(store, client, rubric(version=version))
    with store.transaction(Scope(client)) as session:
        rubrics.publish(session, client, "own", version, "bruno")


def current(store: Store, client: str = "acme") -> str:
    with store.reading() as session:
        return RUBRICS.current(session, client).name_at_version


def test_a_draft_may_be_written_over_and_is_not_in_force(store: Store) -> None:
    assert [drafted(store), drafted(store), drafted(store, one=rubric(weight=2))] == [
        Outcome.CREATED,
        Outcome.UNCHANGED,
        Outcome.REPLACED,
    ]
    assert current(store) == "default@1"
    with store.reading() as session:
        assert rubrics.to_rubric(rubrics.get(session, "acme", "own", 1)) == rubric(weight=2)


def test_what_is_published_is_in_force_for_its_client_alone(store: Store) -> None:
    published(store)
    assert (current(store), current(store, "other")) == ("own@1", "default@1")


def test_a_published_version_takes_no_other_content(store: Store) -> None:
    published(store)
    assert drafted(store) is Outcome.UNCHANGED
    with pytest.raises(Conflict, match=r"own@1 of client 'acme' is published.*higher version"):
        drafted(store, one=rubric(weight=2))


def test_one_version_is_in_force_and_an_older_one_may_be_put_back(store: Store) -> None:
    published(store, version=1)
    published(store, version=2)
    assert current(store) == "own@2"
    published(store, version=1)
    assert current(store) == "own@1"
    with store.reading() as session:
        assert len(session.exec(select(RubricInForceRow)).all()) == 1
        trail = [(line.actor, line.subject, line.client, line.detail) for line in audit.trail(session)]
    assert trail == [
        ("bruno", "own@1", "acme", {"replaces": "own@2"}),
        ("bruno", "own@2", "acme", {"replaces": "own@1"}),
        ("bruno", "own@1", "acme", {"replaces": None}),
    ]


def test_publishing_what_is_in_force_changes_nothing(store: Store) -> None:
    published(store)
    published(store)
    with store.reading() as session:
        assert len(audit.trail(session)) == 1


def test_two_who_publish_at_once_leave_one_in_force(store: Store) -> None:
    for version in (1, 2, 3, 4):
        drafted(store, one=rubric(version=version))
    failures: list[BaseException] = []

    def publish(version: int) -> None:
        try:
            with store.transaction() as session:
                rubrics.publish(session, "acme", "own", version, "x")
        except BaseException as error:  # noqa: BLE001 - whatever it was, the test must fail in its own thread
            failures.append(error)

    threads = [threading.Thread(target=publish, args=(version,)) for version in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    with store.reading() as session:
        assert len(session.exec(select(RubricInForceRow)).all()) == 1
        replaced = [line.detail["replaces"] for line in audit.trail(session)]
    assert replaced.count(None) == 1  # each but the first took the place of another
    assert len(set(replaced)) == 4


@pytest.mark.parametrize("change", [{"body": {}}, {"version": 9}, {"published_at": None}, {"created_by": "x"}])
def test_no_code_changes_a_published_version(store: Store, change: dict[str, Any]) -> None:
    published(store)
    with store.reading() as session:
        row = rubrics.get(session, "acme", "own", 1)
        for name, value in change.items():
            setattr(row, name, value)
        with pytest.raises(Forbidden, match=r"own@. is published and stays as it is"):
            session.flush()


def test_no_code_deletes_a_published_version(store: Store) -> None:
    published(store)
    with pytest.raises(Forbidden, match="stays as it is"), store.transaction() as session:
        session.delete(rubrics.get(session, "acme", "own", 1))


@pytest.mark.parametrize("statement", [sa.update(RubricVersionRow).values(version=9), sa.delete(RubricVersionRow)])
def test_no_statement_passes_by_that(store: Store, statement: Any) -> None:
    published(store)
    with pytest.raises(Forbidden, match="one by one"), store.transaction() as session:
        session.execute(statement)


def test_a_draft_can_be_deleted(store: Store) -> None:
    drafted(store)
    with store.transaction() as session:
        session.delete(rubrics.get(session, "acme", "own", 1))
    with store.reading() as session, pytest.raises(NotFound):
        rubrics.get(session, "acme", "own", 1)


def test_another_clients_rubric_is_not_there(store: Store) -> None:
    published(store, "other")
    with store.reading(Scope("acme")) as session:
        with pytest.raises(NotFound, match="'other' has no rubric own@1"):
            rubrics.get(session, "other", "own", 1)
        assert rubrics.listed(session, None).rows == []
        assert rubrics.in_force(session, "other") is None


def test_the_name_of_the_services_own_rubric_is_taken(store: Store) -> None:
    with pytest.raises(BadRubric, match="id: 'default' is the name of a rubric of this service"):
        drafted(store, one=rubric("default", 2))


def test_a_scorecards_rubric_is_found_by_its_name(store: Store) -> None:
    drafted(store)
    with store.reading() as session:
        assert RUBRICS.named(session, "acme", "default@1") == rubric("default")
        assert RUBRICS.named(session, "acme", "own@1") == rubric()
        for unknown in ("own@2", "gone@1", "nonsense", "own@x"):
            with pytest.raises(NotFound):
                RUBRICS.named(session, "acme", unknown)


def test_versions_are_listed_newest_first_a_page_at_a_time(store: Store) -> None:
    published(store, version=1)
    published(store, version=2)
    drafted(store, one=rubric(version=3))
    drafted(store, "other")
    with store.reading() as session:
        first = rubrics.listed(session, "acme", limit=2)
        second = rubrics.listed(session, "acme", limit=2, cursor=first.next)
        assert [row.version for row in (*first.rows, *second.rows)] == [3, 2, 1]
        assert second.next is None
        assert [row.version for row in first.rows if row.id in first.in_force] == [2]
        assert [row.version for row in rubrics.listed(session, "acme", published=True).rows] == [2, 1]
        assert len(rubrics.listed(session, None).rows) == 4


def test_a_worker_scores_by_the_clients_own_rubric_and_old_interactions_keep_theirs(
    store: Store, blobs: Blobs, staging: Staging, intake: Intake
) -> None:
    pipeline = Pipeline(FakeEngines(ScriptedTranscriber([])), RUBRICS.finder(store))
    steps = Steps(store, blobs, staging, PipelineStages(pipeline))

    def scored(id: str) -> tuple[str, str]:
        with store.transaction() as session:
            row, _ = intake.accept(session, FULL.model_copy(update={"id": id}))
        steps.text(Job(row.id, row.run))
        with store.reading() as session:
            found = results.processed(session, row.id)
        return found.scorecard.rubric, found.versions["rubric"]

    assert scored("before") == ("default@1", "default@1")
    published(store)
    assert scored("after") == ("own@1", "own@1")
    with store.reading() as session:
        first = interactions.by_identity(session, "acme", "before")
        assert first is not None
        assert results.processed(session, first.id).scorecard.rubric == "default@1"


def test_the_last_finished_interactions_of_a_client_are_what_a_draft_is_tried_on(store: Store) -> None:
    stages = PlainStages()
    with store.transaction() as session:
        for number in range(4):
            document = FULL.model_copy(update={"id": f"ext-{number}", "client": ("acme", "other")[number == 3]})
            row, _ = interactions.register(session, document, str(number))
            bare = document.model_copy(update={"turns": ()})
            if number > 0:
                processed = stages.score(bare, stages.understand(document, None, ()))
                results.save_processed(session, row.id, row.run, processed)
    with store.reading(Scope("acme")) as session:
        found = list(rubrics.to_try(session, rubrics.history(session, "acme", 5)))
        assert {row.external_id for row, _ in found} == {"ext-1", "ext-2"}
        assert found[0][1].transcript.turns[0].text == "buongiorno"
        assert len(rubrics.history(session, "acme", 1)) == 1
