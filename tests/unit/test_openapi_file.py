"""The committed description of the HTTP interface is that of the application, and the client is made from it."""

import json

import pytest

from clients.generate import DOCUMENT, STAMP, document, fingerprint

RENEW = "the HTTP interface changed: run `make client`"


@pytest.mark.slow
def test_the_committed_document_is_what_the_application_says() -> None:
    assert json.loads(DOCUMENT.read_text(encoding="utf-8")) == document(), RENEW


def test_the_client_was_generated_from_the_committed_document() -> None:
    assert STAMP.read_text(encoding="utf-8").strip() == fingerprint(DOCUMENT), RENEW
