"""By https the certificate is held against the name that was set, though the connection goes to the checked address."""

import datetime
import socket
import ssl
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from qa_service.domain import ask_failures as failures
from tests.ask.stub import answers, serving
from tests.ask.test_faults import QUESTION, TALK, model

NAME = "llm.internal"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Key and self-signed certificate of `NAME`, in one file."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(
    ("host", "is_known", "failure"),
    [
        (NAME, True, None),
        (NAME, False, failures.NOT_REACHED),
        ("other.internal", True, failures.NOT_REACHED),
    ],
)
def test_the_certificate_must_be_of_the_name_and_known(
    host: str, is_known: bool, failure: str | None, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = socket.getaddrinfo

    def at_home(name: str, *more: Any, **also: Any) -> Any:
        return real("127.0.0.1" if name.endswith(".internal") else name, *more, **also)

    monkeypatch.setattr(socket, "getaddrinfo", at_home)
    if is_known:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(answers("no"), context=context) as stub:
        port = stub.url.rpartition(":")[2]
        answer = model(f"https://{host}:{port}").answer(QUESTION, TALK, "acme")
        assert answer.failure == failure
        assert stub.asked == (failure is None)
