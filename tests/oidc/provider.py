"""A real OpenID provider (oidc-provider, by npm) as a process of its own. Tests fail, and never skip, without node."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from joserfc.jwk import RSAKey

from tests.acceptance.house import free_port

HERE = Path(__file__).parent
SECRET = "a secret of the tests"
_PATIENCE = 120.0  # seconds; a machine of CI is slow and loaded


def modules() -> Path:
    """The folder with `node_modules`, installed once for each lock file, whichever test process comes first."""
    assert shutil.which("node"), "the tests of single sign-on need node and npm: apt-get install nodejs npm"
    assert shutil.which("npm"), "the tests of single sign-on need node and npm: apt-get install nodejs npm"
    lock = HERE / "package-lock.json"
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "qa-service-tests"
    folder = cache / f"oidc-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / ".installing").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _install(folder)
    return folder


def _install(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    npm = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=400)
    assert npm.returncode == 0, f"npm ci failed:\n{npm.stdout}\n{npm.stderr}"
    (folder / "done").touch()


def signing_key(name: str) -> RSAKey:
    """A new key pair of the provider."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


@dataclass
class OidcProvider:
    """Its process, its key, and who is in which group there."""

    folder: Path
    home: str
    port: int = field(default_factory=free_port)
    key: RSAKey = field(default_factory=lambda: signing_key("first"))

    @property
    def issuer(self) -> str:
        """Another site than the service's, for the browser: cookies are not sent along by chance."""
        return f"http://localhost:{self.port}"

    def put(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Who is in which group from the next sign-in on."""
        draft = self.folder / "groups.draft"
        draft.write_text(json.dumps(groups))
        draft.rename(self.folder / "groups.json")

    @contextmanager
    def running(self) -> Iterator[None]:
        """While it answers."""
        folder = modules()
        shutil.copy(HERE / "server.mjs", folder)
        keys = {"keys": [self.key.as_dict(private=True)]}
        wanted = {"port": self.port, "home": self.home, "keys": keys, "groups": str(self.folder / "groups.json")}
        with (self.folder / "provider.log").open("ab") as log:
            command = ["node", "server.mjs", json.dumps(wanted)]
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            self._wait(process)
            yield
        finally:
            process.terminate()
            process.wait(_PATIENCE)

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            assert process.poll() is None, (self.folder / "provider.log").read_text()
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/.well-known/openid-configuration").raise_for_status()
                return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"the provider did not come up within {_PATIENCE} s")
