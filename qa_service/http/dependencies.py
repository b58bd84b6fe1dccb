"""What routes of both get from their request."""

from math import ceil
from typing import Annotated

from fastapi import Depends, Request

from qa_service.domain.interaction import Identifier
from qa_service.errors import say
from qa_service.refusals import TooMany
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies

Name = Identifier


async def _service(request: Request) -> Dependencies:  # async: it waits for nothing, least of all for a thread
    service: Dependencies = request.app.state.service
    return service


def origin_of(request: Request) -> str:
    """The network address that a request came from: the proxy's word for it where a trusted one stands in between."""
    return request.client.host if request.client else ""


def within_rate(service: Dependencies, caller: Caller) -> None:
    """Raises TooMany, with when to come back, on who asks more often than allowed."""
    allowed = service.per_minute if caller.per_minute is None else caller.per_minute
    if allowed and (wait := service.rates.take(caller.actor, allowed)):
        raise TooMany(
            say("more than {allowed} requests a minute; wait as long as Retry-After says", allowed=allowed),
            headers={"Retry-After": str(ceil(wait))},
        )


ServiceDep = Annotated[Dependencies, Depends(_service)]
