"""Averages of a group, as the API answers with them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from qa_service.api.examples import GROUP
from qa_service.documents.times import Time


class Share(BaseModel):
    """A count and its share of the group."""

    n: int
    share: float


class CourtesyMean(BaseModel):
    """The mean of the `n` interactions that have a courtesy figure, null where none has."""

    mean: float | None
    n: int


class Group(BaseModel):
    """Averages of a group. `cannot_tell` are interactions where the service could not tell how the case stands."""

    model_config = ConfigDict(json_schema_extra={"examples": [GROUP]})

    agent: str | None = None
    client: str | None = None
    since: Time | None = None
    until: Time | None = None
    n: Annotated[int, Field(ge=1)]
    resolution: dict[str, Share]
    cannot_tell: Share
    courtesy: CourtesyMean
    method: str
    monitoring_basis: str | None = None
