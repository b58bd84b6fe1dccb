from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.criterion_look import CriterionLook
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.all_of import AllOf
    from ..models.answer_is import AnswerIs
    from ..models.any_of import AnyOf
    from ..models.ask_person import AskPerson
    from ..models.asks_model import AsksModel
    from ..models.critical import Critical
    from ..models.dynamics_are import DynamicsAre
    from ..models.intent_is import IntentIs
    from ..models.not_ import Not
    from ..models.resembles_examples import ResemblesExamples
    from ..models.resolution_is import ResolutionIs
    from ..models.says_phrase import SaysPhrase
    from ..models.says_script import SaysScript
    from ..models.scope import Scope
    from ..models.sentiment_is import SentimentIs
    from ..models.shows_behaviour import ShowsBehaviour
    from ..models.silence_reaches import SilenceReaches
    from ..models.wording import Wording


T = TypeVar("T", bound="Criterion")


@_attrs_define
class Criterion:
    """One question about an interaction.

    It is met when `rule` holds (or, with `wanted: false`, when it does not). `only_if` and `applies` make it not
    applicable elsewhere. `look` says where an absence was looked for. `reference` is free text: the contract, standard
    or agreement that it comes from.

        Attributes:
            id (str):
            question (Wording): The same sentence in both languages.
            rule (AllOf | AnswerIs | AnyOf | AskPerson | AsksModel | DynamicsAre | IntentIs | Not | ResemblesExamples |
                ResolutionIs | SaysPhrase | SaysScript | SentimentIs | ShowsBehaviour | SilenceReaches):
            wanted (bool | Unset):  Default: True.
            weight (float | Unset):  Default: 1.0.
            applies (Scope | Unset): Where a criterion applies; an empty field means everywhere.
            only_if (AllOf | AnswerIs | AnyOf | AsksModel | DynamicsAre | IntentIs | None | Not | ResemblesExamples |
                ResolutionIs | SaysPhrase | SaysScript | SentimentIs | ShowsBehaviour | SilenceReaches | Unset):
            critical (Critical | None | Unset):
            look (CriterionLook | Unset):  Default: CriterionLook.ANYWHERE.
            reference (str | Unset):  Default: ''.
    """

    id: str
    question: Wording
    rule: (
        AllOf
        | AnswerIs
        | AnyOf
        | AskPerson
        | AsksModel
        | DynamicsAre
        | IntentIs
        | Not
        | ResemblesExamples
        | ResolutionIs
        | SaysPhrase
        | SaysScript
        | SentimentIs
        | ShowsBehaviour
        | SilenceReaches
    )
    wanted: bool | Unset = True
    weight: float | Unset = 1.0
    applies: Scope | Unset = UNSET
    only_if: (
        AllOf
        | AnswerIs
        | AnyOf
        | AsksModel
        | DynamicsAre
        | IntentIs
        | None
        | Not
        | ResemblesExamples
        | ResolutionIs
        | SaysPhrase
        | SaysScript
        | SentimentIs
        | ShowsBehaviour
        | SilenceReaches
        | Unset
    ) = UNSET
    critical: Critical | None | Unset = UNSET
    look: CriterionLook | Unset = CriterionLook.ANYWHERE
    reference: str | Unset = ""

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_of import AllOf
        from ..models.answer_is import AnswerIs
        from ..models.any_of import AnyOf
        from ..models.asks_model import AsksModel
        from ..models.critical import Critical
        from ..models.dynamics_are import DynamicsAre
        from ..models.intent_is import IntentIs
        from ..models.not_ import Not
        from ..models.resembles_examples import ResemblesExamples
        from ..models.resolution_is import ResolutionIs
        from ..models.says_phrase import SaysPhrase
        from ..models.says_script import SaysScript
        from ..models.sentiment_is import SentimentIs
        from ..models.shows_behaviour import ShowsBehaviour
        from ..models.silence_reaches import SilenceReaches

        id = self.id

        question = self.question.to_dict()

        rule: dict[str, Any]
        if (
            isinstance(self.rule, ShowsBehaviour)
            or isinstance(self.rule, IntentIs)
            or isinstance(self.rule, ResolutionIs)
            or isinstance(self.rule, SentimentIs)
            or isinstance(self.rule, SilenceReaches)
            or isinstance(self.rule, DynamicsAre)
            or isinstance(self.rule, AnswerIs)
            or isinstance(self.rule, SaysPhrase)
            or isinstance(self.rule, SaysScript)
            or isinstance(self.rule, ResemblesExamples)
            or isinstance(self.rule, AsksModel)
            or isinstance(self.rule, AllOf)
            or isinstance(self.rule, AnyOf)
            or isinstance(self.rule, Not)
        ):
            rule = self.rule.to_dict()
        else:
            rule = self.rule.to_dict()

        wanted = self.wanted

        weight = self.weight

        applies: dict[str, Any] | Unset = UNSET
        if not isinstance(self.applies, Unset):
            applies = self.applies.to_dict()

        only_if: dict[str, Any] | None | Unset
        if isinstance(self.only_if, Unset):
            only_if = UNSET
        elif (
            isinstance(self.only_if, ShowsBehaviour)
            or isinstance(self.only_if, IntentIs)
            or isinstance(self.only_if, ResolutionIs)
            or isinstance(self.only_if, SentimentIs)
            or isinstance(self.only_if, SilenceReaches)
            or isinstance(self.only_if, DynamicsAre)
            or isinstance(self.only_if, AnswerIs)
            or isinstance(self.only_if, SaysPhrase)
            or isinstance(self.only_if, SaysScript)
            or isinstance(self.only_if, ResemblesExamples)
            or isinstance(self.only_if, AsksModel)
            or isinstance(self.only_if, AllOf)
            or isinstance(self.only_if, AnyOf)
            or isinstance(self.only_if, Not)
        ):
            only_if = self.only_if.to_dict()
        else:
            only_if = self.only_if

        critical: dict[str, Any] | None | Unset
        if isinstance(self.critical, Unset):
            critical = UNSET
        elif isinstance(self.critical, Critical):
            critical = self.critical.to_dict()
        else:
            critical = self.critical

        look: str | Unset = UNSET
        if not isinstance(self.look, Unset):
            look = self.look.value

        reference = self.reference

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "question": question,
                "rule": rule,
            }
        )
        if wanted is not UNSET:
            field_dict["wanted"] = wanted
        if weight is not UNSET:
            field_dict["weight"] = weight
        if applies is not UNSET:
            field_dict["applies"] = applies
        if only_if is not UNSET:
            field_dict["only_if"] = only_if
        if critical is not UNSET:
            field_dict["critical"] = critical
        if look is not UNSET:
            field_dict["look"] = look
        if reference is not UNSET:
            field_dict["reference"] = reference

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_of import AllOf
        from ..models.answer_is import AnswerIs
        from ..models.any_of import AnyOf
        from ..models.ask_person import AskPerson
        from ..models.asks_model import AsksModel
        from ..models.critical import Critical
        from ..models.dynamics_are import DynamicsAre
        from ..models.intent_is import IntentIs
        from ..models.not_ import Not
        from ..models.resembles_examples import ResemblesExamples
        from ..models.resolution_is import ResolutionIs
        from ..models.says_phrase import SaysPhrase
        from ..models.says_script import SaysScript
        from ..models.scope import Scope
        from ..models.sentiment_is import SentimentIs
        from ..models.shows_behaviour import ShowsBehaviour
        from ..models.silence_reaches import SilenceReaches
        from ..models.wording import Wording

        d = dict(src_dict)
        id = d.pop("id")

        question = Wording.from_dict(d.pop("question"))

        def _parse_rule(
            data: object,
        ) -> (
            AllOf
            | AnswerIs
            | AnyOf
            | AskPerson
            | AsksModel
            | DynamicsAre
            | IntentIs
            | Not
            | ResemblesExamples
            | ResolutionIs
            | SaysPhrase
            | SaysScript
            | SentimentIs
            | ShowsBehaviour
            | SilenceReaches
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_0 = ShowsBehaviour.from_dict(data)

                return rule_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_1 = IntentIs.from_dict(data)

                return rule_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_2 = ResolutionIs.from_dict(data)

                return rule_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_3 = SentimentIs.from_dict(data)

                return rule_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_4 = SilenceReaches.from_dict(data)

                return rule_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_5 = DynamicsAre.from_dict(data)

                return rule_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_6 = AnswerIs.from_dict(data)

                return rule_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_7 = SaysPhrase.from_dict(data)

                return rule_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_8 = SaysScript.from_dict(data)

                return rule_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_9 = ResemblesExamples.from_dict(data)

                return rule_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_10 = AsksModel.from_dict(data)

                return rule_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_11 = AllOf.from_dict(data)

                return rule_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_12 = AnyOf.from_dict(data)

                return rule_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                rule_type_13 = Not.from_dict(data)

                return rule_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            rule_type_14 = AskPerson.from_dict(data)

            return rule_type_14

        rule = _parse_rule(d.pop("rule"))

        wanted = d.pop("wanted", UNSET)

        weight = d.pop("weight", UNSET)

        _applies = d.pop("applies", UNSET)
        applies: Scope | Unset
        if isinstance(_applies, Unset):
            applies = UNSET
        else:
            applies = Scope.from_dict(_applies)

        def _parse_only_if(
            data: object,
        ) -> (
            AllOf
            | AnswerIs
            | AnyOf
            | AsksModel
            | DynamicsAre
            | IntentIs
            | None
            | Not
            | ResemblesExamples
            | ResolutionIs
            | SaysPhrase
            | SaysScript
            | SentimentIs
            | ShowsBehaviour
            | SilenceReaches
            | Unset
        ):
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_0 = ShowsBehaviour.from_dict(data)

                return only_if_type_0_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_1 = IntentIs.from_dict(data)

                return only_if_type_0_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_2 = ResolutionIs.from_dict(data)

                return only_if_type_0_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_3 = SentimentIs.from_dict(data)

                return only_if_type_0_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_4 = SilenceReaches.from_dict(data)

                return only_if_type_0_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_5 = DynamicsAre.from_dict(data)

                return only_if_type_0_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_6 = AnswerIs.from_dict(data)

                return only_if_type_0_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_7 = SaysPhrase.from_dict(data)

                return only_if_type_0_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_8 = SaysScript.from_dict(data)

                return only_if_type_0_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_9 = ResemblesExamples.from_dict(data)

                return only_if_type_0_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_10 = AsksModel.from_dict(data)

                return only_if_type_0_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_11 = AllOf.from_dict(data)

                return only_if_type_0_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_12 = AnyOf.from_dict(data)

                return only_if_type_0_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                only_if_type_0_type_13 = Not.from_dict(data)

                return only_if_type_0_type_13
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                AllOf
                | AnswerIs
                | AnyOf
                | AsksModel
                | DynamicsAre
                | IntentIs
                | None
                | Not
                | ResemblesExamples
                | ResolutionIs
                | SaysPhrase
                | SaysScript
                | SentimentIs
                | ShowsBehaviour
                | SilenceReaches
                | Unset,
                data,
            )

        only_if = _parse_only_if(d.pop("only_if", UNSET))

        def _parse_critical(data: object) -> Critical | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                critical_type_0 = Critical.from_dict(data)

                return critical_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Critical | None | Unset, data)

        critical = _parse_critical(d.pop("critical", UNSET))

        _look = d.pop("look", UNSET)
        look: CriterionLook | Unset
        if isinstance(_look, Unset):
            look = UNSET
        else:
            look = CriterionLook(_look)

        reference = d.pop("reference", UNSET)

        criterion = cls(
            id=id,
            question=question,
            rule=rule,
            wanted=wanted,
            weight=weight,
            applies=applies,
            only_if=only_if,
            critical=critical,
            look=look,
            reference=reference,
        )

        return criterion
