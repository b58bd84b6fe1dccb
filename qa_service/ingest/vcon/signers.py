"""Whose signatures are believed, and whether one holds (RFC 7515, x5c chains by RFC 5280's basic rules)."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet, OKPKey, RSAKey

from qa_service.errors import BadDocument, BadInput, reason, say

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Signatures by a key that the signer alone has."""
_LONGEST_CHAIN = 8
_BEGIN = b"-----BEGIN "
PublicKey = RSAKey | ECKey | OKPKey
_KINDS: tuple[type[PublicKey], ...] = (RSAKey, ECKey, OKPKey)
_HOLDS_NOT = say("does not carry the signature that it came with: it was changed, or damaged on the way")


class _Registry(jws.JWSRegistry):
    """vCons carry whole certificate chains in their headers, and sound in their payload."""

    max_header_length = 64 * 1024
    max_payload_length = 512 << 20


_REGISTRY = _Registry(algorithms=list(ALGORITHMS), strict_check_header=False)
"""Not strict: the draft puts the vCon's `uuid` into the header."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One of a JWS: protected header and signature as they are encoded, and the header beside them."""

    protected: str
    value: str
    header: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Signers:
    """The keys and certificates that are believed. Without any, a signature is only held against the certificate that
    it brings along. `required`: what has no signature that can be checked is refused.
    """

    keys: tuple[PublicKey, ...] = ()
    certificates: tuple[x509.Certificate, ...] = ()
    required: bool = False

    @classmethod
    def of(cls, place: Path | None, *, required: bool = False) -> Self:
        """From a file, or all files of a folder: PEM with certificates or public keys, or a JSON Web Key Set. Raises
        BadInput.
        """
        if place is None:
            return cls(required=required)
        keys: list[PublicKey] = []
        certificates: list[x509.Certificate] = []
        try:
            for path in sorted(place.iterdir()) if place.is_dir() else [place]:
                _load(path.read_bytes(), keys, certificates)
        except OSError as error:
            raise BadInput(
                "cannot be read ({reason})", reason=reason(error), where="QA_VCON_KEYS", hint="check the path"
            ) from error
        except (ValueError, TypeError, KeyError, JoseError, UnsupportedAlgorithm) as error:
            hint = say("give certificates or public keys as PEM, or a JSON Web Key Set")
            raise BadInput("holds what is no key", where="QA_VCON_KEYS", hint=hint) from error
        return cls(tuple(keys), tuple(certificates), required)

    def check(self, payload: str, signatures: Sequence[Signature]) -> bool:
        """Whether the payload is signed by somebody who is believed; False where nobody can tell. Raises BadDocument
        where no signature holds, or none is of somebody who is believed.
        """
        own = [certificate for signature in signatures for certificate in _chain(signature)[:1]]
        if not self.keys and not self.certificates:
            if own and not self._holds(payload, signatures, [_of_certificate(certificate) for certificate in own]):
                raise BadDocument(_HOLDS_NOT, where="signatures", hint="have it sent again")
            return False
        for signature in signatures:
            if self._holds(payload, [signature], self._believed(signature)):
                return True
        if own and self._holds(payload, signatures, [_of_certificate(certificate) for certificate in own]):
            hint = say("add the certificate of its signer, or of who issued it, to QA_VCON_KEYS")
            raise BadDocument("is signed by somebody who is not known", where="signatures", hint=hint)
        hint = say("have it sent again, or add its key to QA_VCON_KEYS")
        raise BadDocument("carries no signature that holds", where="signatures", hint=hint)

    def _believed(self, signature: Signature) -> Iterator[PublicKey | None]:
        yield from self.keys
        yield from map(_of_certificate, self.certificates)
        chain = _chain(signature)
        if chain and self._is_issued(chain):
            yield _of_certificate(chain[0])

    def _is_issued(self, chain: Sequence[x509.Certificate]) -> bool:
        """Whether the first of the chain goes back to a certificate that is believed, each valid today."""
        now = datetime.now(UTC)
        for place, certificate in enumerate(chain):
            if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
                return False
            if certificate in self.certificates or any(_issued(certificate, issuer) for issuer in self.certificates):
                return True
            if place + 1 == len(chain) or not (_may_issue(chain[place + 1]) and _issued(certificate, chain[place + 1])):
                return False
        return False

    @staticmethod
    def _holds(payload: str, signatures: Iterable[Signature], keys: Iterable[PublicKey | None]) -> bool:
        known = [key for key in keys if key is not None]
        return any(_verifies(payload, signature, key) for signature in signatures for key in known)


def _load(raw: bytes, keys: list[PublicKey], certificates: list[x509.Certificate]) -> None:
    if raw.lstrip().startswith(b"{"):
        value = json.loads(raw)
        found = KeySet.import_key_set(value if "keys" in value else {"keys": [value]}).keys
        keys.extend(key for key in found if isinstance(key, _KINDS))
        return
    blocks = [_BEGIN + block for block in raw.split(_BEGIN)[1:]]
    if not blocks:
        raise ValueError("no PEM")
    for block in blocks:
        if block.startswith(b"-----BEGIN CERTIFICATE"):
            certificates.append(x509.load_pem_x509_certificate(block))
        else:
            keys.append(_imported(block))


def _imported(pem: bytes) -> PublicKey:
    for kind in _KINDS:
        try:
            return kind.import_key(pem)
        except (ValueError, TypeError, JoseError):
            continue
    raise ValueError("no key that signs")


def _of_certificate(certificate: x509.Certificate) -> PublicKey | None:
    try:
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return _imported(certificate.public_key().public_bytes(serialization.Encoding.PEM, form))
    except (ValueError, UnsupportedAlgorithm):
        return None


def _chain(signature: Signature) -> list[x509.Certificate]:
    """The certificates that a signature brings along, that of the signer first; none where they are damaged."""
    encoded = {**signature.header, **_protected(signature.protected)}.get("x5c")
    if not isinstance(encoded, list):
        return []
    try:
        ders = [base64.b64decode(text) for text in encoded[:_LONGEST_CHAIN]]
        return [x509.load_der_x509_certificate(der) for der in ders]
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return []


def _protected(encoded: str) -> dict[str, Any]:
    try:
        header = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    except (ValueError, RecursionError):
        return {}
    return header if isinstance(header, dict) else {}


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _may_issue(certificate: x509.Certificate) -> bool:
    """Whether it is one of an authority: else whoever holds any certificate could make others."""
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _verifies(payload: str, signature: Signature, key: PublicKey) -> bool:
    compact = f"{signature.protected}.{payload}.{signature.value}"
    try:
        jws.deserialize_compact(compact, key, registry=_REGISTRY)
    except (JoseError, ValueError, TypeError, RecursionError):
        return False
    return True
