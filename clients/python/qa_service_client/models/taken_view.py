from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.outcome_output import OutcomeOutput
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.interaction_view import InteractionView
    from ..models.warning_view import WarningView


T = TypeVar("T", bound="TakenView")


@_attrs_define
class TakenView:
    """What taking in did. `unchanged`: the same content was there already.

    Attributes:
        outcome (OutcomeOutput): What registering did.
        interaction (InteractionView): One interaction: what is known of it without opening its analysis.

            `id` and `client` are those of the document; `uuid` is the service's own name for it. `customer` is a pseudonym.
            Labels are null where the service cannot tell, and all findings until a worker is done. `automatic` is mail that
            no
            person wrote: it is kept, not judged, and stands in no figure and no sample. `segment_of`: this is the part that
            `agent` or `bot` had in that interaction. `callback`: the centre called back because the customer asked for it.
            `site`, `vendor`, `sourcing`: where it was handled, as its document says.
            `person`: interactions with the same one are of the same customer, linked by an id, a phone number or an
            address.
        warnings (list[WarningView] | Unset):
    """

    outcome: OutcomeOutput
    interaction: InteractionView
    warnings: list[WarningView] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        interaction = self.interaction.to_dict()

        warnings: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.warnings, Unset):
            warnings = []
            for warnings_item_data in self.warnings:
                warnings_item = warnings_item_data.to_dict()
                warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "outcome": outcome,
                "interaction": interaction,
            }
        )
        if warnings is not UNSET:
            field_dict["warnings"] = warnings

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.interaction_view import InteractionView
        from ..models.warning_view import WarningView

        d = dict(src_dict)
        outcome = OutcomeOutput(d.pop("outcome"))

        interaction = InteractionView.from_dict(d.pop("interaction"))

        _warnings = d.pop("warnings", UNSET)
        warnings: list[WarningView] | Unset = UNSET
        if _warnings is not UNSET:
            warnings = []
            for warnings_item_data in _warnings:
                warnings_item = WarningView.from_dict(warnings_item_data)

                warnings.append(warnings_item)

        taken_view = cls(
            outcome=outcome,
            interaction=interaction,
            warnings=warnings,
        )

        taken_view.additional_properties = d
        return taken_view

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
