"""The audit trail as chains of hashes: each line holds the hash of the one before it, so that none can be changed,
removed or moved in the middle without breaking what follows. Seals, made with a key that is not in the database, hold
what stood at the end of a chain at a moment: whoever can write to the database alone cannot make a whole chain anew.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

BEGINNING = "0" * 64
"""What stands in the place of the hash before the first line."""
Fault = Literal["changed", "missing", "moved", "cut off", "sealed otherwise", "seal forged", "cut forged"]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what on what, when: `actor` in the role `role`, from where (`origin`: a network address, or empty for
    the machine itself). `place` counts from 1 in its chain.
    """

    chain: int
    place: int
    at: datetime
    actor: str
    role: str
    origin: str
    action: str
    subject: str
    client: str | None
    detail: Mapping[str, Any]
    hash: str = ""

    def digest(self, before: str) -> str:
        """sha256 over the hash of the line before and everything that this one says, as canonical JSON."""
        body = [
            before,
            self.chain,
            self.place,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor,
            self.role,
            self.origin,
            self.action,
            self.subject,
            self.client,
            self.detail,
        ]
        text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


class ChainSeal(NamedTuple):
    """That the line at `place` had this hash, by a key: HMAC-SHA256 (RFC 2104) of the three."""

    chain: int
    place: int
    hash: str
    mark: str

    @classmethod
    def made(cls, key: bytes, chain: int, place: int, hash: str) -> "ChainSeal":
        """Of the end of a chain."""
        return cls(chain, place, hash, _mark(key, chain, place, hash))

    def is_genuine(self, key: bytes) -> bool:
        """Whether it was made with this key."""
        return hmac.compare_digest(self.mark, _mark(key, self.chain, self.place, self.hash))


class ChainCut(NamedTuple):
    """That the lines up to `place`, whose last one has this hash, were removed as too old; `lines` at this cut."""

    chain: int
    place: int
    hash: str
    lines: int
    mark: str

    @classmethod
    def made(cls, key: bytes, chain: int, place: int, hash: str, lines: int) -> "ChainCut":
        """With the key of the seals."""
        return cls(chain, place, hash, lines, _cut_mark(key, chain, place, hash, lines))

    def is_genuine(self, key: bytes) -> bool:
        """Whether it was made with this key."""
        return hmac.compare_digest(self.mark, _cut_mark(key, self.chain, self.place, self.hash, self.lines))


class ChainEnd(NamedTuple):
    """How many lines a chain says it has, and the hash of its last one."""

    length: int
    hash: str


class ChainFault(NamedTuple):
    """What is wrong, and with which line; after it nothing of the chain can be trusted."""

    chain: int
    place: int
    fault: Fault


def _mark(key: bytes, chain: int, place: int, hash: str) -> str:
    return hmac.new(key, f"{chain}:{place}:{hash}".encode(), hashlib.sha256).hexdigest()


def _cut_mark(key: bytes, chain: int, place: int, hash: str, lines: int) -> str:
    return hmac.new(key, f"cut:{chain}:{place}:{hash}:{lines}".encode(), hashlib.sha256).hexdigest()


def first_fault(
    chain: int,
    lines: Iterable[AuditLine],
    end: ChainEnd,
    seals: Iterable[ChainSeal],
    *keys: bytes,
    cut: ChainCut | None = None,
) -> ChainFault | None:
    """What does not fit in the lines of a chain, in the order of their places; None: all is as it was written. `cut`:
    behind which its lines begin.
    """
    return next(_faults(chain, lines, end, {seal.place: seal for seal in seals}, keys, cut), None)


def _faults(
    chain: int,
    lines: Iterable[AuditLine],
    end: ChainEnd,
    seals: Mapping[int, ChainSeal],
    keys: Sequence[bytes],
    cut: ChainCut | None,
) -> Iterator[ChainFault]:
    before, place = BEGINNING, 0
    if cut is not None:
        before, place = cut.hash, cut.place
        if not any(cut.is_genuine(key) for key in keys) or place not in seals:  # only what is sealed is cut
            yield ChainFault(chain, place, "cut forged")
        if place in seals:
            yield from _seal_fault(seals[place], before, keys)
    for line in lines:
        place += 1
        if line.place != place:
            yield ChainFault(chain, place, "missing" if line.place > place else "moved")
        if line.hash != line.digest(before):
            yield ChainFault(chain, place, "changed")
        before = line.hash
        if place in seals:
            yield from _seal_fault(seals[place], before, keys)
    if place < max((end.length, *seals)):
        yield ChainFault(chain, place + 1, "cut off")
    if (place, before) != end:
        yield ChainFault(chain, place, "moved")


def _seal_fault(seal: ChainSeal, hash: str, keys: Sequence[bytes]) -> Iterator[ChainFault]:
    if not any(seal.is_genuine(key) for key in keys):
        yield ChainFault(seal.chain, seal.place, "seal forged")
    if seal.hash != hash:
        yield ChainFault(seal.chain, seal.place, "sealed otherwise")
