"""Every error that this service raises on purpose.

QaError
├── BadInput            the caller gave something that cannot be used; says what, where and what to do
│   ├── BadAudio        a recording that cannot be decoded, holds no sound, or is too large
│   ├── BadDocument     an interaction document that breaks the contract, with the path of the fault
│   └── BadRubric       a rubric file that breaks its rules, with the path of the fault
├── Conflict            the identity is taken by different content
├── NotFound            no such thing for this caller
├── Forbidden           the caller's role or client scope does not reach this
├── Withheld            the figure exists but may not be shown, with the reason
├── MissingModel        weights are absent or their sha256 is wrong; says which command mends it
├── EngineFailed        a model run-time failed on good input; worth another try
└── MachineFault        the machine lacks something, whatever was asked of it (see `causes`)
    ├── NoSpace         the disk is full
    ├── CannotWrite     the disk or the database is read-only
    └── NoMemory        memory ran out

Domain errors know no HTTP status and no exit code: the doors (`app`, `cli`) translate them.
"""

import os
import traceback
from pathlib import PurePath


class QaError(Exception):
    """Base of all errors that are raised on purpose; `str(error)` is one sentence for people."""


class BadInput(QaError):
    """Something the caller gave cannot be used.

    `where` is a path inside the input (``turns[3].speaker``) or a file name, empty when the whole input is meant.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what, self.where, self.hint = what, where, hint
        place = f"{where}: " if where else ""
        advice = f"; {hint}" if hint else ""
        super().__init__(f"{place}{what}{advice}")


class BadAudio(BadInput):
    """A recording cannot be decoded, holds no sound, or is over the size limit."""


class BadDocument(BadInput):
    """An interaction document breaks the contract at `where`."""


class BadRubric(BadInput):
    """A rubric file breaks its rules at `where`."""


class Conflict(QaError):
    """This identity already holds different content."""


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


def reason(error: Exception) -> str:
    """Why a file that somebody named cannot be read, in words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "it is no text in UTF-8" if isinstance(error, UnicodeDecodeError) else type(error).__name__


def place_of(error: BaseException) -> str:
    """The error's type, and where in our code it came up. Its message stays out: it may quote a customer."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}qa_service{os.sep}" in frame.filename] or frames
    return f"{type(error).__name__} at {PurePath(ours[-1].filename).name}:{ours[-1].lineno}"
