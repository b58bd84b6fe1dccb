from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.turn_part_speaker import TurnPartSpeaker
from ..types import UNSET, Unset

T = TypeVar("T", bound="TurnPart")


@_attrs_define
class TurnPart:
    """One masked turn; seconds of the recording, or the clock time of a message, where known. `bot`: the other voice is
    an automated agent. `agent`: whose turn it is, where several agents or a named bot served; a colleague of the agent
    for whom the outcome counts is another voice (`other`).

        Attributes:
            turn (int):
            speaker (TurnPartSpeaker):
            text (str):
            bot (bool | None | Unset):
            agent (None | str | Unset):
            start (float | None | Unset):
            end (float | None | Unset):
            at (None | str | Unset):
    """

    turn: int
    speaker: TurnPartSpeaker
    text: str
    bot: bool | None | Unset = UNSET
    agent: None | str | Unset = UNSET
    start: float | None | Unset = UNSET
    end: float | None | Unset = UNSET
    at: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        turn = self.turn

        speaker = self.speaker.value

        text = self.text

        bot: bool | None | Unset
        if isinstance(self.bot, Unset):
            bot = UNSET
        else:
            bot = self.bot

        agent: None | str | Unset
        if isinstance(self.agent, Unset):
            agent = UNSET
        else:
            agent = self.agent

        start: float | None | Unset
        if isinstance(self.start, Unset):
            start = UNSET
        else:
            start = self.start

        end: float | None | Unset
        if isinstance(self.end, Unset):
            end = UNSET
        else:
            end = self.end

        at: None | str | Unset
        if isinstance(self.at, Unset):
            at = UNSET
        else:
            at = self.at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "turn": turn,
                "speaker": speaker,
                "text": text,
            }
        )
        if bot is not UNSET:
            field_dict["bot"] = bot
        if agent is not UNSET:
            field_dict["agent"] = agent
        if start is not UNSET:
            field_dict["start"] = start
        if end is not UNSET:
            field_dict["end"] = end
        if at is not UNSET:
            field_dict["at"] = at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        turn = d.pop("turn")

        speaker = TurnPartSpeaker(d.pop("speaker"))

        text = d.pop("text")

        def _parse_bot(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        bot = _parse_bot(d.pop("bot", UNSET))

        def _parse_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent = _parse_agent(d.pop("agent", UNSET))

        def _parse_start(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        start = _parse_start(d.pop("start", UNSET))

        def _parse_end(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        end = _parse_end(d.pop("end", UNSET))

        def _parse_at(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        at = _parse_at(d.pop("at", UNSET))

        turn_part = cls(
            turn=turn,
            speaker=speaker,
            text=text,
            bot=bot,
            agent=agent,
            start=start,
            end=end,
            at=at,
        )

        return turn_part
