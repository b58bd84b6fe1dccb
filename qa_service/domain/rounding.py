"""How figures are rounded, wherever they are shown: by their decimal digits, halves away from zero, and always from the
number that documents hold. So a page, a file and the command line never differ in a last digit.
"""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = 4
"""Decimals of figures in documents."""


def for_documents(value: float) -> float:
    """A figure as documents hold it."""
    return float(_rounded(_decimal(value), DIGITS))


def to_decimals(value: float, digits: int) -> float:
    """A figure with so many decimals. What comes to nothing has no sign."""
    return float(_rounded(_document_decimal(value), digits)) + 0.0


def points(share: float, digits: int) -> float:
    """A share 0..1 in percentage points with so many decimals."""
    return float(_rounded(100 * _document_decimal(share), digits)) + 0.0


def _document_decimal(value: float) -> Decimal:
    return _rounded(_decimal(value), DIGITS)


def _decimal(value: float) -> Decimal:
    """The digits that a float is written with, not those it is made of: 0.2105, not 0.21049999."""
    return Decimal(repr(float(value)))


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
