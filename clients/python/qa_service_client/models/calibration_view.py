from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.calibration_view_progress import CalibrationViewProgress
    from ..models.gap_part import GapPart
    from ..models.question_agreement_part import QuestionAgreementPart


T = TypeVar("T", bound="CalibrationView")


@_attrs_define
class CalibrationView:
    """A session. Until it is revealed nobody sees another's answers, only how many interactions each has answered.

    Attributes:
        uuid (str):
        client (None | str):
        name (str):
        sample (None | str):
        interactions (list[str]):
        people (list[str]):
        questions (list[str]):
        created_by (str):
        created_at (str):
        revealed_by (None | str):
        revealed_at (None | str):
        progress (CalibrationViewProgress):
        gaps (list[GapPart] | None):
        agreement (list[QuestionAgreementPart] | None):
    """

    uuid: str
    client: None | str
    name: str
    sample: None | str
    interactions: list[str]
    people: list[str]
    questions: list[str]
    created_by: str
    created_at: str
    revealed_by: None | str
    revealed_at: None | str
    progress: CalibrationViewProgress
    gaps: list[GapPart] | None
    agreement: list[QuestionAgreementPart] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        uuid = self.uuid

        client: None | str
        client = self.client

        name = self.name

        sample: None | str
        sample = self.sample

        interactions = self.interactions

        people = self.people

        questions = self.questions

        created_by = self.created_by

        created_at = self.created_at

        revealed_by: None | str
        revealed_by = self.revealed_by

        revealed_at: None | str
        revealed_at = self.revealed_at

        progress = self.progress.to_dict()

        gaps: list[dict[str, Any]] | None
        if isinstance(self.gaps, list):
            gaps = []
            for gaps_type_0_item_data in self.gaps:
                gaps_type_0_item = gaps_type_0_item_data.to_dict()
                gaps.append(gaps_type_0_item)

        else:
            gaps = self.gaps

        agreement: list[dict[str, Any]] | None
        if isinstance(self.agreement, list):
            agreement = []
            for agreement_type_0_item_data in self.agreement:
                agreement_type_0_item = agreement_type_0_item_data.to_dict()
                agreement.append(agreement_type_0_item)

        else:
            agreement = self.agreement

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "uuid": uuid,
                "client": client,
                "name": name,
                "sample": sample,
                "interactions": interactions,
                "people": people,
                "questions": questions,
                "created_by": created_by,
                "created_at": created_at,
                "revealed_by": revealed_by,
                "revealed_at": revealed_at,
                "progress": progress,
                "gaps": gaps,
                "agreement": agreement,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.calibration_view_progress import CalibrationViewProgress
        from ..models.gap_part import GapPart
        from ..models.question_agreement_part import QuestionAgreementPart

        d = dict(src_dict)
        uuid = d.pop("uuid")

        def _parse_client(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        client = _parse_client(d.pop("client"))

        name = d.pop("name")

        def _parse_sample(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sample = _parse_sample(d.pop("sample"))

        interactions = cast(list[str], d.pop("interactions"))

        people = cast(list[str], d.pop("people"))

        questions = cast(list[str], d.pop("questions"))

        created_by = d.pop("created_by")

        created_at = d.pop("created_at")

        def _parse_revealed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        revealed_by = _parse_revealed_by(d.pop("revealed_by"))

        def _parse_revealed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        revealed_at = _parse_revealed_at(d.pop("revealed_at"))

        progress = CalibrationViewProgress.from_dict(d.pop("progress"))

        def _parse_gaps(data: object) -> list[GapPart] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                gaps_type_0 = []
                _gaps_type_0 = data
                for gaps_type_0_item_data in _gaps_type_0:
                    gaps_type_0_item = GapPart.from_dict(gaps_type_0_item_data)

                    gaps_type_0.append(gaps_type_0_item)

                return gaps_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[GapPart] | None, data)

        gaps = _parse_gaps(d.pop("gaps"))

        def _parse_agreement(data: object) -> list[QuestionAgreementPart] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                agreement_type_0 = []
                _agreement_type_0 = data
                for agreement_type_0_item_data in _agreement_type_0:
                    agreement_type_0_item = QuestionAgreementPart.from_dict(
                        agreement_type_0_item_data
                    )

                    agreement_type_0.append(agreement_type_0_item)

                return agreement_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[QuestionAgreementPart] | None, data)

        agreement = _parse_agreement(d.pop("agreement"))

        calibration_view = cls(
            uuid=uuid,
            client=client,
            name=name,
            sample=sample,
            interactions=interactions,
            people=people,
            questions=questions,
            created_by=created_by,
            created_at=created_at,
            revealed_by=revealed_by,
            revealed_at=revealed_at,
            progress=progress,
            gaps=gaps,
            agreement=agreement,
        )

        calibration_view.additional_properties = d
        return calibration_view

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
