"""What can be had as a file, and in which forms."""

from collections.abc import Mapping
from enum import StrEnum
from importlib.util import find_spec
from typing import Literal

from qa_service.errors import BadInput, one_of, say

Language = Literal["it", "en"]


class Kind(StrEnum):
    """What is exported."""

    INTERACTIONS = "interactions"
    ANALYSES = "analyses"
    SCORECARD = "scorecard"
    REPORT = "report"
    KPIS = "kpis"
    PACK = "pack"
    LABEL_STUDIO = "labelstudio"
    OVERRULED = "overruled"
    VCONS = "vcons"
    COMPLAINTS = "complaints"
    SURVEYS = "surveys"


class Format(StrEnum):
    """What the file is; the value is its ending."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"
    PDF = "pdf"
    ZIP = "zip"
    JSON = "json"
    XML = "xml"


OF_A_GROUP = (Kind.SCORECARD, Kind.REPORT, Kind.KPIS)
"""Figures of an agent, a team or a client: small enough to wait for."""
FORMATS: Mapping[Kind, tuple[Format, ...]] = {
    Kind.INTERACTIONS: (Format.CSV, Format.JSONL, Format.PARQUET, Format.XLSX),
    Kind.ANALYSES: (Format.JSONL,),
    Kind.SCORECARD: (Format.PDF, Format.XLSX),
    Kind.REPORT: (Format.PDF, Format.XLSX),
    Kind.KPIS: (Format.XLSX, Format.CSV, Format.PDF),
    Kind.PACK: (Format.ZIP, Format.JSONL),
    Kind.LABEL_STUDIO: (Format.JSON, Format.XML),
    Kind.OVERRULED: (Format.CSV, Format.JSONL, Format.XLSX),
    Kind.VCONS: (Format.JSONL, Format.ZIP),
    Kind.COMPLAINTS: (Format.CSV, Format.JSONL, Format.XLSX),
    Kind.SURVEYS: (Format.CSV, Format.JSONL, Format.XLSX),
}
"""The first is what is made where none is named."""
MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSONL: "application/x-ndjson",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.ZIP: "application/zip",
    Format.JSON: "application/json",
    Format.XML: "application/xml",
}


def forms(kind: Kind) -> tuple[Format, ...]:
    """The forms of a kind that this installation can make: Parquet wants the extra `export`."""
    return tuple(form for form in FORMATS[kind] if form is not Format.PARQUET or find_spec("pyarrow"))


def form_of(kind: Kind, name: str | None, where: str) -> Format:
    """The form of that name, or the usual one of its kind. Raises BadInput with those that can be had."""
    offered = forms(kind)
    if name in (None, *offered):
        return Format(name) if name else offered[0]
    hint = one_of(offered)
    if name == Format.PARQUET:
        hint = say("{hint}; parquet needs qa-service[export]", hint=hint)
    raise BadInput("{kind} cannot be had in that form here", kind=kind, where=where, hint=hint)
