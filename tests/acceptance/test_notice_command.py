"""`qa-service notice` as people type it, with the settings and the measured error of this installation."""

from pathlib import Path

import pytest

from qa_service.documents.notices import NoticeKind
from tests.acceptance.shell import refused, run


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_is_printed_and_what_is_blank_is_listed(kind: NoticeKind, tmp_path: Path) -> None:
    made = run(tmp_path, "notice", kind, "--lang", "en", "--client", "acme", QA_MONITORING_BASIS="", QA_MINIMUM_N="9")
    assert made.exit_code == 0
    assert made.stdout.startswith("# ")
    assert "fewer than 9 contacts" in made.stdout or kind is NoticeKind.CUSTOMERS
    blanks = made.stderr.splitlines()
    assert "left blank: name and address of the controller" in blanks
    assert all(f"**[… {blank.removeprefix('left blank: ')}]**" in made.stdout for blank in blanks)


def test_it_is_italian_unless_asked_otherwise_and_follows_the_settings(tmp_path: Path) -> None:
    before = run(tmp_path, "notice", "workers", QA_MONITORING_BASIS="").stdout
    after = run(tmp_path, "notice", "workers", QA_MONITORING_BASIS="accordo del 3 marzo 2026", QA_KEEP_ORIGINALS="true")
    assert "restano perciò nascosti a tutti" in before
    assert "accordo del 3 marzo 2026" in after.stdout
    assert "si cancella appena il contatto è analizzato" in before
    assert "si cancella appena il contatto è analizzato" not in after.stdout


def test_it_goes_into_a_file_that_says_the_same(tmp_path: Path) -> None:
    out = tmp_path / "notice.md"
    made = run(tmp_path / "data", "notice", "ai-act", "--out", str(out))
    assert made.stdout == ""
    assert out.read_text(encoding="utf-8") == run(tmp_path / "data", "notice", "ai-act").stdout


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    assert "cannot be written" in refused(tmp_path, "notice", "workers", "--out", str(tmp_path / "no" / "n.md"))
