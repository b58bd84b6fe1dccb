"""What makes the work durable: the only file that knows DBOS.

Every step's effect is idempotent by (interaction, run), so a step may run twice and count once. Step results hold no
words. Recovery is ours (`warden`): DBOS leaves taking over the work of a dead process to its paid service.
"""

import json
import logging
import os
import secrets
import signal
import socket
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, Serializer

from qa_service import private
from qa_service.causes import cause_of
from qa_service.errors import BadInput, Conflict, Forbidden, MissingModel, NotFound, QaError, Sentence, place_of, say
from qa_service.exporting.exporter import Exporter
from qa_service.jobs import EXPORTS, Held, Job, Pace, job_of, workflow_id
from qa_service.jobs_database import Calm, connect, system_url
from qa_service.logs import event
from qa_service.preparation import prepared
from qa_service.steps import Plan, Steps
from qa_service.store.engine import empty_log, is_sqlite, keep_private
from qa_service.store.tables import InteractionRow
from qa_service.tries import HOPELESS, Unwell, outlasting
from qa_service.warden import Warden

APP = "qa-service"
VERSION = "1"
"""Raised only when the order of steps changes: a worker takes jobs of its own version alone."""
TEXTS, RECORDINGS = "texts", "recordings"
"""Workflow names, and the queues of the same names: a text never waits behind hours of sound."""
FINAL = (BadInput, Conflict, NotFound, Forbidden)
"""Errors that another try cannot mend."""
_ACTIVE = ("DELAYED", "ENQUEUED", "PENDING")


class JsonOnly(Serializer):
    """JSON instead of pickle: whoever can write the database cannot run code here. Of errors, only the type is kept."""

    def serialize(self, data: Any) -> str:
        """Plain values as JSON."""
        return json.dumps({"error": type(data).__name__} if isinstance(data, BaseException) else {"value": data})

    def deserialize(self, serialized_data: str) -> Any:
        """The inverse."""
        document = json.loads(serialized_data)
        return RuntimeError(document["error"]) if "error" in document else document["value"]

    def name(self) -> str:
        """As it is written beside each value."""
        return "json"


def prepare(database_url: str, role: str = "") -> None:
    """Create or migrate the tables of DBOS. `role`: see `migrations.upgrade`."""
    _quiet()
    url = system_url(database_url)
    if is_sqlite(url):
        path = Path(sa.make_url(url).database or "")
        private.folder(path.parent)
        keep_private(url)
        connection = sqlite3.connect(path, timeout=30)
        connection.execute("PRAGMA journal_mode=WAL")  # kept in the file; DBOS itself leaves it on the slow journal
        connection.close()
    DBOS.migrate(url, application_role=role or None)


def _quiet() -> None:
    """Let the log lines of DBOS pass through our own formatter, which keeps their messages out."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:  # with a handler of ours DBOS adds none and leaves `propagate` on
        logger.addHandler(logging.NullHandler())
        logger.addFilter(Calm())
    logger.setLevel(logging.WARNING)


class Jobs:
    """The queue, seen from outside the workers: no model, no worker thread. `prepare` must have run once."""

    def __init__(self, database_url: str, *, pool: int = 5) -> None:
        _quiet()
        self._engine = connect(system_url(database_url), pool)
        self._client = DBOSClient(system_database_engine=self._engine, serializer=JsonOnly(), application_name=APP)

    def enqueue(self, rows: Iterable[InteractionRow]) -> None:
        """Queue these interactions; one that is queued, in hand or done already stays as it is."""
        with self._engine.begin() as connection:
            for row in rows:
                self._put(connection, RECORDINGS if row.recording_key else TEXTS, Job(row.id, row.run))

    def again(self, rows: Sequence[InteractionRow]) -> None:
        """Queue these anew, from the first step."""
        self._client.delete_workflows([workflow_id(Job(row.id, row.run)) for row in rows])
        self.enqueue(rows)

    def export(self, ids: Iterable[uuid.UUID], *, anew: bool = False) -> None:
        """Queue exports; `anew`: also those that have ended."""
        jobs = [Job(id, 1) for id in ids]
        if anew:
            self._client.delete_workflows([workflow_id(job) for job in jobs])
        with self._engine.begin() as connection:
            for job in jobs:
                self._put(connection, EXPORTS, job)

    def _put(self, connection: sa.Connection, queue: str, job: Job) -> None:
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": queue,
                "queue_name": queue,
                "workflow_id": workflow_id(job),
                "app_version": VERSION,
                "application_name": APP,
            },
            str(job.interaction),
            job.run,
        )

    def active(self, jobs: Sequence[Job]) -> dict[Job, bool]:
        """Whether each job is queued or in hand (True), or has ended (False); one that is not known is absent."""
        ids = {workflow_id(job): job for job in jobs}
        known = self._client.list_workflows(workflow_ids=list(ids), load_input=False, load_output=False)
        return {ids[workflow.workflow_id]: workflow.status in _ACTIVE for workflow in known}

    def held(self) -> list[Held]:
        """All that workers have in hand."""
        pending = self._client.list_workflows(
            status="PENDING", queue_name=[TEXTS, RECORDINGS, EXPORTS], load_input=False, load_output=False
        )
        return [Held(job_of(w.workflow_id), w.executor_id or "", w.queue_name or TEXTS) for w in pending]

    def hand_over(self, held: Iterable[Held]) -> None:
        """Back into the queue; a worker that still has one in hand loses it, whatever it finishes."""
        by_queue: dict[str, list[str]] = {}
        for one in held:
            by_queue.setdefault(one.queue, []).append(workflow_id(one.job))
        for queue, workflows in by_queue.items():
            self._client.resume_workflows(workflows, queue_name=queue)

    def forget(self, before: datetime) -> int:
        """Remove what DBOS remembers of work that ended before then, a thousand at a time; our rows stay."""
        ended = self._client.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED"],
            completed_before=before.isoformat(),
            limit=1000,
            load_input=False,
            load_output=False,
        )
        if ended:
            self._client.delete_workflows([workflow.workflow_id for workflow in ended])
        return len(ended)

    def forget_jobs(self, jobs: Iterable[Job]) -> None:
        """Remove what DBOS remembers of these, but for what a worker has in hand: `forget` removes that in time."""
        names = [workflow_id(job) for job in jobs]
        known = self._client.list_workflows(workflow_ids=names, load_input=False, load_output=False)
        if ended := [workflow.workflow_id for workflow in known if workflow.status != "PENDING"]:
            self._client.delete_workflows(ended)
        empty_log(self._engine)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.destroy()
        self._engine.dispose()


class _Health:
    """Whether this worker's models are still what they should be. One whose models are not leaves: its work goes back
    into the queue, and the process that takes its place starts no work (`preparation`).
    """

    def __init__(self, steps: Steps, executor: str) -> None:
        self.stop, self.is_sick = threading.Event(), False
        self.prepare: Callable[[], None] = steps.stages.prepare
        self._executor = executor

    def look(self) -> None:
        """After a model was missing: returns if it is one that only a single client needs, else never."""
        try:
            self.prepare()
        except Exception as error:  # noqa: BLE001  (whatever keeps the models from loading)
            event("worker leaves", logging.ERROR, worker=self._executor, error=place_of(error))
            self.is_sick = True
            self.stop.set()
            threading.Event().wait()  # `run_worker` hands this job over and ends the process


def _step(name: str, body: Callable[..., Any], pace: Pace, health: _Health) -> Callable[..., dict[str, Any]]:
    """A DBOS step around `body`: its value, or the sentence of a failure that is final."""

    def run(job: Job, *rest: Any) -> dict[str, Any]:
        try:
            return {"value": outlasting(lambda: body(job, *rest), name, pace.wait)}
        except FINAL as error:
            return _failure(error, name)
        except MissingModel as error:
            health.look()
            return _failure(error, name)
        except Exception as error:  # noqa: BLE001  (whatever went wrong: try again, then tell)
            status = DBOS.step_status
            attempt = (status.current_attempt or 0) + 1 if status else pace.attempts
            place = place_of(error)
            event("step failed", logging.WARNING, step=name, interaction=str(job[0]), attempt=attempt, error=place)
            if attempt < pace.attempts and not isinstance(error, HOPELESS):
                raise Unwell(place) from None
            return _failure(error, name)

    run.__qualname__ = name
    options = {"interval_seconds": pace.wait, "backoff_rate": 3.0, "max_attempts": pace.attempts}
    return DBOS.step(name=name, retries_allowed=True, **options)(run)  # type: ignore[arg-type]


def _failure(error: Exception, step: str) -> dict[str, Any]:
    """A failure that is final: its sentence, and its step and kind, which may be logged."""
    told = cause_of(error) or error
    failed = say("the service failed: {place}", place=place_of(error))
    sentence = told.sentence if isinstance(told, QaError) else failed
    return {"failed": sentence.dump(), "step": step, "kind": type(told).__name__}


class _Stopped(Exception):
    """A step's final failure, on its way out of the workflow: the sentence, and what may be logged of it."""

    def __init__(self, sentence: Sentence, step: str, kind: str) -> None:
        super().__init__(sentence)
        self.step, self.kind = step, kind


def _value(outcome: dict[str, Any]) -> Any:
    if "failed" in outcome:
        raise _Stopped(Sentence.load(outcome["failed"]), outcome.get("step", ""), outcome.get("kind", ""))
    return outcome["value"]


def _workflow(name: str, body: Callable[[Job], None], fail: Callable[[Job, Sentence], Any]) -> None:
    """Make DBOS know a workflow; a final failure of its steps is written down by `fail`."""

    def workflow(interaction: str, run: int) -> None:
        job = Job(uuid.UUID(interaction), run)
        try:
            body(job)
        except _Stopped as stopped:
            event("job failed", logging.WARNING, interaction=interaction, step=stopped.step, error=stopped.kind)
            fail(job, stopped.args[0])

    DBOS.workflow(name=name, max_recovery_attempts=None)(workflow)


def _register(steps: Steps, pace: Pace, health: _Health) -> None:
    """The workflows of interactions. Their order of steps is bound to `VERSION`."""
    names = ("text", "plan", "hear", "understand", "silence", "score", "fail")
    step = {name: _step(name, getattr(steps, name), pace, health) for name in names}

    def text(job: Job) -> None:
        _value(step["text"](job))

    def recording(job: Job) -> None:
        found = _value(step["plan"](job))
        if found is None:
            return
        plan = Plan(*found)  # a list, when it comes back from JSON
        lang = plan.lang
        for index in range(len(plan.parts)):
            heard = _value(step["hear"](job, plan, index, lang))
            lang = lang or heard
        for name in ("understand", "silence", "score"):
            _value(step[name](job, plan))

    _workflow(TEXTS, text, step["fail"])
    _workflow(RECORDINGS, recording, step["fail"])


def _register_exports(exporter: Exporter, pace: Pace, health: _Health) -> None:
    """The workflow of files to be made: one step, begun anew by whoever takes it over."""
    make = _step("export", lambda job: exporter.run(job[0]), pace, health)
    fail = _step("fail export", lambda job, sentence: exporter.fail(job[0], sentence), pace, health)
    _workflow(EXPORTS, lambda job: _value(make(job)), fail)


def run_worker(database_url: str, steps: Steps, pace: Pace, *, migrate: bool = True) -> None:
    """Work until SIGTERM or SIGINT. Call it in the main thread of a process of its own.

    Takes no work before its models are loaded and checked. What is in hand may finish for `pace.grace` seconds; the
    rest goes back into the queue.
    """
    if migrate:
        prepare(database_url)
    executor = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    health = _Health(steps, executor)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: health.stop.set())
    if not prepared(health.prepare, steps.store, executor, health.stop, pace):
        return
    engine = connect(system_url(database_url), pace.texts + pace.recordings + pace.exports + 8)
    _launch(engine, executor, steps, pace, health)
    jobs = Jobs(database_url)
    event("worker started", worker=executor)
    warden = Warden(jobs, steps.store, steps.blobs, steps.inbox, executor, pace, keep_originals=steps.keep_originals)
    warden.watch(health.stop)
    DBOS.destroy(workflow_completion_timeout_sec=1 if health.is_sick else max(1, round(pace.grace)))
    left = [one for one in jobs.held() if one.executor == executor]
    jobs.hand_over(left)
    event("worker stopped", worker=executor, count=len(left))
    jobs.close()
    if left or health.is_sick:
        os._exit(int(health.is_sick))  # the threads that hold them would keep this process until they are done


def _launch(engine: sa.Engine, executor: str, steps: Steps, pace: Pace, health: _Health) -> None:
    config: DBOSConfig = {
        "name": APP,
        "system_database_engine": engine,
        "executor_id": executor,
        "application_version": VERSION,
        "serializer": JsonOnly(),
        "run_migrations": False,
        "log_level": "WARNING",
    }
    _quiet()
    DBOS(config=config)
    _register(steps, pace, health)
    queues = [(TEXTS, pace.texts), (RECORDINGS, pace.recordings)]
    if steps.exporter is not None:
        _register_exports(steps.exporter, pace, health)
        queues.append((EXPORTS, pace.exports))
    DBOS.launch()
    for name, most in queues:
        DBOS.register_queue(name, worker_concurrency=most, polling_interval_sec=pace.poll, on_conflict="always_update")
