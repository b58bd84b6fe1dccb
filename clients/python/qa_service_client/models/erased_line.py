from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.erased import Erased


T = TypeVar("T", bound="ErasedLine")


@_attrs_define
class ErasedLine:
    """What became of a line of a list: what was erased, or why it was refused.

    Attributes:
        line (int):
        erased (Erased | None | Unset):
        refused (None | str | Unset):
    """

    line: int
    erased: Erased | None | Unset = UNSET
    refused: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.erased import Erased

        line = self.line

        erased: dict[str, Any] | None | Unset
        if isinstance(self.erased, Unset):
            erased = UNSET
        elif isinstance(self.erased, Erased):
            erased = self.erased.to_dict()
        else:
            erased = self.erased

        refused: None | str | Unset
        if isinstance(self.refused, Unset):
            refused = UNSET
        else:
            refused = self.refused

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "line": line,
            }
        )
        if erased is not UNSET:
            field_dict["erased"] = erased
        if refused is not UNSET:
            field_dict["refused"] = refused

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.erased import Erased

        d = dict(src_dict)
        line = d.pop("line")

        def _parse_erased(data: object) -> Erased | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                erased_type_0 = Erased.from_dict(data)

                return erased_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Erased | None | Unset, data)

        erased = _parse_erased(d.pop("erased", UNSET))

        def _parse_refused(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        refused = _parse_refused(d.pop("refused", UNSET))

        erased_line = cls(
            line=line,
            erased=erased,
            refused=refused,
        )

        erased_line.additional_properties = d
        return erased_line

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
