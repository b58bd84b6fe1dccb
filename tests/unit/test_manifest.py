"""Tables of recordings, and names that tell."""

import pytest

from qa_service.errors import BadDocument, BadInput
from qa_service.ingest import manifest


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_tells_what_each_file_is(mark: str) -> None:
    text = "\ufefffile,Agent,queue,client\na.wav,a1,billing,acme\n\nb.wav,,,\n".replace(",", mark)
    assert manifest.read(text.encode()) == {
        "a.wav": {"agent": "a1", "queue": {"name": "billing"}, "client": "acme"},
        "b.wav": {},
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column `file`"),
        ("name,agent\n", "no column `file`"),
        ("file,mood\n", "column 'mood'"),
        ("file,agent\na.wav\n", "table line 2: has 1 cells instead of 2"),
        ("file,agent\n,a1\n", "table line 2: names no file"),
        ("file,agent\na.wav,a1\na.wav,a2\n", "table line 3: names the file 'a.wav' twice"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(BadDocument, match=said):
        manifest.read(text.encode())
    with pytest.raises(BadDocument, match="not UTF-8"):
        manifest.read(b"file\n\xff.wav")


def test_a_name_tells_by_its_pattern() -> None:
    wanted = manifest.pattern("{client}_{agent}_{day}_{time}_{id}")
    assert manifest.by_name("acme_a17_20261103_0914_x-1", wanted) == {
        "client": "acme",
        "agent": "a17",
        "id": "x-1",
        "started_at": "2026-11-03T09:14:00",
    }
    assert manifest.by_name("REC (7) a17", manifest.pattern("REC*) {agent}")) == {"agent": "a17"}
    with pytest.raises(BadInput, match="does not fit"):
        manifest.by_name("acme_a17", wanted)


@pytest.mark.parametrize("text", ["{mood}", "{agent}_{agent}"])
def test_a_pattern_with_unknown_or_doubled_fields_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="each of"):
        manifest.pattern(text)


@pytest.mark.parametrize(
    ("pattern", "name", "told"),
    [
        ("{client}_{day}", "acme_nord_20261103", {"client": "acme_nord", "started_at": "2026-11-03T00:00:00"}),
        ("{client}_{id}", "acme_x_1", {"client": "acme", "id": "x_1"}),
        ("*-{agent}-*", "a-b-c-d", {"agent": "b"}),
        ("{day}{time}*", "20261103091455", {"started_at": "2026-11-03T09:14:55"}),
        ("{day}{time}5*", "20261103091455", {"started_at": "2026-11-03T09:14:00"}),  # the seconds give way
        ("{agent}*", "x", {"agent": "x"}),
    ],
)
def test_parts_take_the_shortest_stretch_that_lets_the_rest_fit(pattern: str, name: str, told: dict[str, str]) -> None:
    assert manifest.by_name(name, manifest.pattern(pattern)) == told


@pytest.mark.parametrize(
    ("pattern", "name"), [("{agent}", ""), ("a*b", "acb!"), ("{day}", "20261103x"), ("*", "x" * 1001)]
)
def test_names_that_do_not_fit_are_refused(pattern: str, name: str) -> None:
    with pytest.raises(BadInput, match="does not fit"):
        manifest.by_name(name, manifest.pattern(pattern))


def test_a_very_long_pattern_is_refused() -> None:
    with pytest.raises(BadInput, match="over 300 characters"):
        manifest.pattern("*a" * 151)
