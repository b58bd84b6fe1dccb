from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.coefficient_part import CoefficientPart
    from ..models.doubted_answer_part import DoubtedAnswerPart
    from ..models.learned_model_view import LearnedModelView
    from ..models.part_agreement_part import PartAgreementPart
    from ..models.wording import Wording


T = TypeVar("T", bound="LearnedReportView")


@_attrs_define
class LearnedReportView:
    """How a learned criterion stood in cross-testing: each of `n` answers was given by models that saw neither it nor
    any other of the same agent's week.

    `share` of equal answers, `kappa` and `ac1` count what was decided; `withheld` is the share in which it could not
    tell; `calibration_error` how far the stated chances lie from the shares that are right. `says_nothing`: the answers
    do not follow from what is said in any way that could be learned. `worst`: where it agrees least. `doubted`: the
    answers of people that it doubts most, of interactions that are still there and that you are not to answer blind.
    `sources`: how many of those it was learned from are still there.

        Attributes:
            learned (LearnedModelView): A model that was learned for a criterion. `model` is how a rule names it;
                `published_at`: since when a published
                rubric rests on it.
            question (None | Wording):
            n (int):
            share (CoefficientPart): Null where it is not defined, or the interval cannot be had.
            kappa (CoefficientPart): Null where it is not defined, or the interval cannot be had.
            ac1 (CoefficientPart): Null where it is not defined, or the interval cannot be had.
            withheld (float):
            calibration_error (float):
            says_nothing (bool):
            languages (list[str]):
            parties (str):
            worst (list[PartAgreementPart]):
            doubted (list[DoubtedAnswerPart]):
            sources (int):
    """

    learned: LearnedModelView
    question: None | Wording
    n: int
    share: CoefficientPart
    kappa: CoefficientPart
    ac1: CoefficientPart
    withheld: float
    calibration_error: float
    says_nothing: bool
    languages: list[str]
    parties: str
    worst: list[PartAgreementPart]
    doubted: list[DoubtedAnswerPart]
    sources: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.wording import Wording

        learned = self.learned.to_dict()

        question: dict[str, Any] | None
        if isinstance(self.question, Wording):
            question = self.question.to_dict()
        else:
            question = self.question

        n = self.n

        share = self.share.to_dict()

        kappa = self.kappa.to_dict()

        ac1 = self.ac1.to_dict()

        withheld = self.withheld

        calibration_error = self.calibration_error

        says_nothing = self.says_nothing

        languages = self.languages

        parties = self.parties

        worst = []
        for worst_item_data in self.worst:
            worst_item = worst_item_data.to_dict()
            worst.append(worst_item)

        doubted = []
        for doubted_item_data in self.doubted:
            doubted_item = doubted_item_data.to_dict()
            doubted.append(doubted_item)

        sources = self.sources

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "learned": learned,
                "question": question,
                "n": n,
                "share": share,
                "kappa": kappa,
                "ac1": ac1,
                "withheld": withheld,
                "calibration_error": calibration_error,
                "says_nothing": says_nothing,
                "languages": languages,
                "parties": parties,
                "worst": worst,
                "doubted": doubted,
                "sources": sources,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.coefficient_part import CoefficientPart
        from ..models.doubted_answer_part import DoubtedAnswerPart
        from ..models.learned_model_view import LearnedModelView
        from ..models.part_agreement_part import PartAgreementPart
        from ..models.wording import Wording

        d = dict(src_dict)
        learned = LearnedModelView.from_dict(d.pop("learned"))

        def _parse_question(data: object) -> None | Wording:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                question_type_0 = Wording.from_dict(data)

                return question_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Wording, data)

        question = _parse_question(d.pop("question"))

        n = d.pop("n")

        share = CoefficientPart.from_dict(d.pop("share"))

        kappa = CoefficientPart.from_dict(d.pop("kappa"))

        ac1 = CoefficientPart.from_dict(d.pop("ac1"))

        withheld = d.pop("withheld")

        calibration_error = d.pop("calibration_error")

        says_nothing = d.pop("says_nothing")

        languages = cast(list[str], d.pop("languages"))

        parties = d.pop("parties")

        worst = []
        _worst = d.pop("worst")
        for worst_item_data in _worst:
            worst_item = PartAgreementPart.from_dict(worst_item_data)

            worst.append(worst_item)

        doubted = []
        _doubted = d.pop("doubted")
        for doubted_item_data in _doubted:
            doubted_item = DoubtedAnswerPart.from_dict(doubted_item_data)

            doubted.append(doubted_item)

        sources = d.pop("sources")

        learned_report_view = cls(
            learned=learned,
            question=question,
            n=n,
            share=share,
            kappa=kappa,
            ac1=ac1,
            withheld=withheld,
            calibration_error=calibration_error,
            says_nothing=says_nothing,
            languages=languages,
            parties=parties,
            worst=worst,
            doubted=doubted,
            sources=sources,
        )

        learned_report_view.additional_properties = d
        return learned_report_view

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
