from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.allocation import Allocation
from ..models.purpose import Purpose
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.frame_body import FrameBody
    from ..models.sample_body_weights import SampleBodyWeights


T = TypeVar("T", bound="SampleBody")


@_attrs_define
class SampleBody:
    """A plan. `size` is the number of picks in all, or in every stratum with allocation `equal` (five an agent:
    `by: ["agent"], allocation: "equal", size: 5`). `weights` say how much more often a reason makes an interaction be
    looked at (risk only); `floor` is the part of the budget that is drawn blindly. `second` is the share that two
    people answer; `blind` holds the machine's answers back until a person has answered.

        Attributes:
            name (str):
            purpose (Purpose): Why an interaction was picked. The three never mix unseen: each pick carries its own.

                RANDOM picks carry estimates. RISK picks serve coaching, and enter estimates only with their chance. CALIBRATION
                picks measure people against each other and never enter an estimate.
            size (int):
            frame (FrameBody | Unset): Which interactions may be drawn: analysed ones that fit all that is given; `since` <=
                start < `until`.
            by (list[str] | Unset):
            allocation (Allocation | Unset): How a budget is shared among strata: by size, by size times spread (Neyman), or
                the same number each.
            minimum (int | Unset):  Default: 0.
            weights (SampleBodyWeights | Unset):
            floor (float | Unset):  Default: 0.5.
            seed (int | None | Unset):
            second (float | Unset):  Default: 0.0.
            blind (bool | Unset):  Default: True.
    """

    name: str
    purpose: Purpose
    size: int
    frame: FrameBody | Unset = UNSET
    by: list[str] | Unset = UNSET
    allocation: Allocation | Unset = UNSET
    minimum: int | Unset = 0
    weights: SampleBodyWeights | Unset = UNSET
    floor: float | Unset = 0.5
    seed: int | None | Unset = UNSET
    second: float | Unset = 0.0
    blind: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        purpose = self.purpose.value

        size = self.size

        frame: dict[str, Any] | Unset = UNSET
        if not isinstance(self.frame, Unset):
            frame = self.frame.to_dict()

        by: list[str] | Unset = UNSET
        if not isinstance(self.by, Unset):
            by = self.by

        allocation: str | Unset = UNSET
        if not isinstance(self.allocation, Unset):
            allocation = self.allocation.value

        minimum = self.minimum

        weights: dict[str, Any] | Unset = UNSET
        if not isinstance(self.weights, Unset):
            weights = self.weights.to_dict()

        floor = self.floor

        seed: int | None | Unset
        if isinstance(self.seed, Unset):
            seed = UNSET
        else:
            seed = self.seed

        second = self.second

        blind = self.blind

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "purpose": purpose,
                "size": size,
            }
        )
        if frame is not UNSET:
            field_dict["frame"] = frame
        if by is not UNSET:
            field_dict["by"] = by
        if allocation is not UNSET:
            field_dict["allocation"] = allocation
        if minimum is not UNSET:
            field_dict["minimum"] = minimum
        if weights is not UNSET:
            field_dict["weights"] = weights
        if floor is not UNSET:
            field_dict["floor"] = floor
        if seed is not UNSET:
            field_dict["seed"] = seed
        if second is not UNSET:
            field_dict["second"] = second
        if blind is not UNSET:
            field_dict["blind"] = blind

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.frame_body import FrameBody
        from ..models.sample_body_weights import SampleBodyWeights

        d = dict(src_dict)
        name = d.pop("name")

        purpose = Purpose(d.pop("purpose"))

        size = d.pop("size")

        _frame = d.pop("frame", UNSET)
        frame: FrameBody | Unset
        if isinstance(_frame, Unset):
            frame = UNSET
        else:
            frame = FrameBody.from_dict(_frame)

        by = cast(list[str], d.pop("by", UNSET))

        _allocation = d.pop("allocation", UNSET)
        allocation: Allocation | Unset
        if isinstance(_allocation, Unset):
            allocation = UNSET
        else:
            allocation = Allocation(_allocation)

        minimum = d.pop("minimum", UNSET)

        _weights = d.pop("weights", UNSET)
        weights: SampleBodyWeights | Unset
        if isinstance(_weights, Unset):
            weights = UNSET
        else:
            weights = SampleBodyWeights.from_dict(_weights)

        floor = d.pop("floor", UNSET)

        def _parse_seed(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        seed = _parse_seed(d.pop("seed", UNSET))

        second = d.pop("second", UNSET)

        blind = d.pop("blind", UNSET)

        sample_body = cls(
            name=name,
            purpose=purpose,
            size=size,
            frame=frame,
            by=by,
            allocation=allocation,
            minimum=minimum,
            weights=weights,
            floor=floor,
            seed=seed,
            second=second,
            blind=blind,
        )

        return sample_body
