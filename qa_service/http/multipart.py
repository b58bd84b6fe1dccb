"""A recording and its document in one `multipart/form-data` body, taken apart while it streams in."""

from dataclasses import dataclass, field
from typing import IO

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from qa_service.errors import say
from qa_service.http.request_body import pieces
from qa_service.refusals import Malformed, too_large
from qa_service.services.dependencies import Limits

_ROOM = 64 * 1024  # for boundaries and part headers
AUDIO, DOCUMENT = "audio", "document"


@dataclass
class Form:
    """What came: the audio went to the file given to `read`, `audio_size` bytes of it."""

    document: bytearray | None = None
    audio_size: int | None = None
    file_name: str = ""


@dataclass
class _Taker:
    """The parser's callbacks. Audio waits in `audio` until the event loop has it written."""

    limits: Limits
    form: Form = field(default_factory=Form)
    audio: list[bytes] = field(default_factory=list)
    complete: bool = False
    _name: str = ""
    _header: tuple[bytearray, bytearray] = field(default_factory=lambda: (bytearray(), bytearray()))
    _headers: dict[bytes, bytes] = field(default_factory=dict)

    def on_part_begin(self) -> None:
        self._name, self._headers = "", {}

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])

    def on_header_end(self) -> None:
        name, value = self._header
        self._headers[bytes(name).lower()] = bytes(value)
        self._header = (bytearray(), bytearray())

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if self._name == AUDIO and self.form.audio_size is None:
            self.form.audio_size = 0
            self.form.file_name = options.get(b"filename", b"").decode("utf-8", "replace")
        elif self._name == DOCUMENT and self.form.document is None:
            self.form.document = bytearray()
        else:
            raise Malformed(
                "a part has an unknown name, or came twice",
                hint=say("give one {audio} and one {document}", audio=AUDIO, document=DOCUMENT),
            )

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._name == AUDIO:
            self.form.audio_size = (self.form.audio_size or 0) + end - start
            if self.form.audio_size > self.limits.recording_bytes:
                raise too_large(self.limits.recording_bytes)
            self.audio.append(data[start:end])
        elif self.form.document is not None:
            self.form.document += data[start:end]
            if len(self.form.document) > self.limits.document_bytes:
                raise too_large(self.limits.document_bytes)

    def on_end(self) -> None:
        self.complete = True


async def read(request: Request, file: IO[bytes], limits: Limits) -> Form:
    """Take the body apart; its audio goes to `file`, which then stands at its beginning.

    Raises Malformed, TooLarge, TooSlow.
    """
    taker = _Taker(limits)
    parser = _parser(request, taker)
    async for piece in pieces(request, limits.recording_bytes + limits.document_bytes + _ROOM):
        try:
            parser.write(piece)
        except FormParserError:
            raise Malformed("the body is not multipart/form-data", hint="have a library or curl -F build it") from None
        if taker.audio:
            await run_in_threadpool(file.writelines, taker.audio)
            taker.audio.clear()
    if not taker.complete:
        raise Malformed("the body ends in the middle", hint="send it again")
    await run_in_threadpool(file.seek, 0)
    return taker.form


def _parser(request: Request, taker: _Taker) -> MultipartParser:
    _, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    names = ("part_begin", "part_data", "header_field", "header_value", "header_end", "headers_finished", "end")
    callbacks = {f"on_{name}": getattr(taker, f"on_{name}") for name in names}
    try:
        if not boundary:
            raise Malformed("multipart/form-data without a boundary", hint="have a library or curl -F build it")
        return MultipartParser(boundary, callbacks)  # type: ignore[arg-type]  # names known at run time only
    except FormParserError:
        raise Malformed("the boundary is too long", hint="have a library or curl -F build it") from None
