"""What somebody typed into a form: one text, several ticks, lines, numbers; and numbers as they are put into one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from starlette.datastructures import FormData

from qa_service.errors import Sentence, say

NO_NUMBER = say("write a number here")
NO_WHOLE_NUMBER = say("write a whole number here")
NO_PERCENTAGE = say("write a percentage here, over 0 and up to 100")
_LONGEST_NUMBER = 400
"""Characters: the smallest number there is has 325 digits behind its point."""


class TypedLine(NamedTuple):
    """A line of a field; `number` counts all of them from 1, empty ones too."""

    number: int
    text: str


class FieldFault(NamedTuple):
    """What is wrong in a field, and in which of its lines."""

    what: Sentence
    line: int | None = None


@dataclass(slots=True)
class Typed:
    """`texts` by field as a browser sends them: several for ticks. `faults` gathers what could not be read."""

    texts: Mapping[str, Sequence[str]]
    faults: dict[str, list[FieldFault]] = field(default_factory=dict)

    @classmethod
    def sent(cls, form: FormData) -> "Typed":
        """As it came; files are left out."""
        return cls({name: [text for text in form.getlist(name) if isinstance(text, str)] for name in form})

    def __getitem__(self, name: str) -> str:
        """The text of a field without spaces around it; empty where there is none."""
        texts = self.texts.get(name, ())
        return texts[0].replace("\r\n", "\n").replace("\r", "\n").strip() if texts else ""

    def ticks(self, name: str) -> list[str]:
        """What is ticked, in the order in which it stands."""
        return [text for text in self.texts.get(name, ()) if text]

    def lines(self, name: str) -> list[TypedLine]:
        """The lines with something in them."""
        typed = [TypedLine(number, line.strip()) for number, line in enumerate(self[name].split("\n"), 1)]
        return [line for line in typed if line.text]

    def number(self, name: str) -> float | None:
        """None where nothing is typed, or what is no number."""
        return self._converted(name, to_number, NO_NUMBER)

    def whole_number(self, name: str) -> int | None:
        """The same without a fraction."""
        number = self._converted(name, _to_whole, NO_WHOLE_NUMBER)
        return None if number is None else int(number)

    def share(self, name: str) -> float | None:
        """A percentage as a share over 0 and up to 1."""
        return self._converted(name, to_share, NO_PERCENTAGE)

    def fault(self, name: str, what: Sentence, line: int | None = None) -> None:
        """Remember what is wrong in a field."""
        self.faults.setdefault(name, []).append(FieldFault(what, line))

    def _converted(self, name: str, convert: Callable[[str], float | None], refusal: Sentence) -> float | None:
        if not self[name]:
            return None
        number = convert(self[name])
        if number is None:
            self.fault(name, refusal)
        return number


def to_number(text: str) -> float | None:
    """A number with a decimal point or comma; None where it is none."""
    decimal = _decimal(text)
    return None if decimal is None else float(decimal)


def to_share(text: str) -> float | None:
    """``85 %``, ``85``: 0.85; None where it is no percentage."""
    decimal = _decimal(text.removesuffix("%").strip())
    return float(decimal / 100) if decimal is not None and 0 < decimal <= 100 else None


def number_text(number: float) -> str:
    """As it stands in a field: reading it gives the same number again."""
    return f"{Decimal(repr(float(number))).normalize():f}"


def share_text(share: float) -> str:
    """A share as a percentage without its sign; reading it gives the same share again."""
    return f"{(Decimal(repr(float(share))) * 100).normalize():f}"


def _to_whole(text: str) -> float | None:
    number = to_number(text)
    return number if number is not None and number.is_integer() and abs(number) < 1e9 else None


def _decimal(text: str) -> Decimal | None:
    try:
        decimal = Decimal(text.replace(",", ".")) if len(text) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        return None
    return decimal if decimal is not None and decimal.is_finite() else None
