"""What routes of both get from their request."""

from typing import Annotated

from fastapi import Depends, Request

from qa_service.domain.interaction import Identifier
from qa_service.services.dependencies import Dependencies

Name = Identifier


async def _service(request: Request) -> Dependencies:  # async: it waits for nothing, least of all for a thread
    service: Dependencies = request.app.state.service
    return service


def origin_of(request: Request) -> str:
    """The network address that a request came from: the proxy's word for it where a trusted one stands in between."""
    return request.client.host if request.client else ""


ServiceDep = Annotated[Dependencies, Depends(_service)]
