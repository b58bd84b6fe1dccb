"""The feed for a data warehouse: DuckDB reads it, and has what the store has, whoever dies when."""

import os
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from qa_service.connectors.folder_target import FolderTarget
from qa_service.connectors.port import Opening, SourceFault
from qa_service.domain.connectors import ConnectorOptions
from qa_service.domain.interaction import Channel, Interaction
from qa_service.domain.queue import Ending, QueueCall
from qa_service.domain.review import ReviewAnswer, machine_answers
from qa_service.exporting.warehouse import feed as feeds
from qa_service.exporting.warehouse import reading
from qa_service.exporting.warehouse.facts import FactMaker
from qa_service.exporting.warehouse.feed import Feed, Written
from qa_service.exporting.warehouse.schema import TABLES
from qa_service.services import client_erasure, erasure, scheduled_exports
from qa_service.services.context import Context
from qa_service.services.scheduled_exports import WantedSchedule
from qa_service.store import interactions, queue_log, results, reviews, warehouse
from qa_service.store.intake import Intake
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables import AnalysisRow, InteractionRow
from qa_service.store.tables_figures import FigurePartRow, QueueCallRow
from qa_service.store.tables_reviews import ReviewRow
from qa_service.store.tables_schedules import WarehouseFeedRow, WarehouseFileRow, WarehouseUnitRow
from tests.acceptance.house import DEFAULT
from tests.connectors.centre import NOON, Centre
from tests.connectors.mirror import Mirror
from tests.stages import PlainStages
from tests.store.test_interactions import FULL

ROME = ZoneInfo("Europe/Rome")
OCTOBER = datetime(2026, 10, 30, 22, 30, tzinfo=UTC)
"""Half past eleven at night in Rome, the day before the last of the month."""


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PAGE", 3)


class Site:
    """A centre with contacts and calls, a feed of it to a folder, and a warehouse that reads the folder."""

    def __init__(self, store: Store, intake: Intake, centre: Centre, folder: Path, spool: Path) -> None:
        self.store, self.intake, self.centre, self.folder = store, intake, centre, folder
        self.place = FolderTarget(Opening(str(folder), ConnectorOptions(), {}, frozenset(), (folder.parent,)))
        wanted = WantedSchedule("warehouse", "warehouse", "folder", str(folder))
        self.id = scheduled_exports.add(centre.admin, wanted).id
        self.mirror = Mirror(lambda name: (folder / name).read_bytes(), spool)
        self.names_agents = True

    def feed(self, target: Any = None, still: Callable[[], None] = lambda: None, *, is_whole: bool = False) -> Feed:
        maker = FactMaker(
            self.intake.pseudonyms, lambda _client, at: at.astimezone(ROME).date(), names_agents=self.names_agents
        )
        parts = (self.store, Rubrics(DEFAULT), maker, target or self.place, self.id, "warehouse")
        return Feed(*parts, lambda: self.centre.now, is_whole, still)

    def run(self, **how: Any) -> Written:
        self.centre.later(minutes=1)
        return self.feed(**how).run()

    def synced(self) -> dict[str, Any]:
        self.run()
        return self.mirror.sync()

    @property
    def admin(self) -> Context:
        """Who may erase."""
        admin = self.centre.admin
        uploads = PartialUploads(self.folder.parent.parent / "uploads")
        return replace(admin, deps=replace(admin.deps, partial_uploads=uploads))

    def contact(self, id: str, at: datetime, **values: Any) -> uuid.UUID:
        document = FULL.model_copy(update={"id": id, "started_at": at, "ended_at": at + timedelta(minutes=5), **values})
        with self.store.transaction() as session:
            row, _ = self.intake.accept(session, document)
        self.score(row.id, document)
        return row.id

    def score(self, id: uuid.UUID, document: Interaction) -> None:
        stages = PlainStages()
        processed = stages.score(document.model_copy(update={"turns": ()}), stages.understand(document, None, ()))
        with self.store.transaction() as session:
            run = interactions.get(session, id).run
            results.save_processed(session, id, run, processed)

    def call(self, name: str, at: datetime, **values: Any) -> None:
        with self.store.transaction() as session:
            queue_log.keep(session, "acme", QueueCall(call=name, queue="billing", offered_at=at, **values))

    def review(self, id: uuid.UUID, answer: str, by: str = "user:anna") -> None:
        with self.store.transaction() as session:
            row, machine = interactions.get(session, id), machine_answers(results.processed(session, id))
            answers = [ReviewAnswer("criterion:greeting", answer)]
            reviews.add(session, row, "test@1", machine, answers, by, Occasion())

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())

    def bytes(self) -> bytes:
        return b"".join((self.folder / name).read_bytes() for name in self.files())

    def assert_equal(self) -> None:
        """The warehouse has what the store has."""
        assert sorted(self.mirror.rows(_CONTACTS)) == sorted(_contacts(self.store))
        assert sorted(self.mirror.rows(_ANSWERS)) == sorted(_answers(self.store))
        assert sorted(self.mirror.rows(_REVIEWS)) == sorted(_reviews(self.store))
        assert sorted(self.mirror.rows(_CALLS)) == sorted(_calls(self.store))
        for name, table in TABLES.items():
            if table.deleted_by is not None:
                assert self.mirror.rows(f"SELECT count(*) - count(DISTINCT {table.key}) FROM {name}") == [(0,)]


_CONTACTS = """
SELECT contact_key, client, agent, team, channel, year(day), month(day), day(day), outcome, round(courtesy), seconds,
  turns, customer_key FROM contacts JOIN clients USING (client_key) LEFT JOIN agents USING (agent_key)"""
_ANSWERS = """
SELECT answers.contact_key, answer, by_person, count(*) FROM answers JOIN contacts USING (contact_key) GROUP BY ALL"""
_REVIEWS = "SELECT contact_key, question, answer, machine_answer, counts FROM review_answers"
_CALLS = """
SELECT client, queue, d.year, d.month, ended_as, wait_seconds FROM calls JOIN clients USING (client_key)
  JOIN dates d USING (day)"""


def _contacts(store: Store) -> list[tuple[Any, ...]]:
    """Counted from the tables of the service, without anything of the feed."""
    rows = []
    with store.reading() as session:
        for row in session.exec(select(InteractionRow)):
            part, words = session.get(FigurePartRow, row.id), _turns(session, row.id)
            day = row.at.astimezone(ROME).date()
            about = (row.id.hex, row.client, part and part.agent, part and row.team, row.channel.value)
            found = (row.resolution, None if row.courtesy is None else float(round(row.courtesy)), row.duration)
            rows.append((*about, day.year, day.month, day.day, *found, words, row.customer))
    return rows


def _turns(session: Any, id: uuid.UUID) -> int | None:
    try:
        return len(results.processed(session, id).understood.transcript.turns)
    except LookupError:
        return None


def _answers(store: Store) -> list[tuple[Any, ...]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    with store.reading() as session:
        for row in session.exec(select(AnalysisRow)):
            for answer in row.body["scorecard"]["answers"]:
                counts[row.interaction_id.hex, answer["verdict"], answer["decided_by"] != "machine"] += 1
    return [(*key, n) for key, n in counts.items()]


def _reviews(store: Store) -> list[tuple[Any, ...]]:
    with store.reading() as session:
        rows = session.exec(select(ReviewRow)).all()
    latest = {row.interaction_id: row.id for row in sorted(rows, key=lambda row: row.at)}
    return [
        (row.interaction_id.hex, row.question, row.answer, row.machine, latest[row.interaction_id] == row.id)
        for row in rows
    ]


def _calls(store: Store) -> list[tuple[Any, ...]]:
    with store.reading() as session:
        rows = session.exec(select(QueueCallRow)).all()
    endings = []
    for row in rows:
        ended = "answered" if row.answered_at else "abandoned" if row.abandoned_at else row.ending and row.ending.value
        day = row.at.astimezone(ROME)
        endings.append((row.client, row.queue, day.year, day.month, ended, row.wait))
    return endings


@pytest.fixture
def site(store: Store, intake: Intake, centre: Centre, tmp_path: Path) -> Site:
    folder, spool = tmp_path / "root" / "warehouse", tmp_path / "spool"
    folder.mkdir(parents=True)
    spool.mkdir()
    site = Site(store, intake, centre, folder, spool)
    for number in range(7):
        at = OCTOBER + timedelta(days=4 * number)
        site.contact(f"c-{number}", at, agent=f"a{number % 2}", customer=f"rossi {number}")
    site.contact("other", OCTOBER, client="other", channel=Channel.EMAIL)
    site.call("q-1", OCTOBER, answered_at=OCTOBER + timedelta(seconds=12))
    site.call("q-2", OCTOBER, abandoned_at=OCTOBER + timedelta(seconds=40))
    site.call("q-3", NOON, left_at=NOON + timedelta(seconds=90), ending=Ending.TIMEOUT)
    return site


def _ids(site: Site, client: str = "acme") -> list[uuid.UUID]:
    with site.store.reading() as session:
        query = select(InteractionRow.id).where(InteractionRow.client == client)
        return list(session.exec(query.order_by(InteractionRow.external_id)))  # type: ignore[arg-type]


def test_a_warehouse_has_what_the_store_has(site: Site) -> None:
    manifest = site.synced()
    site.assert_equal()
    assert (manifest["schema"], manifest["run"], manifest["names_agents"], manifest["note"]) == (1, 1, True, None)
    assert [name for name in site.files() if name.startswith("contacts/")] == [
        "contacts/period=2026-10/part-000001-000001.parquet",
        "contacts/period=2026-11/part-000001-000001.parquet",
    ]
    assert site.mirror.rows("SELECT min(day), max(day) FROM dates") == site.mirror.rows(
        "SELECT min(day), max(day) FROM (SELECT day FROM contacts UNION SELECT day FROM calls)"
    )
    assert site.mirror.rows("SELECT count(*) FROM dates WHERE is_holiday_it") == [(1,)]  # All Saints'


def test_no_word_and_no_plain_customer_goes_out(site: Site) -> None:
    site.synced()
    for table in TABLES:
        told = str(site.mirror.rows(f'SELECT * FROM "{table}"'))
        for word in ("buongiorno", "rossi", "3331234567", "PHONE", "t-9"):
            assert word not in told, table


def test_a_run_brings_what_has_changed_and_nothing_else(site: Site) -> None:
    site.synced()
    nothing = site.run()
    assert (nothing.files, nothing.rows) == (0, 0)
    site.contact("new", OCTOBER + timedelta(days=9))
    site.review(_ids(site)[0], "no")
    site.call("q-4", NOON, answered_at=NOON + timedelta(seconds=3))
    manifest = site.synced()
    site.assert_equal()
    by_table = {name: [f for f in table["files"] if f["runs"][1] == 3] for name, table in manifest["tables"].items()}
    assert {name: sum(file["rows"] for file in files) for name, files in by_table.items() if files} == {
        "contacts": 2,
        "answers": 2,
        "review_answers": 1,
        "calls": 1,
    }
    assert all(file["runs"] == [2, 3] or file["runs"] == [3, 3] for files in by_table.values() for file in files)
    assert site.mirror.rows("SELECT count(*) FROM review_answers WHERE counts") == [(1,)]


def test_a_changed_answer_takes_the_place_of_the_former(site: Site) -> None:
    id = _ids(site)[0]
    site.review(id, "no")
    site.synced()
    site.review(id, "unclear", "user:bruno")
    site.synced()
    site.assert_equal()
    assert site.mirror.count("review_answers") == 2


def test_an_erased_contact_goes_from_the_warehouse_and_from_the_files(site: Site) -> None:
    ids = _ids(site)
    site.review(ids[0], "no")
    site.synced()
    gone = ids[0].hex.encode()
    october = [name for name in site.files() if "2026-10" in name]
    erasure.erase(site.admin, ids[0])
    site.synced()
    site.assert_equal()
    assert site.mirror.rows('SELECT "table", key FROM deletions ORDER BY 1') == [
        (table, ids[0].hex) for table in ("answers", "contacts", "review_answers")
    ]
    assert not {name for name in october if name.startswith(("contacts", "answers", "review"))} & set(site.files())
    fresh = Mirror(site.mirror.read, site.mirror.folder)
    fresh.sync()
    assert fresh.count("contacts") == site.mirror.count("contacts") == 7
    kept = [name for name in site.files() if not name.startswith("deletions/")]
    for name in kept:
        assert gone not in (site.folder / name).read_bytes()
        if name.endswith(".parquet"):
            assert ids[0].hex not in str(site.mirror.rows(f"SELECT * FROM read_parquet('{site.folder / name}')")), name


def test_a_customer_and_a_client_go_too(site: Site) -> None:
    site.synced()
    pseudonym = site.intake.pseudonyms.of("acme", "rossi 3")
    assert site.mirror.rows(f"SELECT count(*) FROM contacts WHERE customer_key = '{pseudonym}'") == [(1,)]
    erasure.erase_customer(site.admin, "acme", "rossi 3")
    client_erasure.erase_client_data(site.admin, "other", "other")
    site.synced()
    site.assert_equal()
    told = [str(site.mirror.rows(f'SELECT * FROM "{table}"')) for table in TABLES]
    assert not any(pseudonym in text or "'other'" in text for text in told)
    rows = [site.mirror.rows(f"SELECT * FROM read_parquet('{site.folder / n}')") for n in site.files() if "part" in n]
    assert not any(pseudonym in str(text) or "'other'" in str(text) for text in rows)


def test_what_came_back_under_another_moment_stands_once(site: Site) -> None:
    site.synced()
    document = FULL.model_copy(update={"id": "c-0", "customer": "rossi 0", "started_at": NOON, "ended_at": NOON})
    with site.store.transaction() as session:
        row, _ = site.intake.accept(session, document, replace=True)
    site.score(row.id, document)
    site.synced()
    site.assert_equal()
    erasure.erase(site.admin, row.id)
    site.synced()
    site.assert_equal()
    rows = [site.mirror.rows(f"SELECT * FROM read_parquet('{site.folder / n}')") for n in site.files() if "period" in n]
    assert row.id.hex not in str(rows)  # also of the month in which it stood before


def test_without_a_basis_nobody_is_told_who_worked(site: Site) -> None:
    site.synced()
    assert site.mirror.count("agents") == 3
    site.names_agents = False
    manifest = site.synced()
    assert manifest["names_agents"] is False
    assert "QA_MONITORING_BASIS" in manifest["note"]
    assert manifest["whole_since"] == manifest["run"]
    assert site.mirror.count("agents") == 0
    assert site.mirror.rows("SELECT count(agent_key), count(team) FROM contacts") == [(0, 0)]
    told = [
        str(site.mirror.rows(f"SELECT * FROM read_parquet('{site.folder / n}')")) for n in site.files() if "part" in n
    ]
    assert not any("nord" in text or "'a1'" in text for text in told)


def test_everything_anew_on_demand_and_after_many_files(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.synced()
    site.run(is_whole=True)
    assert site.mirror.sync()["whole_since"] == 2
    site.assert_equal()
    monkeypatch.setattr(feeds, "_MOST_FILES", 3)
    for number in range(4):
        site.contact(f"more-{number}", OCTOBER + timedelta(minutes=number))
        site.synced()
    site.assert_equal()
    contacts = [name for name in site.files() if name.startswith("contacts/period=2026-10/")]
    assert len(contacts) <= 3


class _Fault(Exception):
    """Something broke."""


def _change(site: Site, number: int) -> None:
    site.contact(f"late-{number}", OCTOBER + timedelta(days=3, minutes=number))
    erasure.erase(site.admin, _ids(site)[0])
    site.review(_ids(site)[-1], ("no", "yes")[number % 2], f"user:{number}")


def test_whoever_dies_between_two_steps_loses_and_doubles_nothing(site: Site) -> None:
    """At each step of a run in turn, with a change beforehand and an erasure after it."""
    site.synced()
    step, ended = 0, False
    while not ended:
        step, left = step + 1, step + 1

        def still() -> None:
            nonlocal left
            left -= 1
            if not left:
                raise _Fault

        if step <= 6:
            _change(site, step)
        try:
            site.run(still=still)
            ended = True
        except _Fault:
            if (site.folder / "manifest.json").exists():
                site.mirror.sync()  # a reader that comes by at this very moment
        if step == 4:
            erasure.erase(site.admin, _ids(site)[0])
    assert step > 15
    site.synced()
    site.assert_equal()
    fresh = Mirror(site.mirror.read, site.mirror.folder)
    manifest = fresh.sync()
    assert fresh.rows(f"{_CONTACTS} ORDER BY 1") == site.mirror.rows(f"{_CONTACTS} ORDER BY 1")
    named = {file["name"] for table in manifest["tables"].values() for file in table["files"]}
    assert set(site.files()) == named | {"manifest.json"}
    with site.store.reading() as session:
        assert not warehouse.files(session, site.id, is_stale=True)


@pytest.mark.parametrize("after", [True, False])
def test_a_place_that_fails_is_tried_again(site: Site, after: bool) -> None:
    class Failing:
        """Fails at its nth file, before or after it lies there."""

        def __init__(self, nth: int) -> None:
            self.nth = nth

        def put(self, file: Path, name: str) -> None:
            self.nth -= 1
            if self.nth or after:
                site.place.put(file, name)
            if not self.nth:
                raise SourceFault("the folder cannot be written to ({reason})", reason="full")

        def remove(self, name: str) -> None:
            site.place.remove(name)

        def close(self) -> None:
            """Nothing."""

    nth, ended = 0, False
    while not ended:
        nth += 1
        with suppress(SourceFault):
            ended = bool(site.run(target=Failing(nth)).files)
    assert nth > 10
    site.synced()
    site.assert_equal()
    assert len([name for name in site.files() if name.startswith("contacts/")]) == 2


def test_a_killed_process_leaves_what_the_next_one_ends(site: Site) -> None:
    """Real deaths, by forks that leave without another word."""
    url = site.store._engine.url.render_as_string(hide_password=False)
    for step in (2, 5, 8, 11, 14, 17, 20):
        site.contact(f"killed-{step}", OCTOBER + timedelta(minutes=step))
        child = os.fork()
        if not child:
            try:
                left = step
                own = Store(url)

                def still() -> None:
                    nonlocal left
                    left -= 1
                    if not left:
                        os._exit(9)

                replace(site.feed(still=still), store=own).run()
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        site.centre.later(minutes=1)
    site.synced()
    site.assert_equal()


def test_what_was_told_is_remembered_without_a_name_or_a_word(site: Site) -> None:
    site.synced()
    erasure.erase_customer(site.admin, "acme", "rossi 1")
    pseudonym = site.intake.pseudonyms.of("acme", "rossi 2")
    with site.store.reading() as session:
        for table in (WarehouseFeedRow, WarehouseUnitRow, WarehouseFileRow):
            text = str([row.model_dump() for row in session.exec(select(table))])
            for name in ("acme", "other", "a0", "a17", "nord", "rossi", "q-1", pseudonym):
                assert f"'{name}'" not in text, table
        assert session.exec(select(WarehouseUnitRow)).first() is not None


def test_the_questions_of_the_page_are_answered(site: Site) -> None:
    site.review(_ids(site)[0], "no")
    site.synced()
    page = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text(encoding="utf-8")
    questions = page.partition("\n## Questions\n")[2].partition("```sql\n")[2].partition("```")[0].split(";")
    answers = [site.mirror.rows(question) for question in questions if question.strip()]
    assert [len(rows) > 0 for rows in answers] == [True, False, True]  # the rubric of these tests has no criteria here
    files = [str(site.folder / name) for name in site.files() if name.startswith("contacts/")]
    view = page.partition("In DuckDB")[2].partition("```sql\n")[2].partition("```")[0]
    site.mirror.base.execute("ALTER TABLE contacts RENAME TO loaded")
    site.mirror.base.execute(view.replace("/* the manifest's files */", ", ".join(f"'{name}'" for name in files)))
    assert site.mirror.count("contacts") == site.mirror.count("loaded") == 8
