"""A real mail server (aiosmtpd), with STARTTLS and signing in, that keeps what it takes or refuses as a test wants."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "qa", "the password of the mail server"


@dataclass
class Mailbox:
    """`refuse` is what the server answers to a recipient, where it is set."""

    host: str = "localhost"
    port: int = 0
    refuse: str = ""
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        self.recipients.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        assert session.ssl is not None, "a word went over the line in the clear"
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


def _known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    assert session.ssl is not None, "the password went over the line in the clear"
    is_known = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_known, handled=False)


@contextmanager
def mailbox(certificate: Path, port: int = 0) -> Iterator[Mailbox]:
    """One that takes mail only over TLS and only from who signs in."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    box = Mailbox()
    options: dict[str, Any] = {"require_starttls": True, "auth_required": True, "authenticator": _known}
    controller = Controller(box, hostname="localhost", port=port, tls_context=context, **options)
    # aiosmtpd wants a port to knock at; one of the system's choosing is known only once it listens.
    controller.port = port or _free_port()
    controller.start()
    box.port = controller.port
    try:
        yield box
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.create_server(("localhost", 0)) as taken:
        return int(taken.getsockname()[1])
