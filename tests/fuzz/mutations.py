"""Damaged files: what strangers' systems, broken disks and attackers make of good ones. All drawn from one seed."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 5, 10**30, 1e308, "", " ", "\x00", "\ud800", "\u202e", "9" * 5_000, "a." * 2_000),
    *([], {}, [[]], {"": None}, "2026-13-45T99:99:99Z", "0001-01-01T00:00:00+14:00", "=" * 77, "%s%n{0}"),
)
"""Values that stand where others are expected."""
PIECES = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\r",
        b"\n\n",
        b"From ",
        b"\nFrom \xe9\xe8 x\n",
        b"--",
        b"=?x?q?=?=",
        b";",
    ),
    *(b"[" * 5_000, b"{" * 5_000, b">" * 5_000, b"\nSubject: " + b"x" * 1_000, b"<div>" * 2_000, b"charset=none;"),
    *(b"\nContent-Type: multipart/mixed; boundary=x\n\n--x\n", b"\nFrom: <<@>>;,(\n", b"\nDate: 99 Foo -1\n"),
)
"""Bytes that readers of text stumble over."""


def mutated(original: bytes, random: Random) -> bytes:
    """One to four damages to a good file, of its bytes or, where it is JSON, of its values."""
    content = original
    for _ in range(random.randint(1, 4)):
        content = random.choice(_DAMAGES)(content, random)
    return content


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _flip(content: bytes, random: Random) -> bytes:
    flipped = bytearray(content)
    for _ in range(random.randint(1, 8)):
        if flipped:
            flipped[random.randrange(len(flipped))] = random.randrange(256)
    return bytes(flipped)


def _insert(content: bytes, random: Random) -> bytes:
    place = random.randrange(len(content) + 1)
    return content[:place] + random.choice(PIECES) + content[place:]


def _repeat(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content) + 1)
    piece = content[start : start + random.randint(1, 200)]
    return content[:start] + piece * random.randint(2, 20) + content[start:]


def _values(content: bytes, random: Random) -> bytes:
    """JSON with one of its values or names changed; anything else with its bytes flipped."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return _flip(content, random)
    places = list(_places(document))
    if not places:
        return json.dumps(random.choice(ODD)).encode()
    holder, key = random.choice(places)
    if isinstance(holder, dict) and random.random() < 0.2:
        holder[str(random.choice(ODD))] = holder.pop(key)
    else:
        holder[key] = random.choice(ODD)
    return json.dumps(document).encode()


def _places(document: Any) -> Iterator[tuple[Any, Any]]:
    """Every value inside: what holds it, and under which name or number."""
    if not isinstance(document, dict | list):
        return  # a file of another kind that begins as a number does
    members = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in list(members) if isinstance(document, (dict, list)) else []:
        yield document, key
        if isinstance(value, (dict, list)):
            yield from _places(value)


_DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (_cut, _flip, _insert, _repeat, _values, _values)
