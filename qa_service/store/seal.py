"""The installation's secret, and what is derived from it: customer pseudonyms and the seal on unmasked words."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from qa_service import private
from qa_service.errors import BadInput

SECRET_FILE = "secret.key"
_NONCE = 12  # bytes, as NIST SP 800-38D advises for GCM


def has_secret(secret: str, folder: Path) -> bool:
    """Whether `installation_secret` would find one instead of making it."""
    return bool(secret) or (folder / SECRET_FILE).exists()


def installation_secret(secret: str, folder: Path) -> bytes:
    """The secret of this installation: `secret`, or the file ``secret.key`` in `folder`, made once, readable by its
    owner alone. Several machines need the same one given. Raises BadInput when `secret` is short enough to guess.
    """
    if secret:
        if len(secret) < 32:
            raise BadInput(
                "the installation secret has fewer than 32 characters", hint="make one: openssl rand -hex 32"
            )
        return secret.encode()
    path = folder / SECRET_FILE
    if not path.exists():
        _create(path)
    private.close(path)
    return path.read_bytes()


def _create(path: Path) -> None:
    """Write a new secret under another name and link it in place: whoever comes second keeps the first one's."""
    private.folder(path.parent)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(secrets.token_hex(32).encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def derive(secret: bytes, purpose: str) -> bytes:
    """32 bytes for one purpose (HKDF, RFC 5869): one use cannot weaken another."""
    return HKDF(SHA256(), 32, salt=None, info=f"qa-service/{purpose}".encode()).derive(secret)


class Pseudonyms:
    """Replaces identifiers by keyed hashes: the same customer of the same client, the same name."""

    def __init__(self, secret: bytes) -> None:
        self._key, self._ids = derive(secret, "customer"), derive(secret, "identity")

    def of(self, client: str, customer: str) -> str:
        """HMAC-SHA256, 128 bits of it; different clients cannot compare notes."""
        message = f"{len(client)}:{client}:{customer}".encode()
        return "c-" + hmac.new(self._key, message, hashlib.sha256).hexdigest()[:32]

    def of_identity(self, client: str, kind: str, value: str) -> str:
        """What is kept of a phone number, an address or a customer number (`kind`), by which contacts over several
        channels are found to be of one person.
        """
        message = f"{kind}:{len(client)}:{client}:{value}".encode()
        return "i-" + hmac.new(self._key, message, hashlib.sha256).hexdigest()[:32]

    def of_id(self, id: str) -> str:
        """What is kept of an id that tells something personal: the same whichever client it belongs to."""
        return hmac.new(self._ids, id.encode(), hashlib.sha256).hexdigest()[:32]

    def of_words(self, client: str, key: str) -> str:
        """What is kept of words that a person has masked, by which they are found again; `key` is as
        `domain.masked_words.key_of` makes it.
        """
        message = f"masked:{len(client)}:{client}:{key}".encode()
        return hmac.new(self._ids, message, hashlib.sha256).hexdigest()[:32]

    def of_turn(self, interaction: UUID, at: str, text: str) -> bytes:
        """What is kept of a turn as it was handed in, by which a longer version of the same conversation is told from
        another one: different in each interaction, so that equal turns of two are not known as such.
        """
        message = f"turn:{interaction.hex}:{at}:{text}".encode(errors="surrogatepass")
        return hmac.new(self._ids, message, hashlib.sha256).digest()[:16]

    def of_message(self, client: str, message_id: str) -> str:
        """What is kept of the Message-ID of a mail, by which it is known which conversation it is in."""
        message = f"mail:{len(client)}:{client}:{message_id}".encode(errors="surrogatepass")
        return hmac.new(self._ids, message, hashlib.sha256).hexdigest()[:32]

    def of_survey(self, client: str, answer: str) -> str:
        """What is kept of an answer of a customer as it was handed in, or of its id, by which it is known again."""
        message = f"survey:{len(client)}:{client}:{answer}".encode(errors="surrogatepass")
        return hmac.new(self._ids, message, hashlib.sha256).hexdigest()[:32]

    def of_agent(self, client: str, agent: str) -> str:
        """The name under which an agent stands in reports to `client`: the same in all of them, and short."""
        message = f"agent:{len(client)}:{client}:{agent}".encode()
        return "agent-" + hmac.new(self._key, message, hashlib.sha256).hexdigest()[:8]

    def of_row(self, kind: str, *parts: str) -> str:
        """The key under which something with a name of its own (a call, an agent) stands in a data warehouse."""
        message = "warehouse:" + ":".join(f"{len(part)}:{part}" for part in (kind, *parts))
        return hmac.new(self._ids, message.encode(), hashlib.sha256).hexdigest()[:32]


def audit_key(secret: bytes) -> bytes:
    """By which the ends of the audit trail's chains are sealed."""
    return derive(secret, "audit")


class Seal:
    """AES-256-GCM with a random nonce; the name of the sealed thing is authenticated with it."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(derive(secret, "seal"))

    def close(self, data: bytes, name: str) -> bytes:
        """The sealed form of `data`."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, data, name.encode())

    def open(self, sealed: bytes, name: str) -> bytes:
        """What was sealed as `name`. Raises BadInput when it was changed, moved, or sealed with another secret."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
            raise BadInput(
                "sealed data do not open: they were changed, or sealed with another installation secret", where=name
            ) from None
