from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.connector_kind import ConnectorKind

if TYPE_CHECKING:
    from ..models.connector_view_objects import ConnectorViewObjects
    from ..models.connector_view_options import ConnectorViewOptions
    from ..models.connector_view_secrets import ConnectorViewSecrets
    from ..models.reconciliation_view import ReconciliationView


T = TypeVar("T", bound="ConnectorView")


@_attrs_define
class ConnectorView:
    """One connector. `secrets` are references, never the secrets; `objects` counts versions of objects by where they
    stand; `failures` are those in a row.

        Attributes:
            id (UUID):
            name (str):
            kind (ConnectorKind): What a connector takes from.
            place (str):
            client (str):
            options (ConnectorViewOptions):
            secrets (ConnectorViewSecrets):
            is_on (bool):
            set_by (str):
            set_at (datetime.datetime):
            ran_at (datetime.datetime | None):
            new_at (datetime.datetime | None):
            due_at (datetime.datetime):
            is_running (bool):
            failures (int):
            failure (None | str):
            objects (ConnectorViewObjects):
            reconciled (None | ReconciliationView):
    """

    id: UUID
    name: str
    kind: ConnectorKind
    place: str
    client: str
    options: ConnectorViewOptions
    secrets: ConnectorViewSecrets
    is_on: bool
    set_by: str
    set_at: datetime.datetime
    ran_at: datetime.datetime | None
    new_at: datetime.datetime | None
    due_at: datetime.datetime
    is_running: bool
    failures: int
    failure: None | str
    objects: ConnectorViewObjects
    reconciled: None | ReconciliationView
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.reconciliation_view import ReconciliationView

        id = str(self.id)

        name = self.name

        kind = self.kind.value

        place = self.place

        client = self.client

        options = self.options.to_dict()

        secrets = self.secrets.to_dict()

        is_on = self.is_on

        set_by = self.set_by

        set_at = self.set_at.isoformat()

        ran_at: None | str
        if isinstance(self.ran_at, datetime.datetime):
            ran_at = self.ran_at.isoformat()
        else:
            ran_at = self.ran_at

        new_at: None | str
        if isinstance(self.new_at, datetime.datetime):
            new_at = self.new_at.isoformat()
        else:
            new_at = self.new_at

        due_at = self.due_at.isoformat()

        is_running = self.is_running

        failures = self.failures

        failure: None | str
        failure = self.failure

        objects = self.objects.to_dict()

        reconciled: dict[str, Any] | None
        if isinstance(self.reconciled, ReconciliationView):
            reconciled = self.reconciled.to_dict()
        else:
            reconciled = self.reconciled

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "kind": kind,
                "place": place,
                "client": client,
                "options": options,
                "secrets": secrets,
                "is_on": is_on,
                "set_by": set_by,
                "set_at": set_at,
                "ran_at": ran_at,
                "new_at": new_at,
                "due_at": due_at,
                "is_running": is_running,
                "failures": failures,
                "failure": failure,
                "objects": objects,
                "reconciled": reconciled,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.connector_view_objects import ConnectorViewObjects
        from ..models.connector_view_options import ConnectorViewOptions
        from ..models.connector_view_secrets import ConnectorViewSecrets
        from ..models.reconciliation_view import ReconciliationView

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        kind = ConnectorKind(d.pop("kind"))

        place = d.pop("place")

        client = d.pop("client")

        options = ConnectorViewOptions.from_dict(d.pop("options"))

        secrets = ConnectorViewSecrets.from_dict(d.pop("secrets"))

        is_on = d.pop("is_on")

        set_by = d.pop("set_by")

        set_at = datetime.datetime.fromisoformat(d.pop("set_at"))

        def _parse_ran_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ran_at_type_0 = datetime.datetime.fromisoformat(data)

                return ran_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ran_at = _parse_ran_at(d.pop("ran_at"))

        def _parse_new_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                new_at_type_0 = datetime.datetime.fromisoformat(data)

                return new_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        new_at = _parse_new_at(d.pop("new_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        is_running = d.pop("is_running")

        failures = d.pop("failures")

        def _parse_failure(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        failure = _parse_failure(d.pop("failure"))

        objects = ConnectorViewObjects.from_dict(d.pop("objects"))

        def _parse_reconciled(data: object) -> None | ReconciliationView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                reconciled_type_0 = ReconciliationView.from_dict(data)

                return reconciled_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReconciliationView, data)

        reconciled = _parse_reconciled(d.pop("reconciled"))

        connector_view = cls(
            id=id,
            name=name,
            kind=kind,
            place=place,
            client=client,
            options=options,
            secrets=secrets,
            is_on=is_on,
            set_by=set_by,
            set_at=set_at,
            ran_at=ran_at,
            new_at=new_at,
            due_at=due_at,
            is_running=is_running,
            failures=failures,
            failure=failure,
            objects=objects,
            reconciled=reconciled,
        )

        connector_view.additional_properties = d
        return connector_view

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
