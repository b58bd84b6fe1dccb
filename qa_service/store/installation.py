"""Whether the secret and the keys of this process are those that the database was filled with.

Kept is a slow hash of the secret with a salt of its own (scrypt, RFC 7914): it tells whether a secret is the same, and
nothing about it. Under another secret the sealed words do not open, and a known customer gets a new pseudonym.
"""

import functools
import hashlib
import hmac
import secrets
from collections.abc import Collection

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from qa_service.errors import BadInput, MissingKey, say
from qa_service.store.tables import InstallationRow

_NAME = "secret_check"
_KEY = "rest_key:"
_COST = {"n": 1 << 14, "r": 8, "p": 1}  # 16 MiB and some 50 ms


def knows_a_secret(session: Session) -> bool:
    """Whether the database was ever used with a secret."""
    return session.get(InstallationRow, _NAME) is not None


def is_same_secret(session: Session, secret: bytes) -> bool:
    """Whether it is the secret that the database was first used with; True where it was used with none."""
    row = session.get(InstallationRow, _NAME)
    return row is None or _matches(row.value, secret)


def bind_secret(session: Session, secret: bytes) -> None:
    """Remember the secret that this database is used with, or hold it against the one that is remembered.

    Raises BadInput on another one.
    """
    if not knows_a_secret(session):
        try:
            with session.begin_nested():
                session.add(InstallationRow(name=_NAME, value=_check_of(secret)))
        except IntegrityError:  # another process was first, a moment ago
            session.expire_all()
    if not is_same_secret(session, secret):
        raise BadInput(OTHER)


def accept_secret(session: Session, secret: bytes) -> None:
    """From now on this one counts."""
    session.merge(InstallationRow(name=_NAME, value=_check_of(secret)))


def keys_in_use(session: Session) -> set[str]:
    """The ids of the keys with which files at rest were ever sealed, but for those that were retired."""
    query = select(InstallationRow.name).where(col(InstallationRow.name).startswith(_KEY))
    return {name.removeprefix(_KEY) for name in session.exec(query)}


def use_key(session: Session, id: str) -> None:
    """Remember that files are sealed with it from now on."""
    session.merge(InstallationRow(name=_KEY + id, value="in use"))


def retire_key(session: Session, id: str) -> None:
    """Nothing is sealed with it any more."""
    row = session.get(InstallationRow, _KEY + id)
    if row is not None:
        session.delete(row)


def forget_keys(session: Session) -> None:
    """Of a database that was played back: its files are sealed anew with the keys of now, and no rotation is begun."""
    for id in keys_in_use(session):
        retire_key(session, id)
    row = session.get(InstallationRow, "rotation")
    if row is not None:
        session.delete(row)


def matches(check: str, secret: bytes) -> bool:
    """Whether a database with this check was filled with that secret; one with none was with any."""
    return not check or _matches(check, secret)


def refuse_missing_keys(session: Session, ids: Collection[str]) -> None:
    """Raises MissingKey where files were sealed with a key that is not among `ids`."""
    missing = sorted(keys_in_use(session) - set(ids))
    if missing:
        raise MissingKey(
            "files at rest were sealed with the key {id}, which is not in the key set (QA_KEYS, QA_KEYS_FILE, "
            "QA_KEYS_COMMAND, or keys.json and secret.key in QA_DATA_DIR): they could not be opened; put it back, or "
            "give up what it sealed with: qa-service encryption retire {id} --lost",
            id=missing[0],
        )


OTHER = say(
    "the secret (QA_SECRET, or secret.key in QA_DATA_DIR) is not the one that this database was filled with: waiting "
    "words would not open and known customers would get new pseudonyms; set the former one, or give it up for good "
    "with: qa-service db accept-secret"
)
LOST = say(
    "this database was filled with a secret that is not here; set it as QA_SECRET or put secret.key back into "
    "QA_DATA_DIR, or give it up for good with: qa-service db accept-secret"
)


def _check_of(secret: bytes) -> str:
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_hash(salt, secret).hex()}"


@functools.lru_cache(maxsize=4)  # readiness asks again and again
def _matches(check: str, secret: bytes) -> bool:
    salt, _, digest = check.partition(":")
    return hmac.compare_digest(_hash(bytes.fromhex(salt), secret).hex(), digest)


def _hash(salt: bytes, secret: bytes) -> bytes:
    return hashlib.scrypt(secret, salt=salt, dklen=32, **_COST)
