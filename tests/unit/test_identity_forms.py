"""What a customer is known by in one form, whichever system wrote it."""

import pytest

from qa_service.domain.interaction import Identities
from qa_service.store.identity_forms import address, known_by, phone


@pytest.mark.parametrize(
    "text",
    ["+39 333 123 4567", "0039-333-1234567", "333 1234567", "tel:+393331234567", "sip:+393331234567@gw.example.com"],
)
def test_one_mobile_number_however_it_is_written(text: str) -> None:
    assert phone(text) == "+393331234567"


def test_italian_landlines_keep_their_zero() -> None:
    assert phone("02 1234567") == phone("+39 02 1234567") == "+39021234567"


@pytest.mark.parametrize("text", ["", "204", "anonymous", "Private", "sip:204@pbx.local", "000000000", "+39"])
def test_what_may_be_anybodys_number_links_nobody(text: str) -> None:
    assert phone(text) is None


def test_addresses_without_regard_to_case() -> None:
    assert address(" mailto:Mario.Rossi@Example.COM ") == "mario.rossi@example.com"


@pytest.mark.parametrize("text", ["noreply@example.com", "do-not-reply@x.it", "MAILER-DAEMON@x.it", "mario", "a@b"])
def test_addresses_from_which_nobody_writes(text: str) -> None:
    assert address(text) is None


def test_only_what_names_somebody_is_there() -> None:
    identities = Identities(phone="204", email="a@b.it", customer_number=" AB12 ")
    assert known_by(identities) == {"email": "a@b.it", "customer_number": "AB12"}
