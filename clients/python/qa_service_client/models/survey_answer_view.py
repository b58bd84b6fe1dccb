from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel import Channel
from ..models.survey_kind import SurveyKind

T = TypeVar("T", bound="SurveyAnswerView")


@_attrs_define
class SurveyAnswerView:
    """One answer as it is kept. `comment` is masked; `comment_waits`: a worker has not masked it yet.

    Attributes:
        uuid (UUID):
        client (str):
        interaction (None | UUID):
        contact (None | str):
        case (None | str):
        kind (SurveyKind): The question: satisfaction (1 to 5 or 1 to 10), recommendation (0 to 10), effort (1 to 5 or 1
            to 7), whether the
            problem was solved (1 yes, 0 no).
        question (None | str):
        value (int | None):
        scale (int):
        at (datetime.datetime):
        channel (Channel | None):
        comment (None | str):
        comment_waits (bool):
    """

    uuid: UUID
    client: str
    interaction: None | UUID
    contact: None | str
    case: None | str
    kind: SurveyKind
    question: None | str
    value: int | None
    scale: int
    at: datetime.datetime
    channel: Channel | None
    comment: None | str
    comment_waits: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uuid = str(self.uuid)

        client = self.client

        interaction: None | str
        if isinstance(self.interaction, UUID):
            interaction = str(self.interaction)
        else:
            interaction = self.interaction

        contact: None | str
        contact = self.contact

        case: None | str
        case = self.case

        kind = self.kind.value

        question: None | str
        question = self.question

        value: int | None
        value = self.value

        scale = self.scale

        at = self.at.isoformat()

        channel: None | str
        if isinstance(self.channel, Channel):
            channel = self.channel.value
        else:
            channel = self.channel

        comment: None | str
        comment = self.comment

        comment_waits = self.comment_waits

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "client": client,
                "interaction": interaction,
                "contact": contact,
                "case": case,
                "kind": kind,
                "question": question,
                "value": value,
                "scale": scale,
                "at": at,
                "channel": channel,
                "comment": comment,
                "comment_waits": comment_waits,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        uuid = UUID(d.pop("uuid"))

        client = d.pop("client")

        def _parse_interaction(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                interaction_type_0 = UUID(data)

                return interaction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        interaction = _parse_interaction(d.pop("interaction"))

        def _parse_contact(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact = _parse_contact(d.pop("contact"))

        def _parse_case(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case = _parse_case(d.pop("case"))

        kind = SurveyKind(d.pop("kind"))

        def _parse_question(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        question = _parse_question(d.pop("question"))

        def _parse_value(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        value = _parse_value(d.pop("value"))

        scale = d.pop("scale")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_channel(data: object) -> Channel | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                channel_type_0 = Channel(data)

                return channel_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Channel | None, data)

        channel = _parse_channel(d.pop("channel"))

        def _parse_comment(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        comment = _parse_comment(d.pop("comment"))

        comment_waits = d.pop("comment_waits")

        survey_answer_view = cls(
            uuid=uuid,
            client=client,
            interaction=interaction,
            contact=contact,
            case=case,
            kind=kind,
            question=question,
            value=value,
            scale=scale,
            at=at,
            channel=channel,
            comment=comment,
            comment_waits=comment_waits,
        )

        survey_answer_view.additional_properties = d
        return survey_answer_view

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
