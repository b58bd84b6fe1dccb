"""Files of very many small things are read in time that grows with their length, or refused before they are parsed."""

import gzip
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import Incoming, Refusal
from qa_service.ingest.readers import source
from qa_service.ingest.readers import vcon as vcon_reader
from qa_service.ingest.readers.chatwoot import Chatwoot
from qa_service.ingest.readers.hubspot import HubSpot
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.zendesk import ZendeskTickets
from tests.transcripts import LIMITS, OPTIONS, items, refusal
from tests.vcons.making import text, vcon

MANY = 20_000
SLOWEST = 5.0
"""Seconds of processor time; comparing each with each takes ten times as long at least."""


@pytest.mark.parametrize(
    ("reader", "records"),
    [
        (Chatwoot(), [{"message_type": 0, "inbox_id": 1, "conversation_id": number} for number in range(MANY)]),
        (HubSpot(), [{"results": [{"conversationsThreadId": str(number)} for number in range(MANY)]}]),
        (
            ZendeskTickets(),
            [{
                "tickets": [{"id": number, "requester_id": number} for number in range(MANY)],
                "comments": [{"ticket_id": number, "author_id": number} for number in range(MANY)],
                "users": [{"id": number} for number in range(MANY)],
            }],
        ),
    ],
)  # fmt: skip
def test_many_conversations_of_a_file_are_told_apart_soon(reader: JsonReader, records: list[Record]) -> None:
    begun = time.process_time()
    assert len(reader.conversations(records)) == MANY
    assert time.process_time() - begun < SLOWEST


def test_people_of_a_list_of_tickets_are_those_of_each() -> None:
    people = [{"id": 1, "role": "agent"}, {"id": 2, "role": "end-user"}, {"id": 3, "role": "agent"}]
    comments = [{"ticket_id": 7, "author_id": 1}, {"ticket_id": 8, "author_id": 3}]
    tickets: list[Any] = [{"id": 7, "requester_id": 2}, {"id": 8}]
    first, second = ZendeskTickets().conversations([{"tickets": tickets, "users": people, "comments": comments}])
    assert ([item["id"] for item in first["users"]], first["comments"]) == ([2, 1], comments[:1])
    assert ([item["id"] for item in second["users"]], second["comments"]) == ([3], comments[1:])


def test_an_array_of_vcons_is_parsed_once_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = Mock(side_effect=vcon_reader._parsed)
    monkeypatch.setattr(vcon_reader, "_parsed", again)
    read = items(tmp_path, "x.json", [vcon(text(1, "salve")) for _ in range(50)])
    assert sum(isinstance(item, Incoming) for item in read) == 50
    again.assert_not_called()


def test_more_vcons_than_a_file_may_have_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcon_reader, "_MOST", 2)
    assert refusal(tmp_path, "x.json", [vcon(text(1, "salve"))] * 3) == "vCon: holds over 2 vCons; split it"
    lines = "\n".join(json.dumps(vcon(text(1, "salve"))) for _ in range(3))
    assert refusal(tmp_path, "x.jsonl", lines) == "vCon: holds over 2 vCons; split it"


@pytest.mark.parametrize("name", ["x.vcon", "x.json", "x"])
def test_json_of_more_values_than_fit_into_the_memory_is_not_parsed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "_MOST_SIGNS", 100)
    monkeypatch.setattr(json, "loads", None)
    (item,) = items(tmp_path, name, "[" + "{}," * 100 + "{}]", replace(OPTIONS, limits=replace(LIMITS, max_bytes=200)))
    assert isinstance(item, Refusal)


def test_a_description_beside_a_recording_has_the_limit_of_documents(tmp_path: Path) -> None:
    (tmp_path / "call.json").write_text(json.dumps({"agent": "a" * 300}))
    limits = replace(LIMITS, max_bytes=200)
    sentence = refusal(tmp_path, "call.wav", b"RIFF....WAVE", replace(OPTIONS, limits=limits))
    assert sentence.startswith("call.json: is over 200 bytes")


def test_lines_of_json_beyond_the_most_are_not_passed_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa_service.ingest.readers.json_values._MOST_LINES", 2)
    line = json.dumps({"id": 1, "message_type": 0, "inbox_id": 1, "conversation_id": 3, "content": "salve"})
    assert refusal(tmp_path, "x.jsonl", f"{line}\n" * 3) == "Chatwoot: holds over 2 lines; split it"


def test_a_damaged_packed_file_stops_no_other_of_its_folder(tmp_path: Path) -> None:
    packed = gzip.compress(b"words" * 100)
    (tmp_path / "a.gz").write_bytes(packed[:20] + b"\x00\xff\x00" + packed[23:])
    (tmp_path / "b.txt").write_text("Agente: Buongiorno.\nCliente: Salve.\n")
    first, second = open_all([tmp_path], OPTIONS)
    assert isinstance(first, Refusal)
    assert first.path.name == "a.gz"
    assert isinstance(second, Incoming)
