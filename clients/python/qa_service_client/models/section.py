from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.criterion import Criterion
    from ..models.wording import Wording


T = TypeVar("T", bound="Section")


@_attrs_define
class Section:
    """Criteria that make one figure together.

    Attributes:
        id (str):
        name (Wording): The same sentence in both languages.
        criteria (list[Criterion]):
    """

    id: str
    name: Wording
    criteria: list[Criterion]

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name.to_dict()

        criteria = []
        for criteria_item_data in self.criteria:
            criteria_item = criteria_item_data.to_dict()
            criteria.append(criteria_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "name": name,
                "criteria": criteria,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.criterion import Criterion
        from ..models.wording import Wording

        d = dict(src_dict)
        id = d.pop("id")

        name = Wording.from_dict(d.pop("name"))

        criteria = []
        _criteria = d.pop("criteria")
        for criteria_item_data in _criteria:
            criteria_item = Criterion.from_dict(criteria_item_data)

            criteria.append(criteria_item)

        section = cls(
            id=id,
            name=name,
            criteria=criteria,
        )

        return section
