from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CalibrationBody")


@_attrs_define
class CalibrationBody:
    """Interactions, or a drawn calibration sample that names them. `people` are reviewers as reviews name them
    (`user:anna`); empty: whoever may review. `questions` empty: all.

        Attributes:
            name (str):
            interactions (list[UUID] | Unset):
            sample (None | Unset | UUID):
            people (list[str] | Unset):
            questions (list[str] | Unset):
    """

    name: str
    interactions: list[UUID] | Unset = UNSET
    sample: None | Unset | UUID = UNSET
    people: list[str] | Unset = UNSET
    questions: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        interactions: list[str] | Unset = UNSET
        if not isinstance(self.interactions, Unset):
            interactions = []
            for interactions_item_data in self.interactions:
                interactions_item = str(interactions_item_data)
                interactions.append(interactions_item)

        sample: None | str | Unset
        if isinstance(self.sample, Unset):
            sample = UNSET
        elif isinstance(self.sample, UUID):
            sample = str(self.sample)
        else:
            sample = self.sample

        people: list[str] | Unset = UNSET
        if not isinstance(self.people, Unset):
            people = self.people

        questions: list[str] | Unset = UNSET
        if not isinstance(self.questions, Unset):
            questions = self.questions

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if interactions is not UNSET:
            field_dict["interactions"] = interactions
        if sample is not UNSET:
            field_dict["sample"] = sample
        if people is not UNSET:
            field_dict["people"] = people
        if questions is not UNSET:
            field_dict["questions"] = questions

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        _interactions = d.pop("interactions", UNSET)
        interactions: list[UUID] | Unset = UNSET
        if _interactions is not UNSET:
            interactions = []
            for interactions_item_data in _interactions:
                interactions_item = UUID(interactions_item_data)

                interactions.append(interactions_item)

        def _parse_sample(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sample_type_0 = UUID(data)

                return sample_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        sample = _parse_sample(d.pop("sample", UNSET))

        people = cast(list[str], d.pop("people", UNSET))

        questions = cast(list[str], d.pop("questions", UNSET))

        calibration_body = cls(
            name=name,
            interactions=interactions,
            sample=sample,
            people=people,
            questions=questions,
        )

        return calibration_body
