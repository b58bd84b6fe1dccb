"""Signed vCons: all serialisations of JWS, keys and certificates that are believed, chains, and what was changed."""

import base64
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey

from qa_service.errors import BadInput
from qa_service.ingest.vcon.signers import Signers
from tests.vcons import making
from tests.vcons.making import encoded, only, options, refusal, text, vcon

CHAT = vcon(text(1, "salve"))
NOW = datetime.now(UTC)
HS256 = b'{"alg":"HS256"}'
LAX = jws.JWSRegistry(algorithms=["ES256", "RS256"], strict_check_header=False)


@dataclass(frozen=True)
class Holder:
    """A key, its certificate, and those above it."""

    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def x5c(self) -> list[str]:
        der = serialization.Encoding.DER
        return [base64.b64encode(certificate.public_bytes(der)).decode() for certificate in self.chain]


def holder(name: str, above: Holder | None = None, *, authority: bool = False, days: int = 30) -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).public_key(key.public_key())
    builder = builder.issuer_name(above.certificate.subject if above else subject)
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(NOW - timedelta(days=60))
    builder = builder.not_valid_after(NOW + timedelta(days=days))
    builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
    certificate = builder.sign(above.key if above else key, hashes.SHA256())
    return Holder(key, (certificate, *(above.chain if above else ())))


ROOT = holder("root", authority=True)
MIDDLE = holder("middle", ROOT, authority=True)
SIGNER = holder("signer", MIDDLE)


def pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(serialization.Encoding.PEM) for certificate in certificates)


def own_key(of: Holder) -> ECKey:
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return ECKey.import_key(of.key.private_bytes(*form))


def signed(value: Any, by: Holder = SIGNER, *, chain: Sequence[str] | None = None, form: str = "general") -> Any:
    """As the draft says: general serialisation, the certificates in the unprotected header."""
    payload = value if isinstance(value, bytes) else json.dumps(value).encode()
    header = {"x5c": list(chain if chain is not None else by.x5c), "uuid": "u-1"}
    if form == "compact":
        return jws.serialize_compact({"alg": "ES256"}, payload, own_key(by), algorithms=["ES256"]).encode()
    member: Any = {"protected": {"alg": "ES256"}, "header": header}
    return jws.serialize_json(member if form == "flattened" else [member], payload, own_key(by), registry=LAX)


def believing(folder: Path, *contents: bytes, required: bool = False) -> Signers:
    place = folder / "keys"
    place.mkdir(exist_ok=True)
    for number, content in enumerate(contents):
        (place / f"{number}.pem").write_bytes(content)
    return Signers.of(place, required=required)


def tampered(value: dict[str, Any]) -> dict[str, Any]:
    payload = base64.urlsafe_b64decode(value["payload"] + "==").replace(b"salve", b"addio")
    return {**value, "payload": encoded(payload)}


@pytest.mark.parametrize("form", ["general", "flattened", "compact"])
@pytest.mark.parametrize("name", ["a.vcon", "a.json", "a.txt"])
def test_all_serialisations_are_read_where_nobody_is_named(tmp_path: Path, form: str, name: str) -> None:
    chat = only(tmp_path, signed(CHAT, form=form), name=name).interaction
    assert (chat.id, making.said(chat.turns)) == ("u-1", [("customer", "salve")])


@pytest.mark.parametrize(
    "believed",
    [
        pem(SIGNER.certificate),
        pem(MIDDLE.certificate),
        pem(ROOT.certificate),
        SIGNER.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
        json.dumps({"keys": [own_key(SIGNER).as_dict(private=False)]}).encode(),
        json.dumps(own_key(SIGNER).as_dict(private=False)).encode(),
    ],
)
def test_a_signature_holds_by_certificate_chain_or_key(tmp_path: Path, believed: bytes) -> None:
    chosen = options(signers=believing(tmp_path, pem(holder("other").certificate), believed, required=True))
    assert only(tmp_path, signed(CHAT), chosen).interaction.id == "u-1"


def test_what_was_changed_is_refused_with_and_without_keys(tmp_path: Path) -> None:
    message = refusal(tmp_path, tampered(signed(CHAT)))
    assert "signatures: does not carry the signature that it came with" in message
    chosen = options(signers=believing(tmp_path, pem(ROOT.certificate)))
    assert "carries no signature that holds" in refusal(tmp_path, tampered(signed(CHAT)), chosen)


def test_somebody_else_is_refused_where_signers_are_named(tmp_path: Path) -> None:
    chosen = options(signers=believing(tmp_path, pem(holder("root", authority=True).certificate)))
    assert "is signed by somebody who is not known" in refusal(tmp_path, signed(CHAT), chosen)


@pytest.mark.parametrize(
    "by",
    [
        holder("forger", SIGNER),  # whoever holds a certificate may not make others
        holder("old", MIDDLE, days=-1),
        holder("old", holder("old middle", ROOT, authority=True, days=-1)),
    ],
)
def test_a_chain_that_does_not_hold_is_nobodys(tmp_path: Path, by: Holder) -> None:
    chosen = options(signers=believing(tmp_path, pem(ROOT.certificate)))
    assert "is signed by somebody who is not known" in refusal(tmp_path, signed(CHAT, by), chosen)


def test_a_borrowed_chain_does_not_help(tmp_path: Path) -> None:
    forged = signed(CHAT, holder("forger"), chain=SIGNER.x5c)
    chosen = options(signers=believing(tmp_path, pem(ROOT.certificate)))
    assert "carries no signature that holds" in refusal(tmp_path, forged, chosen)


def test_a_shared_secret_and_no_signature_at_all_are_no_signatures(tmp_path: Path) -> None:
    """RFC 8725, 2.1 and 2.2: a public key must not serve as a secret, and `none` signs nothing."""
    public = pem(SIGNER.certificate)
    payload = json.dumps(CHAT).encode()
    shared = f"{encoded(HS256)}.{encoded(payload)}"
    secret = f"{shared}.{encoded(hmac.digest(public, shared.encode(), 'sha256'))}".encode()
    header = encoded(b'{"alg":"none"}')
    nothing = f"{header}.{encoded(payload)}.AA".encode()
    chosen = options(signers=believing(tmp_path, public))
    for forged in (secret, nothing):
        assert "carries no signature that holds" in refusal(tmp_path, forged, chosen)


def test_rsa_as_the_draft_recommends(tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    own = RSAKey.import_key(key.private_bytes(*form))
    member: Any = {"protected": {"alg": "RS256"}, "header": {"uuid": "u-1"}}
    value = jws.serialize_json([member], json.dumps(CHAT).encode(), own, registry=LAX)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    chosen = options(signers=believing(tmp_path, public, required=True))
    assert only(tmp_path, value, chosen).interaction.id == "u-1"


def test_what_was_signed_again_is_opened_layer_by_layer(tmp_path: Path) -> None:
    """core-04, long term archiving: the inner signature counts, too."""
    chosen = options(signers=believing(tmp_path, pem(ROOT.certificate), required=True))
    assert only(tmp_path, signed(signed(CHAT)), chosen).interaction.id == "u-1"
    assert "carries no signature that holds" in refusal(tmp_path, signed(tampered(signed(CHAT))), chosen)


def test_where_signatures_are_required_nothing_else_is_read(tmp_path: Path) -> None:
    chosen = options(signers=Signers(required=True))
    for value in (CHAT, signed(CHAT, form="compact")):
        assert "has no signature that can be checked" in refusal(tmp_path, value, chosen)


@pytest.mark.parametrize(
    "value",
    [
        {"payload": 5, "signatures": [{"protected": "e30", "signature": "AA"}]},
        {"payload": "AAAA", "signatures": []},
        {"payload": "AAAA", "signatures": ["x"]},
        {"payload": "AAAA", "signatures": [{"protected": "e30"}]},
        {"payload": "!!!!", "signatures": [{"protected": "e30", "signature": "AA", "header": {"x5c": ["AA"]}}]},
        {"payload": encoded(b"\x1f\x8bbroken"), "signatures": [{"protected": "e30", "signature": "AA"}]},
        {"payload": encoded(b'"salve"'), "signatures": [{"protected": "e30", "signature": "AA"}]},
    ],
)
def test_broken_envelopes_are_one_sentence(tmp_path: Path, value: Any) -> None:
    assert refusal(tmp_path, value).startswith("vCon")


@pytest.mark.parametrize("content", [b"nonsense", b"{}", b"-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----"])
def test_keys_that_are_none_are_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BadInput, match="QA_VCON_KEYS: holds what is no key"):
        believing(tmp_path, content)


def test_a_place_without_keys_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="QA_VCON_KEYS: cannot be read"):
        Signers.of(tmp_path / "nowhere")
