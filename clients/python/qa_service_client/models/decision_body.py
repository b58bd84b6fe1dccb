from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.answer_body import AnswerBody


T = TypeVar("T", bound="DecisionBody")


@_attrs_define
class DecisionBody:
    """`answers` are what holds from now on; only for an objection that is upheld.

    Attributes:
        uphold (bool):
        why (str):
        answers (list[AnswerBody] | Unset):
    """

    uphold: bool
    why: str
    answers: list[AnswerBody] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        uphold = self.uphold

        why = self.why

        answers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.answers, Unset):
            answers = []
            for answers_item_data in self.answers:
                answers_item = answers_item_data.to_dict()
                answers.append(answers_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "uphold": uphold,
                "why": why,
            }
        )
        if answers is not UNSET:
            field_dict["answers"] = answers

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_body import AnswerBody

        d = dict(src_dict)
        uphold = d.pop("uphold")

        why = d.pop("why")

        _answers = d.pop("answers", UNSET)
        answers: list[AnswerBody] | Unset = UNSET
        if _answers is not UNSET:
            answers = []
            for answers_item_data in _answers:
                answers_item = AnswerBody.from_dict(answers_item_data)

                answers.append(answers_item)

        decision_body = cls(
            uphold=uphold,
            why=why,
            answers=answers,
        )

        return decision_body
