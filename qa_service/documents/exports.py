"""Files that somebody asks for: the order as it is sent, and how far it is."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_service.documents.times import Moment, Time
from qa_service.domain.exports import Format, Kind, Language
from qa_service.domain.interaction import Channel, Identifier, State
from qa_service.errors import BadInput
from qa_service.foreign import of_pydantic
from qa_service.store.exports import order_of
from qa_service.store.tables_exports import ExportRow

_ORDER: dict[str, Any] = {
    "kind": "interactions",
    "format": "csv",
    "language": "it",
    "filters": {"client": "acme", "since": "2026-01-01T00:00:00+01:00"},
}
_EXPORT: dict[str, Any] = {
    "id": "5f0c7d62-6f7b-4b8e-9d59-0b6c1f0a7f10",
    "kind": "interactions",
    "format": "csv",
    "language": "it",
    "state": "running",
    "failure": None,
    "done": 4000,
    "total": 200000,
    "size": None,
    "made_at": "2026-03-02T09:00:00.000+00:00",
    "done_at": None,
    "expires_at": None,
    "links": {"export": "/v1/exports/5f0c7d62-6f7b-4b8e-9d59-0b6c1f0a7f10", "file": None},
}


class WantedFilters(BaseModel):
    """What the export is narrowed to; an empty one takes everything that the caller may see."""

    model_config = ConfigDict(extra="forbid")

    client: Identifier | None = None
    id: Identifier | None = None
    agent: Identifier | None = None
    team: Identifier | None = None
    channel: Channel | None = None
    state: State | None = None
    intent: str | None = None
    resolution: str | None = None
    customer: Annotated[Identifier | None, Field(description="as it was handed in; needs `client`")] = None
    since: Moment | None = None
    until: Moment | None = None


class Wanted(BaseModel):
    """An export as it is asked for. A scorecard is of `filters.agent`, else `filters.team`, else `filters.client`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [_ORDER]})

    kind: Kind
    format: Annotated[Format | None, Field(description="none: the usual one of its kind")] = None
    language: Language = "it"
    filters: WantedFilters = WantedFilters()
    pack: Annotated[UUID | None, Field(description="a collected coaching pack; none: what the filters find")] = None
    kpi_pack: Annotated[str, Field(max_length=200, description="a pack of key figures; empty: the first")] = ""
    by: Annotated[
        Literal["site", "vendor", "sourcing"] | None, Field(description="key figures of each group beside each other")
    ] = None
    topics: Annotated[
        list[Annotated[str, Field(max_length=120)]],
        Field(
            max_length=50,
            description="what a pack's moments show, such as `courtesy:rudeness`; questions of overruled answers",
        ),
    ] = []

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """From a form or a command. Raises BadInput."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            raise BadInput(of_pydantic(first), where=str(first["loc"][-1])) from error


class ExportLinks(BaseModel):
    """Where its state is asked for, and where the file is fetched once there is one."""

    export: str
    file: str | None


class ExportView(BaseModel):
    """An export. `done` of `total` rows or moments are written; `size` is in bytes."""

    model_config = ConfigDict(json_schema_extra={"examples": [_EXPORT]})

    id: UUID
    kind: Kind
    format: Format
    language: str
    state: State
    failure: str | None
    done: int
    total: int | None
    size: int | None
    made_at: Time
    done_at: Time | None
    expires_at: Time | None
    links: ExportLinks

    @classmethod
    def of(cls, row: ExportRow, *, fetchable: bool) -> Self:
        """`fetchable`: whether there is a file (still)."""
        order, path = order_of(row), f"/v1/exports/{row.id}"
        same = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        links = ExportLinks(export=path, file=f"{path}/file" if fetchable else None)
        return cls(**same, kind=order.kind, format=order.format, language=order.language, links=links)


class ExportPage(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_EXPORT], "next": None}]})

    items: list[ExportView]
    next: str | None
