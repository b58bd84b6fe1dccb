"""Encoders that are built on this machine are held against the hashes they were built with."""

from pathlib import Path

import pytest

from qa_service import resources
from qa_service.bootstrap import built
from qa_service.errors import MissingModel
from qa_service.weights import Registry
from tests.acceptance.shell import refused, run

BASE = built.BASE_ENCODER


@pytest.fixture(scope="module")
def known() -> Registry:
    return Registry.load(resources.path("registry.toml"))


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_damaged_encoder_is_not_opened_and_is_told_and_mended(known: Registry, tmp_path: Path) -> None:
    cache = {"QA_CACHE_DIR": str(tmp_path), "QA_ENCODER_MODEL": BASE}
    folder = built.encoder(known, tmp_path, BASE)
    assert run(tmp_path, "models", "verify", **cache).exit_code == 0
    damage(folder / "model.bin")
    with pytest.raises(MissingModel, match=r"damaged: model\.bin is wrong; run: qa-service models fetch"):
        built.encoder(known, tmp_path, BASE)
    assert refused(tmp_path, "models", "verify", **cache).startswith("1 files are missing or wrong")
    assert run(tmp_path, "models", "fetch", BASE, **cache).exit_code == 0
    assert built.encoder(known, tmp_path, BASE) == folder
    assert run(tmp_path, "models", "verify", **cache).exit_code == 0


def test_an_encoder_of_an_earlier_version_without_hashes_is_built_anew(known: Registry, tmp_path: Path) -> None:
    folder = built.encoder(known, tmp_path, BASE)
    whole = (folder / "model.bin").read_bytes()
    damage(folder / "model.bin")
    (folder / "sha256.json").unlink()
    assert (built.encoder(known, tmp_path, BASE) / "model.bin").read_bytes() == whole
