"""Passwords: argon2id by pwdlib and strength by zxcvbn, which this file alone knows. A check of one takes about 100 ms,
on purpose.
"""

import secrets
from collections.abc import Iterable

from pwdlib import PasswordHash
from zxcvbn import zxcvbn

from qa_service.errors import BadInput, say

SHORTEST, LONGEST = 12, 200
_LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: over a hundred million guesses by somebody who knows the lists of common passwords."""
_LOOKED_AT = 72  # characters; what comes after them can only make it stronger
_HASHER = PasswordHash.recommended()
# Of a password that was thrown away.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$IjC5n37y4hClcm67r5Hw+g$8l/fMpbVhbdqOxNgSd+m0H9NPQITuwRAMSmwD2rbWMY"
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # what is easily misread is left out


def generated(groups: int = 4) -> str:
    """A password that nobody guesses (20 bits a group), in groups that can be read out."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(groups))


def hashed(password: str, context: Iterable[str | None] = ()) -> str:
    """What is kept. `context`: words that are known of the person, such as the name. Raises BadInput on a password that
    is too short or too long, or easy to guess.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(
            "has {length} characters",
            length=len(password),
            where="password",
            hint=say("use {shortest} to {longest}", shortest=SHORTEST, longest=LONGEST),
        )
    if not _is_strong(password, [word for word in context if word]):
        raise BadInput(
            "is easy to guess", where="password", hint=say("use four or more words that have nothing to do together")
        )
    return str(_HASHER.hash(password))


def _is_strong(password: str, context: list[str]) -> bool:
    known = ["qa-service", "qaservice", *context]
    return int(zxcvbn(password[:_LOOKED_AT], user_inputs=known)["score"]) >= _LEAST_SCORE


def fits(password: str, hash: str) -> bool:
    """Whether `password` is the one behind `hash`."""
    return len(password) <= LONGEST and bool(_HASHER.verify(password, hash))


def waste_time() -> None:
    """Take as long as a check, so that the time taken does not tell which names exist."""
    _HASHER.verify("nobody's password", _NOBODY)
