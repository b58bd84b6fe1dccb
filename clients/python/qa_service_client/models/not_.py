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
    from ..models.any_of import AnyOf
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


T = TypeVar("T", bound="Not")


@_attrs_define
class Not:
    """This does not hold.

    Attributes:
        kind (Literal['not']):
        of (AllOf | AnswerIs | AnyOf | AsksModel | DynamicsAre | IntentIs | Not | ResemblesExamples | ResolutionIs |
            SaysPhrase | SaysScript | SentimentIs | ShowsBehaviour | SilenceReaches):
    """

    kind: Literal["not"]
    of: (
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
    )

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_of import AllOf
        from ..models.answer_is import AnswerIs
        from ..models.any_of import AnyOf
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

        of: dict[str, Any]
        if (
            isinstance(self.of, ShowsBehaviour)
            or isinstance(self.of, IntentIs)
            or isinstance(self.of, ResolutionIs)
            or isinstance(self.of, SentimentIs)
            or isinstance(self.of, SilenceReaches)
            or isinstance(self.of, DynamicsAre)
            or isinstance(self.of, AnswerIs)
            or isinstance(self.of, SaysPhrase)
            or isinstance(self.of, SaysScript)
            or isinstance(self.of, ResemblesExamples)
            or isinstance(self.of, AsksModel)
            or isinstance(self.of, AllOf)
            or isinstance(self.of, AnyOf)
        ):
            of = self.of.to_dict()
        else:
            of = self.of.to_dict()

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
        from ..models.any_of import AnyOf
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

        d = dict(src_dict)
        kind = cast(Literal["not"], d.pop("kind"))
        if kind != "not":
            raise ValueError(f"kind must match const 'not', got '{kind}'")

        def _parse_of(
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
                of_type_0 = ShowsBehaviour.from_dict(data)

                return of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_1 = IntentIs.from_dict(data)

                return of_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_2 = ResolutionIs.from_dict(data)

                return of_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_3 = SentimentIs.from_dict(data)

                return of_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_4 = SilenceReaches.from_dict(data)

                return of_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_5 = DynamicsAre.from_dict(data)

                return of_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_6 = AnswerIs.from_dict(data)

                return of_type_6
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_7 = SaysPhrase.from_dict(data)

                return of_type_7
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_8 = SaysScript.from_dict(data)

                return of_type_8
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_9 = ResemblesExamples.from_dict(data)

                return of_type_9
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_10 = AsksModel.from_dict(data)

                return of_type_10
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_11 = AllOf.from_dict(data)

                return of_type_11
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                of_type_12 = AnyOf.from_dict(data)

                return of_type_12
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            of_type_13 = Not.from_dict(data)

            return of_type_13

        of = _parse_of(d.pop("of"))

        not_ = cls(
            kind=kind,
            of=of,
        )

        return not_
