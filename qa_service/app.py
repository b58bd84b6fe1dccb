"""The HTTP application: routers, pages, the one table of errors, and what stands around every request."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from functools import partial

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from qa_service import logs
from qa_service.api import (
    adaptations,
    agreement,
    alarms,
    audio,
    audit,
    centre_addresses,
    complaints,
    connectors,
    criteria,
    criterion_jobs,
    disputes,
    erasures,
    exports,
    files,
    health,
    holds,
    interactions,
    kpis,
    learned_models,
    maskings,
    openapi,
    openapi_by_key,
    opening_hours,
    opt_outs,
    overruled,
    packs,
    promises,
    recordings,
    rescorings,
    retention,
    reviews,
    rubrics,
    samples,
    schedules,
    scim,
    scorecards,
    sites,
    surveys,
    transcripts,
    unread_words,
    uploads,
    vcons,
    webhooks,
)
from qa_service.api.bounds import BoundedBodies
from qa_service.api.idempotency import NamedRequests
from qa_service.api.middleware import Around
from qa_service.domain.people import Role
from qa_service.http import problems
from qa_service.services import audit as audit_services
from qa_service.services import audit_feed, watch
from qa_service.services import uploads as upload_services
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.store.engine import UNAVAILABLE
from qa_service.web import site

ROUTERS = (
    interactions,
    erasures,
    holds,
    retention,
    opt_outs,
    audio,
    recordings,
    files,
    uploads,
    connectors,
    vcons,
    schedules,
    scorecards,
    kpis,
    alarms,
    exports,
    packs,
    rubrics,
    rescorings,
    criteria,
    criterion_jobs,
    learned_models,
    adaptations,
    samples,
    reviews,
    overruled,
    transcripts,
    maskings,
    centre_addresses,
    opening_hours,
    sites,
    surveys,
    unread_words,
    disputes,
    complaints,
    promises,
    agreement,
    webhooks,
    audit,
    health,
)
_HOUR = 3600.0
_DAY = 24 * _HOUR
_FED = 5.0
"""Seconds after which a log collector gets what the audit trail has grown by."""
_SEALED = 300.0
"""Seconds after which the ends of the audit trail are sealed anew; what is younger is held by its chain alone."""
_ABOUT = """Quality assurance for contact centres: hand in recordings and texts, read what was found, with evidence.

Every error is `application/problem+json` (RFC 9457). Times carry their offset. Work that takes time is answered with
202 and a `Location` where its state can be asked for. Every route under `/v1` asks for an API key.
"""
_TAGS = [
    {"name": "interactions", "description": "Contacts with customers, whatever their channel"},
    {"name": "files", "description": "Files of other systems, archives of them, recordings: told by their content"},
    {"name": "recordings", "description": "Calls, handed in as sound in one request"},
    {"name": "uploads", "description": "Calls, handed in over bad connections (tus 1.0)"},
    {"name": "connectors", "description": "Places that files are taken from by themselves"},
    {"name": "scorecards", "description": "Figures with intervals by agent, team and client organisation"},
    {"name": "watch", "description": "Whether the machine still does what it did"},
    {"name": "kpis", "description": "Key figures by pack, and the queue logs that some need"},
    {"name": "exports", "description": "Files for spreadsheets, training, annotation and reading"},
    {
        "name": "scheduled exports",
        "description": "Exports that go to a place by themselves, a data warehouse among them",
    },
    {"name": "packs", "description": "Moments collected for coaching"},
    {"name": "rubrics", "description": "What counts as good work, by client and version"},
    {"name": "criteria", "description": "A centre's own questions: tried on its history, learned from its answers"},
    {"name": "adaptations", "description": "Shipped heads adapted to a client from its people's answers"},
    {"name": "samples", "description": "Which interactions people look at, and with what chance"},
    {"name": "reviews", "description": "What people answer beside the machine, and what they put right"},
    {"name": "disputes", "description": "Objections of agents, and what was decided"},
    {"name": "agreement", "description": "How far people and machine agree; calibration sessions"},
    {"name": "retention", "description": "What is kept, for how long, and what nothing may erase"},
    {"name": "webhooks", "description": "Other systems that are told of what happens here, and what they are told"},
    {"name": "audit", "description": "Who did and read what, and whether that trail is whole"},
    {"name": "health", "description": "For probes and dashboards"},
]


def create_app(service: Dependencies) -> FastAPI:
    """The application over `service`. Its own pages of documentation are off: they load scripts from elsewhere."""
    app = FastAPI(
        title="qa-service",
        version=service.version,
        description=_ABOUT,
        openapi_tags=_TAGS,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if service.exposure.openapi == "open" else None,
        redirect_slashes=False,
        lifespan=_tidied,
    )
    app.state.service = service
    for module in ROUTERS:
        app.include_router(module.router)
    app.webhooks.include_router(webhooks.described)
    app.include_router(scim.router)  # a standard of its own, with a description of its own: not in the OpenAPI document
    pages = site.install(app)
    routes = [*pages, *scim.router.routes, *(route for module in ROUTERS for route in module.router.routes)]
    problems.install(app, routes)
    site.answer_unknown(app)
    openapi.install(app)
    if service.exposure.openapi == "key":
        openapi_by_key.install(app)
    app.add_middleware(NamedRequests, service=service)
    app.add_middleware(BoundedBodies, routes=routes)
    app.add_middleware(Around, requests=service.requests, hsts_seconds=service.exposure.hsts_seconds)
    return app


@contextlib.asynccontextmanager
async def _tidied(app: FastAPI) -> AsyncIterator[None]:
    """While the service runs, uploads that nobody goes on with are removed once an hour, and once a day the watch
    looks whether the machine still does what it did.
    """
    service: Dependencies = app.state.service
    tasks = [
        asyncio.create_task(_every(_HOUR, partial(upload_services.sweep, service))),
        asyncio.create_task(_every(_DAY, partial(_watch, service), first=_HOUR)),
        asyncio.create_task(_every(_FED, partial(audit_feed.hand_on, service))),
        asyncio.create_task(_every(_SEALED, partial(_seal, service), first=_SEALED)),
    ]
    yield
    for task in tasks:
        task.cancel()


async def _every(pause: float, what: Callable[[], object], first: float = 0.0) -> None:
    """Do it again and again; a database that is away for a while is there the next time."""
    await asyncio.sleep(first)
    while True:
        try:
            await run_in_threadpool(what)
        except UNAVAILABLE as error:
            logs.event("background.failed", error=type(error).__name__)
        await asyncio.sleep(pause)


def _seal(service: Dependencies) -> None:
    audit_services.seal(Context(Caller("seal", Role.ADMIN, None, kind=CallerKind.JOB), service))


def _watch(service: Dependencies) -> None:
    caller = Caller("watch", Role.ADMIN, None, kind=CallerKind.JOB)
    for alarm in watch.run(Context(caller, service)):
        logs.event("watch.alarm", client=alarm.client, key=alarm.subject)
