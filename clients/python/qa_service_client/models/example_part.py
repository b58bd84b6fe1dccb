from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.channel import Channel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.passage_part import PassagePart
    from ..models.qa_service_documents_criteria_sentence_part import (
        QaServiceDocumentsCriteriaSentencePart,
    )


T = TypeVar("T", bound="ExamplePart")


@_attrs_define
class ExamplePart:
    """An interaction with an answer, and where it shows: the passages, or the beginnings of the turns that were looked
    at in vain. `before`: the answer under the rubric in force, where it was asked.

        Attributes:
            interaction (UUID):
            id (str):
            lang (None | str):
            channel (Channel): How the contact took place.
            verdict (str):
            passages (list[PassagePart]):
            looked_at (list[PassagePart]):
            sentences (list[QaServiceDocumentsCriteriaSentencePart]):
            link (str):
            before (None | str | Unset):
    """

    interaction: UUID
    id: str
    lang: None | str
    channel: Channel
    verdict: str
    passages: list[PassagePart]
    looked_at: list[PassagePart]
    sentences: list[QaServiceDocumentsCriteriaSentencePart]
    link: str
    before: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        interaction = str(self.interaction)

        id = self.id

        lang: None | str
        lang = self.lang

        channel = self.channel.value

        verdict = self.verdict

        passages = []
        for passages_item_data in self.passages:
            passages_item = passages_item_data.to_dict()
            passages.append(passages_item)

        looked_at = []
        for looked_at_item_data in self.looked_at:
            looked_at_item = looked_at_item_data.to_dict()
            looked_at.append(looked_at_item)

        sentences = []
        for sentences_item_data in self.sentences:
            sentences_item = sentences_item_data.to_dict()
            sentences.append(sentences_item)

        link = self.link

        before: None | str | Unset
        if isinstance(self.before, Unset):
            before = UNSET
        else:
            before = self.before

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "interaction": interaction,
                "id": id,
                "lang": lang,
                "channel": channel,
                "verdict": verdict,
                "passages": passages,
                "looked_at": looked_at,
                "sentences": sentences,
                "link": link,
            }
        )
        if before is not UNSET:
            field_dict["before"] = before

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.passage_part import PassagePart
        from ..models.qa_service_documents_criteria_sentence_part import (
            QaServiceDocumentsCriteriaSentencePart,
        )

        d = dict(src_dict)
        interaction = UUID(d.pop("interaction"))

        id = d.pop("id")

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        channel = Channel(d.pop("channel"))

        verdict = d.pop("verdict")

        passages = []
        _passages = d.pop("passages")
        for passages_item_data in _passages:
            passages_item = PassagePart.from_dict(passages_item_data)

            passages.append(passages_item)

        looked_at = []
        _looked_at = d.pop("looked_at")
        for looked_at_item_data in _looked_at:
            looked_at_item = PassagePart.from_dict(looked_at_item_data)

            looked_at.append(looked_at_item)

        sentences = []
        _sentences = d.pop("sentences")
        for sentences_item_data in _sentences:
            sentences_item = QaServiceDocumentsCriteriaSentencePart.from_dict(
                sentences_item_data
            )

            sentences.append(sentences_item)

        link = d.pop("link")

        def _parse_before(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        before = _parse_before(d.pop("before", UNSET))

        example_part = cls(
            interaction=interaction,
            id=id,
            lang=lang,
            channel=channel,
            verdict=verdict,
            passages=passages,
            looked_at=looked_at,
            sentences=sentences,
            link=link,
            before=before,
        )

        example_part.additional_properties = d
        return example_part

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
