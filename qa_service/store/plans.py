"""How a recording is cut, sealed in the inbox of its run: whoever takes the run over goes on with it."""

import uuid
from typing import NamedTuple

from qa_service.errors import NotFound
from qa_service.store.codec import dump, load
from qa_service.store.inbox import Inbox

_PLAN = "plan"
Part = tuple[float, float]
"""From and to, in seconds of the recording."""


class Plan(NamedTuple):
    """How a recording is worked on: whose it is, where it lies, the language it was said to be in, and its parts."""

    client: str
    key: str
    lang: str | None
    parts: list[Part]


def keep(inbox: Inbox, interaction: uuid.UUID, run: int, plan: Plan) -> None:
    """Another plan of the same run gives way."""
    inbox.put(interaction, run, _PLAN, dump(plan))


def of_run(inbox: Inbox, interaction: uuid.UUID, run: int) -> Plan | None:
    """The plan, while it is known."""
    try:
        return load(Plan, inbox.get(interaction, run, _PLAN))
    except NotFound:
        return None
