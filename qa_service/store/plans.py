"""How a recording is cut, sealed in the staging of its run: whoever takes the run over goes on with it."""

import uuid
from typing import NamedTuple

from qa_service.errors import NotFound
from qa_service.store.codec import dump, load
from qa_service.store.staging import Staging

_PLAN = "plan"
Part = tuple[float, float]
"""From and to, in seconds of the recording."""


class Plan(NamedTuple):
    """How a recording is worked on: whose it is, where it lies, the language it was said to be in, and its parts."""

    client: str
    key: str
    lang: str | None
    parts: list[Part]


def keep(staging: Staging, interaction: uuid.UUID, run: int, plan: Plan) -> None:
    """Another plan of the same run gives way."""
    staging.put(interaction, run, _PLAN, dump(plan))


def of_run(staging: Staging, interaction: uuid.UUID, run: int) -> Plan | None:
    """The plan, while it is known."""
    try:
        return load(Plan, staging.get(interaction, run, _PLAN))
    except NotFound:
        return None
