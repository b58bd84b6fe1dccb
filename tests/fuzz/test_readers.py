"""16,500 damaged files over all readers, the same ones each time: an interaction or a refusal, and nothing else."""

import base64
import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from qa_service.domain import site_rules
from qa_service.domain.surveys import SurveyAnswer
from qa_service.errors import BadInput
from qa_service.ingest import manifest, queue_log, survey_table
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal
from qa_service.ingest.phone import mapping
from qa_service.ingest.phone import read as phone
from qa_service.ingest.phone.clock import Clock
from qa_service.ingest.phone.mapping import QueueMapping
from qa_service.ingest.phone.read import PhoneOptions
from qa_service.ingest.survey_table import SurveyMapping
from tests.fuzz.mutations import mutated

EACH = 1_500
SLOWEST = 5.0
"""Seconds of processor time for one file."""
SOURCE = FileOptions(
    DocumentLimits(now=datetime(2026, 11, 24, 12, tzinfo=UTC)), client="acme", centre=("acme.example",)
)

DOCUMENT: dict[str, Any] = {
    "schema": "qa-interaction/1",
    "id": "ext-1",
    "client": "acme",
    "agent": "a17",
    "team": "nord",
    "channel": "chat",
    "direction": "inbound",
    "lang": "it",
    "customer": "c-1",
    "case": "t-1",
    "started_at": "2026-11-03T09:14:05+01:00",
    "ended_at": "2026-11-03T09:31:40+01:00",
    "queue": {"name": "billing", "offered_at": "2026-11-03T09:14:05+01:00", "abandoned": False},
    "turns": [
        {"speaker": "customer", "text": "buongiorno, la bolletta è doppia", "at": "2026-11-03T09:14:05+01:00"},
        {"speaker": "agent", "text": "controllo subito", "start": 12.4, "end": 15.0},
        {"speaker": None, "voice": 3, "text": "grazie"},
    ],
}
VCON: dict[str, Any] = {
    "vcon": "0.3.0",
    "uuid": "u-1",
    "created_at": "2026-11-03T09:00:00Z",
    "parties": [{"name": "Anna", "role": "agent"}, {"tel": "+39021234567", "role": "customer"}],
    "dialog": [
        {"type": "text", "start": "2026-11-03T09:00:00Z", "parties": [1], "body": "salve", "mediatype": "text/plain"},
        {"type": "text", "parties": 0, "originator": 0, "body": "cGVyY2jDqQ", "encoding": "base64url"},
    ],
}
SPOKEN = {**VCON, "dialog": [{"type": "recording", "body": base64.urlsafe_b64encode(b"RIFF....").decode()}]}
MAIL = b"""From: Maria <maria@mail.example>
To: help@acme.example
Message-ID: <1@mail.example>
References: <0@mail.example>
Date: Tue, 03 Nov 2026 09:14:05 +0100
Subject: =?utf-8?q?perch=C3=A9?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

la bolletta =C3=A8 doppia

On Mon, Nov 2, 2026 at 9:00 AM Acme <help@acme.example> wrote:
> controlliamo
>> grazie

--b
Content-Type: text/html; charset="iso-8859-1"

<html><body><p>la bolletta</p><blockquote>controlliamo</blockquote></body></html>
--b--
"""
LINES = b"\n".join(json.dumps({**DOCUMENT, "id": f"ext-{number}"}).encode() for number in range(3))
MBOX = b"".join(b"From maria@mail.example Tue Nov  3 09:14:05 2026\n" + MAIL + b"\n" for _ in range(2))
SEEDS: dict[str, tuple[bytes, ...]] = {
    ".json": (json.dumps(DOCUMENT).encode(),),
    ".jsonl": (LINES,),
    ".eml": (MAIL,),
    ".mbox": (MBOX,),
    ".vcon": (json.dumps(VCON).encode(), json.dumps(SPOKEN).encode()),
    ".wav": (json.dumps({"id": "call-1", "agent": "a17", "channel": "call", "agent_channel": 0}).encode(),),
}
"""Good files by ending; for a recording it is the document beside it."""


@pytest.mark.parametrize("suffix", SEEDS)
def test_a_damaged_file_is_an_interaction_or_a_refusal(suffix: str, tmp_path: Path) -> None:
    random = Random(20261124)
    path = tmp_path / f"file{suffix}"
    path.write_bytes(b"RIFF")
    written = tmp_path / "file.json" if suffix == ".wav" else path
    for number in range(EACH):
        written.write_bytes(mutated(random.choice(SEEDS[suffix]), random))
        begun = time.process_time()
        for item in open_file(path, "file", SOURCE):
            assert isinstance(item, (Incoming, Refusal))
            if isinstance(item, Incoming):
                item.interaction.model_dump_json()  # what is taken in can be written down
            else:
                assert "\n" not in str(item.error), f"file {number}: a refusal is one line"
        assert time.process_time() - begun < SLOWEST, f"file {number}"


TABLE = b"file;agent;started_at\ncall1.wav;a17;2026-11-03T09:14:05\ncall2.wav;a18;\n"
CONTACTS = b"call,queue,offered_at,answered_at\nc1,billing,2026-11-03T09:14:05+01:00,2026-11-03T09:14:25+01:00\n"
EVENT = {"call": "c1", "event": "offered", "at": "2026-11-03T09:14:05+01:00", "queue": "billing"}
QUEUES = (CONTACTS, json.dumps([EVENT, {**EVENT, "event": "answered"}]).encode(), json.dumps(EVENT).encode() * 2)


def refusal(read: Callable[[], Any]) -> str:
    """The sentence of a refusal; empty where the file was read."""
    try:
        read()
    except BadInput as error:
        return str(error)
    return ""


def test_a_damaged_table_of_names_is_read_or_refused() -> None:
    random = Random(20261125)
    sentences = {refusal(partial(manifest.read, mutated(TABLE, random))) for _ in range(EACH)}
    assert len(sentences) > 5
    assert not any("\n" in sentence for sentence in sentences)


def test_a_damaged_queue_log_is_read_or_refused() -> None:
    random = Random(20261126)

    def read(raw: bytes) -> None:
        assert all(line.number > 0 for line in queue_log.read(raw, SOURCE.limits.now))

    sentences = {refusal(partial(read, mutated(random.choice(QUEUES), random))) for _ in range(EACH)}
    assert len(sentences) > 3
    assert not any("\n" in sentence for sentence in sentences)


AT = 1793692800
PHONE = (
    f"{AT}|c1|sales|NONE|ENTERQUEUE||06|1\n{AT + 9}|c1|sales|A/1|CONNECT|9|x|3\n{AT + 9}|c2|s|NONE|FULL|\n".encode(),
    b'"","06123456","600","from-trunk","""A"" <06>","SIP/t-1","SIP/8-2","Queue","sales,t","2026-11-03 09:00:00",'
    b'"2026-11-03 09:00:00","2026-11-03 09:02:00",120,120,"ANSWERED","DOCUMENTATION","1.1",""\n',
    b'"A","06123456","201","public","2026-11-03 09:00:00","","2026-11-03 09:02:00","120","0","NO_ANSWER",'
    b'"0a1b2c3d-1111-2222-3333-444455556666","","","PCMA","PCMA"\n',
    f"<cdr><variables><uuid>u</uuid><cc_queue>a%40b</cc_queue><cc_queue_joined_epoch>{AT}</cc_queue_joined_epoch>"
    f"<hangup_cause>NO_ANSWER</hangup_cause><end_epoch>{AT + 9}</end_epoch></variables></cdr>".encode(),
    json.dumps({"variables": {"uuid": "u", "start_epoch": AT, "end_epoch": AT, "hangup_cause": "X_Y"}}).encode(),
    gzip.compress(f"{AT}|c1|sales|NONE|ENTERQUEUE||06|1\n".encode()),
    CONTACTS,
)
MAPPING = b"fields: {call: call, queue: queue, offered_at: offered_at, answered_at: answered_at}\nzone: Europe/Rome\n"


def test_a_damaged_file_of_a_telephone_system_is_read_or_refused_in_a_line() -> None:
    random = Random(20261127)
    for number in range(EACH):
        raw = mutated(random.choice(PHONE), random)
        begun = time.process_time()
        sentences = {refusal(partial(phone_log, raw, by)) for by in (None, CONTACTS_MAPPING)}
        assert not any("\n" in sentence for sentence in sentences), f"file {number}"
        assert time.process_time() - begun < SLOWEST, f"file {number}"


def test_a_damaged_mapping_is_read_or_refused_in_a_line() -> None:
    random = Random(20261128)
    sentences = {refusal(partial(mapping.parse, mutated(MAPPING, random))) for _ in range(EACH)}
    assert len(sentences) > 3
    assert not any("\n" in sentence for sentence in sentences)


CONTACTS_MAPPING = mapping.parse(MAPPING)


def phone_log(raw: bytes, by: QueueMapping | None) -> None:
    log = phone.read(raw, PhoneOptions(SOURCE.limits.now, "Europe/Rome", 1_000_000, by))
    for line in log.lines:
        assert "\n" not in str(line.result)
    assert len(json.dumps([log.events, log.unknown])) < 5_000


ANSWERS = (
    "Id contatto;CSAT;NPS;Risolto;Data;Commento\nk1;4;9;sì;2026-11-03 09:14:05;bene\nk2;;;;2026-11-03;\n".encode(),
    b"contact,kind,value,at,channel\nk1,csat,4,2026-11-03T09:14:05Z,phone\nk1,nps,11,2026-11-03T09:14:05Z,chat\n",
)
SURVEYS = b"fields: {contact: contact, value: value, at: at}\nkind: csat\nscales: {csat: 10}\n"
SITES = b"rules:\n- {of: team, name: nord, site: Torino, since: 2026-01-01}\n- {of: site, name: A, vendor: B}\n"


def test_a_damaged_table_of_answers_to_surveys_is_read_or_refused_in_a_line() -> None:
    random, by = Random(20261129), survey_table.parse(SURVEYS)

    def read(raw: bytes, mapping: SurveyMapping | None) -> None:
        for line in survey_table.read(raw, Clock(SOURCE.limits.now, ZoneInfo("Europe/Rome")), mapping):
            assert "\n" not in str(line.result) or isinstance(line.result, SurveyAnswer)

    for number in range(EACH):
        raw = mutated(random.choice(ANSWERS), random)
        begun = time.process_time()
        sentences = {refusal(partial(read, raw, mapping)) for mapping in (None, by)}
        assert not any("\n" in sentence for sentence in sentences), f"file {number}"
        assert time.process_time() - begun < SLOWEST, f"file {number}"


@pytest.mark.parametrize(("good", "parse"), [(SURVEYS, survey_table.parse), (SITES, site_rules.parse)])
def test_damaged_rules_are_read_or_refused_in_a_line(good: bytes, parse: Callable[[bytes], Any]) -> None:
    random = Random(20261130)
    sentences = {refusal(partial(parse, mutated(good, random))) for _ in range(EACH)}
    assert len(sentences) > 3
    assert not any("\n" in sentence for sentence in sentences)
