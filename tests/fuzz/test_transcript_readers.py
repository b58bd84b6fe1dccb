"""5,000 damaged files of chat systems, recognisers, captions and tables, the same ones each time: an interaction or a
refusal in one line, and nothing else.
"""

import json
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import Incoming, Refusal
from tests.fuzz.mutations import mutated
from tests.transcripts import OPTIONS
from tests.unit import test_amazon_connect as connect
from tests.unit import test_captions as captions
from tests.unit import test_chat_systems as chats
from tests.unit import test_recognisers as recognisers
from tests.unit import test_ticket_systems as tickets
from tests.unit import test_turn_tables as tables

EACH = 300
SLOWEST = 5.0
"""Seconds of processor time for one file."""


def packed(value: Any) -> bytes:
    return json.dumps(value).encode()


CHAT = (
    "03/11/26, 09:13 - I messaggi e le chiamate sono crittografati end-to-end.\n"
    "03/11/26, 09:14 - Mario: la bolletta\nè doppia\n"
    "[03/11/26, 9:15:00\u202fPM] \u200eAnna: \u200e<allegato: 1-PHOTO.jpg>\n23/11/26, 09:15 - Anna: salve\n"
)
SEEDS: dict[str, tuple[str, list[bytes]]] = {
    "whatsapp": (".txt", [CHAT.encode(), CHAT.encode("utf-16")]),
    "amazon connect": (".json", [packed(item) for item in (connect.LENS, connect.CHAT, connect.RECORD)]),
    "amazon transcribe": (".json", [packed(item) for item in (recognisers.AWS_SPEAKERS, recognisers.AWS_CHANNELS)]),
    "deepgram": (".json", [packed(recognisers.deepgram(recognisers.DEEPGRAM_WORDS))]),
    "assemblyai": (".json", [packed(recognisers.ASSEMBLYAI)]),
    "whisper": (".json", [packed(item) for item in recognisers.WHISPER.values()]),
    "other recognisers": (".json", [packed(item) for item in recognisers.OTHERS.values()]),
    "webvtt": (".vtt", [captions.VTT.encode()]),
    "textgrid": (".TextGrid", [captions.LONG.encode(), captions.SHORT.encode("utf-16")]),
    "zendesk": (".json", [packed({"ticket": tickets.TICKET, "comments": tickets.COMMENTS, "users": tickets.USERS})]),
    "zendesk chat": (".json", [packed({"chats": [tickets.ZOPIM]})]),
    "intercom": (".json", [packed(tickets.CONVERSATION)]),
    "freshdesk": (".json", [packed({**tickets.FRESH, "conversations": tickets.REPLIES}), packed(tickets.REPLIES)]),
    "genesys": (".json", [packed(item) for item in (chats.ANALYTICS, chats.DETAIL, [chats.RECORDINGS["chat"]])]),
    "teams": (".json", [packed({"value": chats.MESSAGES}), packed(chats.CALL)]),
    "chatwoot": (".json", [packed({"meta": chats.META, "payload": chats.WOOT})]),
    "tables": (".csv", [tables.ITALIAN.encode(), tables.ENGLISH.encode("utf-16")]),
    "spreadsheets": (".xlsx", [tables.workbook(tables.ROWS)]),
    "plain": (".txt", [tables.PLAIN.encode()]),
    "livechat": (".json", [packed({"chats": [{"id": "P1", "users": chats.LIVE_USERS, "thread": chats.THREAD}]})]),
}


def ends(path: Path, content: bytes) -> None:
    """A file ends in interactions that can be written down, or in refusals of one line, and soon."""
    path.write_bytes(content)
    begun = time.process_time()
    for item in open_file(path, "file", OPTIONS):
        if isinstance(item, Incoming):
            item.interaction.model_dump_json()
        else:
            assert isinstance(item, Refusal)
            assert "\n" not in str(item.error)
    assert time.process_time() - begun < SLOWEST


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_file_is_an_interaction_or_a_refusal(kind: str, tmp_path: Path) -> None:
    suffix, seeds = SEEDS[kind]
    random = Random(20261201)
    for _ in range(EACH):
        ends(tmp_path / f"file{suffix}", mutated(random.choice(seeds), random))


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=4)
    | st.dictionaries(st.sampled_from(sorted({
        "results", "items", "channels", "alternatives", "words", "utterances", "segments", "text", "start", "end",
        "speaker", "ticket", "comments", "audits", "events", "conversation_parts", "type", "body", "author", "source",
        "conversations", "participants", "transcripts", "phrases", "entities", "value", "messageType", "messages",
        "message_type", "inbox_id", "chats", "threads", "thread", "users", "author_id", "Transcript", "Segments",
        "ParticipantId", "Content", "conversationId", "media", "visitor", "history", "startDateTime", "modalities",
        "monologues", "recognizedPhrases", "id", "created_at", "data", "payload", "item", "public",
    })), inside, max_size=6),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shape=SHAPES)
def test_any_shape_of_known_names_ends(shape: Any, tmp_path: Path) -> None:
    ends(tmp_path / "file.json", json.dumps(shape).encode())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("long.txt", "03/11/26, 09:14 - Anna: " + "a" * 2_000_000),
        ("lines.txt", "03/11/26, 09:14 - Anna: ciao\n" * 10_000),
        ("marks.txt", "03/11/26, 09:14 - Anna: ciao\n" + "\u200e" * 1_000_000),
        ("cues.vtt", "WEBVTT\n\n" + "00:00:01.000 --> 00:00:02.000\n<v A>" * 20_000),
        ("tags.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + "<" * 1_000_000),
        ("quotes.TextGrid", 'Object class = "TextGrid"\n' + '"' * 2_000_000),
        ("html.json", json.dumps({"type": "conversation", "source": {"body": "<div" * 100_000}})),
        ("angles.json", json.dumps({"type": "conversation", "source": {"body": "<p>&" + "<![" * 100_000}})),
        ("cells.csv", "speaker,text\n" + "," * 3_000_000),
        ("rows.csv", "speaker,text\n" + "a,b\n" * 100_000),
        ("quote.csv", 'speaker,text\n"' + "a,\n" * 300_000),
        ("names.txt", "Agente: sì\nCliente: no\n" * 5_000),
        ("deep.json", '{"results":' * 100_000),
    ],
)
def test_the_worst_input_ends_soon(name: str, content: str, tmp_path: Path) -> None:
    ends(tmp_path / name, content.encode())
