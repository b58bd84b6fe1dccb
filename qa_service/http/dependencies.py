"""What routes of both get from their request."""

from typing import Annotated

from fastapi import Depends, Request

from qa_service.domain.interaction import Identifier
from qa_service.services.dependencies import Dependencies

Name = Identifier


async def _service(request: Request) -> Dependencies:  # async: it waits for nothing, least of all for a thread
    service: Dependencies = request.app.state.service
    return service


ServiceDep = Annotated[Dependencies, Depends(_service)]
