"""For probes and dashboards: alive, ready, and a few numbers. No key is asked, so nothing here names anybody."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from qa_service import metrics
from qa_service.api import openapi, views
from qa_service.api.deps import ServiceDep
from qa_service.api.examples import READY
from qa_service.domain.interaction import State
from qa_service.errors import Sentence
from qa_service.foreign import as_it_came
from qa_service.refusals import NotReadyToServe
from qa_service.services.dependencies import Dependencies
from qa_service.store import beats, figures, installation, migrations, recount
from qa_service.store.engine import UNAVAILABLE

router = APIRouter(tags=["health"])

LEAST_FREE = 64 << 20
"""Bytes free in the data folder under which work is sure to fail soon."""
_UNREADY: dict[int | str, dict[str, Any]] = {503: openapi.problem(503)}


class Alive(BaseModel):
    """The process answers."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "alive", "version": "0.1.0"}]})

    status: str = "alive"
    version: str


class Ready(BaseModel):
    """Living workers that take work, why others take none, and the interaction that has waited longest."""

    model_config = ConfigDict(json_schema_extra={"examples": [READY]})

    workers: int
    oldest_waiting: views.Time | None
    oldest_waiting_seconds: float | None
    idle_workers: list[str] = []


@router.get("/healthz", summary="Alive?")
async def healthz(service: ServiceDep) -> Alive:
    """The process answers; whether it can do its work, /readyz tells."""
    # On the event loop: the threads may all wait for a locked database, and the process is alive all the same.
    return Alive(version=service.version)


@router.get("/readyz", summary="Ready?", responses=_UNREADY)
def readyz(service: ServiceDep) -> Ready:
    """200 when the database is reachable, whole and filled with this secret, the models are there and a worker is
    alive and takes work; else 503 with `reasons`.
    """
    now = service.clock()
    try:
        with service.store.reading() as session:
            fault = migrations.fault(session.connection())
            if fault is not None:
                raise _unready([fault])
            if not service.is_same_secret(session):
                raise _unready([installation.OTHER])
            days = recount.days_fault(session)
            workers, oldest = beats.living(session, now - beats.SILENT), figures.oldest_waiting(session)
            troubles = beats.troubles(session, now - beats.SILENT)
    except UNAVAILABLE:
        raise _unready(["the database does not answer"]) from None
    found = Ready(
        workers=workers, oldest_waiting=oldest, oldest_waiting_seconds=_age(oldest, now), idle_workers=troubles
    )
    reasons = [*service.missing_models(), *room_faults(service.drafts.folder)]
    if days is not None:
        reasons.append(str(days))
    if not workers:
        reasons += [f"a worker takes no work: {trouble}" for trouble in troubles]
    if not workers and not troubles:
        reasons.append("no worker is alive; run: qa-service worker")
    if reasons:
        raise _unready(reasons, **found.model_dump(mode="json"))
    return found


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


@router.get("/metrics", summary="Numbers for Prometheus", response_class=Response, responses=_UNREADY)
def prometheus(service: ServiceDep) -> Response:
    """Interactions by state, the longest wait, and this process's requests."""
    lines = [*_interactions(service), *service.requests.lines()]
    return Response("\n".join(lines) + "\n", media_type=metrics.CONTENT_TYPE)


def _interactions(service: Dependencies) -> Iterator[str]:
    with service.store.reading() as session:
        states, oldest = figures.overview(session), figures.oldest_waiting(session)
    by_state: dict[metrics.Labels, float] = {(("state", state.value),): float(states.get(state, 0)) for state in State}
    yield from metrics.series("qa_interactions", "gauge", "Interactions by state.", by_state)
    age = _age(oldest, service.clock()) or 0.0
    yield from metrics.series("qa_oldest_waiting_seconds", "gauge", "Longest wait for a result.", {(): age})
