"""What every part of a rubric has in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""An id of ours: it stands in addresses and in ``id@version``, so it has neither spaces nor slashes nor an at sign."""


class RubricPart(BaseModel):
    """Frozen; a misspelt field is refused, since it would silently change a score."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
