"""E-mail by the organisation's own server (SMTP, RFC 5321), over TLS: at once, or by STARTTLS before all else."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal

from qa_service.outgoing.failures import NotReached, OutgoingFailure, Untrusted

Security = Literal["starttls", "tls", "none"]
_SECONDS = 10.0
"""For each step of the conversation, of which there are some eight."""
_FINAL = range(500, 600)


class MailRefused(OutgoingFailure):
    """The server takes no mail for this address; another try would end the same way."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """`security` none: in the clear, for a server on this machine. `user` empty: without signing in. `sender` is the
    address that mail comes from.
    """

    host: str
    port: int
    sender: str
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    seconds: float = _SECONDS

    def send(self, message: EmailMessage) -> None:
        """Raises MailRefused, Untrusted, NotReached."""
        try:
            with self._connected() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise (MailRefused if codes and all(code in _FINAL for code in codes) else NotReached) from None
        except ssl.SSLCertVerificationError:
            raise Untrusted from None
        except (smtplib.SMTPException, OSError):
            raise NotReached from None

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.security == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=self.seconds)
        if self.security == "starttls":
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server
