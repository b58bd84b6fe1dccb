"""For probes and dashboards: alive, ready, and a few numbers. Nothing here names anybody: probes send no key."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials

from qa_service.api import openapi
from qa_service.api.deps import KEY_BEARER, KEY_HEADER, authenticate
from qa_service.documents.health import Alive, Ready
from qa_service.errors import NotFound
from qa_service.http.dependencies import ServiceDep
from qa_service.services import access, health
from qa_service.services.access import Permission

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


def _may_read(
    request: Request,
    service: ServiceDep,
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(KEY_BEARER)],
    header: Annotated[str | None, Depends(KEY_HEADER)],
) -> None:
    """As the setting says. Raises NotFound, Unauthenticated, Forbidden."""
    match service.exposure.metrics:
        case "off":
            raise NotFound("the numbers of this service are not shown")
        case "key":
            access.check_role(authenticate(request, service, bearer, header), Permission.MONITOR)


@router.get(
    "/metrics",
    summary="Numbers for Prometheus",
    response_class=Response,
    responses={**openapi.refuses(404), **_UNREADY},
    dependencies=[Depends(_may_read)],
)
def prometheus(service: ServiceDep) -> Response:
    """Interactions by state, the longest wait, and this process's requests."""
    return Response("\n".join(health.numbers(service)) + "\n", media_type=health.CONTENT_TYPE)
