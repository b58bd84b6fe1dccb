"""Interaction documents: what is taken, and the one sentence for what is not."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import BadDocument
from qa_service.ingest.documents import DocumentLimits, read, read_lines

LIMITS = DocumentLimits(now=datetime(2026, 11, 24, 12, tzinfo=UTC), max_bytes=10_000, max_turns=50)
GOOD: dict[str, Any] = {
    "schema": "qa-interaction/1",
    "id": "ext-1",
    "client": "acme",
    "channel": "chat",
    "turns": [{"speaker": "customer", "text": "buongiorno"}, {"speaker": "agent", "text": "salve"}],
}


def raw(**change: Any) -> bytes:
    return json.dumps({**GOOD, **change}).encode()


def turns(**change: Any) -> list[dict[str, Any]]:
    return [{"speaker": "agent", "text": "salve"}, {"speaker": "customer", "text": "ciao", **change}]


def test_the_least_that_is_needed_is_taken() -> None:
    interaction = read(raw(), LIMITS)
    assert (interaction.client, interaction.id) == ("acme", "ext-1")
    assert interaction.channel is Channel.CHAT
    assert interaction.direction is Direction.INBOUND
    assert [turn.speaker for turn in interaction.turns] == [Party.CUSTOMER, Party.AGENT]


def test_a_turn_and_a_document_hold_so_many_characters_and_not_one_more() -> None:
    limits = replace(LIMITS, max_turn_characters=10, max_characters=25)
    fitting = [{"text": "x" * 10}, {"text": "x" * 10}, {"text": "x" * 5}]
    assert len(read(raw(turns=fitting), limits).turns) == 3
    with pytest.raises(BadDocument) as turn:
        read(raw(turns=[*fitting[:2], {"text": "x" * 11}]), limits)
    assert str(turn.value) == (
        "turns[2].text: holds 11 characters, over the limit of 10; split it, or raise QA_MAX_TURN_CHARACTERS"
    )
    with pytest.raises(BadDocument) as whole:
        read(raw(turns=[*fitting, {"text": "x"}]), limits)
    assert str(whole.value) == (
        "turns: hold 26 characters, over the limit of 25 together; split the interaction, or raise QA_MAX_CHARACTERS"
    )


def test_extra_fields_such_as_labels_are_ignored() -> None:
    assert read(raw(labels={"intent": "billing"}, sector="energy"), LIMITS) == read(raw(), LIMITS)


def test_a_missing_client_is_filled_in_and_a_given_one_is_kept() -> None:
    without = json.dumps({key: value for key, value in GOOD.items() if key != "client"}).encode()
    assert read(without, LIMITS, client="beta").client == "beta"
    assert read(raw(), LIMITS, client="beta").client == "acme"


def test_a_missing_speaker_waits_to_be_inferred() -> None:
    assert read(raw(turns=[{"text": "pronto"}]), LIMITS).turns[0].speaker is None


def test_a_byte_order_mark_is_harmless() -> None:
    assert read(b"\xef\xbb\xbf" + raw(), LIMITS) == read(raw(), LIMITS)


@pytest.mark.parametrize(
    ("given_bytes", "sentence"),
    [
        (b"", "is not JSON (line 1, column 1); check quotes, commas and brackets"),
        (b"{", "is not JSON (line 1, column 2); check quotes, commas and brackets"),
        (b"[]", "is not a JSON object; give one interaction document of schema qa-interaction/1"),
        (b'{"id": NaN}', "is not JSON; check quotes, commas and brackets"),
        (b"\xff\xfe{", "is not UTF-8 (byte 0); save it as UTF-8"),
        (b"[" * 9_000, "is nested too deeply; give one interaction document"),
        (b" " * 10_001, "is over 10000 bytes; split it, or raise QA_MAX_DOCUMENT_BYTES"),
        (raw(schema="qa-interaction/9"), "schema: input should be 'qa-interaction/1'"),
        (raw(id=""), "id: string should have at least 1 character"),
        (raw(id=7), "id: input should be a valid string"),
        (raw(id="x" * 201), "id: string should have at most 200 characters"),
        (raw(channel="fax"), "channel: input should be 'call', 'chat' or 'email'"),
        (raw(direction="sideways"), "direction: input should be 'inbound' or 'outbound'"),
        (raw(lang="de"), "lang: input should be 'it' or 'en'"),
        (
            raw(turns=turns(speaker="robot")),
            "turns[1].speaker: input should be 'agent', 'customer', 'bot' or 'other'; leave it out",
        ),
        (raw(turns=turns(text=None)), "turns[1].text: input should be a valid string"),
        (raw(turns=turns(start=-1)), "turns[1].start: input should be greater than or equal to 0"),
        (raw(turns=turns(start=3, end=2)), "turns[1].end: is before start; both are seconds"),
        (
            raw(turns=turns(at="2030-01-01T00:00:00Z")),
            "turns[1].at: lies in the future; check the clock and the offset",
        ),
        (raw(turns={"a": 1}), "turns: input should be a valid tuple"),
        (raw(turns=[]), "turns: holds no words; give turns with text, or upload the recording"),
        (raw(turns=[{"text": "  "}]), "turns: holds no words; give turns with text, or upload the recording"),
        (raw(turns=turns() * 26), "turns: holds 52 turns, over the limit of 50; split it, or raise QA_MAX_TURNS"),
        (raw(started_at="yesterday"), "started_at: input should be a valid datetime"),
        (raw(started_at="2030-01-01T00:00:00Z"), "started_at: lies in the future; check the clock and the offset"),
        (raw(started_at="0001-01-01T00:00:00+14:00"), "started_at: lies before 1970; check the year"),
        (
            raw(queue={"offered_at": "2030-01-01T00:00:00Z"}),
            "queue.offered_at: lies in the future; check the clock and the offset",
        ),
        (raw(agent="a\x00"), "agent: holds a NUL character"),
        (raw(turns=turns(text="a\x00")), "turns[1].text: holds a NUL character"),
        (raw(started_at="2026-11-03T10:00:00Z", ended_at="2026-11-03T09:00:00Z"), "ended_at: is before started_at"),
        (raw(queue={"offered_at": 12, "abandoned": "perhaps"}), "queue.abandoned: input should be a valid boolean"),
    ],
)
def test_a_fault_is_one_sentence_with_its_path(given_bytes: bytes, sentence: str) -> None:
    with pytest.raises(BadDocument) as refused:
        read(given_bytes, LIMITS)
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_a_fault_never_repeats_the_customers_words() -> None:
    with pytest.raises(BadDocument) as refused:
        read(raw(turns=[{"speaker": "my secret", "text": ["my secret"]}]), LIMITS)
    assert "secret" not in str(refused.value)


def test_a_bad_line_is_named_by_its_number_and_stops_nobody() -> None:
    lines = b"\n".join([raw(), b"", raw(channel="fax"), raw(id="ext-2")])
    first, bad, last = read_lines(lines, LIMITS)
    assert not isinstance(first, BadDocument)
    assert not isinstance(last, BadDocument)
    assert (first.id, last.id) == ("ext-1", "ext-2")
    assert str(bad).startswith("line 3, channel: input should be")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.slow
@given(st.sampled_from([*GOOD, "started_at", "queue", "agent", "lang"]), json_values)
def test_any_value_in_any_field_is_either_taken_or_refused_in_one_line(field: str, value: Any) -> None:
    (result,) = read_lines(raw(**{field: value}), LIMITS)
    assert "\n" not in (str(result) if isinstance(result, BadDocument) else "")


@pytest.mark.slow
@given(st.binary(max_size=200))
def test_any_bytes_are_either_taken_or_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(BadDocument) as refused:
        read(data, LIMITS)
    assert "\n" not in str(refused.value)
