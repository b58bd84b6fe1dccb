"""Every decision says its status and its day under its title, and one sentence to quote."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECORDS = sorted(path for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
STATUS = re.compile(r"\*(Accepted|Replaced by \[[\w-]+\]\([\w-]+\.md\)|Withdrawn), \d{1,2} [A-Z][a-z]+ 20\d\d\.\*")


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_a_record_has_a_title_a_status_and_a_day(record: Path) -> None:
    title, blank, status, *rest = record.read_text(encoding="utf-8").splitlines()
    assert title.startswith("# ")
    assert blank == ""
    assert STATUS.fullmatch(status), status
    assert "\n".join(rest).strip()


def test_the_engine_the_two_databases_and_the_tables_have_their_reasons() -> None:
    assert {"job-engine", "two-databases", "sqlmodel"} <= {record.stem for record in RECORDS}
