from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.qa_service_documents_analysis_sentence_part_status import (
    QaServiceDocumentsAnalysisSentencePartStatus,
)

if TYPE_CHECKING:
    from ..models.quote import Quote


T = TypeVar("T", bound="QaServiceDocumentsAnalysisSentencePart")


@_attrs_define
class QaServiceDocumentsAnalysisSentencePart:
    """A sentence of a script. `share` of its content words was said; `heard` is where, or what was said in the place of
    a missing one (empty where nothing like it was).

        Attributes:
            text (str):
            status (QaServiceDocumentsAnalysisSentencePartStatus):
            share (float):
            heard (list[Quote]):
    """

    text: str
    status: QaServiceDocumentsAnalysisSentencePartStatus
    share: float
    heard: list[Quote]

    def to_dict(self) -> dict[str, Any]:
        text = self.text

        status = self.status.value

        share = self.share

        heard = []
        for heard_item_data in self.heard:
            heard_item = heard_item_data.to_dict()
            heard.append(heard_item)

        field_dict: dict[str, Any] = {}

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
        from ..models.quote import Quote

        d = dict(src_dict)
        text = d.pop("text")

        status = QaServiceDocumentsAnalysisSentencePartStatus(d.pop("status"))

        share = d.pop("share")

        heard = []
        _heard = d.pop("heard")
        for heard_item_data in _heard:
            heard_item = Quote.from_dict(heard_item_data)

            heard.append(heard_item)

        qa_service_documents_analysis_sentence_part = cls(
            text=text,
            status=status,
            share=share,
            heard=heard,
        )

        return qa_service_documents_analysis_sentence_part
