"""How pages answer when something is wrong: with a page, in the visitor's language, instead of a problem document."""

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from qa_service.causes import cause_of
from qa_service.errors import BadInput, NotFound, QaError
from qa_service.foreign import of_pydantic
from qa_service.refusals import SecondFactorDue, Unauthenticated

_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class WebRoute(APIRoute):
    """`APIRouter(route_class=WebRoute, include_in_schema=False)` makes a router of pages."""

    def get_route_handler(self) -> _Handler:
        """The handler, with errors made into pages."""
        plain = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await plain(request)
            except Unauthenticated:
                return _to_sign_in(request)
            except SecondFactorDue:
                return _to("/account/second-factor", request)
            except RequestValidationError as error:
                return _failed(request, _refusal(error))
            except (QaError, HTTPException) as error:
                return _failed(request, error)
            except Exception as error:
                if (cause := cause_of(error)) is None:
                    raise
                return _failed(request, cause)

        return handler


def _refusal(error: RequestValidationError) -> QaError:
    """The first parameter that does not fit; an address that cannot be is that of nothing."""
    first = error.errors()[0]
    if first["loc"][0] == "path":
        return NotFound("there is no such thing")
    return BadInput(of_pydantic(first), where=".".join(str(part) for part in first["loc"][1:]))


def _failed(request: Request, error: Exception) -> Response:
    from qa_service.web.page import error_page  # the pages of errors are pages, and pages are served by routes

    return error_page(request, error)


def _to(path: str, request: Request) -> Response:
    if request.headers.get("HX-Request"):
        return Response("", 403, {"HX-Redirect": path})
    return RedirectResponse(path, 303)


def _to_sign_in(request: Request) -> Response:
    """And back to the page afterwards; a part of a page asks its page to go there."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.headers.get("HX-Request"):
        return Response("", 401, {"HX-Redirect": "/sign-in"})
    has_way_back = request.method == "GET" and back != "/"
    return RedirectResponse(f"/sign-in?next={quote(back)}" if has_way_back else "/sign-in", 303)
