"""Passwords: argon2id by pwdlib, which this file alone knows. A check takes about 100 ms, on purpose."""

import secrets

from pwdlib import PasswordHash

from qa_service.errors import BadInput, say

SHORTEST, LONGEST = 12, 200
_HASHER = PasswordHash.recommended()
# Of a password that was thrown away.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$IjC5n37y4hClcm67r5Hw+g$8l/fMpbVhbdqOxNgSd+m0H9NPQITuwRAMSmwD2rbWMY"
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"  # what is easily misread is left out


def generated() -> str:
    """A password that nobody guesses (80 bits), in groups that can be read out."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def hashed(password: str) -> str:
    """What is kept. Raises BadInput on one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(
            "has {length} characters",
            length=len(password),
            where="password",
            hint=say("use {shortest} to {longest}", shortest=SHORTEST, longest=LONGEST),
        )
    return str(_HASHER.hash(password))


def fits(password: str, hash: str) -> bool:
    """Whether `password` is the one behind `hash`."""
    return len(password) <= LONGEST and bool(_HASHER.verify(password, hash))


def waste_time() -> None:
    """Take as long as a check, so that the time taken does not tell which names exist."""
    _HASHER.verify("nobody's password", _NOBODY)
