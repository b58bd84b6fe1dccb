from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.aspect_view import AspectView
    from ..models.both_view import BothView
    from ..models.pack_figures_endings import PackFiguresEndings


T = TypeVar("T", bound="PackFigures")


@_attrs_define
class PackFigures:
    """A pack with its figures. `reference` is free text, `reference_in` the same in both languages; `endings` says how
    contacts count that leave the queue without an answer (`not_answered` or `left_out`), `endings_note` the same in
    words.

        Attributes:
            pack (str):
            name (BothView): A sentence in both languages.
            reference (str):
            reference_in (BothView): A sentence in both languages.
            endings (PackFiguresEndings):
            endings_note (BothView): A sentence in both languages.
            aspects (list[AspectView]):
    """

    pack: str
    name: BothView
    reference: str
    reference_in: BothView
    endings: PackFiguresEndings
    endings_note: BothView
    aspects: list[AspectView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        pack = self.pack

        name = self.name.to_dict()

        reference = self.reference

        reference_in = self.reference_in.to_dict()

        endings = self.endings.to_dict()

        endings_note = self.endings_note.to_dict()

        aspects = []
        for aspects_item_data in self.aspects:
            aspects_item = aspects_item_data.to_dict()
            aspects.append(aspects_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "pack": pack,
                "name": name,
                "reference": reference,
                "reference_in": reference_in,
                "endings": endings,
                "endings_note": endings_note,
                "aspects": aspects,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.aspect_view import AspectView
        from ..models.both_view import BothView
        from ..models.pack_figures_endings import PackFiguresEndings

        d = dict(src_dict)
        pack = d.pop("pack")

        name = BothView.from_dict(d.pop("name"))

        reference = d.pop("reference")

        reference_in = BothView.from_dict(d.pop("reference_in"))

        endings = PackFiguresEndings.from_dict(d.pop("endings"))

        endings_note = BothView.from_dict(d.pop("endings_note"))

        aspects = []
        _aspects = d.pop("aspects")
        for aspects_item_data in _aspects:
            aspects_item = AspectView.from_dict(aspects_item_data)

            aspects.append(aspects_item)

        pack_figures = cls(
            pack=pack,
            name=name,
            reference=reference,
            reference_in=reference_in,
            endings=endings,
            endings_note=endings_note,
            aspects=aspects,
        )

        pack_figures.additional_properties = d
        return pack_figures

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
