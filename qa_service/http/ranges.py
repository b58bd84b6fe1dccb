"""A file in whole, or in the part of it that a player asks for."""

import re
from collections.abc import Iterator

from fastapi import Response
from fastapi.responses import StreamingResponse

from qa_service.errors import say
from qa_service.refusals import NotAcceptable
from qa_service.services.recordings import Sound

_RANGE = re.compile(r"bytes=([0-9]{0,19})-([0-9]{0,19})")
"""More digits than any recording has bytes are not understood."""
_PIECE = 1 << 20


def answer(sound: Sound, range: str | None, if_range: str | None) -> Response:
    """`range` asks for a part; `if_range` is the tag for which it is meant."""
    tag = f'"{sound.tag}"'
    part = parse_range(range, sound.size) if if_range in (None, tag) else None
    start, end = part or (0, sound.size)
    headers = {"Accept-Ranges": "bytes", "ETag": tag, "Content-Length": str(end - start)}
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{sound.size}"
    return StreamingResponse(_pieces(sound, start, end), 206 if part else 200, headers, sound.media_type)


def parse_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None: send everything (no range, several, or one that is not understood,
    RFC 9110 14.2). Raises NotAcceptable when it begins behind the end.
    """
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < int(first):
            return None
    if start >= size:
        raise NotAcceptable(
            say("the recording has {size} bytes", size=size), headers={"Content-Range": f"bytes */{size}"}
        )
    return start, end


def _pieces(sound: Sound, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _PIECE):
        yield sound.read(at, min(at + _PIECE, end))
