from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="AnswerBody")


@_attrs_define
class AnswerBody:
    """One answer: to `criterion:<id>`, `label:intent`, `label:resolution`, `label:sentiment_end` or
    `courtesy:<label>`. `why` is kept as it is written, but for what looks like an e-mail address or a long number.

        Attributes:
            question (str):
            answer (str):
            why (str | Unset):  Default: ''.
    """

    question: str
    answer: str
    why: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        question = self.question

        answer = self.answer

        why = self.why

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "question": question,
                "answer": answer,
            }
        )
        if why is not UNSET:
            field_dict["why"] = why

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        question = d.pop("question")

        answer = d.pop("answer")

        why = d.pop("why", UNSET)

        answer_body = cls(
            question=question,
            answer=answer,
            why=why,
        )

        return answer_body
