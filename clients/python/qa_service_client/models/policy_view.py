from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.coefficient import Coefficient
from ..types import UNSET, Unset

T = TypeVar("T", bound="PolicyView")


@_attrs_define
class PolicyView:
    """A criterion is scored without a person while the lower bound of `coefficient` is at least `threshold`, once
    `least` interactions have both answers. Agents may object for `dispute_days`; an objection that nobody decides
    within `decision_days` expires.

        Attributes:
            threshold (float | Unset):  Default: 0.6.
            coefficient (Coefficient | Unset): A coefficient of agreement. Cohen's kappa is for two raters; it is weighted
                where the answers have an order.
            least (int | Unset):  Default: 30.
            dispute_days (int | Unset):  Default: 14.
            decision_days (int | Unset):  Default: 30.
    """

    threshold: float | Unset = 0.6
    coefficient: Coefficient | Unset = UNSET
    least: int | Unset = 30
    dispute_days: int | Unset = 14
    decision_days: int | Unset = 30

    def to_dict(self) -> dict[str, Any]:
        threshold = self.threshold

        coefficient: str | Unset = UNSET
        if not isinstance(self.coefficient, Unset):
            coefficient = self.coefficient.value

        least = self.least

        dispute_days = self.dispute_days

        decision_days = self.decision_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if threshold is not UNSET:
            field_dict["threshold"] = threshold
        if coefficient is not UNSET:
            field_dict["coefficient"] = coefficient
        if least is not UNSET:
            field_dict["least"] = least
        if dispute_days is not UNSET:
            field_dict["dispute_days"] = dispute_days
        if decision_days is not UNSET:
            field_dict["decision_days"] = decision_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        threshold = d.pop("threshold", UNSET)

        _coefficient = d.pop("coefficient", UNSET)
        coefficient: Coefficient | Unset
        if isinstance(_coefficient, Unset):
            coefficient = UNSET
        else:
            coefficient = Coefficient(_coefficient)

        least = d.pop("least", UNSET)

        dispute_days = d.pop("dispute_days", UNSET)

        decision_days = d.pop("decision_days", UNSET)

        policy_view = cls(
            threshold=threshold,
            coefficient=coefficient,
            least=least,
            dispute_days=dispute_days,
            decision_days=decision_days,
        )

        return policy_view
