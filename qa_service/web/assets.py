"""Style sheets and scripts, our own or vendored: served from memory, under a name that changes with their content."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from qa_service.errors import NotFound
from qa_service.web.route import WebRoute

FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

router = APIRouter(route_class=WebRoute, include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, plain and compressed."""

    plain: bytes
    zipped: bytes
    media_type: str


@cache
def _all() -> dict[str, Asset]:
    assets = {}
    for path in sorted(FOLDER.rglob("*")):
        if path.suffix in _TYPES:
            plain = path.read_bytes()
            assets[path.relative_to(FOLDER).as_posix()] = Asset(plain, gzip.compress(plain, 9), _TYPES[path.suffix])
    return assets


@cache
def url(name: str) -> str:
    """The address of an asset; raises KeyError on one that is not there, so that no page asks for it in vain."""
    return f"/static/{hashlib.sha256(_all()[name].plain).hexdigest()[:12]}/{name}"


@router.get("/static/{version}/{name:path}")
def asset(request: Request, version: str, name: str) -> Response:
    """To be kept for a year by browsers: another content has another address."""
    file = _all().get(name)
    if file is None or url(name) != request.url.path:
        raise NotFound("there is no such file")
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(file.zipped, 200, {**headers, "Content-Encoding": "gzip"}, file.media_type)
    return Response(file.plain, 200, headers, file.media_type)


@router.get("/favicon.ico")
def favicon() -> Response:
    """Browsers ask for it unbidden."""
    return Response(_all()["icon.svg"].plain, 200, {"Cache-Control": "public, max-age=86400"}, "image/svg+xml")
