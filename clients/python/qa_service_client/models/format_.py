from enum import StrEnum


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    PDF = "pdf"
    XLSX = "xlsx"
    XML = "xml"
    ZIP = "zip"

    def __str__(self) -> str:
        return str(self.value)
