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

from ..models.party import Party
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.sentences_by_language import SentencesByLanguage
    from ..models.where import Where


T = TypeVar("T", bound="SaysScript")


@_attrs_define
class SaysScript:
    """Somebody says every one of these sentences, `in_order` or in any order.

    Each is said when at least `share` of its content words are, one after the other, over as many turns as it takes.

        Attributes:
            kind (Literal['script']):
            sentences (SentencesByLanguage): The same script in each language; a language without sentences is not answered.
            share (float | Unset):  Default: 0.7.
            in_order (bool | Unset):  Default: True.
            by (list[Party] | Unset):
            where (None | Unset | Where):
            exact (bool | Unset):  Default: False.
    """

    kind: Literal["script"]
    sentences: SentencesByLanguage
    share: float | Unset = 0.7
    in_order: bool | Unset = True
    by: list[Party] | Unset = UNSET
    where: None | Unset | Where = UNSET
    exact: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.where import Where

        kind = self.kind

        sentences = self.sentences.to_dict()

        share = self.share

        in_order = self.in_order

        by: list[str] | Unset = UNSET
        if not isinstance(self.by, Unset):
            by = []
            for by_item_data in self.by:
                by_item = by_item_data.value
                by.append(by_item)

        where: dict[str, Any] | None | Unset
        if isinstance(self.where, Unset):
            where = UNSET
        elif isinstance(self.where, Where):
            where = self.where.to_dict()
        else:
            where = self.where

        exact = self.exact

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "sentences": sentences,
            }
        )
        if share is not UNSET:
            field_dict["share"] = share
        if in_order is not UNSET:
            field_dict["in_order"] = in_order
        if by is not UNSET:
            field_dict["by"] = by
        if where is not UNSET:
            field_dict["where"] = where
        if exact is not UNSET:
            field_dict["exact"] = exact

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sentences_by_language import SentencesByLanguage
        from ..models.where import Where

        d = dict(src_dict)
        kind = cast(Literal["script"], d.pop("kind"))
        if kind != "script":
            raise ValueError(f"kind must match const 'script', got '{kind}'")

        sentences = SentencesByLanguage.from_dict(d.pop("sentences"))

        share = d.pop("share", UNSET)

        in_order = d.pop("in_order", UNSET)

        _by = d.pop("by", UNSET)
        by: list[Party] | Unset = UNSET
        if _by is not UNSET:
            by = []
            for by_item_data in _by:
                by_item = Party(by_item_data)

                by.append(by_item)

        def _parse_where(data: object) -> None | Unset | Where:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                where_type_0 = Where.from_dict(data)

                return where_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | Where, data)

        where = _parse_where(d.pop("where", UNSET))

        exact = d.pop("exact", UNSET)

        says_script = cls(
            kind=kind,
            sentences=sentences,
            share=share,
            in_order=in_order,
            by=by,
            where=where,
            exact=exact,
        )

        return says_script
