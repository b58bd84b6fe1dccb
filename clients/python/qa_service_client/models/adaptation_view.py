from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.adaptation_report_part import AdaptationReportPart
    from ..models.doubted_label_part import DoubtedLabelPart


T = TypeVar("T", bound="AdaptationView")


@_attrs_define
class AdaptationView:
    """What was learned for one question: `in_force` once a person has published it, until somebody withdraws it or
    publishes another one. `version` is how analyses and figures name it. `sources`: how many of the interactions that
    it was learned from are still there. `doubted`: the answers of people that it doubts most, of those that you are
    not to answer blind.

        Attributes:
            id (UUID):
            client (str):
            question (str):
            version (str):
            encoder (str):
            in_force (bool):
            sources (int):
            made_by (str):
            made_at (datetime.datetime):
            published_by (None | str):
            published_at (datetime.datetime | None):
            withdrawn_by (None | str):
            withdrawn_at (datetime.datetime | None):
            link (str):
            report (AdaptationReportPart): Both heads on `n` answers of people from which neither had learned: the adapted
                one by models that saw neither
                the case nor any other of the same agent's week. `unused` answers could not be learned from. `changes`: the gain
                is
                clear; where it is not, nothing is learned and the shipped head stays. `gain`: in the mean logarithm of the
                chance
                of people's answers, with its standard error `gain_error`.
            doubted (list[DoubtedLabelPart] | Unset):
    """

    id: UUID
    client: str
    question: str
    version: str
    encoder: str
    in_force: bool
    sources: int
    made_by: str
    made_at: datetime.datetime
    published_by: None | str
    published_at: datetime.datetime | None
    withdrawn_by: None | str
    withdrawn_at: datetime.datetime | None
    link: str
    report: AdaptationReportPart
    doubted: list[DoubtedLabelPart] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        client = self.client

        question = self.question

        version = self.version

        encoder = self.encoder

        in_force = self.in_force

        sources = self.sources

        made_by = self.made_by

        made_at = self.made_at.isoformat()

        published_by: None | str
        published_by = self.published_by

        published_at: None | str
        if isinstance(self.published_at, datetime.datetime):
            published_at = self.published_at.isoformat()
        else:
            published_at = self.published_at

        withdrawn_by: None | str
        withdrawn_by = self.withdrawn_by

        withdrawn_at: None | str
        if isinstance(self.withdrawn_at, datetime.datetime):
            withdrawn_at = self.withdrawn_at.isoformat()
        else:
            withdrawn_at = self.withdrawn_at

        link = self.link

        report = self.report.to_dict()

        doubted: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.doubted, Unset):
            doubted = []
            for doubted_item_data in self.doubted:
                doubted_item = doubted_item_data.to_dict()
                doubted.append(doubted_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "client": client,
                "question": question,
                "version": version,
                "encoder": encoder,
                "in_force": in_force,
                "sources": sources,
                "made_by": made_by,
                "made_at": made_at,
                "published_by": published_by,
                "published_at": published_at,
                "withdrawn_by": withdrawn_by,
                "withdrawn_at": withdrawn_at,
                "link": link,
                "report": report,
            }
        )
        if doubted is not UNSET:
            field_dict["doubted"] = doubted

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.adaptation_report_part import AdaptationReportPart
        from ..models.doubted_label_part import DoubtedLabelPart

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        client = d.pop("client")

        question = d.pop("question")

        version = d.pop("version")

        encoder = d.pop("encoder")

        in_force = d.pop("in_force")

        sources = d.pop("sources")

        made_by = d.pop("made_by")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        def _parse_published_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        published_by = _parse_published_by(d.pop("published_by"))

        def _parse_published_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                published_at_type_0 = datetime.datetime.fromisoformat(data)

                return published_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        published_at = _parse_published_at(d.pop("published_at"))

        def _parse_withdrawn_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        withdrawn_by = _parse_withdrawn_by(d.pop("withdrawn_by"))

        def _parse_withdrawn_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                withdrawn_at_type_0 = datetime.datetime.fromisoformat(data)

                return withdrawn_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        withdrawn_at = _parse_withdrawn_at(d.pop("withdrawn_at"))

        link = d.pop("link")

        report = AdaptationReportPart.from_dict(d.pop("report"))

        _doubted = d.pop("doubted", UNSET)
        doubted: list[DoubtedLabelPart] | Unset = UNSET
        if _doubted is not UNSET:
            doubted = []
            for doubted_item_data in _doubted:
                doubted_item = DoubtedLabelPart.from_dict(doubted_item_data)

                doubted.append(doubted_item)

        adaptation_view = cls(
            id=id,
            client=client,
            question=question,
            version=version,
            encoder=encoder,
            in_force=in_force,
            sources=sources,
            made_by=made_by,
            made_at=made_at,
            published_by=published_by,
            published_at=published_at,
            withdrawn_by=withdrawn_by,
            withdrawn_at=withdrawn_at,
            link=link,
            report=report,
            doubted=doubted,
        )

        adaptation_view.additional_properties = d
        return adaptation_view

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
