from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.all_of import AllOf
    from ..models.answer_is import AnswerIs
    from ..models.asks_model import AsksModel
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


T = TypeVar("T", bound="AnyOf")


@_attrs_define
class AnyOf:
    """At least one of these holds.

    Attributes:
        kind (Literal['any']):
        of (list[AllOf | AnswerIs | AnyOf | AsksModel | DynamicsAre | IntentIs | Not | ResemblesExamples | ResolutionIs
            | SaysPhrase | SaysScript | SentimentIs | ShowsBehaviour | SilenceReaches]):
    """

    kind: Literal["any"]
    of: list[
        AllOf
        | AnswerIs
        | AnyOf
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
    ]

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_of import AllOf
        from ..models.answer_is import AnswerIs
        from ..models.asks_model import AsksModel
        from ..models.dynamics_are import DynamicsAre
        from ..models.intent_is import IntentIs
        from ..models.resembles_examples import ResemblesExamples
        from ..models.resolution_is import ResolutionIs
        from ..models.says_phrase import SaysPhrase
        from ..models.says_script import SaysScript
        from ..models.sentiment_is import SentimentIs
        from ..models.shows_behaviour import ShowsBehaviour
        from ..models.silence_reaches import SilenceReaches

        kind = self.kind

        of = []
        for of_item_data in self.of:
            of_item: dict[str, Any]
            if (
                isinstance(of_item_data, ShowsBehaviour)
                or isinstance(of_item_data, IntentIs)
                or isinstance(of_item_data, ResolutionIs)
                or isinstance(of_item_data, SentimentIs)
                or isinstance(of_item_data, SilenceReaches)
                or isinstance(of_item_data, DynamicsAre)
                or isinstance(of_item_data, AnswerIs)
                or isinstance(of_item_data, SaysPhrase)
                or isinstance(of_item_data, SaysScript)
                or isinstance(of_item_data, ResemblesExamples)
                or isinstance(of_item_data, AsksModel)
                or isinstance(of_item_data, AllOf)
                or isinstance(of_item_data, AnyOf)
            ):
                of_item = of_item_data.to_dict()
            else:
                of_item = of_item_data.to_dict()

            of.append(of_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "of": of,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_of import AllOf
        from ..models.answer_is import AnswerIs
        from ..models.asks_model import AsksModel
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

        d = dict(src_dict)
        kind = cast(Literal["any"], d.pop("kind"))
        if kind != "any":
            raise ValueError(f"kind must match const 'any', got '{kind}'")

        of = []
        _of = d.pop("of")
        for of_item_data in _of:

            def _parse_of_item(
                data: object,
            ) -> (
                AllOf
                | AnswerIs
                | AnyOf
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
                    of_item_type_0 = ShowsBehaviour.from_dict(data)

                    return of_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_1 = IntentIs.from_dict(data)

                    return of_item_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_2 = ResolutionIs.from_dict(data)

                    return of_item_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_3 = SentimentIs.from_dict(data)

                    return of_item_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_4 = SilenceReaches.from_dict(data)

                    return of_item_type_4
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_5 = DynamicsAre.from_dict(data)

                    return of_item_type_5
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_6 = AnswerIs.from_dict(data)

                    return of_item_type_6
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_7 = SaysPhrase.from_dict(data)

                    return of_item_type_7
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_8 = SaysScript.from_dict(data)

                    return of_item_type_8
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_9 = ResemblesExamples.from_dict(data)

                    return of_item_type_9
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_10 = AsksModel.from_dict(data)

                    return of_item_type_10
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_11 = AllOf.from_dict(data)

                    return of_item_type_11
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    of_item_type_12 = AnyOf.from_dict(data)

                    return of_item_type_12
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                of_item_type_13 = Not.from_dict(data)

                return of_item_type_13

            of_item = _parse_of_item(of_item_data)

            of.append(of_item)

        any_of = cls(
            kind=kind,
            of=of,
        )

        return any_of
