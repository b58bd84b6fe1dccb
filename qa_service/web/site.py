"""All pages together. To add one: a module in `pages` with a `router`, a template, its strings, a line here."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from qa_service.web import assets
from qa_service.web.page import unknown
from qa_service.web.pages import (
    account,
    account_notices,
    admin_addresses,
    admin_audit,
    admin_clients,
    admin_connectors,
    admin_erasures,
    admin_holds,
    admin_hours,
    admin_keys,
    admin_retention,
    admin_schedules,
    admin_sites,
    admin_users,
    admin_webhooks,
    agreement,
    calibrations,
    client_report,
    coaching,
    complaints,
    criteria,
    criterion,
    disputes,
    downloads,
    exports,
    interaction,
    interactions,
    kpis,
    overruled,
    overview,
    packs,
    promises,
    queue_logs,
    reference,
    reviewing,
    rubrics,
    samples,
    scorecards,
    second_factor,
    sign_in,
    single_sign_on,
    surveys,
    upload,
)

PAGES = (
    assets,
    sign_in,
    single_sign_on,
    surveys,
    account,
    account_notices,
    second_factor,
    overview,
    interactions,
    interaction,
    upload,
    scorecards,
    client_report,
    kpis,
    downloads,
    samples,
    reviewing,
    calibrations,
    disputes,
    complaints,
    promises,
    agreement,
    overruled,
    reference,
    admin_users,
    admin_keys,
    admin_webhooks,
    admin_clients,
    admin_connectors,
    admin_erasures,
    admin_holds,
    admin_hours,
    admin_retention,
    admin_schedules,
    admin_addresses,
    admin_sites,
    admin_audit,
    rubrics,
    criteria,
    criterion,
    coaching,
    packs,
    queue_logs,
    exports,
)


def install(app: FastAPI) -> list[BaseRoute]:
    """Include the pages; returns their routes."""
    for page in PAGES:
        app.include_router(page.router)
    return [route for page in PAGES for route in page.router.routes]


_OTHERS = ("/v1/", "/scim/", "/static/", "/healthz", "/readyz", "/metrics", "/openapi.json")
_NO_PAGE = (404, 405)


def answer_unknown(app: FastAPI) -> None:
    """Have a browser that asks for what is no page told so by a page; all others get the problem document. Call it
    once the problems are installed.
    """
    plain: Callable[[Request, Exception], Any] = app.exception_handlers[HTTPException]

    async def answer(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code in _NO_PAGE and _browses(request):
            return await run_in_threadpool(unknown, request)
        answered: Response = plain(request, error)
        return answered

    app.add_exception_handler(HTTPException, answer)


def _browses(request: Request) -> bool:
    looks = request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "")
    return looks and not request.url.path.startswith(_OTHERS)
