"""A worker process: it takes what waits, works on it in threads, and gives back what it cannot finish."""

import os
import secrets
import signal
import socket
import threading

from qa_service.logs import event
from qa_service.store.claims import CRITERION_JOBS, EXPORTS, RECORDINGS, RESCORINGS, TEXTS, Queue
from qa_service.worker.cleaning import Cleaning
from qa_service.worker.config import WorkerConfig
from qa_service.worker.heartbeat import Heartbeat, every
from qa_service.worker.jobs import Jobs
from qa_service.worker.preparation import LOADING, Health, prepared
from qa_service.worker.recovery import Recovery
from qa_service.worker.retry import retry_while_unavailable
from qa_service.worker.runner import Runner
from qa_service.worker.steps import Steps

_ROTATION = 5.0
"""Seconds between two looks whether a key is to be changed."""
_PULLS = 1.0
"""Seconds between two looks whether a connector is due."""
_SCHEDULES = 5.0
"""Seconds between two looks whether an export is due."""
_COMMENTS = 5.0
"""Seconds between two looks whether a comment waits to be masked."""
_EVENTS = 1.0
"""Seconds between two looks whether somebody is to be told of something."""


def run_worker(steps: Steps, config: WorkerConfig) -> None:
    """Work until SIGTERM or SIGINT. Call it in the main thread of a process of its own.

    Takes no work before its models are loaded and checked. What is in hand may finish for `config.grace` seconds; the
    rest goes back into the queue.
    """
    stop, worker = threading.Event(), f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    heartbeat = Heartbeat(steps.store, worker, config.heartbeat, config.lease)
    heartbeat.trouble = LOADING
    heartbeat.start()
    health = Health(steps.stages.prepare, worker, stop)
    unfinished = 0
    if prepared(steps.stages.prepare, heartbeat, worker, stop, config.sweep):
        unfinished = _work(steps, config, heartbeat, health, worker, stop)
    heartbeat.stop()
    if unfinished or health.is_sick:
        os._exit(int(health.is_sick))  # the threads that hold them would keep this process until they are done


def _work(
    steps: Steps, config: WorkerConfig, heartbeat: Heartbeat, health: Health, worker: str, stop: threading.Event
) -> int:
    """Until told to stop; how much was given back unfinished."""
    store, jobs = steps.store, Jobs(steps, config, health, worker)
    runner = Runner(store, jobs, worker, _slots(steps, config))
    cleaning = Cleaning(store, steps.blobs, steps.staging, steps.keep_originals, steps.retention)
    recovery = Recovery(store, heartbeat, cleaning, steps.clean_up, worker, config, runner.busy)
    retry_while_unavailable(heartbeat.send, "heartbeat", config.wait)  # it takes work from now on
    every(config.heartbeat, recovery.tick, stop, "recovery", worker)
    if (rotation := steps.rotation) is not None:
        every(_ROTATION, lambda: rotation.tick(worker, stop.is_set), stop, "rotation", worker)
    if (pulls := steps.pulls) is not None:
        every(_PULLS, lambda: pulls.tick(stop.is_set), stop, "connectors", worker)
    if (schedules := steps.schedules) is not None:
        every(_SCHEDULES, lambda: schedules.tick(stop.is_set), stop, "scheduled exports", worker)
    if (comments := steps.comments) is not None:
        every(_COMMENTS, lambda: comments.tick(stop.is_set), stop, "survey comments", worker)
    if steps.deliverer is not None:
        every(_EVENTS, steps.deliverer.tick, stop, "events", worker)
    event("worker started", worker=worker)
    runner.run(stop, config.poll)
    if steps.deliverer is not None:
        steps.deliverer.stop()
    runner.let_finish(1.0 if health.is_sick else config.grace)
    unfinished = runner.release()
    event("worker stopped", worker=worker, count=unfinished)
    return unfinished


def _slots(steps: Steps, config: WorkerConfig) -> dict[Queue, int]:
    """How many jobs of each kind may be in hand at a time."""
    slots = {TEXTS: config.texts, RECORDINGS: config.recordings}
    if steps.exporter is not None:
        slots[EXPORTS] = config.exports
    if steps.rescorer is not None:
        slots[RESCORINGS] = config.rescorings
    if steps.criterion_jobs is not None:
        slots[CRITERION_JOBS] = config.criterion_jobs
    return slots
