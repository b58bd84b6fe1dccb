from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.dynamics_part_response_time import DynamicsPartResponseTime
    from ..models.dynamics_part_talk_share import DynamicsPartTalkShare


T = TypeVar("T", bound="DynamicsPart")


@_attrs_define
class DynamicsPart:
    """Seconds and shares; null where they cannot be measured.

    Attributes:
        talk_share (DynamicsPartTalkShare):
        silence_share (float | None):
        longest_silence (float | None):
        overlaps (int | None):
        response_time (DynamicsPartResponseTime):
    """

    talk_share: DynamicsPartTalkShare
    silence_share: float | None
    longest_silence: float | None
    overlaps: int | None
    response_time: DynamicsPartResponseTime

    def to_dict(self) -> dict[str, Any]:
        talk_share = self.talk_share.to_dict()

        silence_share: float | None
        silence_share = self.silence_share

        longest_silence: float | None
        longest_silence = self.longest_silence

        overlaps: int | None
        overlaps = self.overlaps

        response_time = self.response_time.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "talk_share": talk_share,
                "silence_share": silence_share,
                "longest_silence": longest_silence,
                "overlaps": overlaps,
                "response_time": response_time,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dynamics_part_response_time import DynamicsPartResponseTime
        from ..models.dynamics_part_talk_share import DynamicsPartTalkShare

        d = dict(src_dict)
        talk_share = DynamicsPartTalkShare.from_dict(d.pop("talk_share"))

        def _parse_silence_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        silence_share = _parse_silence_share(d.pop("silence_share"))

        def _parse_longest_silence(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        longest_silence = _parse_longest_silence(d.pop("longest_silence"))

        def _parse_overlaps(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        overlaps = _parse_overlaps(d.pop("overlaps"))

        response_time = DynamicsPartResponseTime.from_dict(d.pop("response_time"))

        dynamics_part = cls(
            talk_share=talk_share,
            silence_share=silence_share,
            longest_silence=longest_silence,
            overlaps=overlaps,
            response_time=response_time,
        )

        return dynamics_part
