"""The trail reaches a log collector whole and in order, each way, and survives a collector that is away."""

import json
import re
import socket
import ssl
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from qa_service.errors import BadInput
from qa_service.outgoing import feed
from qa_service.outgoing.feed import Feed, FeedLine
from qa_service.services import audit_feed
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit
from qa_service.store import audit_feed as audit_feed_store
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.tables import AuditRow
from tests.certificates import self_signed
from tests.contexts import context

AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
LINE = FeedLine(AT, "read-analysis", '{"subject": "perché"}')


@dataclass
class Collector:
    """Keeps what comes; while `away` it fails after the first line of each page."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    away: bool = False

    def send(self, lines: Sequence[FeedLine]) -> None:
        for line in lines[:1] if self.away else lines:
            self.lines.append(json.loads(line.text))
        if self.away:
            raise ConnectionRefusedError


def deps(store: Store, intake: Intake, collector: Feed) -> Dependencies:
    return replace(context(store, intake).deps, audit_feed=collector)


def write(store: Store, count: int) -> None:
    for n in range(count):
        with store.transaction() as session:
            audit.note(session, "user:anna", "read analysis", f"subject-{n}", "acme")


def places(lines: Sequence[dict[str, Any]]) -> dict[int, list[int]]:
    """Of each chain, in the order in which they arrived."""
    chains: dict[int, list[int]] = {}
    for line in lines:
        chains.setdefault(line["chain"], []).append(line["place"])
    return chains


def whole(store: Store) -> dict[int, list[int]]:
    with store.reading() as session:
        ends = audit.chains(session)
        first = {chain: next(iter(audit.lines(session, chain)), None) for chain in ends}
    return {chain: list(range(line.place, ends[chain].length + 1)) for chain, line in first.items() if line is not None}


def test_every_line_arrives_once_and_in_order(store: Store, intake: Intake) -> None:
    collector = Collector()
    service = deps(store, intake, collector)
    write(store, 25)
    assert audit_feed.hand_on(service) == 25
    assert audit_feed.hand_on(service) == 0
    write(store, 5)
    assert audit_feed.hand_on(service) == 5
    assert places(collector.lines) == whole(store)
    assert {line["actor"] for line in collector.lines} == {"user:anna"}


def test_what_did_not_arrive_comes_again(store: Store, intake: Intake) -> None:
    collector = Collector(away=True)
    service = deps(store, intake, collector)
    write(store, 12)
    assert audit_feed.hand_on(service) == 0
    assert collector.lines  # some did arrive
    collector.away = False
    assert audit_feed.hand_on(service) == 12
    assert {chain: sorted(set(places)) for chain, places in places(collector.lines).items()} == whole(store)


def test_one_process_at_a_time_hands_on(store: Store, intake: Intake) -> None:
    collector = Collector()
    service = deps(store, intake, collector)
    write(store, 3)
    with store.transaction() as session:
        assert audit_feed_store.take(session, "another process", service.clock())
    assert audit_feed.hand_on(service) == 0
    with store.transaction() as session:
        later = service.clock() + audit_feed_store.LEASE + timedelta(seconds=1)
        assert audit_feed_store.take(session, "a third, since the other died", later)
        audit_feed_store.give_back(session, "another process")  # which comes back to life, and has nothing to give
        assert not audit_feed_store.take(session, "a fourth", later)
        audit_feed_store.give_back(session, "a third, since the other died")
    assert audit_feed.hand_on(service) == 3


def test_a_file_gets_a_line_of_json_each_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "log" / "audit.jsonl"
    sink = feed.of(path.as_uri())
    sink.send([LINE, LINE])
    sink.send([LINE])
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == [{"subject": "perché"}] * 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_line_that_broke_off_spoils_none_that_comes_after_it(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    path.write_text(LINE.text[:7], encoding="utf-8")  # the disk was full
    feed.of(path.as_uri()).send([LINE, LINE])
    broken, *lines = path.read_text(encoding="utf-8").splitlines()
    assert broken == LINE.text[:7]
    assert [json.loads(line) for line in lines] == [{"subject": "perché"}] * 2


@contextmanager
def listening(secure: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """A collector that reads to the end and closes."""
    got: list[bytes] = []

    def serve() -> None:
        try:
            plain, _ = server.accept()
            with plain, secure.wrap_socket(plain, server_side=True) if secure else plain as connection:
                while data := connection.recv(65536):
                    got.append(data)
        except OSError:  # a client that did not trust us, or the end of the test
            pass

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1], got
        server.close()
        thread.join(10)


def counted(data: bytes) -> list[bytes]:
    """Messages of a stream whose octets are counted (RFC 6587)."""
    messages = []
    while data:
        length, _, rest = data.partition(b" ")
        messages.append(rest[: int(length)])
        data = rest[int(length) :]
    return messages


SYSLOG = re.compile(r"<109>1 2026-11-03T09:00:00\.000000\+00:00 \S+ qa-service \d+ read-analysis - \ufeff(.*)")


def test_syslog_by_tcp_counts_its_octets() -> None:
    with listening() as (port, got):
        feed.of(f"syslog+tcp://127.0.0.1:{port}").send([LINE, LINE])
    messages = counted(b"".join(got))
    assert len(messages) == 2
    match = SYSLOG.fullmatch(messages[0].decode())
    assert match is not None
    assert json.loads(match[1]) == {"subject": "perché"}


def test_syslog_by_tls_holds_the_certificate_against_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = self_signed("localhost", tmp_path)
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(certificate)
    with listening(secure) as (port, got), pytest.raises(ssl.SSLError):
        feed.of(f"syslog+tls://localhost:{port}").send([LINE])
    assert got == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with listening(secure) as (port, got):
        feed.of(f"syslog+tls://localhost:{port}").send([LINE])
    assert len(counted(b"".join(got))) == 1


def test_syslog_by_udp_is_a_datagram_each() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(10)
        feed.of(f"syslog://127.0.0.1:{receiver.getsockname()[1]}").send([LINE, LINE])
        assert all(SYSLOG.fullmatch(receiver.recv(65536).decode()) for _ in range(2))


def test_words_in_a_line_make_no_second_one() -> None:
    message = feed.syslog(FeedLine(AT, "sign in\n<0>1 forged", json.dumps({"subject": "a\nb"})))
    assert b"\n" not in message


@pytest.mark.parametrize(
    "url", ["", "http://siem", "file://host/path", "syslog://", "audit.jsonl", "syslog://siem:99999", "syslog://[siem"]
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(BadInput):
        feed.of(url)


def test_the_lines_are_those_of_the_trail(store: Store, intake: Intake) -> None:
    collector = Collector()
    write(store, 2)
    audit_feed.hand_on(deps(store, intake, collector))
    with store.reading() as session:
        kept = {row.hash for row in session.exec(select(AuditRow))}
    assert {line["hash"] for line in collector.lines} == kept
