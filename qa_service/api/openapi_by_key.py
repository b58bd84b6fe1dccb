"""The description of the interface for holders of a key alone, where the setting says so."""

from typing import Annotated, Any

from fastapi import Depends, FastAPI

from qa_service.api.deps import authenticate
from qa_service.services.access import Caller


def install(app: FastAPI) -> None:
    """Serve it at its usual address; any key will do, since it holds nothing of anybody."""

    @app.api_route("/openapi.json", methods=["GET", "HEAD"], include_in_schema=False)
    def described(_: Annotated[Caller, Depends(authenticate)]) -> dict[str, Any]:
        return app.openapi()
