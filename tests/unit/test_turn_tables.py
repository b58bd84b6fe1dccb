"""Tables of turns: CSV, spreadsheets and arrays, with columns known by name or by a mapping."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

import openpyxl
import pytest

from qa_service.errors import BadInput
from qa_service.ingest import turn_mapping
from qa_service.ingest.readers import spreadsheets
from tests.transcripts import OPTIONS, interactions, refusal, said, timed

ITALIAN = dedent("""\
    ID conversazione;Mittente;Testo;Data;Ora;Operatore;Canale
    c-1;Cliente;La bolletta è doppia;03/11/2026;09:14:05;a17;chat
    c-1;Operatore;"Controllo; un attimo";03/11/2026;09:15:00;a17;chat
    c-2;Cliente;Salve;04/11/2026;10:00;a18;e-mail
    """)
ENGLISH = dedent("""\
    conversation_id,role,message,timestamp,agent_id
    c-1,customer,The bill is wrong,2026-11-03T09:14:05+01:00,a17
    c-1,agent,"One moment, please",2026-11-03T09:15:00+01:00,a17
    c-2,customer,Hello,2026-11-04T10:00:00+01:00,a18
    """)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_columns_are_known_by_their_italian_names(encoding: str, tmp_path: Path) -> None:
    first, second = interactions(tmp_path, "turni.csv", ITALIAN.encode(encoding))
    assert (first.id, first.channel, first.agent, str(first.started_at)) == (
        "c-1", "chat", "a17", "2026-11-03 09:14:05+01:00",
    )  # fmt: skip
    assert said(first) == [("customer", "La bolletta è doppia"), ("agent", "Controllo; un attimo")]
    assert (second.id, second.channel, second.agent) == ("c-2", "email", "a18")


@pytest.mark.parametrize("separator", [",", "\t", "|"])
def test_columns_are_known_by_their_english_names(separator: str, tmp_path: Path) -> None:
    table = ENGLISH.replace('"One moment, please"', "One moment").replace(",", separator)
    first, second = interactions(tmp_path, "turns.csv", table)
    assert said(first) == [("customer", "The bill is wrong"), ("agent", "One moment")]
    assert [turn.agent for turn in first.turns] == [None, "a17"]
    assert (second.id, str(second.started_at)) == ("c-2", "2026-11-04 10:00:00+01:00")


def test_seconds_make_a_call(tmp_path: Path) -> None:
    table = "call_id,speaker,text,start,end\nk-1,Agent,hello,0.5,1\nk-1,Customer,hi,00:01.5,0:00:02\n"
    (call,) = interactions(tmp_path, "turns.csv", table)
    assert (call.channel, timed(call.turns)) == ("call", [(0, 0.5, 1.0), (1, 1.5, 2.0)])


def test_a_number_of_each_row_is_no_contact(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "turns.csv", "id,speaker,text\n1,agent,hello\n2,customer,hi\n3,agent,bye\n")
    assert (chat.id, len(chat.turns)) == ("turns", 3)


def test_a_whole_transcript_in_a_cell_is_taken_apart(tmp_path: Path) -> None:
    table = 'call_id,transcript\nk-1,"Agent: hello\nCustomer: hi\nthere"\nk-2,"Agent: bye\nCustomer: bye"\n'
    first, second = interactions(tmp_path, "calls.csv", table)
    assert said(first) == [("agent", "hello"), ("customer", "hi\nthere")]
    assert (first.id, second.id) == ("k-1", "k-2")


def test_names_are_voices_until_a_column_says_who_serves(tmp_path: Path) -> None:
    table = "chat id,sender name,message\nk,Anna,salve\nk,Ugo,salve\n"
    assert [(turn.speaker, turn.voice) for turn in interactions(tmp_path, "a.csv", table)[0].turns] == [
        (None, 0),
        (None, 1),
    ]
    told = "chat id,sender,message,agent\nk,anna,salve,anna\nk,ugo,salve,anna\n"
    assert [party for party, _ in said(interactions(tmp_path, "b.csv", told)[0])] == ["agent", None]


def test_a_column_for_each_party(tmp_path: Path) -> None:
    table = "ticket id,customer message,agent response\n7,the bill is wrong,one moment\n"
    (chat,) = interactions(tmp_path, "pairs.csv", table)
    assert said(chat) == [("customer", "the bill is wrong"), ("agent", "one moment")]


def workbook(rows: list[list[Any]]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


ROWS: list[list[Any]] = [
    ["Numero chiamata", "Ruolo", "Frase", "Data e ora"],
    [17, "operatore", "Buongiorno", datetime(2026, 11, 3, 9, 14, 5)],
    [None, "cliente", "Salve", datetime(2026, 11, 3, 9, 14, 9)],
    [18, "cliente", None, None],
    [18, "cliente", "Pronto", None],
]


def test_a_spreadsheet_of_turns(tmp_path: Path) -> None:
    first, second = interactions(tmp_path, "turni.xlsx", workbook(ROWS))
    assert (first.id, str(first.started_at)) == ("17", "2026-11-03 09:14:05+01:00")
    assert said(first) == [("agent", "Buongiorno"), ("customer", "Salve")]
    assert (second.id, said(second)) == ("18", [("customer", "Pronto")])


def test_a_spreadsheet_is_known_by_what_it_holds(tmp_path: Path) -> None:
    assert len(interactions(tmp_path, "turni.dat", workbook(ROWS))) == 2


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04nonsense", workbook(ROWS)[:900], b"\xd0\xcf\x11\xe0" + b"\0" * 900]
)
def test_a_damaged_spreadsheet_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    assert refusal(tmp_path, "turni.xlsx", content).startswith("table of turns: is a damaged or encrypted spreadsheet")


def test_a_spreadsheet_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(workbook(ROWS))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/more.xml", "w") as part:
        for _ in range(spreadsheets.LARGEST >> 20):
            part.write(b"\0" * (1 << 20))
    assert path.stat().st_size < 1 << 20
    assert refusal(tmp_path, "bomb.xlsx", path.read_bytes()).startswith("table of turns: is a spreadsheet of over")


def test_rows_of_json(tmp_path: Path) -> None:
    rows = [{"conversationId": "c-1", "speaker": "bot", "text": "Salve", "timestamp": 1793699640},
            {"conversationId": "c-1", "speaker": "user", "text": "la bolletta", "timestamp": 1793699650},
            {"conversationId": "c-2", "speaker": "user", "text": "salve", "timestamp": 1793699660}]  # fmt: skip
    first, second = interactions(tmp_path, "rows.json", rows)
    assert (said(first), second.id) == ([("bot", "Salve"), ("customer", "la bolletta")], "c-2")


MAPPING = turn_mapping.parse(
    b"""
    fields: {id: NUM, speaker: CHI, text: COSA, at: [GIORNO, ORA], agent: CHI2}
    dates: "%d.%m.%y %H:%M"
    separator: "#"
    parties: {OP: agent, CL: customer, IVR: bot}
    channel: call
    """
)
FOREIGN = "NUM#CHI#CHI2#COSA#GIORNO#ORA\n9#ivr##Premi uno#03.11.26#09:13\n"
FOREIGN += "9#CL##salve#03.11.26#09:14\n9#OP#a17#sì#03.11.26#09:15\n"


def test_a_mapping_says_which_column_is_which(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "x.csv", FOREIGN, replace(OPTIONS, turn_mapping=MAPPING))
    assert (call.id, call.channel, call.agent, str(call.started_at)) == (
        "9",
        "call",
        "a17",
        "2026-11-03 09:13:00+01:00",
    )
    assert said(call) == [("bot", "Premi uno"), ("customer", "salve"), ("agent", "sì")]


def test_columns_that_nobody_knows_are_named(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "x.csv", "NUM;CHE\n1;2\n")
    assert sentence.startswith(
        "table of turns: has no column that is known to hold words (its columns: NUM, CHE); say by a mapping"
    )


def test_the_first_row_of_a_table_without_names_is_not_repeated(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "x.csv", "a17;Buongiorno, sono Mario Rossi e la bolletta;Mario\nb;c;d\n")
    assert "known to hold words (its columns: -)" in sentence


def test_a_mapping_of_other_columns_is_refused(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "x.csv", "NUM#COSA\n1#2\n", replace(OPTIONS, turn_mapping=MAPPING))
    assert "the mapping names columns that are not there: CHI, GIORNO, ORA, CHI2" in sentence


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"fields: {id: a}", "mapping: fields|needs a column for text"),
        (b"fields: {text: a, words: b}", "mapping: fields"),
        (b"fields: {text: a}\nparties: {x: boss}", "mapping: parties.x"),
        (b"{", "mapping: is no YAML"),
        (b"- " * 40_000, "mapping: is too large"),
    ],
)
def test_a_mapping_with_a_fault_is_refused_with_its_place(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        turn_mapping.parse(raw)


def test_a_fault_in_one_contact_stops_no_other(tmp_path: Path) -> None:
    from qa_service.ingest.incoming import Incoming
    from tests.transcripts import items

    read = items(tmp_path, "turns.csv", ENGLISH.replace("Hello", ""))
    assert [isinstance(item, Incoming) for item in read] == [True, False]


PLAIN = "Operatore: Buongiorno, Acme.\n\nCliente: La bolletta\nè doppia.\nOperatore: Controllo.\n"


def test_lines_with_names_are_a_transcript(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "call.txt", PLAIN)
    assert said(chat) == [
        ("agent", "Buongiorno, Acme."), ("customer", "La bolletta\nè doppia."), ("agent", "Controllo."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["name: x\nversion: 1\nlicence: MIT\n", "Nota: niente\n", "ore 10: inizio\nore 11: fine\n"]
)
def test_other_text_is_no_transcript(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, "notes.txt", text).startswith("is of no kind that is read")


@pytest.mark.parametrize(
    "record",
    [
        {"entries": [{"role": "AGENT", "text": "salve", "start_timestamp_usec": 0},
                     {"role": "CUSTOMER", "text": "ciao"}]},
        {"messages": [{"sender": {"type": "agent"}, "content": "salve"},
                      {"sender": {"type": "user"}, "content": "ciao"}]},
        {"data": {"conversationItems": [{"participantId": "x", "role": "Agent", "text": "salve"},
                                        {"participantId": "y", "role": "Customer", "text": "ciao"}]}},
    ],
)  # fmt: skip
def test_turns_in_json_whoever_wrote_them(record: Any, tmp_path: Path) -> None:
    assert said(interactions(tmp_path, "x.json", record)[0]) == [("agent", "salve"), ("customer", "ciao")]


def test_the_mapping_of_the_settings_is_read_from_its_file(tmp_path: Path) -> None:
    from qa_service.cli.analyze import incoming, with_mapping
    from qa_service.ingest.incoming import Incoming
    from qa_service.settings import Settings

    (tmp_path / "x.csv").write_text(FOREIGN)
    (tmp_path / "mapping.yaml").write_text(
        "fields: {id: NUM, speaker: CHI, text: COSA}\nseparator: '#'\nparties: {OP: agent, CL: customer}\n"
    )
    settings = with_mapping(Settings(), tmp_path / "mapping.yaml")
    (item,) = incoming([tmp_path / "x.csv"], settings, "acme")
    assert isinstance(item, Incoming)
    assert said(item.interaction)[1:] == [("customer", "salve"), ("agent", "sì")]
    with pytest.raises(BadInput, match="cannot be read"):
        list(incoming([tmp_path / "x.csv"], with_mapping(Settings(), tmp_path / "none.yaml"), "acme"))


def test_a_column_of_a_very_long_name_is_none_of_words(tmp_path: Path) -> None:
    content = f"speaker,text{'[' * 5_000},text\nAgente,,buongiorno\nCliente,,salve\n"
    (chat,) = interactions(tmp_path, "chat.csv", content)
    assert said(chat) == [("agent", "buongiorno"), ("customer", "salve")]
