from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.adaptation_report_part_answers import AdaptationReportPartAnswers
    from ..models.head_part import HeadPart
    from ..models.move_part import MovePart
    from ..models.withheld_part import WithheldPart


T = TypeVar("T", bound="AdaptationReportPart")


@_attrs_define
class AdaptationReportPart:
    """Both heads on `n` answers of people from which neither had learned: the adapted one by models that saw neither
    the case nor any other of the same agent's week. `unused` answers could not be learned from. `changes`: the gain is
    clear; where it is not, nothing is learned and the shipped head stays. `gain`: in the mean logarithm of the chance
    of people's answers, with its standard error `gain_error`.

        Attributes:
            n (int):
            answers (AdaptationReportPartAnswers):
            unused (int):
            changes (bool):
            gain (float):
            gain_error (float):
            shipped (HeadPart): One head beside people's answers. `decided` of them had an answer; `share` of equal answers,
                `kappa` and `ac1`
                count these; `auc`, `balanced` accuracy and `calibration_error` count all, by the stated chances.
            adapted (HeadPart): One head beside people's answers. `decided` of them had an answer; `share` of equal answers,
                `kappa` and `ac1`
                count these; `auc`, `balanced` accuracy and `calibration_error` count all, by the stated chances.
            moves (list[MovePart]):
            withheld (list[WithheldPart]):
    """

    n: int
    answers: AdaptationReportPartAnswers
    unused: int
    changes: bool
    gain: float
    gain_error: float
    shipped: HeadPart
    adapted: HeadPart
    moves: list[MovePart]
    withheld: list[WithheldPart]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        n = self.n

        answers = self.answers.to_dict()

        unused = self.unused

        changes = self.changes

        gain = self.gain

        gain_error = self.gain_error

        shipped = self.shipped.to_dict()

        adapted = self.adapted.to_dict()

        moves = []
        for moves_item_data in self.moves:
            moves_item = moves_item_data.to_dict()
            moves.append(moves_item)

        withheld = []
        for withheld_item_data in self.withheld:
            withheld_item = withheld_item_data.to_dict()
            withheld.append(withheld_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "n": n,
                "answers": answers,
                "unused": unused,
                "changes": changes,
                "gain": gain,
                "gain_error": gain_error,
                "shipped": shipped,
                "adapted": adapted,
                "moves": moves,
                "withheld": withheld,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.adaptation_report_part_answers import AdaptationReportPartAnswers
        from ..models.head_part import HeadPart
        from ..models.move_part import MovePart
        from ..models.withheld_part import WithheldPart

        d = dict(src_dict)
        n = d.pop("n")

        answers = AdaptationReportPartAnswers.from_dict(d.pop("answers"))

        unused = d.pop("unused")

        changes = d.pop("changes")

        gain = d.pop("gain")

        gain_error = d.pop("gain_error")

        shipped = HeadPart.from_dict(d.pop("shipped"))

        adapted = HeadPart.from_dict(d.pop("adapted"))

        moves = []
        _moves = d.pop("moves")
        for moves_item_data in _moves:
            moves_item = MovePart.from_dict(moves_item_data)

            moves.append(moves_item)

        withheld = []
        _withheld = d.pop("withheld")
        for withheld_item_data in _withheld:
            withheld_item = WithheldPart.from_dict(withheld_item_data)

            withheld.append(withheld_item)

        adaptation_report_part = cls(
            n=n,
            answers=answers,
            unused=unused,
            changes=changes,
            gain=gain,
            gain_error=gain_error,
            shipped=shipped,
            adapted=adapted,
            moves=moves,
            withheld=withheld,
        )

        adaptation_report_part.additional_properties = d
        return adaptation_report_part

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
