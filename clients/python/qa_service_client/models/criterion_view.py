from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.criterion_view_state import CriterionViewState

if TYPE_CHECKING:
    from ..models.answers_to_learn_part import AnswersToLearnPart
    from ..models.auto_part import AutoPart
    from ..models.criterion import Criterion
    from ..models.learned_model_view import LearnedModelView


T = TypeVar("T", bound="CriterionView")


@_attrs_define
class CriterionView:
    """A criterion as a version of a client's rubric asks it. `kind` is that of its rule; `agreement` how far people
    here have checked the machine's answers; `learned` the model that was learned for it last.

        Attributes:
            client (str):
            rubric (str):
            state (CriterionViewState):
            in_force (bool):
            section (str):
            criterion (Criterion): One question about an interaction.

                It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and `applies` make it not
                applicable elsewhere. `look` says where an absence was looked for. `reference` is free text: the contract,
                standard
                or agreement that it comes from.
            kind (str):
            answers (AnswersToLearnPart): People's answers to a criterion that count, on interactions that are there. With
                fewer than `least_of_each` of
                either nothing is learned; `advised` in all are worth a try. `status` says where it stands.
            agreement (AutoPart): Whether the machine may answer alone, and why.
            learned (LearnedModelView | None):
    """

    client: str
    rubric: str
    state: CriterionViewState
    in_force: bool
    section: str
    criterion: Criterion
    kind: str
    answers: AnswersToLearnPart
    agreement: AutoPart
    learned: LearnedModelView | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.learned_model_view import LearnedModelView

        client = self.client

        rubric = self.rubric

        state = self.state.value

        in_force = self.in_force

        section = self.section

        criterion = self.criterion.to_dict()

        kind = self.kind

        answers = self.answers.to_dict()

        agreement = self.agreement.to_dict()

        learned: dict[str, Any] | None
        if isinstance(self.learned, LearnedModelView):
            learned = self.learned.to_dict()
        else:
            learned = self.learned

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "rubric": rubric,
                "state": state,
                "in_force": in_force,
                "section": section,
                "criterion": criterion,
                "kind": kind,
                "answers": answers,
                "agreement": agreement,
                "learned": learned,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answers_to_learn_part import AnswersToLearnPart
        from ..models.auto_part import AutoPart
        from ..models.criterion import Criterion
        from ..models.learned_model_view import LearnedModelView

        d = dict(src_dict)
        client = d.pop("client")

        rubric = d.pop("rubric")

        state = CriterionViewState(d.pop("state"))

        in_force = d.pop("in_force")

        section = d.pop("section")

        criterion = Criterion.from_dict(d.pop("criterion"))

        kind = d.pop("kind")

        answers = AnswersToLearnPart.from_dict(d.pop("answers"))

        agreement = AutoPart.from_dict(d.pop("agreement"))

        def _parse_learned(data: object) -> LearnedModelView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                learned_type_0 = LearnedModelView.from_dict(data)

                return learned_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LearnedModelView | None, data)

        learned = _parse_learned(d.pop("learned"))

        criterion_view = cls(
            client=client,
            rubric=rubric,
            state=state,
            in_force=in_force,
            section=section,
            criterion=criterion,
            kind=kind,
            answers=answers,
            agreement=agreement,
            learned=learned,
        )

        criterion_view.additional_properties = d
        return criterion_view

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
