from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rubric_view_state import RubricViewState

if TYPE_CHECKING:
    from ..models.rubric import Rubric
    from ..models.wording import Wording


T = TypeVar("T", bound="RubricView")


@_attrs_define
class RubricView:
    """One version, whole.

    Attributes:
        client (str):
        id (str):
        version (int):
        name (Wording): The same sentence in both languages.
        state (RubricViewState):
        in_force (bool):
        created_at (datetime.datetime | None):
        created_by (None | str):
        published_at (datetime.datetime | None):
        published_by (None | str):
        link (str):
        rubric (Rubric): A versioned set of sections; `courtesy` must be one of them.

            Ids are unique, and conditions on other answers name criteria that exist and never lead back to where they
            began.
    """

    client: str
    id: str
    version: int
    name: Wording
    state: RubricViewState
    in_force: bool
    created_at: datetime.datetime | None
    created_by: None | str
    published_at: datetime.datetime | None
    published_by: None | str
    link: str
    rubric: Rubric
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        id = self.id

        version = self.version

        name = self.name.to_dict()

        state = self.state.value

        in_force = self.in_force

        created_at: None | str
        if isinstance(self.created_at, datetime.datetime):
            created_at = self.created_at.isoformat()
        else:
            created_at = self.created_at

        created_by: None | str
        created_by = self.created_by

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        published_by: None | str
        published_by = self.published_by

        link = self.link

        rubric = self.rubric.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "id": id,
                "version": version,
                "name": name,
                "state": state,
                "in_force": in_force,
                "created_at": created_at,
                "created_by": created_by,
                "published_at": published_at,
                "published_by": published_by,
                "link": link,
                "rubric": rubric,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.rubric import Rubric
        from ..models.wording import Wording

        d = dict(src_dict)
        client = d.pop("client")

        id = d.pop("id")

        version = d.pop("version")

        name = Wording.from_dict(d.pop("name"))

        state = RubricViewState(d.pop("state"))

        in_force = d.pop("in_force")

        def _parse_created_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                created_at_type_0 = datetime.datetime.fromisoformat(data)

                return created_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        created_at = _parse_created_at(d.pop("created_at"))

        def _parse_created_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        created_by = _parse_created_by(d.pop("created_by"))

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        def _parse_published_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        published_by = _parse_published_by(d.pop("published_by"))

        link = d.pop("link")

        rubric = Rubric.from_dict(d.pop("rubric"))

        rubric_view = cls(
            client=client,
            id=id,
            version=version,
            name=name,
            state=state,
            in_force=in_force,
            created_at=created_at,
            created_by=created_by,
            published_at=published_at,
            published_by=published_by,
            link=link,
            rubric=rubric,
        )

        rubric_view.additional_properties = d
        return rubric_view

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
