"""Every error that this service raises on purpose.

QaError
├── BadInput            the caller gave something that cannot be used; says what, where and what to do
│   ├── BadAudio        a recording that cannot be decoded, holds no sound, or is too large
│   ├── BadDocument     an interaction document that breaks the contract, with the path of the fault
│   ├── OptedOut        the customer objects to being analysed; nothing of the contact is kept
│   └── BadRubric       a rubric file that breaks its rules, with the path of the fault
├── Conflict            the identity is taken by different content
│   └── UnderHold       it is under a legal hold and stays as it is
├── NotFound            no such thing for this caller
├── Forbidden           the caller's role or client scope does not reach this
├── Withheld            the figure exists but may not be shown, with the reason
├── MissingModel        weights are absent or their sha256 is wrong; says which command mends it
├── EngineFailed        a model run-time failed on good input; worth another try
└── MachineFault        the machine lacks something, whatever was asked of it (see `causes`)
    ├── NoSpace         the disk is full
    ├── CannotWrite     the disk or the database is read-only
    ├── NoMemory        memory ran out
    └── MissingKey      a key that sealed a file is not in the key set

Domain errors know no HTTP status and no exit code: `app` and `cli` translate them. What they say is a
`Sentence`, a template and values, which pages put into the visitor's language.
"""

import os
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said to people. `str()` is the English; the template (``holds {count} turns``) is what translations
    go by.

    Without values the template is the text as it stands. A value that is a sentence is translated too.
    """

    template: str
    values: Mapping[str, "Value"] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template

    def dump(self) -> list[Any]:
        """As JSON, to be kept."""
        values = {name: value.dump() if isinstance(value, Sentence) else value for name, value in self.values.items()}
        return [self.template, values]

    @classmethod
    def load(cls, kept: str | list[Any]) -> Self:
        """What `dump` gave, or a text as it came."""
        template, values = (kept, {}) if isinstance(kept, str) else kept
        return cls(template, {name: cls.load(v) if isinstance(v, list) else v for name, v in values.items()})


Value = str | int | float | Sentence


def say(template: str, /, **values: object) -> Sentence:
    """A sentence of ours: the template is a literal, so that it is found for its translation."""
    return Sentence(template, {n: v if isinstance(v, Value) else str(v) for n, v in values.items()})


def word(text: str) -> Sentence:
    """A word of ours that is a value of a sentence: a role, a right, a kind."""
    return Sentence(str(text))


def one_of(known: Iterable[str]) -> Sentence:
    """The hint where something else was given."""
    return say("use one of {known}", known=", ".join(known))


def _sentence(what: str | Sentence, values: Mapping[str, object] = MappingProxyType({})) -> Sentence:
    return what if isinstance(what, Sentence) else say(what, **values)


class QaError(Exception):
    """Base of all errors that are raised on purpose; its sentence is for people, `str(error)` is the English of it.

    A sentence is given whole, or as a literal template with its values: both are found for translation.
    """

    def __init__(self, what: str | Sentence, /, **values: object) -> None:
        self.sentence = _sentence(what, values)
        super().__init__(self.sentence)


class BadInput(QaError):
    """Something the caller gave cannot be used.

    `where` is a path inside the input (``turns[3].speaker``) or a file name, empty when the whole input is meant.
    """

    def __init__(
        self,
        what: str | Sentence,
        /,
        *,
        where: str | Sentence = "",
        hint: str | Sentence | None = None,
        **values: object,
    ) -> None:
        self.what, self.where, self.place = _sentence(what, values), str(where), where
        self.hint = _sentence(hint) if hint else None
        self.advised = say("{what}; {hint}", what=self.what, hint=self.hint) if self.hint else self.what
        super().__init__(say("{where}: {what}", where=where, what=self.advised) if where else self.advised)


class BadAudio(BadInput):
    """A recording cannot be decoded, holds no sound, or is over the size limit."""


class BadDocument(BadInput):
    """An interaction document breaks the contract at `where`."""


class BadRubric(BadInput):
    """A rubric file breaks its rules at `where`."""


class OptedOut(BadInput):
    """The customer objects to being analysed; nothing of the contact is kept. `id` is that of the objection."""

    def __init__(self, what: Sentence, id: object) -> None:
        super().__init__(what, where="customer")
        self.id = id


class Conflict(QaError):
    """This identity already holds different content."""


class UnderHold(Conflict):
    """It is under a legal hold: nothing erases, replaces or masks it until the hold is lifted."""


class NotFound(QaError):
    """Nothing with this name is visible to this caller."""


class Forbidden(QaError):
    """The caller's role or client scope does not reach this."""


class Withheld(QaError):
    """The figure may not be shown; the message says why and what would open it."""


class MissingModel(QaError):
    """A model file is absent or differs from its pinned sha256."""


class EngineFailed(QaError):
    """A model run-time failed on input that was valid."""


class MachineFault(QaError):
    """The machine lacks something; the same may succeed once it is there again."""


class NoSpace(MachineFault):
    """The disk is full."""


class CannotWrite(MachineFault):
    """The disk or the database is read-only."""


class NoMemory(MachineFault):
    """Memory ran out."""


class MissingKey(MachineFault):
    """A key that sealed a file is not in the key set."""


def reason(error: Exception) -> str | Sentence:
    """Why a file that somebody named cannot be read, in words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return say("it is no text in UTF-8") if isinstance(error, UnicodeDecodeError) else type(error).__name__


def place_of(error: BaseException) -> str:
    """The error's type, and where in our code it came up. Its message stays out: it may quote a customer."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}qa_service{os.sep}" in frame.filename] or frames
    return f"{type(error).__name__} at {PurePath(ours[-1].filename).name}:{ours[-1].lineno}"
