"""The parts of the HTTP interface that need no server."""

import asyncio
import contextlib
import io
import sys
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import Headers

from qa_service.http import multipart, request_body
from qa_service.http.ranges import parse_range
from qa_service.metrics import Requests, series
from qa_service.refusals import Malformed, NotAcceptable, TooLarge
from qa_service.services.dependencies import Limits
from qa_service.services.intake import numbered


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, None),
        ("bytes=0-0", (0, 1)),
        ("bytes=2-", (2, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-30", (0, 10)),
        ("bytes=8-30", (8, 10)),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=0-1,3-4", None),
        ("bytes=0-" + "9" * 5000, None),
        ("bytes=" + "9" * 5000 + "-", None),
        ("bytes=-" + "9" * 5000, None),
        ("lines=0-1", None),
        ("nonsense", None),
    ],
)
def test_a_range_is_read_as_rfc_9110_says(header: str | None, wanted: tuple[int, int] | None) -> None:
    assert parse_range(header, 10) == wanted


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=-0", "bytes=99-100"])
def test_a_range_behind_the_end_is_refused_with_the_size(header: str) -> None:
    with pytest.raises(NotAcceptable) as refused:
        parse_range(header, 10)
    assert refused.value.headers == {"Content-Range": "bytes */10"}


@given(st.text(max_size=30), st.integers(min_value=1, max_value=100))
def test_any_range_is_inside_or_refused(header: str, size: int) -> None:
    try:
        found = parse_range(header, size)
    except NotAcceptable:
        return
    assert found is None or 0 <= found[0] < found[1] <= size


def test_metrics_add_up_and_escape_their_labels() -> None:
    requests = Requests()
    requests.add("GET", "/x", 200, 0.5)
    requests.add("GET", "/x", 200, 0.25)
    requests.add("BREW", "/x", 405, 1.0)
    lines = requests.lines()
    assert 'qa_http_requests_total{method="GET",route="/x",status="200"} 2' in lines
    assert 'qa_http_request_seconds_total{method="GET",route="/x",status="200"} 0.75' in lines
    assert 'qa_http_requests_total{method="other",route="/x",status="405"} 1' in lines
    assert list(series("a", "gauge", "b", {(("c", 'd"\\\n'),): 1.0}))[-1] == 'a{c="d\\"\\\\\\n"} 1'


def test_a_line_over_the_limit_is_cut_but_keeps_its_number() -> None:
    found = list(numbered(io.BytesIO(b"ab\n\n" + b"x" * 50 + b"\r\nlast"), 10))
    assert [(number, len(line)) for number, line in found] == [(1, 2), (3, 12), (4, 4)]


class Body:
    """As much of a request as the form reader looks at."""

    def __init__(self, pieces: list[bytes], boundary: str) -> None:
        self.headers = {"content-type": f"multipart/form-data; boundary={boundary}"}
        self._pieces = pieces

    async def stream(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


def form(pieces: list[bytes], limits: Limits | None = None) -> tuple[multipart.Form, bytes]:
    file = io.BytesIO()
    found = asyncio.run(multipart.read(Body(pieces, "B"), file, limits or Limits()))  # type: ignore[arg-type]
    return found, file.read()


def body(audio: bytes, document: bytes) -> bytes:
    return (
        b'--B\r\nContent-Disposition: form-data; name="audio"; filename="a b.wav"\r\nContent-Type: audio/wav\r\n\r\n'
        + audio
        + b'\r\n--B\r\nContent-Disposition: form-data; name="document"\r\n\r\n'
        + document
        + b"\r\n--B--\r\n"
    )


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=50), st.integers(min_value=1, max_value=40))
def test_a_form_is_the_same_however_it_is_cut_on_its_way(audio: bytes, document: bytes, size: int) -> None:
    if b"--B" in audio + document:
        return
    whole = body(audio, document)
    found, sound = form([whole[at : at + size] for at in range(0, len(whole), size)])
    assert (sound, bytes(found.document or b""), found.audio_size) == (audio, document, len(audio))
    assert found.file_name == "a b.wav"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_form_or_are_refused(junk: bytes) -> None:
    for pieces in ([junk], [b"--B\r\n" + junk], [body(b"x", b"{}")[:60] + junk]):
        with contextlib.suppress(Malformed):
            form(pieces)


def test_each_part_of_a_form_has_its_own_limit() -> None:
    limits = Limits(recording_bytes=10, document_bytes=5)
    assert form([body(b"x" * 10, b"y" * 5)], limits)[0].audio_size == 10
    for audio, document in ((b"x" * 11, b""), (b"", b"y" * 6)):
        with pytest.raises(TooLarge):
            form([body(audio, document)], limits)


@pytest.mark.parametrize(
    ("said", "length"),
    [("0", 0), ("4194304", 4194304), ("9" * 5000, sys.maxsize), ("", None), ("-1", None), ("1e9", None), ("٣", None)],
)
def test_a_declared_length_of_thousands_of_digits_is_over_every_limit(said: str, length: int | None) -> None:
    assert request_body.declared_length(Headers(raw=[(b"content-length", said.encode())])) == length
