from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.section import Section
    from ..models.wording import Wording


T = TypeVar("T", bound="Rubric")


@_attrs_define
class Rubric:
    """A versioned set of sections; `courtesy` must be one of them.

    Ids are unique, and conditions on other answers name criteria that exist and never lead back to where they began.

        Attributes:
            id (str):
            version (int):
            name (Wording): The same sentence in both languages.
            sections (list[Section]):
    """

    id: str
    version: int
    name: Wording
    sections: list[Section]

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        version = self.version

        name = self.name.to_dict()

        sections = []
        for sections_item_data in self.sections:
            sections_item = sections_item_data.to_dict()
            sections.append(sections_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "version": version,
                "name": name,
                "sections": sections,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.section import Section
        from ..models.wording import Wording

        d = dict(src_dict)
        id = d.pop("id")

        version = d.pop("version")

        name = Wording.from_dict(d.pop("name"))

        sections = []
        _sections = d.pop("sections")
        for sections_item_data in _sections:
            sections_item = Section.from_dict(sections_item_data)

            sections.append(sections_item)

        rubric = cls(
            id=id,
            version=version,
            name=name,
            sections=sections,
        )

        return rubric
