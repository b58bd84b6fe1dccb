"""pyproject.toml and the locked packages agree; each is pinned with hashes, and no address of an index is written."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {"service.txt": ("bundled", "postgres"), "dev.txt": ("bundled", "postgres", "train", "dev")}
APART = {"torch"}
"""Which build fits depends on the machine: installed by its range."""


def locked(name: str) -> dict[str, list[Requirement]]:
    """What a file pins, by name; a package may be pinned once for each kind of machine."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    pins: dict[str, list[Requirement]] = {}
    for line in filter(None, text.splitlines()):
        words, *hashes = line.split(" --hash=")
        assert hashes, line
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", known.strip()) for known in hashes), line
        pin = Requirement(words.strip())
        assert re.fullmatch(r"==[^*,]+", str(pin.specifier)), line
        pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def wanted(name: str) -> list[Requirement]:
    """What pyproject.toml asks for, for such a file."""
    extras = [line for extra in EXTRAS[name] for line in PROJECT["optional-dependencies"][extra]]
    every = (Requirement(line) for line in [*PROJECT["dependencies"], *extras])
    return [requirement for requirement in every if canonicalize_name(requirement.name) not in APART]


def version(pin: Requirement) -> str:
    return next(iter(pin.specifier)).version


@pytest.mark.parametrize("name", EXTRAS)
def test_what_pyproject_asks_for_is_locked_within_its_bounds(name: str) -> None:
    pins = locked(name)
    for requirement in wanted(name):
        for pin in pins[canonicalize_name(requirement.name)]:
            assert requirement.specifier.contains(version(pin), prereleases=True), f"{requirement}, locked {pin}"
    assert not APART & set(pins)


def test_the_image_has_the_releases_that_are_tested() -> None:
    tested = locked("dev.txt")
    for name, pins in locked("service.txt").items():
        assert {version(pin) for pin in pins} <= {version(pin) for pin in tested[name]}, name


def test_what_is_installed_without_its_own_needs_is_locked_as_asked() -> None:
    asked = Requirement((ROOT / "requirements" / "alone.in").read_text(encoding="utf-8").strip())
    ((pin,),) = locked("alone.txt").values()
    assert (canonicalize_name(pin.name), pin.specifier) == (canonicalize_name(asked.name), asked.specifier)


@pytest.mark.parametrize("name", ["Makefile", "Dockerfile"])
def test_targets_and_image_install_what_is_locked(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "--require-hashes" in text
    assert {"requirements/service.txt", "requirements/alone.txt"} <= set(re.findall(r"requirements/\w+\.txt", text))


def test_no_address_of_an_index_is_written_down() -> None:
    for path in [ROOT / "Makefile", ROOT / "Dockerfile", *sorted((ROOT / "requirements").iterdir())]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"index-url|find-links|trusted-host|files\.\w+|://\S*simple", text), path.name
