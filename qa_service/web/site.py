"""All pages together. To add one: a module in `pages` with a `router`, a template, its strings, a line here."""

from fastapi import FastAPI
from starlette.routing import BaseRoute

from qa_service.web import assets
from qa_service.web.pages import (
    account,
    admin_clients,
    admin_keys,
    admin_users,
    agreement,
    calibrations,
    client_report,
    coaching,
    disputes,
    downloads,
    exports,
    interaction,
    interactions,
    kpis,
    overview,
    packs,
    reviewing,
    rubrics,
    samples,
    scorecards,
    sign_in,
    upload,
)

PAGES = (
    assets,
    sign_in,
    account,
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
    agreement,
    admin_users,
    admin_keys,
    admin_clients,
    rubrics,
    coaching,
    packs,
    exports,
)


def install(app: FastAPI) -> list[BaseRoute]:
    """Include the pages; returns their routes."""
    for page in PAGES:
        app.include_router(page.router)
    return [route for page in PAGES for route in page.router.routes]
