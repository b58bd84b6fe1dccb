"""Passwords that somebody who knows the lists would guess are refused; any other of the right length is kept."""

import pytest

from qa_service.errors import BadInput
from qa_service.store import passwords


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "aaaaaaaaaaaaaaaa",
        "123456789012345",
        "qwertyuiop1234",
        "iloveyou12345",
        "qa-serviceqa-service",
    ],
)
def test_what_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(BadInput, match="is easy to guess"):
        passwords.hashed(password)


@pytest.mark.parametrize("context", [("marta.colombini",), ("acme energia", "marta.colombini")])
def test_what_is_known_of_the_person_makes_no_password(context: tuple[str, ...]) -> None:
    assert passwords.hashed("marta.colombini")
    with pytest.raises(BadInput, match="is easy to guess"):
        passwords.hashed("marta.colombini", context)


@pytest.mark.parametrize(
    "password",
    ["una frase lunga", "dodici piante in fila", "àèìòù çñü ßðþ žćđ", "  spazi  davanti  e dietro ", "x7!Kp" * 40],
)
def test_any_other_is_kept_as_it_was_typed(password: str) -> None:
    kept = passwords.hashed(password)
    assert passwords.fits(password, kept)
    assert not passwords.fits(password.strip() + "?", kept)


@pytest.mark.parametrize("password", ["x" * 11, "x" * 201])
def test_the_length_is_bounded(password: str) -> None:
    with pytest.raises(BadInput, match="characters"):
        passwords.hashed(password)


def test_made_ones_are_strong_every_time() -> None:
    assert all(passwords.hashed(passwords.generated()) for _ in range(5))
