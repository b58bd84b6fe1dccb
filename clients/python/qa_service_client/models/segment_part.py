from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.scorecard_part import ScorecardPart
    from ..models.segment_part_courtesy import SegmentPartCourtesy


T = TypeVar("T", bound="SegmentPart")


@_attrs_define
class SegmentPart:
    """What a colleague (`agent`) or a `bot` did in their part of the contact, the turns `first_turn` to `last_turn`;
    their passages count turns from the first. `outcome`: the contact's outcome counts for them.

        Attributes:
            first_turn (int):
            last_turn (int):
            outcome (bool):
            courtesy (SegmentPartCourtesy):
            scorecard (ScorecardPart): 0 to 100 by section; `critical` names the critical criteria that failed,
                `critical_by_harm` the same apart
                (customer, business, compliance), `failed` the sections that one of them failed outright, `to_be_confirmed` the
                criteria whose answer waits for a person.
            agent (None | str | Unset):
            bot (None | str | Unset):
    """

    first_turn: int
    last_turn: int
    outcome: bool
    courtesy: SegmentPartCourtesy
    scorecard: ScorecardPart
    agent: None | str | Unset = UNSET
    bot: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        first_turn = self.first_turn

        last_turn = self.last_turn

        outcome = self.outcome

        courtesy = self.courtesy.to_dict()

        scorecard = self.scorecard.to_dict()

        agent: None | str | Unset
        if isinstance(self.agent, Unset):
            agent = UNSET
        else:
            agent = self.agent

        bot: None | str | Unset
        if isinstance(self.bot, Unset):
            bot = UNSET
        else:
            bot = self.bot

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "first_turn": first_turn,
                "last_turn": last_turn,
                "outcome": outcome,
                "courtesy": courtesy,
                "scorecard": scorecard,
            }
        )
        if agent is not UNSET:
            field_dict["agent"] = agent
        if bot is not UNSET:
            field_dict["bot"] = bot

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.scorecard_part import ScorecardPart
        from ..models.segment_part_courtesy import SegmentPartCourtesy

        d = dict(src_dict)
        first_turn = d.pop("first_turn")

        last_turn = d.pop("last_turn")

        outcome = d.pop("outcome")

        courtesy = SegmentPartCourtesy.from_dict(d.pop("courtesy"))

        scorecard = ScorecardPart.from_dict(d.pop("scorecard"))

        def _parse_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent = _parse_agent(d.pop("agent", UNSET))

        def _parse_bot(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bot = _parse_bot(d.pop("bot", UNSET))

        segment_part = cls(
            first_turn=first_turn,
            last_turn=last_turn,
            outcome=outcome,
            courtesy=courtesy,
            scorecard=scorecard,
            agent=agent,
            bot=bot,
        )

        return segment_part
