"""Signs what an erasure did (Ed25519, RFC 8032), so that whoever holds the proof can show it, and this installation or
anybody with its public key can tell whether it is genuine. Nothing of a proof is kept here.
"""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qa_service.store.seal import derive


class DeletionProofs:
    """Over the secret that never changes: proofs stay good when other keys are rotated."""

    def __init__(self, secret: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(derive(secret, "deletion proof"))
        self._references = derive(secret, "deletion reference")

    @property
    def public_key(self) -> str:
        """As base64, for whoever is to check proofs without asking here."""
        return b64encode(self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()

    def reference(self, kind: str, client: str, name: str) -> str:
        """Whom a proof is about, as a keyed hash: it tells nothing, and is told for a name that somebody gives."""
        message = f"{kind}:{len(client)}:{client}:{name}".encode()
        return hmac.new(self._references, message, hashlib.sha256).hexdigest()

    def signed(self, statement: Mapping[str, Any]) -> dict[str, Any]:
        """The statement with public key and signature."""
        signature = self._private.sign(_canonical(statement))
        return {**statement, "public_key": self.public_key, "signature": b64encode(signature).decode()}

    def is_genuine(self, proof: Mapping[str, Any]) -> bool:
        """Whether it was signed here and nothing of it was changed since."""
        statement = {name: value for name, value in proof.items() if name not in ("public_key", "signature")}
        try:
            key = Ed25519PublicKey.from_public_bytes(b64decode(self.public_key))
            key.verify(b64decode(str(proof.get("signature", "")), validate=True), _canonical(statement))
        except (InvalidSignature, ValueError):
            return False
        return proof.get("public_key") == self.public_key


def _canonical(statement: Mapping[str, Any]) -> bytes:
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
