from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.answer_examples_part import AnswerExamplesPart
    from ..models.criterion_job_view import CriterionJobView
    from ..models.criterion_part import CriterionPart
    from ..models.critical_part import CriticalPart
    from ..models.mover_part import MoverPart
    from ..models.section_part import SectionPart


T = TypeVar("T", bound="AttemptView")


@_attrs_define
class AttemptView:
    """What would change on the `n` interactions that were looked at if `after` were in force instead of `before`, and
    examples of each answer to the criteria that are new or answered otherwise.

    The machine's answers, on interactions of which no sample was drawn: a look, not an estimate. Interactions that were
    erased, replaced or corrected since, or that you are to answer blind, are not among movers and examples.

        Attributes:
            job (CriterionJobView): A job, and how far it is: `done` of `total` interactions. `subject` is the criterion
                that is learned (or what a
                head answers, by `family`), `rubric` the version whose question was answered, or that is tried on the `last`
                interactions (null: on all, up to 100,000).

                Once it is done: how many `seconds` it took, of how many interactions what the models see was `read_anew`, how
                many
                answered ones had to be left out since it could not be (`unread`) or are not there any more (`gone`), and which
                model was `learned`.
            before (str):
            after (str):
            n (int):
            criteria (list[CriterionPart]):
            sections (list[SectionPart]):
            critical (list[CriticalPart]):
            movers (list[MoverPart]):
            examples (list[AnswerExamplesPart]):
    """

    job: CriterionJobView
    before: str
    after: str
    n: int
    criteria: list[CriterionPart]
    sections: list[SectionPart]
    critical: list[CriticalPart]
    movers: list[MoverPart]
    examples: list[AnswerExamplesPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        job = self.job.to_dict()

        before = self.before

        after = self.after

        n = self.n

        criteria = []
        for criteria_item_data in self.criteria:
            criteria_item = criteria_item_data.to_dict()
            criteria.append(criteria_item)

        sections = []
        for sections_item_data in self.sections:
            sections_item = sections_item_data.to_dict()
            sections.append(sections_item)

        critical = []
        for critical_item_data in self.critical:
            critical_item = critical_item_data.to_dict()
            critical.append(critical_item)

        movers = []
        for movers_item_data in self.movers:
            movers_item = movers_item_data.to_dict()
            movers.append(movers_item)

        examples = []
        for examples_item_data in self.examples:
            examples_item = examples_item_data.to_dict()
            examples.append(examples_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "job": job,
                "before": before,
                "after": after,
                "n": n,
                "criteria": criteria,
                "sections": sections,
                "critical": critical,
                "movers": movers,
                "examples": examples,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_examples_part import AnswerExamplesPart
        from ..models.criterion_job_view import CriterionJobView
        from ..models.criterion_part import CriterionPart
        from ..models.critical_part import CriticalPart
        from ..models.mover_part import MoverPart
        from ..models.section_part import SectionPart

        d = dict(src_dict)
        job = CriterionJobView.from_dict(d.pop("job"))

        before = d.pop("before")

        after = d.pop("after")

        n = d.pop("n")

        criteria = []
        _criteria = d.pop("criteria")
        for criteria_item_data in _criteria:
            criteria_item = CriterionPart.from_dict(criteria_item_data)

            criteria.append(criteria_item)

        sections = []
        _sections = d.pop("sections")
        for sections_item_data in _sections:
            sections_item = SectionPart.from_dict(sections_item_data)

            sections.append(sections_item)

        critical = []
        _critical = d.pop("critical")
        for critical_item_data in _critical:
            critical_item = CriticalPart.from_dict(critical_item_data)

            critical.append(critical_item)

        movers = []
        _movers = d.pop("movers")
        for movers_item_data in _movers:
            movers_item = MoverPart.from_dict(movers_item_data)

            movers.append(movers_item)

        examples = []
        _examples = d.pop("examples")
        for examples_item_data in _examples:
            examples_item = AnswerExamplesPart.from_dict(examples_item_data)

            examples.append(examples_item)

        attempt_view = cls(
            job=job,
            before=before,
            after=after,
            n=n,
            criteria=criteria,
            sections=sections,
            critical=critical,
            movers=movers,
            examples=examples,
        )

        attempt_view.additional_properties = d
        return attempt_view

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
