from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="LearnedModelView")


@_attrs_define
class LearnedModelView:
    """A model that was learned for a criterion. `model` is how a rule names it; `published_at`: since when a published
    rubric rests on it.

        Attributes:
            id (UUID):
            client (str):
            subject (str):
            model (str):
            n_yes (int | None):
            n_no (int | None):
            encoder (str):
            made_by (str):
            made_at (datetime.datetime):
            published_by (None | str):
            published_at (datetime.datetime | None):
            link (str):
    """

    id: UUID
    client: str
    subject: str
    model: str
    n_yes: int | None
    n_no: int | None
    encoder: str
    made_by: str
    made_at: datetime.datetime
    published_by: None | str
    published_at: datetime.datetime | None
    link: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        subject = self.subject

        model = self.model

        n_yes: int | None
        n_yes = self.n_yes

        n_no: int | None
        n_no = self.n_no

        encoder = self.encoder

        made_by = self.made_by

        made_at = self.made_at.isoformat()

        published_by: None | str
        published_by = self.published_by

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        link = self.link

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "subject": subject,
                "model": model,
                "n_yes": n_yes,
                "n_no": n_no,
                "encoder": encoder,
                "made_by": made_by,
                "made_at": made_at,
                "published_by": published_by,
                "published_at": published_at,
                "link": link,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        subject = d.pop("subject")

        model = d.pop("model")

        def _parse_n_yes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        n_yes = _parse_n_yes(d.pop("n_yes"))

        def _parse_n_no(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        n_no = _parse_n_no(d.pop("n_no"))

        encoder = d.pop("encoder")

        made_by = d.pop("made_by")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        def _parse_published_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        published_by = _parse_published_by(d.pop("published_by"))

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        link = d.pop("link")

        learned_model_view = cls(
            id=id,
            client=client,
            subject=subject,
            model=model,
            n_yes=n_yes,
            n_no=n_no,
            encoder=encoder,
            made_by=made_by,
            made_at=made_at,
            published_by=published_by,
            published_at=published_at,
            link=link,
        )

        learned_model_view.additional_properties = d
        return learned_model_view

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
