from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.example_part import ExamplePart
    from ..models.language_part import LanguagePart


T = TypeVar("T", bound="QaServiceDocumentsCriteriaPreviewView")


@_attrs_define
class QaServiceDocumentsCriteriaPreviewView:
    """A criterion on the last `n` interactions: in how many its rule holds (`hits`), in how many it does not, in how
    many that cannot be told, and in how many it is not asked. Of hits and misses the latest, with where it shows.
    `ms`: what it took.

        Attributes:
            client (str):
            n (int):
            hits (int):
            misses (int):
            unclear (int):
            not_applicable (int):
            by_language (list[LanguagePart]):
            hit_examples (list[ExamplePart]):
            miss_examples (list[ExamplePart]):
            ms (int):
    """

    client: str
    n: int
    hits: int
    misses: int
    unclear: int
    not_applicable: int
    by_language: list[LanguagePart]
    hit_examples: list[ExamplePart]
    miss_examples: list[ExamplePart]
    ms: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        n = self.n

        hits = self.hits

        misses = self.misses

        unclear = self.unclear

        not_applicable = self.not_applicable

        by_language = []
        for by_language_item_data in self.by_language:
            by_language_item = by_language_item_data.to_dict()
            by_language.append(by_language_item)

        hit_examples = []
        for hit_examples_item_data in self.hit_examples:
            hit_examples_item = hit_examples_item_data.to_dict()
            hit_examples.append(hit_examples_item)

        miss_examples = []
        for miss_examples_item_data in self.miss_examples:
            miss_examples_item = miss_examples_item_data.to_dict()
            miss_examples.append(miss_examples_item)

        ms = self.ms

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "n": n,
                "hits": hits,
                "misses": misses,
                "unclear": unclear,
                "not_applicable": not_applicable,
                "by_language": by_language,
                "hit_examples": hit_examples,
                "miss_examples": miss_examples,
                "ms": ms,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.example_part import ExamplePart
        from ..models.language_part import LanguagePart

        d = dict(src_dict)
        client = d.pop("client")

        n = d.pop("n")

        hits = d.pop("hits")

        misses = d.pop("misses")

        unclear = d.pop("unclear")

        not_applicable = d.pop("not_applicable")

        by_language = []
        _by_language = d.pop("by_language")
        for by_language_item_data in _by_language:
            by_language_item = LanguagePart.from_dict(by_language_item_data)

            by_language.append(by_language_item)

        hit_examples = []
        _hit_examples = d.pop("hit_examples")
        for hit_examples_item_data in _hit_examples:
            hit_examples_item = ExamplePart.from_dict(hit_examples_item_data)

            hit_examples.append(hit_examples_item)

        miss_examples = []
        _miss_examples = d.pop("miss_examples")
        for miss_examples_item_data in _miss_examples:
            miss_examples_item = ExamplePart.from_dict(miss_examples_item_data)

            miss_examples.append(miss_examples_item)

        ms = d.pop("ms")

        qa_service_documents_criteria_preview_view = cls(
            client=client,
            n=n,
            hits=hits,
            misses=misses,
            unclear=unclear,
            not_applicable=not_applicable,
            by_language=by_language,
            hit_examples=hit_examples,
            miss_examples=miss_examples,
            ms=ms,
        )

        qa_service_documents_criteria_preview_view.additional_properties = d
        return qa_service_documents_criteria_preview_view

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
