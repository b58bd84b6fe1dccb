from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.outcome_output import OutcomeOutput
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_end_problem_type_0 import FileEndProblemType0
    from ..models.file_end_queue_log_type_0 import FileEndQueueLogType0
    from ..models.warning_view import WarningView


T = TypeVar("T", bound="FileEnd")


@_attrs_define
class FileEnd:
    """What became of one interaction of a file, or of one file of an archive, by its name. `queue_log`: it is a log of
    telephone calls, and so many of its lines came to what; those that are refused follow by their numbers.

        Attributes:
            status (int):
            outcome (Literal['refused'] | OutcomeOutput):
            name (str):
            id (None | str | Unset):
            location (None | str | Unset):
            problem (FileEndProblemType0 | None | Unset):
            warnings (list[WarningView] | None | Unset):
            queue_log (FileEndQueueLogType0 | None | Unset):
    """

    status: int
    outcome: Literal["refused"] | OutcomeOutput
    name: str
    id: None | str | Unset = UNSET
    location: None | str | Unset = UNSET
    problem: FileEndProblemType0 | None | Unset = UNSET
    warnings: list[WarningView] | None | Unset = UNSET
    queue_log: FileEndQueueLogType0 | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.file_end_problem_type_0 import FileEndProblemType0
        from ..models.file_end_queue_log_type_0 import FileEndQueueLogType0

        status = self.status

        outcome: Literal["refused"] | str
        if isinstance(self.outcome, OutcomeOutput):
            outcome = self.outcome.value
        else:
            outcome = self.outcome

        name = self.name

        id: None | str | Unset
        if isinstance(self.id, Unset):
            id = UNSET
        else:
            id = self.id

        location: None | str | Unset
        if isinstance(self.location, Unset):
            location = UNSET
        else:
            location = self.location

        problem: dict[str, Any] | None | Unset
        if isinstance(self.problem, Unset):
            problem = UNSET
        elif isinstance(self.problem, FileEndProblemType0):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        warnings: list[dict[str, Any]] | None | Unset
        if isinstance(self.warnings, Unset):
            warnings = UNSET
        elif isinstance(self.warnings, list):
            warnings = []
            for warnings_type_0_item_data in self.warnings:
                warnings_type_0_item = warnings_type_0_item_data.to_dict()
                warnings.append(warnings_type_0_item)

        else:
            warnings = self.warnings

        queue_log: dict[str, Any] | None | Unset
        if isinstance(self.queue_log, Unset):
            queue_log = UNSET
        elif isinstance(self.queue_log, FileEndQueueLogType0):
            queue_log = self.queue_log.to_dict()
        else:
            queue_log = self.queue_log

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "outcome": outcome,
                "name": name,
            }
        )
        if id is not UNSET:
            field_dict["id"] = id
        if location is not UNSET:
            field_dict["location"] = location
        if problem is not UNSET:
            field_dict["problem"] = problem
        if warnings is not UNSET:
            field_dict["warnings"] = warnings
        if queue_log is not UNSET:
            field_dict["queue_log"] = queue_log

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.file_end_problem_type_0 import FileEndProblemType0
        from ..models.file_end_queue_log_type_0 import FileEndQueueLogType0
        from ..models.warning_view import WarningView

        d = dict(src_dict)
        status = d.pop("status")

        def _parse_outcome(data: object) -> Literal["refused"] | OutcomeOutput:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = OutcomeOutput(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            outcome_type_1 = cast(Literal["refused"], data)
            if outcome_type_1 != "refused":
                raise ValueError(
                    f"outcome_type_1 must match const 'refused', got '{outcome_type_1}'"
                )
            return outcome_type_1

        outcome = _parse_outcome(d.pop("outcome"))

        name = d.pop("name")

        def _parse_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        id = _parse_id(d.pop("id", UNSET))

        def _parse_location(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        location = _parse_location(d.pop("location", UNSET))

        def _parse_problem(data: object) -> FileEndProblemType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = FileEndProblemType0.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FileEndProblemType0 | None | Unset, data)

        problem = _parse_problem(d.pop("problem", UNSET))

        def _parse_warnings(data: object) -> list[WarningView] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                warnings_type_0 = []
                _warnings_type_0 = data
                for warnings_type_0_item_data in _warnings_type_0:
                    warnings_type_0_item = WarningView.from_dict(
                        warnings_type_0_item_data
                    )

                    warnings_type_0.append(warnings_type_0_item)

                return warnings_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[WarningView] | None | Unset, data)

        warnings = _parse_warnings(d.pop("warnings", UNSET))

        def _parse_queue_log(data: object) -> FileEndQueueLogType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                queue_log_type_0 = FileEndQueueLogType0.from_dict(data)

                return queue_log_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FileEndQueueLogType0 | None | Unset, data)

        queue_log = _parse_queue_log(d.pop("queue_log", UNSET))

        file_end = cls(
            status=status,
            outcome=outcome,
            name=name,
            id=id,
            location=location,
            problem=problem,
            warnings=warnings,
            queue_log=queue_log,
        )

        file_end.additional_properties = d
        return file_end

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
