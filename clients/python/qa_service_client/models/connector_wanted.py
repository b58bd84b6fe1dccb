from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.connector_kind import ConnectorKind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.connector_wanted_options import ConnectorWantedOptions
    from ..models.connector_wanted_secrets import ConnectorWantedSecrets


T = TypeVar("T", bound="ConnectorWanted")


@_attrs_define
class ConnectorWanted:
    """A connector: its place holds no password, `secrets` are references (`env:CONNECTOR_NAME` or `file:NAME`), and
    `options` are those of docs/connectors.md.

        Attributes:
            name (str):
            kind (ConnectorKind): What a connector takes from.
            place (str):
            client (str):
            options (ConnectorWantedOptions | Unset):
            secrets (ConnectorWantedSecrets | Unset):
            is_on (bool | Unset):  Default: True.
    """

    name: str
    kind: ConnectorKind
    place: str
    client: str
    options: ConnectorWantedOptions | Unset = UNSET
    secrets: ConnectorWantedSecrets | Unset = UNSET
    is_on: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind = self.kind.value

        place = self.place

        client = self.client

        options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.options, Unset):
            options = self.options.to_dict()

        secrets: dict[str, Any] | Unset = UNSET
        if not isinstance(self.secrets, Unset):
            secrets = self.secrets.to_dict()

        is_on = self.is_on

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "kind": kind,
                "place": place,
                "client": client,
            }
        )
        if options is not UNSET:
            field_dict["options"] = options
        if secrets is not UNSET:
            field_dict["secrets"] = secrets
        if is_on is not UNSET:
            field_dict["is_on"] = is_on

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.connector_wanted_options import ConnectorWantedOptions
        from ..models.connector_wanted_secrets import ConnectorWantedSecrets

        d = dict(src_dict)
        name = d.pop("name")

        kind = ConnectorKind(d.pop("kind"))

        place = d.pop("place")

        client = d.pop("client")

        _options = d.pop("options", UNSET)
        options: ConnectorWantedOptions | Unset
        if isinstance(_options, Unset):
            options = UNSET
        else:
            options = ConnectorWantedOptions.from_dict(_options)

        _secrets = d.pop("secrets", UNSET)
        secrets: ConnectorWantedSecrets | Unset
        if isinstance(_secrets, Unset):
            secrets = UNSET
        else:
            secrets = ConnectorWantedSecrets.from_dict(_secrets)

        is_on = d.pop("is_on", UNSET)

        connector_wanted = cls(
            name=name,
            kind=kind,
            place=place,
            client=client,
            options=options,
            secrets=secrets,
            is_on=is_on,
        )

        return connector_wanted
