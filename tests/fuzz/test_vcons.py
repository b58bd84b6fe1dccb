"""vCons with anything in any place: contacts or refusals, in bounded time, and nothing else."""

import copy
import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_service.ingest.incoming import Incoming, Refusal
from tests.vcons import making
from tests.vcons.making import AGENT, CUSTOMER, encoded, recording, text, transcript, vcon

SLOWEST = 5.0
"""Seconds of processor time for one file."""
WORDS = [{"word": "salve", "start": 0, "end": 1, "speaker": 0}, {"word": "dica", "start": 1, "end": 2, "speaker": 1}]
DEEPGRAM = {"results": {"channels": [{"alternatives": [{"words": WORDS, "paragraphs": {"paragraphs": []}}]}]}}
WHOLE: dict[str, Any] = vcon(
    recording(body=encoded(making.tone(0.1, 0.5)), encoding="base64url", meta={"direction": "in"}),
    recording(url="https://x.example/a.wav", content_hash="sha512-AAAA", filename="a.wav"),
    text(1, "salve", message_id="<1@mail.example>"),
    text(0, "--b\r\n\r\nsalve\r\n--b--", mediatype='multipart/mixed; boundary="b"'),
    {"type": "transfer", "transferor": 0, "transferee": 1, "transfer_target": [2], "target_dialog": 1},
    {"type": "incomplete", "disposition": "busy", "start": making.START},
    parties=[AGENT, CUSTOMER, {"name": "Luca", "meta": {"role": "agent"}, "uuid": "a-2"}],
    analysis=[
        transcript(DEEPGRAM),
        transcript("Anna Verdi: salve\nLuca: dica", 1),
        transcript([{"speaker": "Agent", "text": "x", "start": 1}], [0, 1], type="diarized"),
    ],
    attachments=[{"body": "x"}],
    amended={"uuid": "u-0"},
    critical=[],
    meta={"direction": "out"},
)
JUNK: list[Any] = [
    *(None, True, 0, -1, 3, 1e308, -0.5, 10**400, "", " ", "x", "\ud800", "\x00", [], {}, [[]], [None], {"a": {}}),
    *(
        "2026-13-45",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "eyJhbGciOiJub25lIn0.e30.AA",
        "a: b\nc: d",
    ),
    *("text", "recording", "transfer", "../../etc/passwd", "https://[", "\u0660", "A" * 5000, [0, [1, [2]]]),
]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(JUNK),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


PLACES = list(places(WHOLE))


def changed(changes: list[tuple[tuple[Any, ...], Any]]) -> dict[str, Any]:
    value = copy.deepcopy(WHOLE)
    for path, new in changes:
        inner: Any = value
        try:
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = new
        except (LookupError, TypeError):
            continue
    return value


def check(folder: Path, content: bytes) -> None:
    path = folder / "a.vcon"
    path.write_bytes(content)
    began = time.process_time()
    for item in making.read(path):
        assert isinstance(item, Incoming | Refusal)
        assert not isinstance(item, Refusal) or "\n" not in str(item.error)
    assert time.process_time() - began < SLOWEST


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(changes=st.lists(st.tuples(st.sampled_from(PLACES), values), min_size=1, max_size=4))
def test_anything_in_any_place_is_read_or_refused(tmp_path: Path, changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    check(tmp_path, json.dumps(changed(changes)).encode())


def test_every_place_takes_every_kind_of_junk(tmp_path: Path) -> None:
    random = Random(16)
    for place in PLACES:
        for junk in random.sample(JUNK, 8):
            check(tmp_path, json.dumps(changed([(place, junk)])).encode())
