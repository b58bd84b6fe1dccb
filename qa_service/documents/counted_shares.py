"""A share of things that were counted, with its interval."""

from typing import Self

from pydantic import BaseModel

from qa_service.statistics.shares import exact_interval


class CountedShare(BaseModel):
    """`yes` of `n`, with the exact interval of a share (Clopper and Pearson); without a value where there is none, and
    below the least number that figures are shown of (`withheld` says so).
    """

    n: int
    yes: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    level: float
    withheld: str | None = None

    @classmethod
    def of(cls, yes: int, n: int, *, minimum: int, level: float) -> Self:
        """Withheld below `minimum`."""
        if not n:
            return cls(n=n, yes=yes, level=level)
        if n < minimum:
            return cls(n=n, yes=yes, level=level, withheld="too_few")
        low, high = exact_interval(yes, n, level)
        return cls(n=n, yes=yes, value=round(yes / n, 4), low=round(low, 4), high=round(high, 4), level=level)
