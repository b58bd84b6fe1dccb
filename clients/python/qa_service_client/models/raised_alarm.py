from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RaisedAlarm")


@_attrs_define
class RaisedAlarm:
    """`kind` as in the list of alarms; `subject` is a question, or `endpoint` a webhook endpoint that was switched
    off.

        Attributes:
            alarm (UUID):
            kind (str):
            subject (None | str | Unset):
            endpoint (None | Unset | UUID):
    """

    alarm: UUID
    kind: str
    subject: None | str | Unset = UNSET
    endpoint: None | Unset | UUID = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        alarm = str(self.alarm)

        kind = self.kind

        subject: None | str | Unset
        if isinstance(self.subject, Unset):
            subject = UNSET
        else:
            subject = self.subject

        endpoint: None | str | Unset
        if isinstance(self.endpoint, Unset):
            endpoint = UNSET
        elif isinstance(self.endpoint, UUID):
            endpoint = str(self.endpoint)
        else:
            endpoint = self.endpoint

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "alarm": alarm,
                "kind": kind,
            }
        )
        if subject is not UNSET:
            field_dict["subject"] = subject
        if endpoint is not UNSET:
            field_dict["endpoint"] = endpoint

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        alarm = UUID(d.pop("alarm"))

        kind = d.pop("kind")

        def _parse_subject(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        subject = _parse_subject(d.pop("subject", UNSET))

        def _parse_endpoint(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                endpoint_type_0 = UUID(data)

                return endpoint_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        endpoint = _parse_endpoint(d.pop("endpoint", UNSET))

        raised_alarm = cls(
            alarm=alarm,
            kind=kind,
            subject=subject,
            endpoint=endpoint,
        )

        raised_alarm.additional_properties = d
        return raised_alarm

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
