"""Tells a recogniser that goes in circles from a speaker who repeats a phrase. Pure."""

from collections.abc import Sequence

LONGEST = 12
"""Words of the longest phrase that is looked for."""
TIMES, TIMES_SHORT = 4, 8
"""So often in a row nobody says a phrase; one or two words ("sì sì sì", "zero zero zero") may come more often."""


def goes_in_circles(words: Sequence[str]) -> bool:
    """Whether one phrase follows itself `TIMES` times without anything between (`TIMES_SHORT` for one or two words).

    Whisper's own test, the compression ratio of the text, also fires where a script is read that repeats itself with
    other words between ("... followed by the pound key"), and such speech must not be taken for a fault.
    """
    plain = [word.strip(" .,;:!?…").casefold() for word in words]
    return any(_repeats(plain, size, TIMES_SHORT if size <= 2 else TIMES) for size in range(1, LONGEST + 1))


def _repeats(words: Sequence[str], size: int, times: int) -> bool:
    """Whether a phrase of `size` words stands `times` times in a row."""
    run = 0
    for i in range(size, len(words)):
        run = run + 1 if words[i] == words[i - size] else 0
        if run >= size * (times - 1):
            return True
    return False
