"""Errors of a conversation: with what an answer over HTTP carries of them. The rest are in `qa_service.errors`."""

from typing import Any

from qa_service.errors import BadInput, QaError, Sentence, say


class Refused(QaError):
    """`headers` go out with the answer, `members` into the problem document."""

    def __init__(self, what: str | Sentence, /, *, headers: dict[str, str] | None = None, **members: Any) -> None:
        super().__init__(what)
        self.headers, self.members = headers or {}, members


class Unauthenticated(Refused):
    """No key, or none that we know."""


class SecondFactorDue(Refused):
    """Who signed in has to set up a second factor before anything else."""


class NotReady(Refused):
    """It waits for a worker, or failed; `state` tells which."""


class NotAcceptable(Refused):
    """The bytes asked for do not exist (Range)."""


class TooSlow(Refused):
    """Nothing came for too long."""


class TooMany(Refused):
    """More requests than this caller may make."""


class TooLarge(Refused):
    """The body is over the limit."""


class WrongType(Refused):
    """The body is of a kind that this route does not read."""


class Held(Refused):
    """Another request writes to the same upload."""


class WrongOffset(Refused):
    """The upload stands at another offset."""


class WrongProtocol(Refused):
    """Not the version of tus that is spoken here."""


class NotReadyToServe(Refused):
    """The service lacks something that it needs."""


class Malformed(BadInput):
    """The body cannot be taken apart."""


def too_large(limit: int) -> TooLarge:
    """The refusal of a body over `limit` bytes."""
    return TooLarge(say("the body is over {limit} bytes; split it, or have the limit raised", limit=limit), limit=limit)
