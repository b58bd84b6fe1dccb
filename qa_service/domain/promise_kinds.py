"""What can be promised, and the shape of the words of a language."""

import re
from dataclasses import dataclass
from enum import StrEnum


class PromiseKind(StrEnum):
    """What is promised."""

    CALL_BACK = "call_back"
    SEND = "send"
    REFUND = "refund"
    TECHNICIAN = "technician"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What takes a promise back. `harmless` words are read as if they were not there.

    Near it: `condition` (questions and habits too) and `greeting` (why somebody calls); `within` it: words of refusal.
    How words of its clause before it end: `refused`, and `others` where somebody else acts; `by_others`: how words
    after it begin then. `ours`: what is before it, a bar and what was found, where the agent acts. `breaks` divide
    clauses; `now`: what is done while they speak; `waits`: with it, checks are for now.
    """

    harmless: re.Pattern[str]
    condition: re.Pattern[str]
    greeting: re.Pattern[str]
    refused: re.Pattern[str]
    within: re.Pattern[str]
    others: re.Pattern[str]
    by_others: re.Pattern[str]
    breaks: re.Pattern[str]
    now: re.Pattern[str]
    waits: re.Pattern[str]
    ours: re.Pattern[str]
