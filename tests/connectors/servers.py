"""Real servers that a test starts for itself: moto (S3), OpenSSH (SFTP) and Dovecot (IMAP).

A machine without OpenSSH or Dovecot fails these tests with the command that installs it; QA_TEST_SERVERS=none says that
they are left out on purpose.
"""

import asyncio
import contextlib
import datetime
import getpass
import grp
import http.server
import imaplib
import ipaddress
import json
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncssh
import obstore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

PATIENCE = 60.0
"""Seconds that a server may take to come up; a machine of CI is slow and loaded."""
_SIGNED = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request"


def program(name: str, package: str) -> str:
    """Where it lies. Fails the test where it does not."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if path is None and os.environ.get("QA_TEST_SERVERS") == "none":
        pytest.skip("QA_TEST_SERVERS=none: tests against OpenSSH and Dovecot were left out on purpose")
    assert path, f"install {name} (apt-get install {package}), or set QA_TEST_SERVERS=none to leave these tests out"
    return path


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"the server did not come up: {log.read_text() if log.exists() else ''}")


@dataclass
class Bucket:
    """A bucket of a running store."""

    endpoint: str
    name: str = "recordings"

    @property
    def store(self) -> S3Store:
        """As somebody who may write."""
        config: Any = {"access_key_id": "test", "secret_access_key": "test", "region": "us-east-1"}
        config["endpoint"] = self.endpoint
        return S3Store(self.name, config=config, client_options={"allow_http": True})

    def put(self, name: str, content: bytes) -> None:
        """An object, or another version of one."""
        obstore.put(self.store, name, content)

    def put_raw(self, name: str) -> None:
        """An empty object of exactly this name, as consoles make them for folders."""
        request = urllib.request.Request(f"{self.endpoint}/{self.name}/{name}", data=b"", method="PUT")
        request.add_header("Authorization", _SIGNED)
        urllib.request.urlopen(request).close()

    def delete(self, name: str) -> None:
        """It is gone."""
        obstore.delete(self.store, name)


@contextlib.contextmanager
def s3() -> Iterator[Bucket]:
    """moto's server with one bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        bucket = Bucket(f"http://{host}:{port}")
        request = urllib.request.Request(f"{bucket.endpoint}/{bucket.name}", method="PUT")
        request.add_header("Authorization", _SIGNED)
        urllib.request.urlopen(request).close()
        yield bucket
    finally:
        server.stop()


_EMPTY = b"<?xml version='1.0'?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"


@contextlib.contextmanager
def listening(requests: list[dict[str, str]]) -> Iterator[str]:
    """A store that is empty, and keeps the headers of what it is asked."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Length", str(len(_EMPTY)))
            self.end_headers()
            self.wfile.write(_EMPTY)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass
class Sftp:
    """A running OpenSSH server; `key` may sign in as `user`."""

    port: int
    user: str
    key: str
    known_hosts: str
    folder: Path

    @property
    def place(self) -> str:
        """As a connector names it."""
        return f"sftp://{self.user}@127.0.0.1:{self.port}{self.folder}"


@contextlib.contextmanager
def sftp(folder: Path) -> Iterator[Sftp]:
    """OpenSSH's own server, as whoever runs the tests, with keys of its own."""
    sshd = program("sshd", "openssh-server")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # it wants a folder for its unprivileged half
    with _workshop() as own:
        host, client = asyncssh.generate_private_key("ssh-ed25519"), asyncssh.generate_private_key("ssh-ed25519")
        for name, content in (("host", host.export_private_key()), ("allowed", client.export_public_key())):
            (own / name).write_bytes(content)
            (own / name).chmod(0o600)
        port, log = free_port(), own / "log"
        lines = [
            *(f"Port {port}", "ListenAddress 127.0.0.1", f"HostKey {own / 'host'}", f"PidFile {own / 'pid'}"),
            *(f"AuthorizedKeysFile {own / 'allowed'}", "StrictModes no", "UsePAM no", "PasswordAuthentication no"),
            *("PermitRootLogin yes", "Subsystem sftp internal-sftp", "MaxStartups 100"),
        ]
        (own / "config").write_text("\n".join(lines) + "\n")
        with log.open("wb") as output:
            process = subprocess.Popen([sshd, "-D", "-e", "-f", str(own / "config")], stdout=output, stderr=output)
        try:
            _await(port, process, log)
            public = host.export_public_key().decode().strip()
            key = client.export_private_key().decode()
            yield Sftp(port, getpass.getuser(), key, f"[127.0.0.1]:{port} {public}\n", folder)
        finally:
            process.terminate()
            process.wait(PATIENCE)


class _ByPassword(asyncssh.SSHServer):
    """Lets in who knows the password, and no key."""

    def __init__(self, user: str, password: str) -> None:
        self._known = (user, password)

    def begin_auth(self, username: str) -> bool:
        return True

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        return (username, password) == self._known


@contextlib.contextmanager
def sftp_by_password(folder: Path, user: str, password: str) -> Iterator[Sftp]:
    """asyncssh's server, as OpenSSH's takes the passwords of the machine's accounts alone; its `key` is none."""
    host, loop = asyncssh.generate_private_key("ssh-ed25519"), asyncio.new_event_loop()

    async def listen() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            *("127.0.0.1", 0),
            server_factory=lambda: _ByPassword(user, password),
            server_host_keys=[host],
            sftp_factory=True,
        )

    acceptor = loop.run_until_complete(listen())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        port = acceptor.get_port()
        public = host.export_public_key().decode().strip()
        yield Sftp(port, user, "", f"[127.0.0.1]:{port} {public}\n", folder)
    finally:
        loop.call_soon_threadsafe(acceptor.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(PATIENCE)
        loop.close()


@dataclass
class Mailbox:
    """A running Dovecot; every user exists, with one password."""

    port: int
    plain_port: int
    certificate: str
    password: str

    @staticmethod
    def token(user: str) -> str:
        """By which whoever gives tokens out knows a user."""
        return f"token-of-{user}"

    def place(self, user: str = "centre", folder: str = "INBOX") -> str:
        """As a connector names it."""
        return f"imaps://{user}@localhost:{self.port}/{folder}"

    @contextlib.contextmanager
    def signed_in(self, user: str = "centre") -> Iterator[imaplib.IMAP4_SSL]:
        """As somebody who may write."""
        context = ssl.create_default_context(cadata=self.certificate)
        with imaplib.IMAP4_SSL("localhost", self.port, ssl_context=context) as talk:
            talk.login(user, self.password)
            yield talk

    def put(self, message: bytes, user: str = "centre", folder: str = "INBOX") -> None:
        """A message, the newest of its folder."""
        with self.signed_in(user) as talk:
            answer, _ = talk.append(folder, "", imaplib.Time2Internaldate(time.time()), message)
            assert answer == "OK"


_DOVECOT = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {own}/run
log_path = {own}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_server_cert_file = {own}/certificate.pem
ssl_server_key_file = {own}/key.pem
mail_driver = maildir
mail_path = {own}/mail/%{{user}}
first_valid_uid = 1
default_internal_user = {user}
default_login_user = {login}
default_internal_group = {group}
auth_mechanisms = plain login xoauth2
oauth2 {{
  introspection_mode = get
  introspection_url = {tokens}/?token=
  username_attribute = email
}}
passdb oauth2 {{
  mechanisms_filter = xoauth2
}}
passdb static {{
  mechanisms_filter = plain login
  password = {password}
}}
userdb static {{
  fields {{
    uid = {mail_user}
    gid = {mail_group}
    home = {own}/home/%{{user}}
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
}}
"""


@contextlib.contextmanager
def _tokens() -> Iterator[str]:
    """Who tells whose a token is."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            owner = self.path.rpartition("token-of-")[2] if "token-of-" in self.path else ""
            body = json.dumps({"email": owner}).encode()
            self.send_response(200 if owner else 401)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def imap() -> Iterator[Mailbox]:
    """Dovecot with a certificate of its own."""
    dovecot = program("dovecot", "dovecot-imapd")
    version = subprocess.run([dovecot, "--version"], capture_output=True, text=True, check=True).stdout
    assert version.startswith("2.4"), f"these tests configure Dovecot 2.4, and this is {version}"
    with _workshop() as own, _tokens() as tokens:
        certificate, port, plain = _certificate(own), free_port(), free_port()
        for name in ("mail", "home"):
            (own / name).mkdir()
            (own / name).chmod(0o777)
        values = {"own": own, "tokens": tokens, "port": port, "plain": plain, "password": "geheim", **_users()}
        (own / "dovecot.conf").write_text(_DOVECOT.format(**values))
        process = subprocess.Popen([dovecot, "-F", "-c", str(own / "dovecot.conf")])
        try:
            _await(port, process, own / "log")
            yield Mailbox(port, plain, certificate, "geheim")
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _users() -> dict[str, str]:
    """As which its parts run: root's server changes to the package's users, anybody else's stays as it is."""
    if os.geteuid() == 0:
        ours = {"user": "dovecot", "login": "dovenull", "group": "dovecot"}
        return {**ours, "mail_user": "nobody", "mail_group": "nogroup"}
    me = dict.fromkeys(("user", "login", "mail_user"), getpass.getuser())
    return me | dict.fromkeys(("group", "mail_group"), grp.getgrgid(os.getgid()).gr_name)


@contextlib.contextmanager
def _workshop() -> Iterator[Path]:
    """A folder with a short path, which other users may pass: sockets lie in it."""
    path = Path(tempfile.mkdtemp(prefix="qa-server-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _certificate(folder: Path) -> str:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    (folder / "certificate.pem").write_bytes(made.public_bytes(encoding))
    return made.public_bytes(encoding).decode()
