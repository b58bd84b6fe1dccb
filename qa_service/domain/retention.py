"""What is kept, for how long, and what is kept whatever else is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class HoldKind(StrEnum):
    """What a legal hold is about: one contact, all contacts of a customer with a client, or all of a client."""

    INTERACTION = "interaction"
    CUSTOMER = "customer"
    CLIENT = "client"


class KeptKind(StrEnum):
    """What is kept and can have a time after which it goes. Contacts go by their start (or arrival, where no start was
    given), answers of people by the day they were given, files by the day they were asked for, complaints that are
    answered by the day of their receipt, answers of customers to surveys by the day they were given, lines of the audit
    trail by their day.
    """

    ORIGINAL = "original"
    RECORDING = "recording"
    TRANSCRIPT = "transcript"
    REVIEW = "review"
    ANALYSIS = "analysis"
    EXPORT = "export"
    COMPLAINT = "complaint"
    SURVEY = "survey"
    AUDIT = "audit"


_NOT_LONGER_THAN: Mapping[KeptKind, tuple[KeptKind, ...]] = {
    KeptKind.ORIGINAL: (KeptKind.RECORDING, KeptKind.TRANSCRIPT, KeptKind.ANALYSIS),
    KeptKind.RECORDING: (KeptKind.TRANSCRIPT, KeptKind.ANALYSIS),
    KeptKind.TRANSCRIPT: (KeptKind.ANALYSIS,),
    KeptKind.REVIEW: (KeptKind.ANALYSIS,),
}
"""What is less masked goes no later than what is more; with its analysis a contact goes whole."""
LONGEST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class RetentionClocks:
    """After how many days each kind goes; None, or absent: not by itself."""

    days: Mapping[KeptKind, int | None]

    def of(self, kind: KeptKind) -> int | None:
        """When it goes: by its own clock, or with what it may not outlive, whichever comes first."""
        bounds = [self.days.get(name) for name in (kind, *_NOT_LONGER_THAN.get(kind, ()))]
        return min((days for days in bounds if days is not None), default=None)

    def fault(self) -> tuple[KeptKind, KeptKind] | None:
        """A kind whose own clock is longer than that of one that it may not outlive; None: they fit."""
        for kind, bounds in _NOT_LONGER_THAN.items():
            own = self.days.get(kind)
            for bound in bounds:
                most = self.days.get(bound)
                if own is not None and most is not None and own > most:
                    return kind, bound
        return None
