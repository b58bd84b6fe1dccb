"""Check digits, against numbers that their authorities publish as examples."""

import pytest

from qa_service.understand.recognizers import checks


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (checks.luhn, "4111111111111111"),  # 4+2+1+2+1+2+1+2+1+2+1+2+1+2+1+... = 30
        (checks.luhn, "378282246310005"),
        (checks.iban, "IT60X0542811101000000123456"),
        (checks.iban, "GB82WEST12345698765432"),
    ],
)
def test_a_code_with_its_check_digit_passes(check, code) -> None:  # type: ignore[no-untyped-def]
    assert check(code)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (checks.luhn, "4111111111111112"),
        (checks.luhn, "42"),
        (checks.luhn, "4111-1111-1111-1111"),
        (checks.iban, "IT60X0542811101000000123457"),
        (checks.iban, "6060X0542811101000000123456"),
    ],
)
def test_a_code_with_a_slip_of_one_sign_fails(check, code) -> None:  # type: ignore[no-untyped-def]
    assert not check(code)
