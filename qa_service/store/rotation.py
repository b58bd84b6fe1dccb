"""Has all files at rest opened by the current key: those sealed with another one, and those that were never sealed.

Of a sealed file only the head changes. It may be broken off at any moment and begun anew: what is done already is
passed over, and a file that is removed or replaced meanwhile stays so.
"""

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session

from qa_service.errors import BadInput, MissingKey, NotFound
from qa_service.logs import event
from qa_service.store import audit, envelope, raw_objects
from qa_service.store.blobs import Blobs
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.raw_objects import RawObject
from qa_service.store.repository import Store
from qa_service.store.staging import Staging
from qa_service.store.tables import InstallationRow, now

UNSEALED = "unsealed"
"""In the place of a key's id: what lies there as older versions wrote it."""
_NAME, _ACTOR = "rotation", "job:rotation"
_TELL_EVERY, _SILENT = 200, timedelta(minutes=2)
_MOST_PASSES = 5
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class RotationState:
    """How far it is. `to`: the key that shall open everything; `failed`: what could not be opened, and stays as it is;
    `worker` has it in hand and last said so at `beat`.
    """

    to: str
    begun_at: str
    seen: int = 0
    changed: int = 0
    failed: int = 0
    worker: str = ""
    beat: str = ""
    done_at: str = ""


def state(session: Session) -> RotationState | None:
    """Of the last one that was begun."""
    row = session.get(InstallationRow, _NAME)
    return None if row is None else RotationState(**json.loads(row.value))


def begin(session: Session, to: str) -> None:
    """Have a worker begin; it takes the place of one that is under way."""
    _save(session, RotationState(to, now().isoformat()))


def _save(session: Session, new: RotationState) -> None:
    session.merge(InstallationRow(name=_NAME, value=json.dumps(asdict(new))))


@dataclass(frozen=True, slots=True)
class Rotation:
    """Over the stores of a worker."""

    store: Store
    blobs: Blobs
    staging: Staging
    drafts: PartialUploads

    def tick(self, worker: str, is_over: Callable[[], bool]) -> None:
        """Go on with what is begun, unless another worker does; `is_over`: this one is to end."""
        mine = self._claimed(worker)
        if mine is None:
            return
        if self.blobs.ring.current.id != mine.to:
            event("the current key is another than the one to rotate to", key=mine.to)
            return
        for _ in range(_MOST_PASSES):
            before = mine.changed
            for portion in self._passed(replace(mine, seen=0, failed=0)):
                mine = portion
                if is_over() or not self._told(worker, mine):
                    return
            if mine.changed == before:
                break
        self._told(worker, replace(mine, done_at=now().isoformat()))

    def _claimed(self, worker: str) -> RotationState | None:
        with self.store.transaction() as session:
            found = state(session)
            if found is None or found.done_at:
                return None
            if found.worker not in ("", worker) and now() - datetime.fromisoformat(found.beat) < _SILENT:
                return None
            mine = replace(found, worker=worker, beat=now().isoformat())
            _save(session, mine)
            return mine

    def _told(self, worker: str, mine: RotationState) -> bool:
        """Write down how far it is; False: it is another's by now, or another one was begun."""
        with self.store.transaction() as session:
            found = state(session)
            if found is None or found.done_at or (found.worker, found.begun_at) != (worker, mine.begun_at):
                return False
            _save(session, replace(mine, beat=now().isoformat()))
            if mine.done_at:
                audit.note(session, _ACTOR, "rotated files", mine.to, changed=mine.changed, failed=mine.failed)
        return True

    def _passed(self, mine: RotationState) -> Iterator[RotationState]:
        """The state after each portion of all that lies there."""
        for name, change in self._every():
            try:
                mine = replace(mine, changed=mine.changed + change(name))
            except (BadInput, MissingKey) as error:
                event("a file at rest stays under its former key", key=name, error=type(error).__name__)
                mine = replace(mine, failed=mine.failed + 1)
            mine = replace(mine, seen=mine.seen + 1)
            if mine.seen % _TELL_EVERY == 0:
                yield mine
        yield mine

    def _every(self) -> Iterator[tuple[str, Callable[[str], bool]]]:
        """What there is, and what changes it. A draft belongs to another name, and is gone within a day."""
        for key, _ in self.blobs.list(""):
            if not key.startswith("tmp/"):
                yield key, self._change
        for path in _files(self.drafts):
            yield path.name, self._change_draft

    def _change(self, key: str) -> bool:
        """Whether it was sealed with another key, or not at all, and is by now sealed with the current one."""
        try:
            with self.blobs.raw(key) as raw:
                if envelope.is_sealed(raw.read(0, envelope.HEAD)):
                    return _change_key(raw, key, self.blobs)
                return self._seal(raw, key)
        except NotFound:
            return False

    def _seal(self, raw: RawObject, key: str) -> bool:
        """What older versions wrote. A recording that is damaged is left as it is: sealed it would look sound."""
        draft = (self.blobs.root or Path()) / "tmp" / str(uuid.uuid4())
        if key.startswith("work/"):
            content = self.staging.unsealed(key, raw.read(0, raw.size))
            return raw.replace(lambda: self.blobs.sealed(key, len(content), [content]), draft)
        if key.startswith("clients/"):
            _check(key, _pieces(raw))
        return raw.replace(lambda: self.blobs.sealed(key, raw.size, _pieces(raw)), draft)

    def _change_draft(self, name: str) -> bool:
        """Of an upload on its way; one that is not sealed is gone within a day."""
        path = self.drafts.folder / name
        try:
            with raw_objects.opened(path, path.parent) as raw:
                if not envelope.is_sealed(raw.read(0, envelope.HEAD)):
                    return False
                return _change_key(raw, f"uploads/{path.name}", self.blobs)
        except FileNotFoundError:
            return False


def _change_key(raw: RawObject, name: str, blobs: Blobs) -> bool:
    head = envelope.read(raw.read(0, envelope.HEAD), name)
    if not envelope.changes_of_key(head, name, blobs.ring):
        return False
    return raw.patch(lambda start: envelope.changes_of_key(envelope.read(start, name), name, blobs.ring))


def _pieces(raw: RawObject) -> Iterator[bytes]:
    for at in range(0, raw.size, _PIECE):
        yield raw.read(at, at + _PIECE)


def _check(key: str, pieces: Iterator[bytes]) -> None:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
    if digest.hexdigest() != key.rpartition("/")[2]:
        raise envelope.damaged(key)


def count(blobs: Blobs, drafts: PartialUploads) -> Counter[str]:
    """How many files each key opens, by its id; those that are not sealed under `UNSEALED`."""
    counted: Counter[str] = Counter()
    for key, _ in blobs.list(""):
        try:
            with blobs.raw(key) as raw:
                counted.update(_ids(raw, key))
        except NotFound:
            continue
    for path in _files(drafts):
        try:
            with raw_objects.opened(path, path.parent) as raw:
                counted.update(_ids(raw, path.name))
        except FileNotFoundError:
            continue
    return counted


def _ids(raw: RawObject, name: str) -> list[str]:
    """By which keys it opens. A damaged head counts as unsealed: no key is needed for it."""
    head = raw.read(0, envelope.HEAD)
    try:
        return envelope.key_ids(envelope.read(head, name)) if envelope.is_sealed(head) else [UNSEALED]
    except BadInput:
        return [UNSEALED]


def _files(drafts: PartialUploads) -> list[Path]:
    return [path for path in drafts.folder.iterdir() if path.suffix in {".json", ".part"}]
