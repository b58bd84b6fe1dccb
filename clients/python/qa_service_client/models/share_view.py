from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ShareView")


@_attrs_define
class ShareView:
    """What the watch looks at of an own criterion under a version of its rubric: `yes_share` of the answers yes and no,
    `unclear_share` ("cannot tell") of all where it applies. `share` in the last full week, `before` in the weeks before
    it; null where nothing was answered.

        Attributes:
            question (str):
            rubric (str):
            measure (str):
            before (float | None):
            answers_before (int):
            share (float | None):
            answers (int):
    """

    question: str
    rubric: str
    measure: str
    before: float | None
    answers_before: int
    share: float | None
    answers: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        rubric = self.rubric

        measure = self.measure

        before: float | None
        before = self.before

        answers_before = self.answers_before

        share: float | None
        share = self.share

        answers = self.answers

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "question": question,
                "rubric": rubric,
                "measure": measure,
                "before": before,
                "answers_before": answers_before,
                "share": share,
                "answers": answers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        question = d.pop("question")

        rubric = d.pop("rubric")

        measure = d.pop("measure")

        def _parse_before(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        before = _parse_before(d.pop("before"))

        answers_before = d.pop("answers_before")

        def _parse_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        share = _parse_share(d.pop("share"))

        answers = d.pop("answers")

        share_view = cls(
            question=question,
            rubric=rubric,
            measure=measure,
            before=before,
            answers_before=answers_before,
            share=share,
            answers=answers,
        )

        share_view.additional_properties = d
        return share_view

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
