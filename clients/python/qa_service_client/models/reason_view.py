from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.reason_view_inside_the_centre import ReasonViewInsideTheCentre
    from ..models.repeats_view import RepeatsView


T = TypeVar("T", bound="ReasonView")


@_attrs_define
class ReasonView:
    """A reason for contact with its outcomes.

    Attributes:
        intent (str):
        n (int):
        inside_the_centre (ReasonViewInsideTheCentre):
        clients_own (int):
        no_case (int):
        cannot_tell (int):
        repeats (RepeatsView): Of `followed` contacts, how many came again within seven days, by where the cause of the
            first one lay.
    """

    intent: str
    n: int
    inside_the_centre: ReasonViewInsideTheCentre
    clients_own: int
    no_case: int
    cannot_tell: int
    repeats: RepeatsView
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        intent = self.intent

        n = self.n

        inside_the_centre = self.inside_the_centre.to_dict()

        clients_own = self.clients_own

        no_case = self.no_case

        cannot_tell = self.cannot_tell

        repeats = self.repeats.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "intent": intent,
                "n": n,
                "inside_the_centre": inside_the_centre,
                "clients_own": clients_own,
                "no_case": no_case,
                "cannot_tell": cannot_tell,
                "repeats": repeats,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.reason_view_inside_the_centre import ReasonViewInsideTheCentre
        from ..models.repeats_view import RepeatsView

        d = dict(src_dict)
        intent = d.pop("intent")

        n = d.pop("n")

        inside_the_centre = ReasonViewInsideTheCentre.from_dict(
            d.pop("inside_the_centre")
        )

        clients_own = d.pop("clients_own")

        no_case = d.pop("no_case")

        cannot_tell = d.pop("cannot_tell")

        repeats = RepeatsView.from_dict(d.pop("repeats"))

        reason_view = cls(
            intent=intent,
            n=n,
            inside_the_centre=inside_the_centre,
            clients_own=clients_own,
            no_case=no_case,
            cannot_tell=cannot_tell,
            repeats=repeats,
        )

        reason_view.additional_properties = d
        return reason_view

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
