from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..models.verdict import Verdict

T = TypeVar("T", bound="AnswerIs")


@_attrs_define
class AnswerIs:
    """Another criterion of the same rubric was answered like this, by the machine or by a person.

    Attributes:
        kind (Literal['answer']):
        criterion (str):
        verdicts (list[Verdict]):
    """

    kind: Literal["answer"]
    criterion: str
    verdicts: list[Verdict]

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        criterion = self.criterion

        verdicts = []
        for verdicts_item_data in self.verdicts:
            verdicts_item = verdicts_item_data.value
            verdicts.append(verdicts_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "criterion": criterion,
                "verdicts": verdicts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = cast(Literal["answer"], d.pop("kind"))
        if kind != "answer":
            raise ValueError(f"kind must match const 'answer', got '{kind}'")

        criterion = d.pop("criterion")

        verdicts = []
        _verdicts = d.pop("verdicts")
        for verdicts_item_data in _verdicts:
            verdicts_item = Verdict(verdicts_item_data)

            verdicts.append(verdicts_item)

        answer_is = cls(
            kind=kind,
            criterion=criterion,
            verdicts=verdicts,
        )

        return answer_is
