"""What erasing did, as it goes out."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

_ERASED: dict[str, Any] = {
    "client": "acme",
    "interactions": 3,
    "held": 1,
    "left": "1 contact is under a legal hold and was left as it is: complaint, file 12/26 (user:anna, 2026-12-01)",
}


class Erased(BaseModel):
    """What was done."""

    model_config = ConfigDict(json_schema_extra={"examples": [_ERASED]})

    client: str
    interactions: Annotated[int, Field(description="how many contacts were erased; 0: none is kept under this name")]
    held: Annotated[int, Field(description="how many were left, since they are under a legal hold")] = 0
    left: Annotated[str | None, Field(description="which holds these are; null: nothing was left")] = None
