"""What is vendored is what the manifest says, with its licence; nothing on a page comes from elsewhere."""

import hashlib
import re
import tomllib

from qa_service.web import assets
from tests.web import strings

VENDOR = assets.FOLDER / "vendor"
MANIFEST = tomllib.loads((VENDOR / "manifest.toml").read_text())["file"]


def test_vendored_files_have_the_sums_and_licences_of_the_manifest() -> None:
    for entry in MANIFEST:
        assert hashlib.sha256((VENDOR / entry["name"]).read_bytes()).hexdigest() == entry["sha256"]
        assert entry["version"] in entry["source"]
        assert entry["licence"] in {"MIT", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC"}
        assert len((VENDOR / entry["licence_file"]).read_text()) > 400


def test_nothing_vendored_is_missing_from_the_manifest() -> None:
    named = {entry["name"] for entry in MANIFEST} | {entry["licence_file"] for entry in MANIFEST} | {"manifest.toml"}
    assert {path.name for path in VENDOR.iterdir()} == named


def test_pages_hold_no_inline_script_or_style_and_name_no_other_host() -> None:
    for name, source in strings.templates():
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", source), name
        assert not re.search(r"<script(?![^>]*\ssrc=)", source), name
        assert not re.search(r"https?://(?!www\.w3\.org)", source), name
    for path in assets.FOLDER.glob("*.*"):
        assert not re.search(r"https?://(?!www\.w3\.org)", path.read_text()), path.name


def test_a_page_asks_only_for_assets_that_exist() -> None:
    for _, source in strings.templates():
        for name in re.findall(r'asset\("([^"]+)"\)', source):
            assert assets.url(name)
