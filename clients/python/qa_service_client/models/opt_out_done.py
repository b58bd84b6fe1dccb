from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.erased import Erased
    from ..models.opt_out_view import OptOutView


T = TypeVar("T", bound="OptOutDone")


@_attrs_define
class OptOutDone:
    """The objection, and what was erased where that was asked for.

    Attributes:
        opt_out (OptOutView): `customer` is the pseudonym; `refused` counts what was handed in of them since, the last
            at `refused_at`.
        erased (Erased | None):
    """

    opt_out: OptOutView
    erased: Erased | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.erased import Erased

        opt_out = self.opt_out.to_dict()

        erased: dict[str, Any] | None
        if isinstance(self.erased, Erased):
            erased = self.erased.to_dict()
        else:
            erased = self.erased

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "opt_out": opt_out,
                "erased": erased,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.erased import Erased
        from ..models.opt_out_view import OptOutView

        d = dict(src_dict)
        opt_out = OptOutView.from_dict(d.pop("opt_out"))

        def _parse_erased(data: object) -> Erased | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                erased_type_0 = Erased.from_dict(data)

                return erased_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Erased | None, data)

        erased = _parse_erased(d.pop("erased"))

        opt_out_done = cls(
            opt_out=opt_out,
            erased=erased,
        )

        opt_out_done.additional_properties = d
        return opt_out_done

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
