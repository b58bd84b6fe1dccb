from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.belonging import Belonging


T = TypeVar("T", bound="SiteRulesWanted")


@_attrs_define
class SiteRulesWanted:
    """From when on a team, a queue or an agent works at which site, for which vendor; whose a site is; whether a site
    or a vendor is `in_house` or `outsourced`. Used where a document says nothing: the agent's rule before the team's
    before the queue's. Of two rules of one name the later one holds from its day on.

        Attributes:
            rules (list[Belonging] | Unset):
    """

    rules: list[Belonging] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        rules: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rules, Unset):
            rules = []
            for rules_item_data in self.rules:
                rules_item = rules_item_data.to_dict()
                rules.append(rules_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if rules is not UNSET:
            field_dict["rules"] = rules

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.belonging import Belonging

        d = dict(src_dict)
        _rules = d.pop("rules", UNSET)
        rules: list[Belonging] | Unset = UNSET
        if _rules is not UNSET:
            rules = []
            for rules_item_data in _rules:
                rules_item = Belonging.from_dict(rules_item_data)

                rules.append(rules_item)

        site_rules_wanted = cls(
            rules=rules,
        )

        return site_rules_wanted
