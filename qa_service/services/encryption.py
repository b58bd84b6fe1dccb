"""Encryption at rest: which keys open how many files, and the change from one key to the next."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from qa_service.documents.encryption import EncryptionView, KeyView, RotationView
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import installation, rotation


@reads(Permission.MANAGE_ACCESS, own_transactions=True)
def status(context: Context, present: Sequence[str]) -> EncryptionView:
    """Looks at every file. `present`: the ids of the keys that are here, the current one first."""
    deps = context.deps
    files = rotation.count(deps.blobs, deps.partial_uploads)
    with context.reading() as session:
        in_use, state = installation.keys_in_use(session), rotation.state(session)
    unsealed = files.pop(rotation.UNSEALED, 0)
    ids = dict.fromkeys([*present, *sorted(in_use | files.keys())])
    keys = [KeyView(id=id, state=_state(id, present), files=files[id]) for id in ids]
    view = None if state is None else _view(state)
    return EncryptionView(sealing=deps.blobs.is_sealing, keys=keys, unsealed=unsealed, rotation=view)


@reads(Permission.MANAGE_ACCESS)
def progress(context: Context) -> RotationView:
    """How far the last rotation is. Raises NotFound where there was none."""
    state = rotation.state(context.session)
    if state is None:
        raise NotFound("no key was rotated yet")
    return _view(state)


def _view(state: rotation.RotationState) -> RotationView:
    return RotationView.model_validate({**asdict(state), "done_at": state.done_at or None})


def _state(id: str, present: Sequence[str]) -> str:
    if id not in present:
        return "missing"
    return "current" if id == present[0] else "former"


@changes(Permission.MANAGE_ACCESS, "rotate encryption key", own_transactions=True)
def rotate(context: Context, add_key: Callable[[], None] | None = None) -> str:
    """Have a worker put all files under the current key, which `add_key` makes first where it is given; returns its id.
    Raises BadInput where encryption at rest is off, and MissingKey where a key is missing.
    """
    blobs = context.deps.blobs
    if not blobs.is_sealing:
        raise BadInput("encryption at rest is off", where="QA_ENCRYPT_FILES", hint="set it to true")
    before = blobs.ring.current.id  # all keys that are needed are here
    if add_key is not None:
        add_key()
    current = blobs.ring.current.id
    with context.transaction() as session:
        installation.use_key(session, current)
        rotation.begin(session, current)
        context.note(current, before=before)
    return current


@changes(Permission.MANAGE_ACCESS, "retire encryption key", own_transactions=True)
def retire(context: Context, id: str, *, lost: bool = False) -> None:
    """Nothing needs the key any more, and it may leave the key set. Raises Conflict while something does, and NotFound.
    `lost`: what it sealed cannot be opened any more, and work goes on without.
    """
    deps = context.deps
    with context.reading() as session:
        if id not in installation.keys_in_use(session):
            raise NotFound("no key {id} is in use", id=id)
    if not lost:
        files = rotation.count(deps.blobs, deps.partial_uploads)[id]
        if id == deps.blobs.ring.current.id:
            raise Conflict("the key {id} seals what is written now; rotate to another one first", id=id)
        if files:
            raise Conflict("{files} files still need the key {id}; rotate first", files=files, id=id)
    with context.transaction() as session:
        installation.retire_key(session, id)
        context.note(id, lost=lost)
