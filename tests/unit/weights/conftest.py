"""A registry of two models in stand-in packages, and a hub on this machine."""

import hashlib
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from qa_service.weights import Registry

FIRST, SECOND, SMALL = b"left half, " * 1000, b"right half" * 1000, b'{"layers": 6}'


def pin(data: bytes) -> str:
    return f'size = {len(data)}\nsha256 = "{hashlib.sha256(data).hexdigest()}"'


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """Two models: `ear` in two packages and on a hub, `head` in the source tree."""
    site = tmp_path / "site"
    for package, name, data in (
        ("qa_test_ear_one", "model.bin.1", FIRST),
        ("qa_test_ear_two", "model.bin.2", SECOND),
        ("qa_test_ear_one", "config.json", SMALL),
    ):
        (site / package / "data").mkdir(parents=True, exist_ok=True)
        (site / package / "__init__.py").write_text("raise RuntimeError('weights are found without importing')")
        (site / package / "data" / name).write_bytes(data)
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    tree = tmp_path / "models"
    (tree / "head").mkdir(parents=True)
    (tree / "head" / "weights.npz").write_bytes(SMALL)
    (tree / "registry.toml").write_text(
        f"""
[ear]
licence = "MIT"
source = "us"
install = "qa-test-ear==1"
repo = "us/ear"
revision = "abc123"
[[ear.files]]
path = "model.bin"
{pin(FIRST + SECOND)}
parts = [
  {{ package = "qa_test_ear_one", path = "data/model.bin.1" }},
  {{ package = "qa_test_ear_two", path = "data/model.bin.2" }},
]
[[ear.files]]
path = "config.json"
{pin(SMALL)}
parts = [{{ package = "qa_test_ear_one", path = "data/config.json" }}]

[head]
licence = "Apache-2.0"
source = "us"
[[head.files]]
path = "weights.npz"
{pin(SMALL)}
tree = "head/weights.npz"
"""
    )
    return Registry.load(tree / "registry.toml")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Hub(ThreadingHTTPServer):
    """A stand-in for a model hub: its files, whether it honours ranges, and what it was asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.files = {"/us/ear/resolve/abc123/model.bin": FIRST + SECOND, "/us/ear/resolve/abc123/config.json": SMALL}
        self.ranges = True
        self.asked: list[tuple[str, str | None]] = []


class Answer(BaseHTTPRequestHandler):
    server: Hub

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.server.asked.append((self.path, wanted))
        data = self.server.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and self.server.ranges else 0
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(data) - first))
        self.end_headers()
        self.wfile.write(data[first:])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def address(hub: Hub) -> str:
    return f"http://127.0.0.1:{hub.server_port}"
