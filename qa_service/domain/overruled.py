"""Where a person answered otherwise than the machine: why that was so, as a person of quality sorts it."""

from enum import StrEnum


class Cause(StrEnum):
    """Why machine and person differ: the guide leaves it open, or one of the two is mistaken."""

    GUIDE_UNCLEAR = "guide_unclear"
    MACHINE_WRONG = "machine_wrong"
    REVIEWER_WRONG = "reviewer_wrong"


class Standing(StrEnum):
    """Where a case of the worklist stands: nobody has sorted it yet, or into which cause."""

    TO_SORT = "to_sort"
    GUIDE_UNCLEAR = "guide_unclear"
    MACHINE_WRONG = "machine_wrong"
    REVIEWER_WRONG = "reviewer_wrong"


class SecondLook(StrEnum):
    """What became of an answer that was sorted as the reviewer's mistake. Sorting changes no answer; somebody answers
    again (CHANGED, or KEPT, which brings the case back to be sorted), unless a decided objection has made it FINAL.
    """

    WAITING = "waiting"
    KEPT = "kept"
    CHANGED = "changed"
    FINAL = "final"
