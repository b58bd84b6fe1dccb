"""The form of a plan for a sample: text as it was sent, and the wish it makes, or what does not fit and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from starlette.datastructures import FormData

from qa_service.domain.interaction import Channel
from qa_service.domain.sampling import STRATA, Allocation, FrameSpec, Purpose, Reason, SampleRequest
from qa_service.web.i18n import N_, Locale

NO_NAME = N_("Give it a name.")
NO_NUMBER = N_("A whole number from 1 to 20,000.")
NO_COUNT = N_("A whole number, 0 or more.")
NO_SHARE = N_("A number from 0 to 100.")
NO_WEIGHT = N_("A number from 0 to 1,000.")
NO_WIDTH = N_("A number between 0 and 50.")
NO_DAY = N_("This is no day.")
NO_CHOICE = N_("Choose one of these.")
_MOST = 20_000
_Kind = TypeVar("_Kind")
START: Mapping[str, str] = {
    "purpose": Purpose.RANDOM.value,
    "size": "50",
    "allocation": Allocation.PROPORTIONAL.value,
    "minimum": "0",
    "floor": "50",
    "second": "10",
    "blind": "1",
    "width": "10",
    **{f"weight-{reason.value}": "3" for reason in Reason},
}
"""What an empty form shows."""


@dataclass(slots=True)
class PlanForm:
    """`faults` are sentences by field (to be translated); `by` the strata that were ticked."""

    given: Mapping[str, str]
    by: tuple[str, ...] = ()
    faults: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls) -> "PlanForm":
        """As it is first shown."""
        return cls(START)

    @classmethod
    def sent(cls, form: FormData) -> "PlanForm":
        """As it came."""
        typed = {name: value for name, value in form.items() if isinstance(value, str)}
        return cls(typed, tuple(stratum for stratum in STRATA if stratum in form.getlist("by")))

    def __getitem__(self, name: str) -> str:
        return self.given.get(name, "").replace("\x00", "").strip()  # which no database keeps

    @property
    def width(self) -> float:
        """The wished reach of an interval to each side, 0..0.5."""
        return self._number("width", NO_WIDTH, 0.1, 49.9) / 100

    def wish(self, locale: Locale, client: str | None) -> SampleRequest | None:
        """The plan; None where something does not fit (see `faults`)."""
        purpose = self._member("purpose", Purpose, Purpose.RANDOM)
        if not self["name"] or len(self["name"]) > 200:
            self.faults["name"] = NO_NAME
        wish = SampleRequest(
            name=self["name"],
            purpose=purpose,
            size=int(self._number("size", NO_NUMBER, 1, _MOST, whole=True)),
            frame=self._frame(locale, client),
            by=self.by,
            allocation=self._member("allocation", Allocation, Allocation.PROPORTIONAL),
            minimum=int(self._number("minimum", NO_COUNT, 0, _MOST, whole=True)),
            weights=self._weights() if purpose is Purpose.RISK else {},
            floor=self._number("floor", NO_SHARE, 0, 100) / 100,
            second=self._number("second", NO_SHARE, 0, 100) / 100,
            blind=bool(self["blind"]),
        )
        return None if self.faults else wish

    def _frame(self, locale: Locale, client: str | None) -> FrameSpec:
        since, until = locale.start_of(self["since"]), locale.end_of(self["until"])
        for name, moment in (("since", since), ("until", until)):
            if self[name] and moment is None:
                self.faults[name] = NO_DAY
        return FrameSpec(
            client=client or self["client"] or None,
            agent=self["agent"] or None,
            team=self["team"] or None,
            channel=self._member("channel", Channel, Channel.CALL) if self["channel"] else None,
            intent=self["intent"] or None,
            since=since,
            until=until,
        )

    def _weights(self) -> dict[Reason, float]:
        """Nothing is the weight of a reason that is left out."""
        weights = {reason: self._number(f"weight-{reason.value}", NO_WEIGHT, 0, 1000) for reason in Reason}
        return {reason: weight for reason, weight in weights.items() if weight > 0}

    def _number(self, name: str, fault: str, least: float, most: float, *, whole: bool = False) -> float:
        try:
            number = float(self[name].replace(",", ".") or START.get(name, "0"))
        except ValueError:
            number = most + 1
        if not least <= number <= most or (whole and number != int(number)):
            self.faults[name] = fault
            return least
        return number

    def _member(self, name: str, kind: type[_Kind], otherwise: _Kind) -> _Kind:
        make: Any = kind
        try:
            return make(self[name])  # type: ignore[no-any-return]
        except ValueError:
            self.faults[name] = NO_CHOICE
            return otherwise
