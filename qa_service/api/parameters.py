"""Query parameters that a route does not know are refused: passed over in silence, a filter would seem to hold."""

from collections.abc import Iterator
from difflib import get_close_matches

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from qa_service.errors import BadInput, Sentence, one_of, say

_SHOWN = 60
"""Characters of an unknown name that are repeated."""


def refuse_unknown(request: Request) -> None:
    """Raises BadInput on the first query parameter that the request's route does not declare."""
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    names = declared(route)
    for name in request.query_params:
        if name not in names:
            raise BadInput("is no parameter of this route", where=f"query.{name[:_SHOWN]}", hint=_hint(name, names))


def declared(route: APIRoute) -> tuple[str, ...]:
    """The query parameters of a route and of all that it depends on, as callers write them."""
    return tuple(dict.fromkeys(_of(route.dependant)))


def _of(dependant: Dependant) -> Iterator[str]:
    yield from (parameter.alias for parameter in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _of(inner)


def _hint(name: str, names: tuple[str, ...]) -> Sentence:
    nearest = get_close_matches(name, names, n=1, cutoff=0.5)
    if nearest:
        return say("did you mean {name}?", name=nearest[0])
    return one_of(names) if names else say("it takes none")
