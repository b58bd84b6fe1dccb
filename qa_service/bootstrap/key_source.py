"""Where the keys come from: a file, the environment, or what a command prints (for a key management service)."""

import json
import os
import secrets
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

from qa_service import private
from qa_service.errors import BadInput, Sentence, reason, say
from qa_service.settings import Settings
from qa_service.store import key_set
from qa_service.store.engine import is_sqlite
from qa_service.store.key_ring import RestKey
from qa_service.store.seal import SECRET_FILE

_FILE = "keys.json"
_SECONDS = 30
"""The longest that a command may take."""


def own_file(settings: Settings) -> Path:
    """The key set that the service keeps by itself, where nothing else is set."""
    return settings.data_dir / _FILE


def given(settings: Settings) -> dict[str, list[str]]:
    """The secrets of each purpose that a key set names; none where there is no key set. Raises BadInput."""
    named = [name for name in ("keys", "keys_file", "keys_command") if getattr(settings, name)]
    if len(named) > 1:
        raise BadInput(
            "keys come from one place, and two are set",
            where=" and ".join(f"QA_{name.upper()}" for name in named),
            hint="leave one of them",
        )
    if settings.keys:
        return key_set.parsed(settings.keys, "QA_KEYS")
    if settings.keys_command:
        return key_set.parsed(_printed(settings.keys_command), "QA_KEYS_COMMAND")
    file = _file(settings)
    return key_set.parsed(_read(file), str(file)) if settings.keys_file or file.exists() else {}


def stamp(settings: Settings) -> object:
    """Another one when a file of keys was changed; always the same for the other sources."""
    if settings.keys or settings.keys_command:
        return None
    try:
        stat = _file(settings).stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def add_key(settings: Settings) -> None:
    """Put a new key for files at rest first in the key set that the service keeps. Raises BadInput where the keys come
    from elsewhere.
    """
    file = _ours(settings)
    before = file.read_text(encoding="utf-8") if file.exists() else None
    _write(file, key_set.with_new(before, secrets.token_hex(32)))


def drop_keys(settings: Settings, ids: set[str]) -> None:
    """Take keys for files at rest out of the key set that the service keeps. Raises as `add_key`."""
    file = _ours(settings)
    named = given(settings).get("rest", [])
    gone = {secret for secret in named if RestKey.of(secret.encode()).id in ids}
    if gone:
        _write(file, key_set.without(file.read_text(encoding="utf-8"), gone))


def put_back(settings: Settings, keys: dict[str, list[str]], secret: str) -> None:
    """Keys of a backup into the data folder. Raises BadInput where keys are here already."""
    present = (settings.secret, settings.keys, settings.keys_file, settings.keys_command)
    files = (own_file(settings), settings.data_dir / SECRET_FILE)
    if any(present) or any(file.exists() for file in files):
        raise BadInput("there are keys in this installation already", hint="restore without --keys, or take them away")
    for file, text in zip(files, (json.dumps(keys) if keys else "", secret), strict=True):
        if text:
            _write(file, text)


def is_ours(settings: Settings) -> bool:
    """Whether the service keeps the key set by itself: nothing else is set, and one machine is all there is."""
    return not (settings.keys or settings.keys_file or settings.keys_command) and is_sqlite(settings.database)


def _file(settings: Settings) -> Path:
    return Path(settings.keys_file) if settings.keys_file else own_file(settings)


def _ours(settings: Settings) -> Path:
    if not is_ours(settings):
        raise BadInput(
            "the service makes keys by itself on SQLite alone, and where none of {source} is set",
            source="QA_KEYS, QA_KEYS_FILE, QA_KEYS_COMMAND",
            hint="put a new key first among those of the purpose rest there, start the service anew, and rotate then",
        )
    return own_file(settings)


def _write(file: Path, text: str) -> None:
    """Whole or not at all, and for its owner alone."""
    private.folder(file.parent)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    draft.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            "the file of keys cannot be read ({reason})",
            reason=reason(error),
            where=str(file),
            hint="set QA_KEYS_FILE right, or give it back from the backup of the keys",
        ) from None
    with suppress(OSError):  # a secret that was mounted for reading alone
        private.close(file)
    return text


def _printed(command: str) -> bytes:
    """What the command prints, without a shell; neither that nor its complaints are shown, since they may hold keys."""
    try:
        words = shlex.split(command)
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _refused(say("took longer than 30 seconds")) from None
    except (OSError, ValueError, IndexError):
        raise _refused(say("cannot be run")) from None
    if done.returncode != 0:
        raise _refused(say("ended with exit status {status}", status=done.returncode))
    return done.stdout


def _refused(what: Sentence) -> BadInput:
    return BadInput(
        "the command of the keys {what}",
        what=what,
        where="QA_KEYS_COMMAND",
        hint="run it by hand as the user of the service; it must print the key set as JSON",
    )
