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
    from ..models.phrases_by_language import PhrasesByLanguage
    from ..models.where import Where


T = TypeVar("T", bound="SaysPhrase")


@_attrs_define
class SaysPhrase:
    """Somebody says at least one phrase of `any`, or every one of `all`.

    A passage does not count where a phrase of `without` stands in its sentence. `negated` false: only passages without
    a negation before them count ("non posso registrare" does not); true: only those with one; left out: it is not
    looked at. `exact`: the words as they are written, without their other forms and without recogniser errors.

        Attributes:
            kind (Literal['phrase']):
            any_ (None | PhrasesByLanguage | Unset):
            all_ (None | PhrasesByLanguage | Unset):
            by (list[Party] | Unset):
            where (None | Unset | Where):
            without (None | PhrasesByLanguage | Unset):
            negated (bool | None | Unset):
            exact (bool | Unset):  Default: False.
    """

    kind: Literal["phrase"]
    any_: None | PhrasesByLanguage | Unset = UNSET
    all_: None | PhrasesByLanguage | Unset = UNSET
    by: list[Party] | Unset = UNSET
    where: None | Unset | Where = UNSET
    without: None | PhrasesByLanguage | Unset = UNSET
    negated: bool | None | Unset = UNSET
    exact: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.phrases_by_language import PhrasesByLanguage
        from ..models.where import Where

        kind = self.kind

        any_: dict[str, Any] | None | Unset
        if isinstance(self.any_, Unset):
            any_ = UNSET
        elif isinstance(self.any_, PhrasesByLanguage):
            any_ = self.any_.to_dict()
        else:
            any_ = self.any_

        all_: dict[str, Any] | None | Unset
        if isinstance(self.all_, Unset):
            all_ = UNSET
        elif isinstance(self.all_, PhrasesByLanguage):
            all_ = self.all_.to_dict()
        else:
            all_ = self.all_

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

        without: dict[str, Any] | None | Unset
        if isinstance(self.without, Unset):
            without = UNSET
        elif isinstance(self.without, PhrasesByLanguage):
            without = self.without.to_dict()
        else:
            without = self.without

        negated: bool | None | Unset
        if isinstance(self.negated, Unset):
            negated = UNSET
        else:
            negated = self.negated

        exact = self.exact

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
            }
        )
        if any_ is not UNSET:
            field_dict["any"] = any_
        if all_ is not UNSET:
            field_dict["all"] = all_
        if by is not UNSET:
            field_dict["by"] = by
        if where is not UNSET:
            field_dict["where"] = where
        if without is not UNSET:
            field_dict["without"] = without
        if negated is not UNSET:
            field_dict["negated"] = negated
        if exact is not UNSET:
            field_dict["exact"] = exact

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.phrases_by_language import PhrasesByLanguage
        from ..models.where import Where

        d = dict(src_dict)
        kind = cast(Literal["phrase"], d.pop("kind"))
        if kind != "phrase":
            raise ValueError(f"kind must match const 'phrase', got '{kind}'")

        def _parse_any_(data: object) -> None | PhrasesByLanguage | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                any_type_0 = PhrasesByLanguage.from_dict(data)

                return any_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PhrasesByLanguage | Unset, data)

        any_ = _parse_any_(d.pop("any", UNSET))

        def _parse_all_(data: object) -> None | PhrasesByLanguage | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                all_type_0 = PhrasesByLanguage.from_dict(data)

                return all_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PhrasesByLanguage | Unset, data)

        all_ = _parse_all_(d.pop("all", UNSET))

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

        def _parse_without(data: object) -> None | PhrasesByLanguage | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                without_type_0 = PhrasesByLanguage.from_dict(data)

                return without_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PhrasesByLanguage | Unset, data)

        without = _parse_without(d.pop("without", UNSET))

        def _parse_negated(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        negated = _parse_negated(d.pop("negated", UNSET))

        exact = d.pop("exact", UNSET)

        says_phrase = cls(
            kind=kind,
            any_=any_,
            all_=all_,
            by=by,
            where=where,
            without=without,
            negated=negated,
            exact=exact,
        )

        return says_phrase
