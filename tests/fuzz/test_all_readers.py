"""A few hundred damaged files of every kind, under their own endings and others': none ends in a traceback."""

from pathlib import Path

from tests.fuzz import readers


def test_damaged_files_of_every_kind_end_in_an_interaction_or_a_refusal_soon(tmp_path: Path) -> None:
    outcome = readers.run(4 * len(readers.seeds()), 16, tmp_path)
    assert outcome.faults == []
    assert outcome.grown < readers.LARGEST
    assert outcome.ends["taken in"] > 20
    assert outcome.ends["refused"] > 20


def test_every_original_is_read_whole(tmp_path: Path) -> None:
    for number, (suffix, content) in enumerate(readers.seeds()):
        path = tmp_path / f"file{suffix}"
        path.write_bytes(content)
        assert readers._end(path), number
