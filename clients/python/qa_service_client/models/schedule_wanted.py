from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..models.connector_kind import ConnectorKind
from ..models.kind import Kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.rhythm import Rhythm
    from ..models.schedule_wanted_export import ScheduleWantedExport
    from ..models.schedule_wanted_options import ScheduleWantedOptions
    from ..models.schedule_wanted_secrets import ScheduleWantedSecrets


T = TypeVar("T", bound="ScheduleWanted")


@_attrs_define
class ScheduleWanted:
    """A scheduled export. `what` is `warehouse` or a kind of export, and `export` the rest of its order, without days:
    each run speaks of the last whole day, week or month. The place holds no password, `secrets` are references
    (`env:CONNECTOR_NAME` or `file:NAME`), and `options` are those of docs/connectors.md.

        Attributes:
            name (str):
            what (Kind | Literal['warehouse']):
            kind (ConnectorKind): What a connector takes from.
            place (str):
            export (ScheduleWantedExport | Unset):
            rhythm (Rhythm | Unset): `hour` is on the clocks of the centre, `weekday` 1 is Monday; a month that is shorter
                than `day` says runs on its
                last one.
            options (ScheduleWantedOptions | Unset):
            secrets (ScheduleWantedSecrets | Unset):
    """

    name: str
    what: Kind | Literal["warehouse"]
    kind: ConnectorKind
    place: str
    export: ScheduleWantedExport | Unset = UNSET
    rhythm: Rhythm | Unset = UNSET
    options: ScheduleWantedOptions | Unset = UNSET
    secrets: ScheduleWantedSecrets | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        what: Literal["warehouse"] | str
        if isinstance(self.what, Kind):
            what = self.what.value
        else:
            what = self.what

        kind = self.kind.value

        place = self.place

        export: dict[str, Any] | Unset = UNSET
        if not isinstance(self.export, Unset):
            export = self.export.to_dict()

        rhythm: dict[str, Any] | Unset = UNSET
        if not isinstance(self.rhythm, Unset):
            rhythm = self.rhythm.to_dict()

        options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.options, Unset):
            options = self.options.to_dict()

        secrets: dict[str, Any] | Unset = UNSET
        if not isinstance(self.secrets, Unset):
            secrets = self.secrets.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "what": what,
                "kind": kind,
                "place": place,
            }
        )
        if export is not UNSET:
            field_dict["export"] = export
        if rhythm is not UNSET:
            field_dict["rhythm"] = rhythm
        if options is not UNSET:
            field_dict["options"] = options
        if secrets is not UNSET:
            field_dict["secrets"] = secrets

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rhythm import Rhythm
        from ..models.schedule_wanted_export import ScheduleWantedExport
        from ..models.schedule_wanted_options import ScheduleWantedOptions
        from ..models.schedule_wanted_secrets import ScheduleWantedSecrets

        d = dict(src_dict)
        name = d.pop("name")

        def _parse_what(data: object) -> Kind | Literal["warehouse"]:
            what_type_0 = cast(Literal["warehouse"], data)
            if what_type_0 != "warehouse":
                raise ValueError(
                    f"what_type_0 must match const 'warehouse', got '{what_type_0}'"
                )
            return what_type_0
            if not isinstance(data, str):
                raise TypeError()
            what_type_1 = Kind(data)

            return what_type_1

        what = _parse_what(d.pop("what"))

        kind = ConnectorKind(d.pop("kind"))

        place = d.pop("place")

        _export = d.pop("export", UNSET)
        export: ScheduleWantedExport | Unset
        if isinstance(_export, Unset):
            export = UNSET
        else:
            export = ScheduleWantedExport.from_dict(_export)

        _rhythm = d.pop("rhythm", UNSET)
        rhythm: Rhythm | Unset
        if isinstance(_rhythm, Unset):
            rhythm = UNSET
        else:
            rhythm = Rhythm.from_dict(_rhythm)

        _options = d.pop("options", UNSET)
        options: ScheduleWantedOptions | Unset
        if isinstance(_options, Unset):
            options = UNSET
        else:
            options = ScheduleWantedOptions.from_dict(_options)

        _secrets = d.pop("secrets", UNSET)
        secrets: ScheduleWantedSecrets | Unset
        if isinstance(_secrets, Unset):
            secrets = UNSET
        else:
            secrets = ScheduleWantedSecrets.from_dict(_secrets)

        schedule_wanted = cls(
            name=name,
            what=what,
            kind=kind,
            place=place,
            export=export,
            rhythm=rhythm,
            options=options,
            secrets=secrets,
        )

        return schedule_wanted
