"""Plays a backup back: all of it is read and found whole before anything of the installation is touched."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from qa_service import private
from qa_service.bootstrap import key_source, opening, service
from qa_service.download import sha256_of
from qa_service.errors import BadInput, Conflict, NotFound, say
from qa_service.settings import Settings
from qa_service.store import backup_files, database_copy, installation
from qa_service.store.backup_place import BackedUpFile, BackupInfo, BackupPlace
from qa_service.store.engine import UNAVAILABLE, is_sqlite
from qa_service.store.repository import Store

_PREFIX = ".backup-"
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RestoreOptions:
    """`id` None: the newest. `over`: in the place of what is there. `keys`: put the keys of the backup into the data
    folder. `erasures`: lines of `audit export`, which name what was erased since.
    """

    id: str | None = None
    over: bool = False
    keys: bool = False
    erasures: Path | None = None


def place(settings: Settings, target: str, *, create: bool = False) -> BackupPlace:
    """Where backups lie: a folder, or the address of object storage. Raises BadInput and NotFound."""
    if "://" in target:
        return BackupPlace(target, settings.backup_passphrase, create=create)
    folder = Path(target).absolute()
    if create:
        private.folder(folder)
    elif not folder.is_dir():
        raise NotFound("no backups lie in {url}", url=target)
    return BackupPlace(folder.as_uri(), settings.backup_passphrase, create=create)


def database_url(settings: Settings) -> str:
    """As the owner of the tables reaches it."""
    return settings.database if is_sqlite(settings.database) else settings.backup_database_url or settings.database


@contextmanager
def work_folder(settings: Settings) -> Iterator[Path]:
    """For the copy of a database, beside the database; what a killed command left there goes."""
    for left in settings.data_dir.glob(f"{_PREFIX}*"):
        shutil.rmtree(left, ignore_errors=True)
    private.folder(settings.data_dir)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=settings.data_dir) as folder:
        yield Path(folder)


def keys_of(settings: Settings) -> bytes:
    """The installation's keys as they go into a backup: the key set, and the one secret."""
    secret = opening.the_secret(settings)
    return json.dumps({"set": key_source.given(settings), "secret": secret.decode() if secret else ""}).encode()


def restore(
    settings: Settings, source: BackupPlace, options: RestoreOptions, tell: Tell
) -> tuple[BackupInfo, set[str]]:
    """Returns what was played back, and the numbers of interactions that were erased since, as far as anybody knows.
    Raises BadInput where something of it is damaged, and Conflict where something is there or work goes on.
    """
    info = source.get(options.id)
    url = database_url(settings)
    if info.kind != database_copy.kind(url):
        raise BadInput("the backup is one of {kind}, and QA_DATABASE_URL names another", kind=info.kind)
    erased = source.erased() | _exported(options.erasures) | _present_state(settings, options)
    with work_folder(settings) as folder:
        copy = folder / "database"
        files = _verified(source, info, copy, tell)
        if options.keys:
            _put_keys(settings, source, info)
        _refuse_other_secret(settings, info)
        tell("the database is played back")
        database_copy.replace(url, copy)
    opening.upgrade(settings.model_copy(update={"database_url": url if not is_sqlite(url) else settings.database_url}))
    _put_files(settings, source, files, tell)
    return info, erased


def _verified(source: BackupPlace, info: BackupInfo, copy: Path, tell: Tell) -> list[BackedUpFile]:
    """All of it read once, and found as it was written."""
    tell("the backup is read and held against its hashes")
    with copy.open("wb") as file:
        file.writelines(source.blobs.stream(f"backups/{info.id}/database"))
    if sha256_of([copy]) != info.database_sha256:
        raise BadInput("the copy of the database is damaged", hint="restore an earlier backup")
    database_copy.check(info.kind, copy)
    files = source.manifest(info.id)
    for number, backed_up in enumerate(files, 1):
        for _ in backup_files.content(source, backed_up):
            pass
        if number % 500 == 0:
            tell(f"{number} of {len(files)} files are whole")
    return files


def _exported(file: Path | None) -> set[str]:
    if file is None:
        return set()
    try:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, ValueError):
        hint = say("give lines of `audit export`")
        raise BadInput("is no export of the audit trail", where=str(file), hint=hint) from None
    return {str(line.get("subject")) for line in lines if line.get("action") == "erase"}


def _present_state(settings: Settings, options: RestoreOptions) -> set[str]:
    """What the installation that is there erased. Raises Conflict where it holds something and may not be replaced, or
    a worker is at work.
    """
    database = Store(settings.database)
    try:
        with database.reading() as session:
            present = database_copy.present(session)
    except UNAVAILABLE:
        if not options.over:
            raise
        return set()
    finally:
        database.close()
    if present.is_filled and not options.over:
        raise Conflict("there are interactions in this installation; with --over the backup takes their place")
    if present.is_at_work:
        raise Conflict("a worker is at work; stop the service first, everywhere")
    return set(present.erased)


def _refuse_other_secret(settings: Settings, info: BackupInfo) -> None:
    """No secret is made here: it would stand in the way of the right one."""
    is_known = "pseudonyms" in key_source.given(settings) or opening.the_secret(settings) is not None
    if info.secret_check and not (
        is_known and installation.matches(info.secret_check, opening.present_keys(settings).pseudonyms)
    ):
        hint = say(
            "put that secret back (QA_SECRET, secret.key or the key set); `restore --keys` takes it from a backup that "
            "was made with it"
        )
        raise BadInput(
            "the backup was made under another secret than the one that is here, and known customers would get new "
            "pseudonyms",
            hint=hint,
        )


def _put_keys(settings: Settings, source: BackupPlace, info: BackupInfo) -> None:
    """Only where there are none."""
    if not info.keys:
        raise BadInput("the keys are not in this backup", hint="put them back from where you keep them")
    document = json.loads(source.blobs.read(f"backups/{info.id}/keys.json"))
    key_source.put_back(settings, document["set"], document["secret"])


def _put_files(settings: Settings, source: BackupPlace, files: list[BackedUpFile], tell: Tell) -> None:
    rows = service.store(settings)
    with rows.transaction() as session:
        installation.forget_keys(session)
    present = service.bound_keys(settings, rows)
    blobs = service.blobs(settings, lambda: present)
    staging = service.staging(blobs, present)
    wanted = {file.key for file in files}
    for key, _ in list(blobs.list("")):
        if key not in wanted:
            blobs.delete(key)
    for number, file in enumerate(files, 1):
        backup_files.put_back(source, file, blobs, staging)
        if number % 500 == 0:
            tell(f"{number} of {len(files)} files are back")
    rows.close()
