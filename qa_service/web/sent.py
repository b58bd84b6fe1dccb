"""The fields of a form whose names are not known beforehand, such as the questions of a rubric."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData


async def _sent(request: Request) -> FormData:
    """What `visitor.Unforged` has read already."""
    return await request.form(max_fields=2000)


Sent = Annotated[FormData, Depends(_sent)]
