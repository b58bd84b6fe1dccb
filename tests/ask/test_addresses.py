"""Only this machine and private networks are contacted, and what an administrator has listed; at the very address that
was checked.
"""

import socket
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain import ask_failures as failures
from qa_service.outgoing.addresses import allowed, is_private
from qa_service.outgoing.failures import AddressNotAllowed
from tests.ask.stub import answers, serving
from tests.ask.test_faults import QUESTION, TALK, model


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("127.0.0.1", True),
        ("127.255.0.1", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("172.31.255.255", True),
        ("172.32.0.1", False),
        ("192.168.1.1", True),
        ("192.169.1.1", False),
        ("169.254.169.254", False),  # where clouds hand out keys
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("8.8.8.8", False),
        ("::1", True),
        ("::", False),
        ("fd12::1", True),
        ("fe80::1", False),
        ("2001:db8::1", False),
        ("::ffff:127.0.0.1", True),
        ("::ffff:8.8.8.8", False),
        ("64:ff9b::7f00:1", False),
    ],
)
def test_what_is_private(address: str, private: bool) -> None:
    assert is_private(ip_address(address)) is private


@given(st.ip_addresses())
def test_nothing_global_is_private(address: Any) -> None:
    if address.is_global:
        assert not is_private(address)


def _names(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in found]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)


def test_one_public_address_of_a_name_is_enough_to_contact_none(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, "10.0.0.1", "93.184.216.34")
    with pytest.raises(AddressNotAllowed):
        allowed("llm.local", 80, listed=frozenset(), is_encrypted=True)


def test_a_listed_host_may_be_public_where_it_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, "93.184.216.34")
    listed = frozenset({"llm.example.com"})
    assert allowed("LLM.example.com", 443, listed=listed, is_encrypted=True) == ["93.184.216.34"]
    for host, is_encrypted in (("llm.example.com", False), ("other.example.com", True)):
        with pytest.raises(AddressNotAllowed):
            allowed(host, 443, listed=listed, is_encrypted=is_encrypted)


@pytest.mark.parametrize("address", ["198.51.100.7", "[2001:db8::7]", "169.254.169.254", "0.0.0.0"])
def test_a_public_address_is_not_contacted(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    contacted: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda *place, **_: contacted.append(place))
    answer = model(f"http://{address}:9/v1", seconds=1).answer(QUESTION, TALK, "acme")
    assert (answer.failure, contacted) == (failures.NOT_ALLOWED, [])


def test_the_address_that_was_checked_is_the_one_that_is_contacted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is private when it is looked at, and public when it is looked up again."""
    asked_for: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, *more: Any, **also: Any) -> Any:
        asked_for.append(host)
        if host == "llm.internal":
            assert asked_for.count(host) == 1, "looked up twice"
            host = "127.0.0.1"
        return real(host, *more, **also)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with serving(answers("no")) as stub:
        port = stub.url.rpartition(":")[2]
        assert model(f"http://llm.internal:{port}").answer(QUESTION, TALK, "acme").verdict == "no"
        assert stub.headers[0]["Host"].startswith("llm.internal")
    assert set(asked_for) <= {"llm.internal", "127.0.0.1"}


def test_a_name_that_is_none_cannot_be_reached() -> None:
    answer = model("http://nowhere.invalid/v1", seconds=2).answer(QUESTION, TALK, "acme")
    assert answer.failure == failures.NOT_REACHED
