"""One number is written with the same digits on a page, in a file, at the command line and in documents."""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.cli.figures_text import _value
from qa_service.domain import rounding
from qa_service.exports.wording import number
from qa_service.web.i18n import Locale

IT = Locale("it")


def digits(text: str, lang: str = "it") -> str:
    """A number without its unit and its marks of thousands: `1234.5`."""
    bare = re.sub(r"[^\d,.\-]", "", text)
    return bare.replace(".", "").replace(",", ".") if lang == "it" else bare.replace(",", "")


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0.2105, "21.1"),  # 21.05: halves go up, though the float lies below it
        (0.21049, "21.1"),  # documents hold 0.2105, and whoever reads them sees what the pages show
        (0.21044, "21.0"),
        (0.2115, "21.2"),
        (1 / 3, "33.3"),
        (0.9995, "100.0"),
        (0.00044, "0.0"),
        (0.0, "0.0"),
        (1.0, "100.0"),
    ],
)
def test_a_share_ends_in_the_same_digit_everywhere(share: float, shown: str) -> None:
    assert digits(IT.percent(share, 1)) == shown
    assert digits(number(share, "share", "it")) == digits(number(share, "share", "en"), "en") == shown
    assert digits(_value(share, "share"), "en") == shown
    assert (
        digits(_value(rounding.for_documents(share), "share"), "en") == shown
    )  # from the document, or from the figure itself


@given(st.floats(0, 1))
def test_all_shares(share: float) -> None:
    held = Decimal(repr(share)).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    shown = (100 * held).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert Decimal(digits(IT.percent(share, 1))) == shown
    assert Decimal(digits(number(share, "share", "it"))) == shown
    assert Decimal(digits(_value(share, "share"), "en")) == shown


@given(st.floats(0, 10_000), st.sampled_from(["score", "seconds"]))
def test_all_scores_and_seconds(value: float, unit: str) -> None:
    shown = rounding.to_decimals(value, 1)
    assert Decimal(digits(number(value, unit, "it"))) == Decimal(str(shown))  # type: ignore[arg-type]  # one of two
    assert Decimal(digits(_value(value, unit), "en")) == Decimal(str(shown))
    assert Decimal(digits(IT.number(value, 1))) == Decimal(str(shown))


def test_what_comes_to_nothing_has_no_sign() -> None:
    assert str(rounding.to_decimals(-0.01, 1)) == "0.0"
    assert (rounding.to_decimals(-0.05, 1), rounding.to_decimals(0.05, 1)) == (
        -0.1,
        0.1,
    )  # away from zero on both sides
    assert number(-0.0004, "share", "en") == "0.0%"
