"""The centre's addresses are kept by client: they tell parties, agents and the client of a mail."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa_service.domain.centre_addresses import CentreAddress, CentreAddresses, ClientAddresses, parse
from qa_service.errors import BadInput
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import FileOptions, Incoming
from qa_service.store import centre_addresses
from qa_service.store.repository import Store
from qa_service.store.scope import Scope

ACME = parse(["help@acme.example", "anna@acme.example=a17", "ben@acme.example=a18"])
MAILS = """From luca Tue Nov  3 09:00:00 2026
From: Luca <luca@posta.example>
To: help@acme.example
Message-ID: <m1>
Date: Tue, 3 Nov 2026 09:00:00 +0100

Perde acqua.

From anna Tue Nov  3 10:00:00 2026
From: Anna <anna@acme.example>
To: luca@posta.example
References: <m1>
Message-ID: <m2>
Date: Tue, 3 Nov 2026 10:00:00 +0100

Veniamo domani.

From ben Tue Nov  3 11:00:00 2026
From: Ben <ben@acme.example>
To: luca@posta.example
References: <m1>
Message-ID: <m3>
Date: Tue, 3 Nov 2026 11:00:00 +0100

Alle nove.
"""


def test_they_are_kept_and_replaced_by_client(store: Store) -> None:
    with store.transaction() as session:
        centre_addresses.save(session, "acme", parse(["old.example"]), "ada")
        centre_addresses.save(session, "acme", ACME, "ada")
        centre_addresses.save(session, "beta", parse(["beta.example"]), "ada")
    with store.reading() as session:
        assert centre_addresses.addresses(session, "acme") == ACME
        assert centre_addresses.addresses(session, "none") == ClientAddresses()
        assert centre_addresses.known(session).client({"x@beta.example"}) == "beta"
    with store.reading(Scope(client="acme")) as session:
        assert {known.client for known in centre_addresses.known(session).known} == {"acme"}


def test_a_mail_is_of_the_client_it_was_written_to_and_each_agent_has_their_words(tmp_path: Path) -> None:
    (tmp_path / "box").write_text(MAILS, encoding="utf-8")
    own = [CentreAddress(entry.address, "acme", entry.agent) for entry in ACME.addresses]
    known = CentreAddresses((*own, CentreAddress("beta.example", "beta")))
    limits = DocumentLimits(now=datetime(2026, 12, 1, tzinfo=UTC))
    (item,) = open_file(tmp_path / "box", "box", FileOptions(limits, addresses=known))
    assert isinstance(item, Incoming)
    contact = item.interaction
    assert (contact.client, contact.agent, contact.customer) == ("acme", "a17", "luca@posta.example")
    assert [(turn.speaker, turn.agent) for turn in contact.turns] == [
        ("customer", None),
        ("agent", "a17"),
        ("agent", "a18"),
    ]


def test_a_domain_that_two_clients_share_tells_none() -> None:
    shared = CentreAddresses((CentreAddress("centre.example", "acme"), CentreAddress("centre.example", "beta")))
    assert shared.client({"x@centre.example"}) is None
    assert shared.has("x@centre.example")
    assert not shared.has("x@mycentre.example")
    assert not shared.of_client("gamma").has("x@centre.example")


@pytest.mark.parametrize("text", ["", "acme", "a b@acme.example", "<help@acme.example>", "=a17"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is no address"):
        parse([text])
