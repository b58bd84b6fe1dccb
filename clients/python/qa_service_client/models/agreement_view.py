from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.policy_view import PolicyView
    from ..models.question_agreement_part import QuestionAgreementPart


T = TypeVar("T", bound="AgreementView")


@_attrs_define
class AgreementView:
    """By question: how far people agree with each other, and the machine with people.

    Attributes:
        client (None | str):
        since (None | str):
        until (None | str):
        policy (PolicyView): A criterion is scored without a person while the lower bound of `coefficient` is at least
            `threshold`, once
            `least` interactions have both answers. Agents may object for `dispute_days`; an objection that nobody decides
            within `decision_days` expires.
        questions (list[QuestionAgreementPart]):
    """

    client: None | str
    since: None | str
    until: None | str
    policy: PolicyView
    questions: list[QuestionAgreementPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client: None | str
        client = self.client

        since: None | str
        since = self.since

        until: None | str
        until = self.until

        policy = self.policy.to_dict()

        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "since": since,
                "until": until,
                "policy": policy,
                "questions": questions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.policy_view import PolicyView
        from ..models.question_agreement_part import QuestionAgreementPart

        d = dict(src_dict)

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        def _parse_since(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        since = _parse_since(d.pop("since"))

        def _parse_until(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        until = _parse_until(d.pop("until"))

        policy = PolicyView.from_dict(d.pop("policy"))

        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = QuestionAgreementPart.from_dict(questions_item_data)

            questions.append(questions_item)

        agreement_view = cls(
            client=client,
            since=since,
            until=until,
            policy=policy,
            questions=questions,
        )

        agreement_view.additional_properties = d
        return agreement_view

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
