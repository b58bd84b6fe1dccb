from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.queue_lines_view_counts import QueueLinesViewCounts
    from ..models.queue_lines_view_events import QueueLinesViewEvents
    from ..models.queue_lines_view_passed_over import QueueLinesViewPassedOver
    from ..models.queue_lines_view_unknown_events import QueueLinesViewUnknownEvents
    from ..models.refused_view import RefusedView


T = TypeVar("T", bound="QueueLinesView")


@_attrs_define
class QueueLinesView:
    """What became of the contacts: `created`, `added_to`, `unchanged`, `known_better` (a call record that says
    otherwise than what is known), `refused`.

    `form` is what the file was recognised as: `own`, `asterisk_queue_log`, `asterisk_cdr`, `freeswitch_cdr`, `mapped`.
    `events` counts what a queue log holds, `unknown_events` those that are not known here. `passed_over` counts records
    that are of no contact: `no_queue`, `not_inbound`, `other_leg`, `no_beginning`, `by_mapping`.

        Attributes:
            client (str):
            form (str):
            counts (QueueLinesViewCounts):
            events (QueueLinesViewEvents):
            unknown_events (QueueLinesViewUnknownEvents):
            passed_over (QueueLinesViewPassedOver):
            refused (list[RefusedView]):
    """

    client: str
    form: str
    counts: QueueLinesViewCounts
    events: QueueLinesViewEvents
    unknown_events: QueueLinesViewUnknownEvents
    passed_over: QueueLinesViewPassedOver
    refused: list[RefusedView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        client = self.client

        form = self.form

        counts = self.counts.to_dict()

        events = self.events.to_dict()

        unknown_events = self.unknown_events.to_dict()

        passed_over = self.passed_over.to_dict()

        refused = []
        for refused_item_data in self.refused:
            refused_item = refused_item_data.to_dict()
            refused.append(refused_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "client": client,
                "form": form,
                "counts": counts,
                "events": events,
                "unknown_events": unknown_events,
                "passed_over": passed_over,
                "refused": refused,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.queue_lines_view_counts import QueueLinesViewCounts
        from ..models.queue_lines_view_events import QueueLinesViewEvents
        from ..models.queue_lines_view_passed_over import QueueLinesViewPassedOver
        from ..models.queue_lines_view_unknown_events import QueueLinesViewUnknownEvents
        from ..models.refused_view import RefusedView

        d = dict(src_dict)
        client = d.pop("client")

        form = d.pop("form")

        counts = QueueLinesViewCounts.from_dict(d.pop("counts"))

        events = QueueLinesViewEvents.from_dict(d.pop("events"))

        unknown_events = QueueLinesViewUnknownEvents.from_dict(d.pop("unknown_events"))

        passed_over = QueueLinesViewPassedOver.from_dict(d.pop("passed_over"))

        refused = []
        _refused = d.pop("refused")
        for refused_item_data in _refused:
            refused_item = RefusedView.from_dict(refused_item_data)

            refused.append(refused_item)

        queue_lines_view = cls(
            client=client,
            form=form,
            counts=counts,
            events=events,
            unknown_events=unknown_events,
            passed_over=passed_over,
            refused=refused,
        )

        queue_lines_view.additional_properties = d
        return queue_lines_view

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
