"""docs/security.md answers every requirement of OWASP ASVS 5.0, levels 1 and 2, once, and what it names exists."""

import re

import pytest

from tests import asvs

PAGE = asvs.PAGE.read_text(encoding="utf-8")


def test_each_requirement_is_answered_once_with_what_shows_it() -> None:
    assert len(asvs.LEVELS) == 253
    assert list(asvs.faults(PAGE)) == []


def test_the_rows_stand_in_the_order_of_the_standard() -> None:
    assert [row.id for row in asvs.rows(PAGE)] == list(asvs.LEVELS)


ROW = "| V1.2.4 | queries with parameters | yes | `tests/unit/test_asvs.py::test_a_planted_fault_is_caught` |"


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ("", "V1.2.4 stands 0 times"),
        (f"{ROW}\n{ROW}", "V1.2.4 stands 2 times"),
        (f"{ROW}\n{ROW.replace('V1.2.4', 'V1.2.99')}", "V1.2.99 is none of level 1 or 2"),
        (ROW.replace("fault_is_caught", "hole"), "there is no test tests/unit/test_asvs.py::test_a_planted_hole"),
        (ROW.replace("test_asvs.py", "test_nothing.py"), "there is no test tests/unit/test_nothing.py"),
        (ROW.replace("test_a_planted_fault_is_caught", "PAGE"), "there is no test tests/unit/test_asvs.py::PAGE"),
        (re.sub("`.*`", "`qa_service/nothing.py`", ROW), "there is no qa_service/nothing.py"),
        (re.sub("`.*`", "`docs/http.md#nothing`", ROW), "there is no docs/http.md#nothing"),
        (re.sub("`.*`", "it is so, believe it", ROW), "nothing shows it"),
        (re.sub("`.*`", "", ROW), "nothing shows it"),
        (re.sub("`.*`", "see [there](#nothing), `Dockerfile`", ROW), "there is no #nothing"),
        (re.sub("`.*`", "[there](http.md#nothing), `Dockerfile`", ROW), "there is no http.md#nothing"),
        (f"{ROW}\n\nIt stands in `qa_service/nothing.py`.", "there is no qa_service/nothing.py"),
        (ROW.replace("yes", "partly"), "it does not say why"),
        (ROW.replace("| yes |", "| not applicable |"), "it does not say why"),
        (ROW.replace("yes", "surely"), "'surely' is no answer"),
        (ROW.replace("| yes ", ""), "'' is no answer"),
        (ROW.replace("with", "with " * 8), "is not told in 1 to 8 words"),
        (re.sub(r"yes .*", "no | nothing of it is there |", ROW), "the counts are not those of the table"),
    ],
)
def test_a_planted_fault_is_caught(planted: str, fault: str) -> None:
    page = re.sub(r"^\| V1\.2\.4 \|.*$", lambda _: planted, PAGE, flags=re.MULTILINE)
    assert any(fault in told for told in asvs.faults(page)), list(asvs.faults(page))


def test_counts_are_those_of_the_table() -> None:
    table = [
        asvs.Row("V1.2.4", "a", "yes", "`tests/unit/test_asvs.py::test_counts_are_those_of_the_table`, `Dockerfile`"),
        asvs.Row("V1.1.1", "b", "yes", "`docs/http.md`"),
        asvs.Row("V1.3.1", "c", "no", "nobody did it"),
    ]
    counts = asvs.counted(table)
    for line in (
        "| requirements of levels 1 and 2 | 3 (2 of level 1) |",
        "| answered | 3 |",
        "| yes | 2 |",
        "| of these proved by a named test | 1 |",
        "| of these by a file or a document | 1 |",
        "| no | 1 |",
        "| partly, with what is missing | 0 |",
    ):
        assert line in counts.splitlines()
