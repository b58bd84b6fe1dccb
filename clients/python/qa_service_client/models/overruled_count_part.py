from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="OverruledCountPart")


@_attrs_define
class OverruledCountPart:
    """Of one question, under one version of a rubric (null for what no rubric asks), in the month or the part of one
    that begins on `since`: of so many `answers` of people beside one of the machine, so many overruled it, and why.

        Attributes:
            question (str):
            rubric (None | str):
            since (datetime.date):
            answers (int):
            overruled (int):
            to_sort (int):
            guide_unclear (int):
            machine_wrong (int):
            reviewer_wrong (int):
    """

    question: str
    rubric: None | str
    since: datetime.date
    answers: int
    overruled: int
    to_sort: int
    guide_unclear: int
    machine_wrong: int
    reviewer_wrong: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        rubric: None | str
        rubric = self.rubric

        since = self.since.isoformat()

        answers = self.answers

        overruled = self.overruled

        to_sort = self.to_sort

        guide_unclear = self.guide_unclear

        machine_wrong = self.machine_wrong

        reviewer_wrong = self.reviewer_wrong

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "rubric": rubric,
                "since": since,
                "answers": answers,
                "overruled": overruled,
                "to_sort": to_sort,
                "guide_unclear": guide_unclear,
                "machine_wrong": machine_wrong,
                "reviewer_wrong": reviewer_wrong,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        question = d.pop("question")

        def _parse_rubric(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rubric = _parse_rubric(d.pop("rubric"))

        since = datetime.date.fromisoformat(d.pop("since"))

        answers = d.pop("answers")

        overruled = d.pop("overruled")

        to_sort = d.pop("to_sort")

        guide_unclear = d.pop("guide_unclear")

        machine_wrong = d.pop("machine_wrong")

        reviewer_wrong = d.pop("reviewer_wrong")

        overruled_count_part = cls(
            question=question,
            rubric=rubric,
            since=since,
            answers=answers,
            overruled=overruled,
            to_sort=to_sort,
            guide_unclear=guide_unclear,
            machine_wrong=machine_wrong,
            reviewer_wrong=reviewer_wrong,
        )

        overruled_count_part.additional_properties = d
        return overruled_count_part

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
