from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.format_ import Format
from ..models.kind import Kind
from ..models.state import State

if TYPE_CHECKING:
    from ..models.export_links import ExportLinks


T = TypeVar("T", bound="ExportView")


@_attrs_define
class ExportView:
    """An export. `done` of `total` rows or moments are written; `size` is in bytes.

    Attributes:
        id (UUID):
        kind (Kind): What is exported.
        format_ (Format): What the file is; the value is its ending.
        language (str):
        state (State): Where an interaction stands. `DONE` and `FAILED` are final until it is replaced or tried again.
        failure (None | str):
        done (int):
        total (int | None):
        size (int | None):
        made_at (datetime.datetime):
        done_at (datetime.datetime | None):
        expires_at (datetime.datetime | None):
        links (ExportLinks): Where its state is asked for, and where the file is fetched once there is one.
    """

    id: UUID
    kind: Kind
    format_: Format
    language: str
    state: State
    failure: None | str
    done: int
    total: int | None
    size: int | None
    made_at: datetime.datetime
    done_at: datetime.datetime | None
    expires_at: datetime.datetime | None
    links: ExportLinks
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind.value

        format_ = self.format_.value

        language = self.language

        state = self.state.value

        failure: None | str
        failure = self.failure

        done = self.done

        total: int | None
        total = self.total

        size: int | None
        size = self.size

        made_at = self.made_at.isoformat()

        done_at: None | str
        if isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        expires_at: None | str
        if isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        links = self.links.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "format": format_,
                "language": language,
                "state": state,
                "failure": failure,
                "done": done,
                "total": total,
                "size": size,
                "made_at": made_at,
                "done_at": done_at,
                "expires_at": expires_at,
                "links": links,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.export_links import ExportLinks

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = Kind(d.pop("kind"))

        format_ = Format(d.pop("format"))

        language = d.pop("language")

        state = State(d.pop("state"))

        def _parse_failure(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failure = _parse_failure(d.pop("failure"))

        done = d.pop("done")

        def _parse_total(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total = _parse_total(d.pop("total"))

        def _parse_size(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size = _parse_size(d.pop("size"))

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        def _parse_done_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        done_at = _parse_done_at(d.pop("done_at"))

        def _parse_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))

        links = ExportLinks.from_dict(d.pop("links"))

        export_view = cls(
            id=id,
            kind=kind,
            format_=format_,
            language=language,
            state=state,
            failure=failure,
            done=done,
            total=total,
            size=size,
            made_at=made_at,
            done_at=done_at,
            expires_at=expires_at,
            links=links,
        )

        export_view.additional_properties = d
        return export_view

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
