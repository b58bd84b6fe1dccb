from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from .. import types
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="HandInV1RecordingsPostBody")


@_attrs_define
class HandInV1RecordingsPostBody:
    """
    Attributes:
        audio (File): the recording; its name is the id when none is given
        document (str | Unset): an interaction document without turns
    """

    audio: File
    document: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        audio = self.audio.to_tuple()

        document = self.document

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "audio": audio,
            }
        )
        if document is not UNSET:
            field_dict["document"] = document

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("audio", self.audio.to_tuple()))

        if not isinstance(self.document, Unset):
            files.append(
                ("document", (None, str(self.document).encode(), "text/plain"))
            )

        return files

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        audio = File(payload=BytesIO(d.pop("audio")))

        document = d.pop("document", UNSET)

        hand_in_v1_recordings_post_body = cls(
            audio=audio,
            document=document,
        )

        return hand_in_v1_recordings_post_body
