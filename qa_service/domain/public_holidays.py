"""Public holidays by country: days on which nobody works. Italy so far; patrons' days differ by town."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

_ITALY = ((1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26))
"""Law 260 of 1949 and those that changed it, as they have stood since 2001."""
_SAINT_FRANCIS = (10, 4), 2026
"""A holiday again from 2026: law 151 of 2025."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher; Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _italy(year: int) -> frozenset[date]:
    days = {date(year, month, day) for month, day in _ITALY}
    sunday = easter(year)
    days |= {sunday, sunday + timedelta(days=1)}
    day_of_francis, first = _SAINT_FRANCIS
    return frozenset(days | ({date(year, *day_of_francis)} if year >= first else set()))


BY_COUNTRY: Mapping[str, Callable[[int], frozenset[date]]] = {"IT": _italy}
"""Of a year, by the two letters of the country."""
