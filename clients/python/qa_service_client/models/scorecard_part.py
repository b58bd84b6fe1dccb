from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.answer_part import AnswerPart
    from ..models.scorecard_part_critical_by_harm import ScorecardPartCriticalByHarm
    from ..models.scorecard_part_sections import ScorecardPartSections


T = TypeVar("T", bound="ScorecardPart")


@_attrs_define
class ScorecardPart:
    """0 to 100 by section; `critical` names the critical criteria that failed, `critical_by_harm` the same apart
    (customer, business, compliance), `failed` the sections that one of them failed outright, `to_be_confirmed` the
    criteria whose answer waits for a person.

        Attributes:
            rubric (str):
            courtesy (float | None):
            sections (ScorecardPartSections):
            critical (list[str]):
            critical_by_harm (ScorecardPartCriticalByHarm):
            failed (list[str]):
            to_be_confirmed (list[str]):
            answers (list[AnswerPart]):
    """

    rubric: str
    courtesy: float | None
    sections: ScorecardPartSections
    critical: list[str]
    critical_by_harm: ScorecardPartCriticalByHarm
    failed: list[str]
    to_be_confirmed: list[str]
    answers: list[AnswerPart]

    def to_dict(self) -> dict[str, Any]:
        rubric = self.rubric

        courtesy: float | None
        courtesy = self.courtesy

        sections = self.sections.to_dict()

        critical = self.critical

        critical_by_harm = self.critical_by_harm.to_dict()

        failed = self.failed

        to_be_confirmed = self.to_be_confirmed

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rubric": rubric,
                "courtesy": courtesy,
                "sections": sections,
                "critical": critical,
                "critical_by_harm": critical_by_harm,
                "failed": failed,
                "to_be_confirmed": to_be_confirmed,
                "answers": answers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_part import AnswerPart
        from ..models.scorecard_part_critical_by_harm import ScorecardPartCriticalByHarm
        from ..models.scorecard_part_sections import ScorecardPartSections

        d = dict(src_dict)
        rubric = d.pop("rubric")

        def _parse_courtesy(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        courtesy = _parse_courtesy(d.pop("courtesy"))

        sections = ScorecardPartSections.from_dict(d.pop("sections"))

        critical = cast(list[str], d.pop("critical"))

        critical_by_harm = ScorecardPartCriticalByHarm.from_dict(
            d.pop("critical_by_harm")
        )

        failed = cast(list[str], d.pop("failed"))

        to_be_confirmed = cast(list[str], d.pop("to_be_confirmed"))

        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = AnswerPart.from_dict(answers_item_data)

            answers.append(answers_item)

        scorecard_part = cls(
            rubric=rubric,
            courtesy=courtesy,
            sections=sections,
            critical=critical,
            critical_by_harm=critical_by_harm,
            failed=failed,
            to_be_confirmed=to_be_confirmed,
            answers=answers,
        )

        return scorecard_part
