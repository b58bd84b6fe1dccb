from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.template_quality_gold import TemplateQualityGold
from ..types import UNSET, Unset

T = TypeVar("T", bound="TemplateQuality")


@_attrs_define
class TemplateQuality:
    """What was measured of a template on the corpus, by `command` on `measured_on`.

    `gold` says whose answers are true: read by hand, the labels of the corpus's writers, or none where what is asked
    does not occur in it or a person answers. Of `n` interactions with a true answer (applies and done, applies and not
    done, or does not apply) the share `right` was answered like it; `kappa` has its 95 % interval behind it. `asked`
    counts the interactions of the corpus that were answered yes or no, `accused` those with a no, `looked_at` those of
    these that were read, `wrongly` those in which the no was wrong.

        Attributes:
            gold (TemplateQualityGold):
            asked (int):
            accused (int):
            command (str):
            measured_on (datetime.date):
            n (int | Unset):  Default: 0.
            right (float | None | Unset):
            kappa (list[float] | None | Unset):
            looked_at (int | Unset):  Default: 0.
            wrongly (int | Unset):  Default: 0.
    """

    gold: TemplateQualityGold
    asked: int
    accused: int
    command: str
    measured_on: datetime.date
    n: int | Unset = 0
    right: float | None | Unset = UNSET
    kappa: list[float] | None | Unset = UNSET
    looked_at: int | Unset = 0
    wrongly: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        gold = self.gold.value

        asked = self.asked

        accused = self.accused

        command = self.command

        measured_on = self.measured_on.isoformat()

        n = self.n

        right: float | None | Unset
        if isinstance(self.right, Unset):
            right = UNSET
        else:
            right = self.right

        kappa: list[float] | None | Unset
        if isinstance(self.kappa, Unset):
            kappa = UNSET
        elif isinstance(self.kappa, list):
            kappa = []
            for kappa_type_0_item_data in self.kappa:
                kappa_type_0_item: float
                kappa_type_0_item = kappa_type_0_item_data
                kappa.append(kappa_type_0_item)

        else:
            kappa = self.kappa

        looked_at = self.looked_at

        wrongly = self.wrongly

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "gold": gold,
                "asked": asked,
                "accused": accused,
                "command": command,
                "measured_on": measured_on,
            }
        )
        if n is not UNSET:
            field_dict["n"] = n
        if right is not UNSET:
            field_dict["right"] = right
        if kappa is not UNSET:
            field_dict["kappa"] = kappa
        if looked_at is not UNSET:
            field_dict["looked_at"] = looked_at
        if wrongly is not UNSET:
            field_dict["wrongly"] = wrongly

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        gold = TemplateQualityGold(d.pop("gold"))

        asked = d.pop("asked")

        accused = d.pop("accused")

        command = d.pop("command")

        measured_on = datetime.date.fromisoformat(d.pop("measured_on"))

        n = d.pop("n", UNSET)

        def _parse_right(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        right = _parse_right(d.pop("right", UNSET))

        def _parse_kappa(data: object) -> list[float] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                kappa_type_0 = []
                _kappa_type_0 = data
                for kappa_type_0_item_data in _kappa_type_0:

                    def _parse_kappa_type_0_item(data: object) -> float:
                        return cast(float, data)

                    kappa_type_0_item = _parse_kappa_type_0_item(kappa_type_0_item_data)

                    kappa_type_0.append(kappa_type_0_item)

                return kappa_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[float] | None | Unset, data)

        kappa = _parse_kappa(d.pop("kappa", UNSET))

        looked_at = d.pop("looked_at", UNSET)

        wrongly = d.pop("wrongly", UNSET)

        template_quality = cls(
            gold=gold,
            asked=asked,
            accused=accused,
            command=command,
            measured_on=measured_on,
            n=n,
            right=right,
            kappa=kappa,
            looked_at=looked_at,
            wrongly=wrongly,
        )

        return template_quality
