"""Where backups lie: a folder or object storage of their own, all of it sealed with a key made of a passphrase.

    format.json                       not sealed: how the key is made, and its id
    backups/<id>/database             a copy of the database
    backups/<id>/manifest.json        which files belong to it, and the sha256 of each
    backups/<id>/info.json            written last: a backup without it is not whole
    objects/<aa>/<keyed hash>         recordings and sealed words, each once, whichever backups hold it
    erasures/<time>                   numbers of interactions that were erased

What is kept is the content, sealed anew: a backup opens with its passphrase whatever became of the installation's keys.
"""

import fcntl
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from qa_service import private
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.store.blobs import Blobs
from qa_service.store.key_ring import KeyRing, RestKey
from qa_service.store.seal import derive

_FORMAT, _COST = "format.json", {"n": 1 << 16, "r": 8, "p": 1}  # 64 MiB
_SHORTEST = 16
_PIECE = 1 << 20
_UNFINISHED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """What a backup is: when its state was taken (`at`), of which database, by which version, and how much it holds."""

    id: str
    at: str
    kind: str
    version: str
    database_sha256: str
    database_bytes: int
    files: int
    file_bytes: int
    lacking: int
    """Files that the database names and that were not there, or damaged."""
    secret_check: str
    keys: bool
    """Whether the installation's keys are in it."""


@dataclass(frozen=True, slots=True)
class BackedUpFile:
    """A file of the recording store, under its key there."""

    key: str
    size: int
    sha256: str


class BackupPlace:
    """Over the store at `url`; a new place is made where `create` is set."""

    def __init__(self, url: str, passphrase: str, *, create: bool = False) -> None:
        """Raises BadInput on a passphrase that can be guessed or is another, and NotFound where no backups lie."""
        if len(passphrase) < _SHORTEST:
            raise BadInput(
                "backups need a passphrase of 16 characters or more",
                where="QA_BACKUP_PASSPHRASE",
                hint="set one, and keep it in another place than the backups",
            )
        plain = Blobs(url)
        try:
            form = json.loads(plain.read(_FORMAT))
        except NotFound:
            if not create:
                raise NotFound("no backups lie in {url}", url=url) from None
            form = {"format": 1, "salt": secrets.token_hex(16), **_COST}
            form["key"] = RestKey.of(_stretched(passphrase, form)).id
            plain.write(_FORMAT, json.dumps(form).encode())
        secret = _stretched(passphrase, form)
        if RestKey.of(secret).id != form["key"]:
            raise BadInput("the passphrase is not the one of these backups", where="QA_BACKUP_PASSPHRASE")
        ring = KeyRing(lambda: [secret])
        self._names, self.blobs = derive(secret, "backup names"), Blobs(url, lambda: ring)

    @contextmanager
    def alone(self, *, writing: bool) -> Iterator[None]:
        """Several may write backups; nobody does while old ones are removed. Only where it is a folder. Raises
        Conflict.
        """
        if self.blobs.root is None:
            yield
            return
        with private.file(self.blobs.root / ".lock").open("w") as file:
            try:
                fcntl.flock(file, (fcntl.LOCK_SH if writing else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Conflict("a backup is being written or removed there; wait until that is done") from None
            yield

    def object_of(self, file: BackedUpFile) -> str:
        """Where a file lies; the name tells nothing without the passphrase."""
        name = hmac.new(self._names, f"{file.key}:{file.sha256}".encode(), hashlib.sha256).hexdigest()
        return f"objects/{name[:2]}/{name}"

    def write_json(self, key: str, document: Any) -> None:
        """Small things."""
        self.blobs.write(key, json.dumps(document).encode())

    def read_json(self, key: str) -> Any:
        """Raises NotFound, and BadInput where it is damaged."""
        return json.loads(self.blobs.read(key))

    def listed(self) -> list[BackupInfo]:
        """Those that are whole, the newest first."""
        keys = [key for key, _ in self.blobs.list("backups") if key.endswith("/info.json")]
        return sorted((BackupInfo(**self.read_json(key)) for key in keys), key=lambda info: info.at, reverse=True)

    def get(self, id: str | None) -> BackupInfo:
        """One, or the newest. Raises NotFound."""
        for info in self.listed():
            if id in (None, info.id):
                return info
        raise NotFound("no whole backup {id} lies there", id=id or "")

    def manifest(self, id: str) -> list[BackedUpFile]:
        """The files of a backup."""
        return [BackedUpFile(*entry) for entry in self.read_json(f"backups/{id}/manifest.json")]

    def finish(self, info: BackupInfo, files: Iterable[BackedUpFile]) -> None:
        """It is whole from here on."""
        self.write_json(f"backups/{info.id}/manifest.json", [[file.key, file.size, file.sha256] for file in files])
        self.write_json(f"backups/{info.id}/info.json", asdict(info))

    def remember_erased(self, ids: Iterable[str], at: datetime) -> None:
        """That these were erased: whoever plays a backup back does it again."""
        self.write_json(f"erasures/{at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}", sorted(ids))

    def erased(self) -> set[str]:
        """All that were erased, as far as it was told here."""
        return {id for key, _ in self.blobs.list("erasures") for id in self.read_json(key)}

    def prune(self, before: datetime) -> list[BackupInfo]:
        """Remove backups of before then, but never the newest, and what no other one needs. Raises Conflict."""
        with self.alone(writing=False):
            whole = self.listed()
            old = [info for info in whole[1:] if datetime.fromisoformat(info.at) < before]
            ids = {info.id for info in old}
            kept = {info.id for info in whole} - ids
            for key, changed in list(self.blobs.list("backups")):
                id = key.split("/")[1]
                if id in ids or (id not in kept and changed < before - _UNFINISHED):
                    self.blobs.delete(key)
            needed = {self.object_of(file) for id in kept for file in self.manifest(id)}
            for key, _ in list(self.blobs.list("objects")):
                if key not in needed:
                    self.blobs.delete(key)
        return old


def _stretched(passphrase: str, form: dict[str, Any]) -> bytes:
    """The secret of a place, by scrypt (RFC 7914)."""
    cost = {name: int(form[name]) for name in ("n", "r", "p")}
    return hashlib.scrypt(passphrase.encode(), salt=bytes.fromhex(form["salt"]), dklen=32, maxmem=1 << 28, **cost)


def pieces_of(path: Path) -> Iterator[bytes]:
    """The content of a file."""
    with path.open("rb") as file:
        yield from iter(lambda: file.read(_PIECE), b"")
