"""When a client is open; how tables of its calls are read."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.domain.opening_hours import OpeningHours

HOURS: dict[str, Any] = {
    "zone": None,
    "week": {"mon": ["08:30-13:00", "14:00-18:00"], "sat": ["09:00-12:00"]},
    "holidays": "IT",
    "yearly": ["12-07"],
    "closed": ["2026-08-14"],
    "special": {"2026-12-24": ["08:30-12:00"]},
}
MAPPING: dict[str, Any] = {
    "fields": {"call": "Id", "queue": "Queue", "offered_at": ["Date", "Time"], "wait_seconds": "Wait", "ending": "End"},
    "dates": "%d/%m/%Y %H:%M:%S",
    "endings": {"Answered": "answered", "Abandoned": "abandoned", "Outbound": "ignored"},
}


class OpeningHoursView(BaseModel):
    """What a client has set, and the time zone on whose clocks its days are cut: its own, or the centre's."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"client": "acme", "in_zone": "Europe/Rome", "hours": HOURS}]}
    )

    client: str
    in_zone: str
    hours: OpeningHours


class QueueMappingView(BaseModel):
    """How a table of calls is read, under the name by which it is asked for."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "genesys", "mapping": MAPPING}]})

    name: str
    mapping: dict[str, Any]


class QueueMappingPage(BaseModel):
    """Those of a client."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"client": "acme", "items": [{"name": "genesys", "mapping": MAPPING}]}]}
    )

    client: str
    items: list[QueueMappingView]
