"""What ships is listed in a bill of materials, and the images that it is built on are pinned by digest."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.unit.test_lock import ROOT, locked, version


def bill_of_materials(folder: Path) -> dict[str, Any]:
    """What `make sbom` writes; nothing is installed for it, since the packages of the tests are there."""
    file = folder / "sbom.json"
    installed = ["--old-file", ".venv/.installed-dev"]
    places = [f"BIN={Path(sys.executable).parent}", f"SBOM={file}"]
    subprocess.run(["make", *installed, "sbom", *places], cwd=ROOT, check=True, capture_output=True, timeout=120)
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


def hashes(component: dict[str, Any]) -> set[str]:
    references = component.get("externalReferences", [])
    return {known["content"] for reference in references for known in reference.get("hashes", [])}


@pytest.mark.slow
def test_the_bill_of_materials_lists_every_package_that_ships_with_its_hashes(tmp_path: Path) -> None:
    document = bill_of_materials(tmp_path)
    listed = {(canonicalize_name(part["name"]), part["version"]) for part in document["components"]}
    pins: dict[str, list[Requirement]] = {**locked("service.txt"), **locked("alone.txt")}
    assert listed == {(name, version(pin)) for name, several in pins.items() for pin in several}
    assert all(hashes(component) for component in document["components"])
    assert (document["bomFormat"], document["metadata"]["component"]["name"]) == ("CycloneDX", "qa-service")


@pytest.mark.parametrize(("name", "pattern"), [("Dockerfile", r"^FROM (\S+)"), ("compose.yaml", r"^\s+image: (\S+)")])
def test_images_are_pinned_by_digest(name: str, pattern: str) -> None:
    images = re.findall(pattern, (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert images
    assert all(re.search(r"@sha256:[0-9a-f]{64}$", image) for image in images), images
