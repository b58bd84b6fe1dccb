from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.question_part import QuestionPart
    from ..models.review_item_view_transcript_item import ReviewItemViewTranscriptItem


T = TypeVar("T", bound="ReviewItemView")


@_attrs_define
class ReviewItemView:
    """An interaction as a reviewer gets it: masked words, and questions.

    Attributes:
        interaction (str):
        pick (None | str):
        session (None | str):
        id (str):
        client (str):
        channel (str):
        agent (None | str):
        lang (None | str):
        rubric (str):
        blind (bool):
        transcript (list[ReviewItemViewTranscriptItem]):
        questions (list[QuestionPart]):
    """

    interaction: str
    pick: None | str
    session: None | str
    id: str
    client: str
    channel: str
    agent: None | str
    lang: None | str
    rubric: str
    blind: bool
    transcript: list[ReviewItemViewTranscriptItem]
    questions: list[QuestionPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = self.interaction

        pick: None | str
        pick = self.pick

        session: None | str
        session = self.session

        id = self.id

        client = self.client

        channel = self.channel

        agent: None | str
        agent = self.agent

        lang: None | str
        lang = self.lang

        rubric = self.rubric

        blind = self.blind

        transcript = []
        for transcript_item_data in self.transcript:
            transcript_item = transcript_item_data.to_dict()
            transcript.append(transcript_item)

        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "pick": pick,
                "session": session,
                "id": id,
                "client": client,
                "channel": channel,
                "agent": agent,
                "lang": lang,
                "rubric": rubric,
                "blind": blind,
                "transcript": transcript,
                "questions": questions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.question_part import QuestionPart
        from ..models.review_item_view_transcript_item import (
            ReviewItemViewTranscriptItem,
        )

        d = dict(src_dict)
        interaction = d.pop("interaction")

        def _parse_pick(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        pick = _parse_pick(d.pop("pick"))

        def _parse_session(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        session = _parse_session(d.pop("session"))

        id = d.pop("id")

        client = d.pop("client")

        channel = d.pop("channel")

        def _parse_agent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent = _parse_agent(d.pop("agent"))

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        rubric = d.pop("rubric")

        blind = d.pop("blind")

        transcript = []
        _transcript = d.pop("transcript")
        for transcript_item_data in _transcript:
            transcript_item = ReviewItemViewTranscriptItem.from_dict(
                transcript_item_data
            )

            transcript.append(transcript_item)

        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = QuestionPart.from_dict(questions_item_data)

            questions.append(questions_item)

        review_item_view = cls(
            interaction=interaction,
            pick=pick,
            session=session,
            id=id,
            client=client,
            channel=channel,
            agent=agent,
            lang=lang,
            rubric=rubric,
            blind=blind,
            transcript=transcript,
            questions=questions,
        )

        review_item_view.additional_properties = d
        return review_item_view

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
