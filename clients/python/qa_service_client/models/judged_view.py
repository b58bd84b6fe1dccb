from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.judged import Judged

if TYPE_CHECKING:
    from ..models.answer_view import AnswerView
    from ..models.correction_part import CorrectionPart
    from ..models.dispute_view import DisputeView
    from ..models.judged_view_counts import JudgedViewCounts


T = TypeVar("T", bound="JudgedView")


@_attrs_define
class JudgedView:
    """Everything that people said of one interaction. `counts` are the answers that count, by question.

    Attributes:
        interaction (str):
        judgement (Judged): How the judgement of an interaction stands.

            FINAL: a dispute was decided, or a person reviewed it and the time to object has passed.
        counts (JudgedViewCounts):
        answers (list[AnswerView]):
        disputes (list[DisputeView]):
        corrections (list[CorrectionPart]):
    """

    interaction: str
    judgement: Judged
    counts: JudgedViewCounts
    answers: list[AnswerView]
    disputes: list[DisputeView]
    corrections: list[CorrectionPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = self.interaction

        judgement = self.judgement.value

        counts = self.counts.to_dict()

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        disputes = []
        for disputes_item_data in self.disputes:
            disputes_item = disputes_item_data.to_dict()
            disputes.append(disputes_item)

        corrections = []
        for corrections_item_data in self.corrections:
            corrections_item = corrections_item_data.to_dict()
            corrections.append(corrections_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "judgement": judgement,
                "counts": counts,
                "answers": answers,
                "disputes": disputes,
                "corrections": corrections,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_view import AnswerView
        from ..models.correction_part import CorrectionPart
        from ..models.dispute_view import DisputeView
        from ..models.judged_view_counts import JudgedViewCounts

        d = dict(src_dict)
        interaction = d.pop("interaction")

        judgement = Judged(d.pop("judgement"))

        counts = JudgedViewCounts.from_dict(d.pop("counts"))

        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = AnswerView.from_dict(answers_item_data)

            answers.append(answers_item)

        disputes = []
        _disputes = d.pop("disputes")
        for disputes_item_data in _disputes:
            disputes_item = DisputeView.from_dict(disputes_item_data)

            disputes.append(disputes_item)

        corrections = []
        _corrections = d.pop("corrections")
        for corrections_item_data in _corrections:
            corrections_item = CorrectionPart.from_dict(corrections_item_data)

            corrections.append(corrections_item)

        judged_view = cls(
            interaction=interaction,
            judgement=judgement,
            counts=counts,
            answers=answers,
            disputes=disputes,
            corrections=corrections,
        )

        judged_view.additional_properties = d
        return judged_view

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
