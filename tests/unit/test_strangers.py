"""Strangers' exchanges: how their marks are read, and how what is hidden is counted."""

import json
from collections import Counter

import yaml

from eval.strangers.__main__ import count, is_false, is_whole
from eval.strangers.exchanges import FOLDER, Exchange, load, unmarked
from qa_service import resources
from qa_service.domain.transcript import PiiSpan

SCHEMA = yaml.safe_load(resources.path("schema.yaml").read_text(encoding="utf-8"))
TEXT = "sono Anna, 347 22"


def test_marks_become_spans_in_the_words_without_them() -> None:
    text, spans = unmarked(3, "sono {{PERSON:Anna}}, {{PHONE:347 22}}")
    assert text == TEXT
    assert spans == [PiiSpan(3, 5, 9, "PERSON"), PiiSpan(3, 11, 17, "PHONE")]


def test_a_datum_is_hidden_whole_whatever_stands_open_between_its_signs() -> None:
    phone = PiiSpan(0, 11, 17, "PHONE")
    assert is_whole(TEXT, phone, (PiiSpan(0, 11, 14, "OTHER_ID"), PiiSpan(0, 15, 17, "OTHER_ID")))  # the blank is open
    assert not is_whole(TEXT, phone, (PiiSpan(0, 11, 16, "PHONE"),))
    assert not is_whole(TEXT, phone, (PiiSpan(1, 11, 17, "PHONE"),))


def test_a_masking_is_false_where_it_touches_no_datum() -> None:
    gold = (PiiSpan(0, 5, 9, "PERSON"),)
    assert not is_false(PiiSpan(0, 0, 6, "PERSON"), gold)
    assert is_false(PiiSpan(0, 0, 5, "PERSON"), gold)


def test_an_exchange_counts_under_its_language_style_and_kinds() -> None:
    counts: Counter[tuple[str, str]] = Counter()
    gold = (PiiSpan(0, 5, 9, "PERSON"), PiiSpan(0, 11, 17, "PHONE"))
    count(Exchange("it-001", "it", "written", (TEXT,), gold), (PiiSpan(0, 5, 9, "PERSON"),), counts)
    assert (counts["it", "data"], counts["it", "whole"], counts["it written", "whole"]) == (2, 1, 1)
    assert (counts["it PHONE", "data"], counts["it PHONE", "whole"]) == (1, 0)
    assert (counts["it", "maskings"], counts["it", "false"]) == (1, 0)


def test_all_of_them_are_marked_with_kinds_that_there_are_and_lie_in_one_half() -> None:
    exchanges = [exchange for half in ("tune", "measure") for exchange in load(half)]
    lines = [json.loads(line) for path in FOLDER.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert sorted(exchange.id for exchange in exchanges) == sorted(line["id"] for line in lines)
    assert len({exchange.id for exchange in exchanges}) == len(lines) == 480
    assert {span.type for exchange in exchanges for span in exchange.gold} <= set(SCHEMA["pii"])
    assert not any("{{" in text or "}}" in text for exchange in exchanges for text in exchange.texts)
