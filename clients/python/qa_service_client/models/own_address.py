from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="OwnAddress")


@_attrs_define
class OwnAddress:
    """An address or a whole domain of the centre. `agent`: the pseudonym of the agent who alone writes from it.

    Attributes:
        address (str):
        agent (None | str | Unset):
    """

    address: str
    agent: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        address = self.address

        agent: None | str | Unset
        if isinstance(self.agent, Unset):
            agent = UNSET
        else:
            agent = self.agent

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "address": address,
            }
        )
        if agent is not UNSET:
            field_dict["agent"] = agent

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        address = d.pop("address")

        def _parse_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent = _parse_agent(d.pop("agent", UNSET))

        own_address = cls(
            address=address,
            agent=agent,
        )

        return own_address
