"""Whether the service is ready, and a few numbers. No key is asked, so nothing here names anybody."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from qa_service import metrics
from qa_service.documents.health import Ready
from qa_service.domain.interaction import State
from qa_service.errors import Sentence
from qa_service.foreign import as_it_came
from qa_service.refusals import NotReadyToServe
from qa_service.services.dependencies import Dependencies
from qa_service.store import engine, figures, heartbeats, installation, migrations, rollup_rebuild, tables
from qa_service.store.repository import Store

CONTENT_TYPE = metrics.CONTENT_TYPE
UNAVAILABLE, is_outage = engine.UNAVAILABLE, engine.is_outage
"""What callers meet where the database is away."""
LEAST_FREE = 64 << 20
"""Bytes free in the data folder under which work is sure to fail soon."""


def workers_of(store: Store, host: str) -> Sequence[str | None]:
    """Of each living worker of a machine, why it takes no work; None where it does."""
    with store.reading() as session:
        return [row.trouble for row in heartbeats.of_machine(session, host, tables.now() - heartbeats.SILENT)]


def ready(deps: Dependencies) -> Ready:
    """Raises NotReadyToServe with `reasons` where the database is not reachable, whole and filled with this secret, a
    model is missing, or no worker is alive and takes work.
    """
    now = deps.clock()
    try:
        with deps.store.reading() as session:
            fault = migrations.fault(session.connection())
            if fault is not None:
                raise _unready([fault])
            if not deps.is_same_secret(session):
                raise _unready([installation.OTHER])
            days = rollup_rebuild.days_fault(session)
            workers, oldest = heartbeats.living(session, now - heartbeats.SILENT), figures.oldest_waiting(session)
            troubles = heartbeats.troubles(session, now - heartbeats.SILENT)
    except UNAVAILABLE:
        raise _unready(["the database does not answer"]) from None
    state = Ready(
        workers=workers, oldest_waiting=oldest, oldest_waiting_seconds=_age(oldest, now), idle_workers=troubles
    )
    reasons = [*deps.missing_models(), *room_faults(deps.partial_uploads.folder)]
    if days is not None:
        reasons.append(str(days))
    if not workers:
        reasons += [f"a worker takes no work: {trouble}" for trouble in troubles]
    if not workers and not troubles:
        reasons.append("no worker is alive; run: qa-service worker")
    if reasons:
        raise _unready(reasons, **state.model_dump(mode="json"))
    return state


def room_faults(folder: Path) -> list[str]:
    """Why nothing, or soon nothing, can be kept in a folder; empty where all is well."""
    disk = os.statvfs(folder)
    if disk.f_flag & os.ST_RDONLY:
        return ["the data folder is read-only"]
    free = disk.f_bavail * disk.f_frsize
    return [f"only {free >> 20} MB are free in the data folder"] if free < LEAST_FREE else []


def _unready(reasons: Iterable[str | Sentence], **more: Any) -> NotReadyToServe:
    texts = [str(reason) for reason in reasons]
    return NotReadyToServe(as_it_came("; ".join(texts)), reasons=texts, **more)


def _age(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else round(max(0.0, (now - moment).total_seconds()), 1)


def numbers(deps: Dependencies) -> Iterator[str]:
    """For Prometheus: interactions by state, the longest wait, and this process's requests."""
    yield from _interactions(deps)
    yield from deps.requests.lines()


def _interactions(deps: Dependencies) -> Iterator[str]:
    with deps.store.reading() as session:
        states, oldest = figures.overview(session), figures.oldest_waiting(session)
    by_state: dict[metrics.Labels, float] = {(("state", state.value),): float(states.get(state, 0)) for state in State}
    yield from metrics.series("qa_interactions", "gauge", "Interactions by state.", by_state)
    age = _age(oldest, deps.clock()) or 0.0
    yield from metrics.series("qa_oldest_waiting_seconds", "gauge", "Longest wait for a result.", {(): age})
