"""For probes and dashboards: alive, ready, and a few numbers. No key is asked, so nothing here names anybody."""

from typing import Any

from fastapi import APIRouter, Response

from qa_service.api import openapi
from qa_service.documents.health import Alive, Ready
from qa_service.http.dependencies import ServiceDep
from qa_service.services import health

router = APIRouter(tags=["health"])

_UNREADY: dict[int | str, dict[str, Any]] = {503: openapi.problem(503)}


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
    return health.ready(service)


@router.get("/metrics", summary="Numbers for Prometheus", response_class=Response, responses=_UNREADY)
def prometheus(service: ServiceDep) -> Response:
    """Interactions by state, the longest wait, and this process's requests."""
    return Response("\n".join(health.numbers(service)) + "\n", media_type=health.CONTENT_TYPE)
