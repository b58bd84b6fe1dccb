from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.qa_service_documents_criteria_sentence_part_status import (
    QaServiceDocumentsCriteriaSentencePartStatus,
)

if TYPE_CHECKING:
    from ..models.passage_part import PassagePart


T = TypeVar("T", bound="QaServiceDocumentsCriteriaSentencePart")


@_attrs_define
class QaServiceDocumentsCriteriaSentencePart:
    """A sentence of a script; `heard` is where it was said, or what was said in its place.

    Attributes:
        text (str):
        status (QaServiceDocumentsCriteriaSentencePartStatus):
        share (float):
        heard (list[PassagePart]):
    """

    text: str
    status: QaServiceDocumentsCriteriaSentencePartStatus
    share: float
    heard: list[PassagePart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        status = self.status.value

        share = self.share

        heard = []
        for heard_item_data in self.heard:
            heard_item = heard_item_data.to_dict()
            heard.append(heard_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "text": text,
                "status": status,
                "share": share,
                "heard": heard,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.passage_part import PassagePart

        d = dict(src_dict)
        text = d.pop("text")

        status = QaServiceDocumentsCriteriaSentencePartStatus(d.pop("status"))

        share = d.pop("share")

        heard = []
        _heard = d.pop("heard")
        for heard_item_data in _heard:
            heard_item = PassagePart.from_dict(heard_item_data)

            heard.append(heard_item)

        qa_service_documents_criteria_sentence_part = cls(
            text=text,
            status=status,
            share=share,
            heard=heard,
        )

        qa_service_documents_criteria_sentence_part.additional_properties = d
        return qa_service_documents_criteria_sentence_part

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
