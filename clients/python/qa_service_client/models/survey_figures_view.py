from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.figure_view import FigureView
    from ..models.measure_view import MeasureView
    from ..models.rating_view import RatingView
    from ..models.survey_figures_view_note import SurveyFiguresViewNote


T = TypeVar("T", bound="SurveyFiguresView")


@_attrs_define
class SurveyFiguresView:
    """Figures of a group's surveys over whole days. `answered` contacts have an answer, out of `asked`: those whose
    customers are known to have been asked (`asked_of`: `asked`), or all contacts (`contacts`). `unmatched` answers are
    about no interaction that is known. `nps` is the share of promoters (9, 10) less that of detractors (0 to 6);
    `solved` first contact resolution by survey: yes of all answers. `resolution` is the service's own figure, by other
    means.

        Attributes:
            client (None | str):
            level (float):
            answered (int):
            asked (int):
            asked_of (str):
            response_rate (float | None):
            unmatched (int):
            csat (list[RatingView]):
            ces (list[RatingView]):
            nps (MeasureView | None):
            nps_n (int):
            solved (MeasureView | None):
            solved_n (int):
            resolution (FigureView | None):
            note (SurveyFiguresViewNote):
    """

    client: None | str
    level: float
    answered: int
    asked: int
    asked_of: str
    response_rate: float | None
    unmatched: int
    csat: list[RatingView]
    ces: list[RatingView]
    nps: MeasureView | None
    nps_n: int
    solved: MeasureView | None
    solved_n: int
    resolution: FigureView | None
    note: SurveyFiguresViewNote
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.figure_view import FigureView
        from ..models.measure_view import MeasureView

        client: None | str
        client = self.client

        level = self.level

        answered = self.answered

        asked = self.asked

        asked_of = self.asked_of

        response_rate: float | None
        response_rate = self.response_rate

        unmatched = self.unmatched

        csat = []
        for csat_item_data in self.csat:
            csat_item = csat_item_data.to_dict()
            csat.append(csat_item)

        ces = []
        for ces_item_data in self.ces:
            ces_item = ces_item_data.to_dict()
            ces.append(ces_item)

        nps: dict[str, Any] | None
        if isinstance(self.nps, MeasureView):
            nps = self.nps.to_dict()
        else:
            nps = self.nps

        nps_n = self.nps_n

        solved: dict[str, Any] | None
        if isinstance(self.solved, MeasureView):
            solved = self.solved.to_dict()
        else:
            solved = self.solved

        solved_n = self.solved_n

        resolution: dict[str, Any] | None
        if isinstance(self.resolution, FigureView):
            resolution = self.resolution.to_dict()
        else:
            resolution = self.resolution

        note = self.note.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "level": level,
                "answered": answered,
                "asked": asked,
                "asked_of": asked_of,
                "response_rate": response_rate,
                "unmatched": unmatched,
                "csat": csat,
                "ces": ces,
                "nps": nps,
                "nps_n": nps_n,
                "solved": solved,
                "solved_n": solved_n,
                "resolution": resolution,
                "note": note,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.figure_view import FigureView
        from ..models.measure_view import MeasureView
        from ..models.rating_view import RatingView
        from ..models.survey_figures_view_note import SurveyFiguresViewNote

        d = dict(src_dict)

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        level = d.pop("level")

        answered = d.pop("answered")

        asked = d.pop("asked")

        asked_of = d.pop("asked_of")

        def _parse_response_rate(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        response_rate = _parse_response_rate(d.pop("response_rate"))

        unmatched = d.pop("unmatched")

        csat = []
        _csat = d.pop("csat")
        for csat_item_data in _csat:
            csat_item = RatingView.from_dict(csat_item_data)

            csat.append(csat_item)

        ces = []
        _ces = d.pop("ces")
        for ces_item_data in _ces:
            ces_item = RatingView.from_dict(ces_item_data)

            ces.append(ces_item)

        def _parse_nps(data: object) -> MeasureView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                nps_type_0 = MeasureView.from_dict(data)

                return nps_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MeasureView | None, data)

        nps = _parse_nps(d.pop("nps"))

        nps_n = d.pop("nps_n")

        def _parse_solved(data: object) -> MeasureView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                solved_type_0 = MeasureView.from_dict(data)

                return solved_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MeasureView | None, data)

        solved = _parse_solved(d.pop("solved"))

        solved_n = d.pop("solved_n")

        def _parse_resolution(data: object) -> FigureView | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resolution_type_0 = FigureView.from_dict(data)

                return resolution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureView | None, data)

        resolution = _parse_resolution(d.pop("resolution"))

        note = SurveyFiguresViewNote.from_dict(d.pop("note"))

        survey_figures_view = cls(
            client=client,
            level=level,
            answered=answered,
            asked=asked,
            asked_of=asked_of,
            response_rate=response_rate,
            unmatched=unmatched,
            csat=csat,
            ces=ces,
            nps=nps,
            nps_n=nps_n,
            solved=solved,
            solved_n=solved_n,
            resolution=resolution,
            note=note,
        )

        survey_figures_view.additional_properties = d
        return survey_figures_view

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
