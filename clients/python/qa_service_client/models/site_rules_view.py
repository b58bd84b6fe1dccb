from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.site_rules_view_rules_item import SiteRulesViewRulesItem


T = TypeVar("T", bound="SiteRulesView")


@_attrs_define
class SiteRulesView:
    """What a client has said of its teams, queues, agents, sites and vendors.

    Attributes:
        client (str):
        rules (list[SiteRulesViewRulesItem]):
    """

    client: str
    rules: list[SiteRulesViewRulesItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "rules": rules,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.site_rules_view_rules_item import SiteRulesViewRulesItem

        d = dict(src_dict)
        client = d.pop("client")

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = SiteRulesViewRulesItem.from_dict(rules_item_data)

            rules.append(rules_item)

        site_rules_view = cls(
            client=client,
            rules=rules,
        )

        site_rules_view.additional_properties = d
        return site_rules_view

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
