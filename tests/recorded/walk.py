"""All that is asked, in its order: what only reads comes first, what removes comes last."""

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.recorded import commands, pages, routes, settings_routes
from tests.recorded.answers import Answer
from tests.recorded.callers import Asking
from tests.recorded.centre import NOBODY, Centre, built
from tests.recorded.fixed import fixed

_PLAIN = ("/healthz", "/readyz", "/metrics", "/openapi.json")
_LIST = {"client": "acme", "agent": "a01", "state": "done", "limit": 40}
_APART = {"reviewed": 13, "correctable": 14, "swappable": 15, "erasable": 16}
"""Interactions to which something is done, by their place in the list."""
_BACK = ("/", "/interactions", "/samples", "/disputes", "/agreement", "/exports", "/coaching/packs", "/rubrics")
ZONE = "Europe/Rome"
_PLACE = re.compile(r"\\\{[^}]*\}")


def play() -> tuple[list[Answer], list[str]]:
    """Ask everything, over HTTP and at the command line at the same time, each on a centre of its own. Returns the
    answers, and the routes that nothing was asked of.
    """
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        over_http, at_shell = pool.submit(_over_http), pool.submit(_at_shell)
        kept, not_asked = over_http.result()
        return [*kept, *at_shell.result()], not_asked


def _over_http() -> tuple[list[Answer], list[str]]:
    with _asking() as (asking, _):
        _walk(asking)
        return asking.kept, sorted(_not_asked(asking.centre, asking.kept))


def _at_shell() -> list[Answer]:
    with _asking() as (asking, folder):
        commands.walk(asking, folder)
        return asking.kept


@contextmanager
def _asking() -> Iterator[tuple[Asking, Path]]:
    """Somebody who asks a fresh centre, and the folder of that."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        stack.enter_context(_environment())
        clock = stack.enter_context(fixed())
        centre = stack.enter_context(built(Path(folder), clock))
        asking = Asking(centre, clock, stack.enter_context(asyncio.Runner()), named={folder: "<folder>"})
        _name_things(asking)
        yield asking, Path(folder)


def _not_asked(centre: Centre, kept: Sequence[Answer]) -> set[str]:
    """Routes of the application that nothing was asked of, as method and template."""
    asked = {answer.asked.partition("?")[0] for answer in kept}
    patterns = {f"{verb} {path}": _PLACE.sub(r"[^/]+", re.escape(path)) for verb, path in centre.routes}
    return {route for route, path in patterns.items() if not any(_fits(route, path, line) for line in asked)}


def _fits(route: str, path: str, line: str) -> bool:
    return re.fullmatch(f"{route.partition(' ')[0]} {path}", line) is not None


@contextmanager
def _environment() -> Iterator[None]:
    settings = {name for name in os.environ if name.startswith("QA_")}
    own = {"USER": "anna", "LOGNAME": "anna", "TZ": ZONE, "COLUMNS": "140", "NO_COLOR": "1", "TERM": "dumb"}
    with patch.dict(os.environ, own):
        for name in settings:
            del os.environ[name]
        time.tzset()
        yield


def _walk(asking: Asking) -> None:
    for path in _PLAIN:
        asking.ask(NOBODY, f"GET {path}", "GET", path)
    asking.ask(NOBODY, "HEAD /openapi.json", "HEAD", "/openapi.json")
    routes.walk(asking, routes.READING)
    routes.walk(asking, [routes.ORDERING])
    asking.centre.make_files()
    routes.walk(asking, routes.EXPORTS)
    _fetch_files(asking)
    pages.look(asking)
    pages.fill_in(asking)
    asking.forget("agent")  # who has signed out
    asking.centre.work()
    routes.walk(asking, routes.CHANGING)
    asking.centre.work()
    asking.centre.make_files()
    _look_back(asking)
    _review_blind(asking)
    routes.walk(asking, settings_routes.SETTING)
    routes.walk(asking, routes.REMOVING)
    asking.ask("admin", "GET /v1/interactions after it all", "GET", "/v1/interactions", params={"limit": 20})
    asking.keep_trail("the audit trail of the requests")


def _name_things(asking: Asking) -> None:
    found: list[dict[str, Any]] = asking.send("admin", "GET", "/v1/interactions", params=_LIST).json()["items"]
    for thing, place in _APART.items():
        asking.know(thing, found[place]["uuid"])
    asking.know("chat", next(row["uuid"] for row in found if row["channel"] == "chat"))
    asking.know("sales", "sales")


def _fetch_files(asking: Asking) -> None:
    for order in asking.send("admin", "GET", "/v1/exports", params={"limit": 200}).json()["items"]:
        name = f"GET /v1/exports/{{uuid}}/file of {order['kind']} as {order['format']} in {order['language']}"
        asking.ask("admin", name, "GET", f"/v1/exports/{order['id']}/file")


def _look_back(asking: Asking) -> None:
    """At what was changed, once a worker has been at it."""
    for thing in ("reviewed", "correctable", "swappable", "unsure", "failed"):
        for end in ("", "/analysis", "/reviews"):
            path = f"/v1/interactions/{{{thing}}}{end}"
            asking.ask("admin", f"GET {path} afterwards", "GET", asking.fill(path))
        for role in ("admin", "agent"):
            path = f"/interactions/{{{thing}}}"
            asking.look(role, f"page {path} afterwards", "GET", asking.fill(path))
    for path in _BACK:
        asking.look("admin", f"page {path} afterwards", "GET", path)


def _review_blind(asking: Asking) -> None:
    """What is objected, and to what, before and after somebody has that interaction to answer blind."""
    session = {**routes.SESSION, "interactions": [asking.fill("{disputed}")]}
    id = asking.send("admin", "POST", "/v1/calibrations", json=session).json()["uuid"]
    for when in ("", ", to be answered blind"):
        for path in ("/v1/disputes", "/v1/disputes/{dispute}"):
            asking.ask("qa", f"GET {path} before the session{when}", "GET", asking.fill(path))
        asking.look("admin", f"page /disputes before the session{when}", "GET", "/disputes")
        for who in ("qa", "admin"):
            asking.send(who, "POST", f"/v1/calibrations/{id}/next")
