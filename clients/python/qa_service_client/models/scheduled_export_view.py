from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.connector_kind import ConnectorKind

if TYPE_CHECKING:
    from ..models.rhythm import Rhythm
    from ..models.scheduled_export_view_export_type_0 import (
        ScheduledExportViewExportType0,
    )
    from ..models.scheduled_export_view_options import ScheduledExportViewOptions
    from ..models.scheduled_export_view_secrets import ScheduledExportViewSecrets


T = TypeVar("T", bound="ScheduledExportView")


@_attrs_define
class ScheduledExportView:
    """A scheduled export. `what` is `warehouse` or a kind of export, and `export` its order then. `secrets` are
    references, never the secrets; `failures` are those in a row.

        Attributes:
            id (UUID):
            name (str):
            what (str):
            export (None | ScheduledExportViewExportType0):
            rhythm (Rhythm): `hour` is on the clocks of the centre, `weekday` 1 is Monday; a month that is shorter than
                `day` says runs on its
                last one.
            kind (ConnectorKind): What a connector takes from.
            place (str):
            options (ScheduledExportViewOptions):
            secrets (ScheduledExportViewSecrets):
            set_by (str):
            set_at (datetime.datetime):
            due_at (datetime.datetime):
            is_running (bool):
            failures (int):
            failure (None | str):
    """

    id: UUID
    name: str
    what: str
    export: None | ScheduledExportViewExportType0
    rhythm: Rhythm
    kind: ConnectorKind
    place: str
    options: ScheduledExportViewOptions
    secrets: ScheduledExportViewSecrets
    set_by: str
    set_at: datetime.datetime
    due_at: datetime.datetime
    is_running: bool
    failures: int
    failure: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.scheduled_export_view_export_type_0 import (
            ScheduledExportViewExportType0,
        )

        id = str(self.id)

        name = self.name

        what = self.what

        export: dict[str, Any] | None
        if isinstance(self.export, ScheduledExportViewExportType0):
            export = self.export.to_dict()
        else:
            export = self.export

        rhythm = self.rhythm.to_dict()

        kind = self.kind.value

        place = self.place

        options = self.options.to_dict()

        secrets = self.secrets.to_dict()

        set_by = self.set_by

        set_at = self.set_at.isoformat()

        due_at = self.due_at.isoformat()

        is_running = self.is_running

        failures = self.failures

        failure: None | str
        failure = self.failure

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "what": what,
                "export": export,
                "rhythm": rhythm,
                "kind": kind,
                "place": place,
                "options": options,
                "secrets": secrets,
                "set_by": set_by,
                "set_at": set_at,
                "due_at": due_at,
                "is_running": is_running,
                "failures": failures,
                "failure": failure,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rhythm import Rhythm
        from ..models.scheduled_export_view_export_type_0 import (
            ScheduledExportViewExportType0,
        )
        from ..models.scheduled_export_view_options import ScheduledExportViewOptions
        from ..models.scheduled_export_view_secrets import ScheduledExportViewSecrets

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        what = d.pop("what")

        def _parse_export(data: object) -> None | ScheduledExportViewExportType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                export_type_0 = ScheduledExportViewExportType0.from_dict(data)

                return export_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ScheduledExportViewExportType0, data)

        export = _parse_export(d.pop("export"))

        rhythm = Rhythm.from_dict(d.pop("rhythm"))

        kind = ConnectorKind(d.pop("kind"))

        place = d.pop("place")

        options = ScheduledExportViewOptions.from_dict(d.pop("options"))

        secrets = ScheduledExportViewSecrets.from_dict(d.pop("secrets"))

        set_by = d.pop("set_by")

        set_at = datetime.datetime.fromisoformat(d.pop("set_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        is_running = d.pop("is_running")

        failures = d.pop("failures")

        def _parse_failure(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failure = _parse_failure(d.pop("failure"))

        scheduled_export_view = cls(
            id=id,
            name=name,
            what=what,
            export=export,
            rhythm=rhythm,
            kind=kind,
            place=place,
            options=options,
            secrets=secrets,
            set_by=set_by,
            set_at=set_at,
            due_at=due_at,
            is_running=is_running,
            failures=failures,
            failure=failure,
        )

        scheduled_export_view.additional_properties = d
        return scheduled_export_view

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
