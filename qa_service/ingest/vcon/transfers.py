"""Dialogs of type `transfer`: who passed the contact on to whom, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from qa_service.domain.interaction import Party
from qa_service.ingest.vcon.people import People
from qa_service.ingest.vcon.structure import TRANSFER, Dialog, Vcon

_MOST = 100


def of(vcon: Vcon, people: People, began: datetime | None) -> dict[str, Any]:
    """The field `transfers` of a contact, where there are any."""
    transfers = [_transfer(vcon, people, dialog, began) for dialog in vcon.dialogs if dialog.type == TRANSFER]
    usable = [transfer for transfer in transfers if transfer][:_MOST]
    return {"transfers": usable} if usable else {}


def between(people: People, parts: Sequence[tuple[Dialog, float | None]]) -> dict[str, Any]:
    """The same of a call in parts, each with the second at which it begins: where one agent follows another."""
    transfers: list[dict[str, Any]] = []
    before: str | None = None
    for dialog, start in parts:
        agents = people.agents(dialog.parties)
        agent = people.agent_of(agents[0]) if len(agents) == 1 else None
        if agent and before and agent != before and start is not None:
            transfers.append({"start": start, "from_agent": before, "to_agent": agent})
        before = agent or before
    return {"transfers": transfers[:_MOST]} if transfers else {}


def _transfer(vcon: Vcon, people: People, dialog: Dialog, began: datetime | None) -> dict[str, Any]:
    source = _party(dialog.raw, "transferor")
    target = _party(dialog.raw, "transfer_target", "transfer-target")
    at = dialog.start or _start_of(vcon, _party(dialog.raw, "target_dialog", "target-dialog"))
    ends = {"from_agent": _agent(people, source), "to_agent": _agent(people, target)}
    times = {"at": at if at is not None and at.tzinfo is not None else None, "start": _seconds(at, began)}
    return {name: value for name, value in {**ends, **times}.items() if value is not None}


def _agent(people: People, index: int | None) -> str | None:
    """Who is not said to be a customer and takes over, or passes on, is of the centre."""
    if index is None or index >= len(people.raw) or people.of(index) not in (Party.AGENT, Party.BOT):
        return None
    return people.agent_of(index)


def _party(raw: Mapping[str, Any], *names: str) -> int | None:
    value = next((raw[name] for name in names if raw.get(name) is not None), None)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _start_of(vcon: Vcon, index: int | None) -> datetime | None:
    return next((dialog.start for dialog in vcon.dialogs if dialog.index == index), None)


def _seconds(at: datetime | None, began: datetime | None) -> float | None:
    """After the beginning, where both lie on the same clocks."""
    if at is None or began is None or (at.tzinfo is None) != (began.tzinfo is None):
        return None
    return max(0.0, (at - began).total_seconds())
