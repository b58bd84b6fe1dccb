from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.file_end import FileEnd
    from ..models.files_counts import FilesCounts


T = TypeVar("T", bound="Files")


@_attrs_define
class Files:
    """What became of everything that a file holds.

    Attributes:
        counts (FilesCounts):
        files (list[FileEnd]):
    """

    counts: FilesCounts
    files: list[FileEnd]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        counts = self.counts.to_dict()

        files = []
        for files_item_data in self.files:
            files_item = files_item_data.to_dict()
            files.append(files_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "counts": counts,
                "files": files,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.file_end import FileEnd
        from ..models.files_counts import FilesCounts

        d = dict(src_dict)
        counts = FilesCounts.from_dict(d.pop("counts"))

        files = []
        _files = d.pop("files")
        for files_item_data in _files:
            files_item = FileEnd.from_dict(files_item_data)

            files.append(files_item)

        files = cls(
            counts=counts,
            files=files,
        )

        files.additional_properties = d
        return files

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
