from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alarm_view_detail import AlarmViewDetail


T = TypeVar("T", bound="AlarmView")


@_attrs_define
class AlarmView:
    """A change: `override_rate` (people overrule the machine more), `label_shift` or `confidence_shift` (a week differs
    from those before), `yes_share` or `unclear_share` (an own criterion is met, or cannot be told, more or less often
    than before), `webhook_off` (nothing arrived at the webhook endpoint `subject`, which is switched off). `since` and
    `until` are the reviews or the week that show it.

        Attributes:
            id (str):
            client (str):
            kind (str):
            subject (str):
            raised_at (str):
            since (str):
            until (str):
            detail (AlarmViewDetail):
    """

    id: str
    client: str
    kind: str
    subject: str
    raised_at: str
    since: str
    until: str
    detail: AlarmViewDetail
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        client = self.client

        kind = self.kind

        subject = self.subject

        raised_at = self.raised_at

        since = self.since

        until = self.until

        detail = self.detail.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "kind": kind,
                "subject": subject,
                "raised_at": raised_at,
                "since": since,
                "until": until,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alarm_view_detail import AlarmViewDetail

        d = dict(src_dict)
        id = d.pop("id")

        client = d.pop("client")

        kind = d.pop("kind")

        subject = d.pop("subject")

        raised_at = d.pop("raised_at")

        since = d.pop("since")

        until = d.pop("until")

        detail = AlarmViewDetail.from_dict(d.pop("detail"))

        alarm_view = cls(
            id=id,
            client=client,
            kind=kind,
            subject=subject,
            raised_at=raised_at,
            since=since,
            until=until,
            detail=detail,
        )

        alarm_view.additional_properties = d
        return alarm_view

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
