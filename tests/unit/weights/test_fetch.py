"""Downloads, from a stand-in hub on this machine."""

import fcntl
from pathlib import Path

import pytest

from qa_service.errors import MissingModel
from qa_service.weights import Registry
from tests.unit.weights.conftest import FIRST, SECOND, SMALL, Hub, address, bytes_of


def test_fetch_brings_the_same_bytes_and_tells_how_far_it_is(registry: Registry, hub: Hub, tmp_path: Path):
    told: list[tuple[str, int, int]] = []
    folder = registry.fetch("ear", tmp_path / "cache", address(hub) + "/", lambda *step: told.append(step))
    assert bytes_of(folder) == {"model.bin": FIRST + SECOND, "config.json": SMALL}
    assert told[-1] == ("config.json", len(SMALL), len(SMALL))
    assert registry.folder("ear", tmp_path / "cache") == folder


def test_fetch_leaves_good_files_alone(registry: Registry, hub: Hub, tmp_path: Path):
    registry.fetch("ear", tmp_path / "cache", address(hub))
    hub.asked.clear()
    registry.fetch("ear", tmp_path / "cache", address(hub))
    assert hub.asked == []


@pytest.mark.parametrize("ranges", [True, False])
def test_a_broken_download_goes_on(registry: Registry, hub: Hub, tmp_path: Path, ranges: bool):
    whole = hub.files["/us/ear/resolve/abc123/model.bin"]
    hub.files["/us/ear/resolve/abc123/model.bin"] = whole[:5000]
    with pytest.raises(MissingModel, match="broke off at 5000"):
        registry.fetch("ear", tmp_path / "cache", address(hub))
    hub.files["/us/ear/resolve/abc123/model.bin"] = whole
    hub.ranges = ranges
    folder = registry.fetch("ear", tmp_path / "cache", address(hub))
    assert ("/us/ear/resolve/abc123/model.bin", "bytes=5000-") in hub.asked
    assert bytes_of(folder)["model.bin"] == whole


def test_wrong_bytes_from_a_hub_are_refused_and_not_kept(registry: Registry, hub: Hub, tmp_path: Path):
    hub.files["/us/ear/resolve/abc123/model.bin"] = SECOND + FIRST
    with pytest.raises(MissingModel, match="does not hold the pinned bytes"):
        registry.fetch("ear", tmp_path / "cache", address(hub))
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_more_bytes_than_pinned_are_refused(registry: Registry, hub: Hub, tmp_path: Path):
    hub.files["/us/ear/resolve/abc123/model.bin"] += b"tail"
    with pytest.raises(MissingModel, match="does not hold the pinned bytes"):
        registry.fetch("ear", tmp_path / "cache", address(hub))


def test_a_hub_without_the_file_is_reported(registry: Registry, hub: Hub, tmp_path: Path):
    hub.files.clear()
    with pytest.raises(MissingModel, match="404"):
        registry.fetch("ear", tmp_path / "cache", address(hub))


def test_a_hub_that_does_not_answer_is_reported(registry: Registry, tmp_path: Path):
    with pytest.raises(MissingModel, match="cannot be had"):
        registry.fetch("ear", tmp_path / "cache", "http://127.0.0.1:9")


def test_a_model_without_hub_says_how_it_comes(registry: Registry, hub: Hub, tmp_path: Path):
    with pytest.raises(MissingModel, match="on no hub; check out the source tree again"):
        registry.fetch("head", tmp_path / "cache", address(hub))


def test_a_second_download_of_the_same_file_is_turned_away(registry: Registry, hub: Hub, tmp_path: Path):
    folder = registry.fetch("ear", tmp_path / "cache", address(hub))
    (folder / "config.json").unlink()
    with (folder / "config.json.part").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(MissingModel, match="being downloaded by another process"):
            registry.fetch("ear", tmp_path / "cache", address(hub))
