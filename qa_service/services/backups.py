"""Backups: made while the service works, listed, thinned out, and what is to be done once one was played back."""

import secrets
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from qa_service.documents.backups import BackupView, RestoredView
from qa_service.download import sha256_of
from qa_service.errors import NotFound, UnderHold
from qa_service.services import erasure
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import audit, database_copy
from qa_service.store.backup_files import Gathering, Progress
from qa_service.store.backup_place import BackupInfo, BackupPlace, pieces_of
from qa_service.store.tables import now

_ERASE = "erase"


@dataclass(frozen=True, slots=True)
class BackupSource:
    """The database as its owner reaches it, a folder for its copy, and the installation's keys, where they go along."""

    url: str
    folder: Path
    keys: Callable[[], bytes] | None = None


@changes(Permission.MANAGE_ACCESS, "back up", own_transactions=True)
def create(context: Context, place: BackupPlace, source: BackupSource, progress: Progress) -> BackupView:
    """The database as it is at one moment, and the recordings and sealed words that it names. What a worker lets go of
    meanwhile is in it all the same.
    """
    deps = context.deps
    with context.transaction():
        context.note("backup", keys=source.keys is not None)
    with place.alone(writing=True):
        gathering = Gathering(place, deps.blobs, deps.staging)
        gathering.look(lambda _: True, progress)
        at = now()
        id = f"{at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"
        copy = source.folder / "database"
        named = database_copy.copy(source.url, copy)
        gathering.look(named.needs, progress)
        files = [file for key, file in gathering.found.items() if named.needs(key)]
        sha256 = _kept(place, f"backups/{id}/database", copy)
        if source.keys is not None:
            place.blobs.write(f"backups/{id}/keys.json", source.keys())
        info = BackupInfo(
            id=id,
            at=at.isoformat(),
            kind=database_copy.kind(source.url),
            version=deps.version,
            database_sha256=sha256,
            database_bytes=copy.stat().st_size,
            files=len(files),
            file_bytes=sum(file.size for file in files),
            lacking=len(named.recordings - gathering.found.keys()),
            secret_check=named.secret_check,
            keys=source.keys is not None,
        )
        place.finish(info, files)
        _remember_erased(context, place, at)
    return _view(info)


def _kept(place: BackupPlace, key: str, file: Path) -> str:
    place.blobs.write_pieces(key, file.stat().st_size, pieces_of(file))
    return sha256_of([file])


@changes(Permission.MANAGE_ACCESS, "back up erasures", own_transactions=True)
def remember_erased(context: Context, place: BackupPlace) -> int:
    """Only which interactions were erased, so that restoring a backup does it again; how many are new."""
    added = _remember_erased(context, place, now())
    with context.transaction():
        context.note("backup", erasures=added)
    return added


def _remember_erased(context: Context, place: BackupPlace, at: datetime) -> int:
    known = place.erased()
    with context.deps.store.reading() as session:
        new = audit.subjects(session, _ERASE) - known
    if new:
        place.remember_erased(new, at)
    return len(new)


@reads(Permission.MANAGE_ACCESS, own_transactions=True)
def listed(context: Context, place: BackupPlace) -> list[BackupView]:
    """Those that are whole, the newest first."""
    return [_view(info) for info in place.listed()]


@changes(Permission.MANAGE_ACCESS, "remove backups", own_transactions=True)
def prune(context: Context, place: BackupPlace, days: float) -> list[BackupView]:
    """Remove those that are older than so many days, but never the newest, with all that no other one needs."""
    removed = place.prune(now() - timedelta(days=days))
    with context.transaction():
        context.note("backup", removed=[info.id for info in removed])
    return [_view(info) for info in removed]


@changes(Permission.MANAGE_ACCESS, "restore backup", own_transactions=True)
def restored(context: Context, info: BackupInfo, erased: Collection[str]) -> RestoredView:
    """Once it was played back: the erasures that it does not know are done again; ids that are none are passed over."""
    again, held = 0, []
    for id in _ids(erased):
        try:
            erasure.erase(context, id, scrub=False)
            again += 1
        except NotFound:
            continue
        except UnderHold:
            held.append(str(id))
    context.deps.store.scrub()
    with context.transaction():
        context.note("backup", backup=info.id, at=info.at, erased_again=again, held=len(held))
    return RestoredView(backup=_view(info), erased_again=again, held=held)


def _ids(subjects: Iterable[str]) -> Iterable[UUID]:
    for subject in sorted(subjects):
        try:
            yield UUID(subject)
        except ValueError:
            continue


def _view(info: BackupInfo) -> BackupView:
    return BackupView.model_validate(asdict(info))
