"""By https the certificate is held against the name that was set, though the connection goes to the checked address."""

import socket
import ssl
from pathlib import Path
from typing import Any

import pytest

from qa_service.domain import ask_failures as failures
from tests.ask.stub import answers, serving
from tests.ask.test_faults import QUESTION, TALK, model
from tests.certificates import self_signed

NAME = "llm.internal"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return self_signed(NAME, tmp_path)


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
