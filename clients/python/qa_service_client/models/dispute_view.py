from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.dispute_state import DisputeState

T = TypeVar("T", bound="DisputeView")


@_attrs_define
class DisputeView:
    """An objection. Nobody who opened it or reviewed the interaction decides it; past `due_at` it expires.

    Attributes:
        uuid (str):
        interaction (str):
        client (str):
        agent (None | str):
        questions (list[str]):
        why (str):
        opened_by (None | str):
        opened_at (str):
        due_at (str):
        state (DisputeState): What became of an objection. One that nobody decides in time is `EXPIRED`, which is never
            written: time says.
        decided_by (None | str):
        decided_at (None | str):
        decision (None | str):
    """

    uuid: str
    interaction: str
    client: str
    agent: None | str
    questions: list[str]
    why: str
    opened_by: None | str
    opened_at: str
    due_at: str
    state: DisputeState
    decided_by: None | str
    decided_at: None | str
    decision: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uuid = self.uuid

        interaction = self.interaction

        client = self.client

        agent: None | str
        agent = self.agent

        questions = self.questions

        why = self.why

        opened_by: None | str
        opened_by = self.opened_by

        opened_at = self.opened_at

        due_at = self.due_at

        state = self.state.value

        decided_by: None | str
        decided_by = self.decided_by

        decided_at: None | str
        decided_at = self.decided_at

        decision: None | str
        decision = self.decision

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "interaction": interaction,
                "client": client,
                "agent": agent,
                "questions": questions,
                "why": why,
                "opened_by": opened_by,
                "opened_at": opened_at,
                "due_at": due_at,
                "state": state,
                "decided_by": decided_by,
                "decided_at": decided_at,
                "decision": decision,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        uuid = d.pop("uuid")

        interaction = d.pop("interaction")

        client = d.pop("client")

        def _parse_agent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent = _parse_agent(d.pop("agent"))

        questions = cast(list[str], d.pop("questions"))

        why = d.pop("why")

        def _parse_opened_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        opened_by = _parse_opened_by(d.pop("opened_by"))

        opened_at = d.pop("opened_at")

        due_at = d.pop("due_at")

        state = DisputeState(d.pop("state"))

        def _parse_decided_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decided_by = _parse_decided_by(d.pop("decided_by"))

        def _parse_decided_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decided_at = _parse_decided_at(d.pop("decided_at"))

        def _parse_decision(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        decision = _parse_decision(d.pop("decision"))

        dispute_view = cls(
            uuid=uuid,
            interaction=interaction,
            client=client,
            agent=agent,
            questions=questions,
            why=why,
            opened_by=opened_by,
            opened_at=opened_at,
            due_at=due_at,
            state=state,
            decided_by=decided_by,
            decided_at=decided_at,
            decision=decision,
        )

        dispute_view.additional_properties = d
        return dispute_view

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
