"""Queue logs: both forms of a line in CSV and JSON, and what is refused."""

import json
from datetime import UTC, datetime

import pytest

from qa_service.domain.queue import Ending, QueueCall
from qa_service.errors import BadDocument
from qa_service.ingest.queue_log import read

NOW = datetime(2026, 11, 30, tzinfo=UTC)
OFFERED, ANSWERED = "2026-11-03T09:00:00+01:00", "2026-11-03T09:00:25+01:00"


def calls(text: str) -> list[QueueCall]:
    found = [line.result for line in read(text.encode(), NOW)]
    assert all(isinstance(one, QueueCall) for one in found), found
    return [one for one in found if isinstance(one, QueueCall)]


def refusal(text: str) -> tuple[int, str]:
    (line,) = [line for line in read(text.encode(), NOW) if isinstance(line.result, BadDocument)]
    return line.number, str(line.result)


def test_a_contact_a_line_in_csv_with_comma_or_semicolon() -> None:
    text = f"call,queue,offered_at,answered_at\nc1,billing,{OFFERED},{ANSWERED}\nc2,,{OFFERED},\n"
    first, second = calls(text)
    assert (first.call, first.queue, first.wait) == ("c1", "billing", 25.0)
    assert (second.queue, second.answered_at, second.wait) == (None, None, None)
    assert calls(text.replace(",", ";")) == [first, second]


def test_an_event_a_line_and_json_say_the_same() -> None:
    (offered, moved) = calls(
        f"call,event,at,queue,to\nc1,offered,{OFFERED},q,\nc1,transferred,{ANSWERED},,second level\n"
    )
    assert (offered.offered_at, offered.queue) == (datetime.fromisoformat(OFFERED), "q")
    assert (moved.transferred_at, moved.transferred_to) == (datetime.fromisoformat(ANSWERED), "second level")
    rows = [{"call": "c1", "event": "offered", "at": OFFERED, "queue": "q"}]
    assert calls(json.dumps(rows)) == calls("\n".join(map(json.dumps, rows))) == [offered]


@pytest.mark.parametrize("ending", Ending)
def test_every_ending_is_an_event_and_a_field(ending: Ending) -> None:
    to = "q2" if ending is Ending.OVERFLOW else ""
    (event,) = calls(f"call,event,at,queue,to\nc1,{ending},{ANSWERED},q1,{to}\n")
    (contact,) = calls(f"call,queue,left_at,ending,overflow_to\nc1,q1,{ANSWERED},{ending},{to}\n")
    assert event == contact
    assert (event.ending, event.left_at, event.overflow_to) == (ending, datetime.fromisoformat(ANSWERED), to or None)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ({"call": "c1"}, "tells no moment"),
        ({"call": "c1", "offered_at": "2026-11-03T09:00:00"}, "add the offset"),
        ({"call": "c1", "offered_at": "3 november"}, "offered_at"),
        ({"call": "c1", "offered_at": ANSWERED, "answered_at": OFFERED}, "before offered_at"),
        (
            {"call": "c1", "offered_at": OFFERED, "answered_at": OFFERED, "abandoned_at": OFFERED},
            "answered and given up",
        ),
        ({"call": "c1", "offered_at": "2031-01-01T00:00:00Z"}, "outside the calendar"),
        ({"call": "c1", "event": "parked", "at": OFFERED}, "no such event"),
        ({"call": "c1", "event": "offered", "at": OFFERED, "to": "x"}, "transferred and overflow events alone"),
        ({"call": "c1", "offered_at": OFFERED, "colour": "red"}, "colour"),
        ({"call": "c1", "offered_at": OFFERED, "ending": "timeout"}, "goes with left_at"),
        ({"call": "c1", "offered_at": OFFERED, "left_at": ANSWERED}, "goes with left_at"),
        ({"call": "c1", "left_at": ANSWERED, "ending": "bored"}, "ending"),
        ({"call": "c1", "left_at": ANSWERED, "ending": "timeout", "overflow_to": "q2"}, "ending overflow alone"),
        ({"call": "c1", "offered_at": ANSWERED, "left_at": OFFERED, "ending": "timeout"}, "before offered_at"),
        ({"offered_at": OFFERED}, "call"),
        (["c1"], "is no object"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_kept(row: object, what: str) -> None:
    good = {"call": "c9", "offered_at": OFFERED}
    number, sentence = refusal(json.dumps([good, row, good]))
    assert number == 2
    assert what in sentence


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "[{", b"\xff\xfe".decode("latin-1") + "x"])
def test_what_is_no_queue_log_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(BadDocument):
        list(read(text.encode("latin-1"), NOW))
