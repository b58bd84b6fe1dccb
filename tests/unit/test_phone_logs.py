"""What telephone systems write, recognised by its content: which contacts come out, and what is said of the rest."""

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from qa_service.domain.queue import Ending, QueueCall
from qa_service.errors import BadInput
from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import FileOptions, Refusal
from qa_service.ingest.phone import asterisk_queue, mapping
from qa_service.ingest.phone.log import Form, PassedOver, PhoneLog
from qa_service.ingest.phone.read import PhoneOptions, read, recognised

NOW = datetime(2026, 12, 1, tzinfo=UTC)
ROME = ZoneInfo("Europe/Rome")
NINE = datetime(2026, 11, 3, 9, tzinfo=ROME)
T = int(NINE.timestamp())


def taken(text: str | bytes, **more: Any) -> PhoneLog:
    raw = text if isinstance(text, bytes) else text.encode()
    return read(raw, PhoneOptions(NOW, "Europe/Rome", **more))


def told(log: PhoneLog) -> dict[str, dict[str, Any]]:
    """What each contact tells, moments in seconds after nine."""
    return {line.result.call: seconds(line.result) for line in log.lines if isinstance(line.result, QueueCall)}


def seconds(call: QueueCall) -> dict[str, Any]:
    known = call.model_dump(exclude_none=True, exclude={"call"})
    return {
        name: int((value - NINE).total_seconds()) if isinstance(value, datetime) else value
        for name, value in known.items()
    }


def refusals(log: PhoneLog) -> dict[int, str]:
    return {line.number: str(line.result) for line in log.lines if not isinstance(line.result, QueueCall)}


def events(*rows: str) -> str:
    """Lines of a queue log; `@20` is twenty seconds after nine."""
    return "".join(f"{T + int(row[1 : row.index('|')])}{row[row.index('|') :]}\n" for row in rows)


CONNECTED = events(
    "@0|c1|sales|NONE|ENTERQUEUE||0612345678|1",
    "@5|c1|sales|Agent/7|RINGNOANSWER|5000",
    "@20|c1|sales|Agent/8|CONNECT|20|c1.2|4",
    "@80|c1|sales|Agent/8|COMPLETECALLER|20|60|1",
)


def test_a_call_that_is_answered_waits_from_its_entry_to_its_answer() -> None:
    log = taken(CONNECTED)
    assert log.form is Form.ASTERISK_QUEUE_LOG
    assert told(log) == {"c1": {"queue": "sales", "offered_at": 0, "answered_at": 20}}
    assert log.events == {"ENTERQUEUE": 1, "RINGNOANSWER": 1, "CONNECT": 1, "COMPLETECALLER": 1}
    assert log.unknown == {}


@pytest.mark.parametrize(
    ("event", "ending"),
    [
        ("EXITWITHTIMEOUT|1|1|40", Ending.TIMEOUT),
        ("EXITWITHKEY|2|1|1|40", Ending.KEY),
        ("EXITEMPTY|1|1|40", Ending.EMPTY),
        ("LEAVEEMPTY|1", Ending.EMPTY),
        ("SYSCOMPAT|", Ending.DROPPED),
    ],
)
def test_every_way_out_without_an_answer_has_its_ending(event: str, ending: Ending) -> None:
    log = taken(events("@0|c1|sales|NONE|ENTERQUEUE||06|1", f"@40|c1|sales|NONE|{event}"))
    assert told(log) == {"c1": {"queue": "sales", "offered_at": 0, "left_at": 40, "ending": ending}}


@pytest.mark.parametrize(("event", "ending"), asterisk_queue.TURNED_AWAY.items())
def test_whoever_is_not_let_in_was_offered_all_the_same(event: str, ending: Ending) -> None:
    log = taken(events(f"@3|c1|sales|NONE|{event}|"))
    assert told(log) == {"c1": {"queue": "sales", "offered_at": 3, "left_at": 3, "ending": ending}}


def test_a_call_that_gives_up_says_when() -> None:
    log = taken(events("@0|c1|sales|NONE|ENTERQUEUE||06|3", "@33|c1|sales|NONE|ABANDON|2|3|33"))
    assert told(log)["c1"] == {"queue": "sales", "offered_at": 0, "abandoned_at": 33}


@pytest.mark.parametrize(
    ("event", "to"),
    [
        ("TRANSFER|200|internal|20|30|1", "200"),
        ("BLINDTRANSFER|200|internal|20|30|1", "200"),
        ("ATTENDEDTRANSFER|BRIDGE|6d3a|20|30|1", None),
        ("ATTENDEDTRANSFER|APP|Queue|20|30|1", "Queue"),
    ],
)
def test_a_transfer_tells_when_and_where_to(event: str, to: str | None) -> None:
    log = taken(CONNECTED + events(f"@50|c1|sales|Agent/8|{event}"))
    assert told(log)["c1"]["transferred_at"] == 50
    assert told(log)["c1"].get("transferred_to") == to


def test_a_call_that_goes_on_to_another_queue_is_one_contact_from_its_first_entry_to_its_first_answer() -> None:
    log = taken(
        events(
            "@0|c1|sales|NONE|ENTERQUEUE||06|1",
            "@60|c1|sales|NONE|EXITWITHTIMEOUT|1|1|60",
            "@61|c1|rescue|NONE|ENTERQUEUE||06|1",
            "@75|c1|rescue|Agent/1|CONNECT|14|x|3",
        )
    )
    (contact,) = told(log).values()
    assert (contact["queue"], contact["offered_at"], contact["answered_at"]) == ("sales", 0, 75)


def test_a_call_that_an_operator_passes_on_and_that_gives_up_there_was_answered() -> None:
    log = taken(
        CONNECTED.replace("COMPLETECALLER|20|60|1", "BLINDTRANSFER|600|queues|20|60|1")
        + events("@81|c1|sales|NONE|ENTERQUEUE||06|1", "@99|c1|sales|NONE|ABANDON|1|1|18")
    )
    assert told(log)["c1"] == {
        "queue": "sales",
        "offered_at": 0,
        "answered_at": 20,
        "transferred_at": 80,
        "transferred_to": "600",
    }


def test_events_that_nobody_here_knows_are_counted_and_named_and_what_looks_like_no_name_is_not() -> None:
    log = taken(CONNECTED + events("@9|c1|sales|NONE|CALLBACKASKED|x", "@9|c1|sales|NONE|0612345678|x"))
    assert log.unknown == {"CALLBACKASKED": 1, "(other)": 1}
    assert set(told(log)) == {"c1"}


def test_a_call_whose_beginning_is_in_another_file_is_told_apart() -> None:
    log = taken(events("@80|c1|sales|Agent/8|COMPLETECALLER|20|60|1", "@0|c2|sales|NONE|ENTERQUEUE||06|1"))
    assert log.passed_over == {PassedOver.NO_BEGINNING: 1}
    assert set(told(log)) == {"c2"}


def test_a_bad_line_is_named_by_its_number_and_the_others_are_kept() -> None:
    log = taken(CONNECTED + "garbage\n" + f"{T * 1000}|c2|sales|NONE|ENTERQUEUE||06|1\n")
    assert refusals(log) == {
        5: "is no event of a queue log; time|call|queue|agent|event stand on a line",
        6: "at: lies outside the calendar of this service; check date and offset",
    }
    assert set(told(log)) == {"c1"}


LISTING = """
            time            |    callid    | queuename |   agent    |   event    | data1 | data2
----------------------------+--------------+-----------+------------+------------+-------+------
 2026-11-03 09:00:00.250000 | 1341401275.9 | q1        | NONE       | ENTERQUEUE |       | 0612
 2026-11-03 09:00:09.250000 | 1341401275.9 | q1        | Agent/3001 | CONNECT    | 9     | x
(2 rows)
"""
EXPORT = """id,time,callid,queuename,agent,event,data
1,2026-11-03 09:00:00,1341401275.9,q1,NONE,ENTERQUEUE,|0612|1
2,2026-11-03 09:00:09,1341401275.9,q1,Agent/3001,CONNECT,9|x|3
"""


@pytest.mark.parametrize("text", [LISTING, EXPORT, EXPORT.replace(",", ";")], ids=["listing", "csv", "semicolons"])
def test_the_table_of_a_database_says_the_same_on_the_clocks_of_the_centre(text: str) -> None:
    log = taken(text)
    assert told(log) == {"1341401275.9": {"queue": "q1", "offered_at": 0, "answered_at": 9}}
    assert refusals(log) == {}


def test_a_rotated_log_may_be_packed_and_a_call_split_over_two_files_is_told_by_both() -> None:
    first, second = CONNECTED.split("\n", 2)[:2], CONNECTED.split("\n", 2)[2:]
    assert told(taken(gzip.compress("\n".join(first).encode()))) == {"c1": {"queue": "sales", "offered_at": 0}}
    assert told(taken("\n".join(second))) == {"c1": {"queue": "sales", "answered_at": 20}}
    both = gzip.compress("\n".join((*first, "")).encode()) + gzip.compress("\n".join(second).encode())
    assert told(taken(both)) == told(taken(CONNECTED))


def test_a_packed_file_is_bounded_once_it_is_unpacked() -> None:
    with pytest.raises(BadInput, match="too large once it is unpacked"):
        taken(gzip.compress(b"0" * 5_000_000), largest=100_000)
    with pytest.raises(BadInput, match="ends too soon"):
        taken(gzip.compress(CONNECTED.encode())[:-12])
    with pytest.raises(BadInput, match="damaged"):
        taken(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xff\xff\xff\xff")


# --- call records


MASTER = (
    '"","0612345678","600","from-trunk","""A"" <06>","SIP/t-1","SIP/8-2","Queue","sales,t,,,60",'
    '"2026-11-03 09:00:00","2026-11-03 09:00:00","2026-11-03 09:02:00",120,120,"ANSWERED","DOCUMENTATION"{}\n'
    '"","0612345679","600","from-trunk","""B"" <06>","SIP/t-3","","Queue","sales",'
    '"2026-11-03 09:00:00","2026-11-03 09:00:00","2026-11-03 09:00:40",40,40,"ANSWERED","DOCUMENTATION"{}\n'
    '"","0612345670","201","from-trunk","","SIP/t-5","SIP/201-6","Dial","SIP/201,30",'
    '"2026-11-03 09:00:00","2026-11-03 09:00:12","2026-11-03 09:02:00",120,108,"ANSWERED","DOCUMENTATION"{}\n'
    '"","0612345671","201","from-trunk","","SIP/t-7","SIP/201-8","Dial","SIP/201,30",'
    '"2026-11-03 09:00:00",,"2026-11-03 09:00:30",30,0,"BUSY","DOCUMENTATION"{}\n'
    '"","201","0612345678","from-internal","","SIP/201-9","SIP/t-a","Dial","SIP/t/06",'
    '"2026-11-03 09:00:00","2026-11-03 09:00:09","2026-11-03 09:00:30",30,21,"ANSWERED","DOCUMENTATION"{}\n'
    '"","0612345672","s","ivr","","SIP/t-b","","BackGround","menu",'
    '"2026-11-03 09:00:00","2026-11-03 09:00:00","2026-11-03 09:00:30",30,30,"ANSWERED","DOCUMENTATION"{}\n'
)
IDS = [f"1793692800.{n}" for n in range(6)]
OF_MASTER = [
    {"queue": "sales", "answered_at": 0},  # the switchboard answered at once: how long they waited is not known
    {"queue": "sales", "offered_at": 0, "abandoned_at": 40},
    {"offered_at": 0, "answered_at": 12},
    {"offered_at": 0, "left_at": 30, "ending": Ending.FULL},
]


def test_asterisks_call_records_tell_answers_of_operators_and_not_of_the_switchboard() -> None:
    log = taken(MASTER.format(*(f',"{id}",""' for id in IDS)))
    assert log.form is Form.ASTERISK_CDR
    assert told(log) == dict(zip(IDS, OF_MASTER, strict=False))
    assert log.passed_over == {PassedOver.NOT_INBOUND: 1, PassedOver.NO_QUEUE: 1}


def test_call_records_without_an_id_have_one_made_that_is_the_same_each_time_and_is_nobodys_number() -> None:
    first, again = taken(MASTER.format(*[""] * 6)), taken(MASTER.format(*[""] * 6))
    assert list(told(first).values()) == OF_MASTER
    assert told(first) == told(again)
    assert all(call.startswith("cdr-") and len(call) == 24 for call in told(first))


def test_the_records_of_all_desks_that_rang_are_one_call() -> None:
    row = (
        '"","0612345678","600","from-trunk","","SIP/t-1","SIP/{}","Queue","sales","2026-11-03 09:00:00",'
        '"2026-11-03 09:00:00","2026-11-03 09:00:{}",15,15,"{}","DOCUMENTATION","17.1",""\n'
    )
    log = taken(row.format("8-1", "15", "NO ANSWER") + row.format("9-2", "59", "ANSWERED"))
    assert told(log) == {"17.1": {"queue": "sales", "answered_at": 0}}


CUSTOM = (
    '"""A"" <06>","0612345678","201","from-trunk","SIP/t-5","SIP/201-6","Dial","SIP/201","2026-11-03 09:00:00",'
    '"2026-11-03 09:00:12","2026-11-03 09:02:00","120","108","ANSWERED","3","","17.5","","2"\n'
)
NAMED = (
    "calldate,clid,src,dst,dcontext,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,amaflags,"
    "accountcode,uniqueid,userfield\n"
    "2026-11-03 09:00:00,A,0612345678,201,from-trunk,SIP/t-5,SIP/201-6,Dial,SIP/201,120,108,ANSWERED,3,,17.5,\n"
)
EXAMPLE = (
    '"A","+390612345678","201","public","2026-11-03 09:00:00","2026-11-03 09:00:12","2026-11-03 09:02:00","120","108",'
    '"NORMAL_CLEARING","0a1b2c3d-1111-2222-3333-444455556666","0a1b2c3d-1111-2222-3333-444455556667","","PCMA","PCMA"\n'
)
LIKE_ASTERISK = (
    '"","0612345678","201","public","A","sofia/ext/1","sofia/int/201","bridge","user/201","2026-11-03 09:00:00",'
    '"2026-11-03 09:00:12","2026-11-03 09:02:00","120","108","NORMAL_CLEARING","",'
    '"0a1b2c3d-1111-2222-3333-444455556666",""\n'
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (CUSTOM, Form.ASTERISK_CDR),
        (NAMED, Form.ASTERISK_CDR),
        (EXAMPLE, Form.FREESWITCH_CDR),
        (LIKE_ASTERISK, Form.FREESWITCH_CDR),
    ],
    ids=["cdr_custom", "with names", "freeswitch", "freeswitch as asterisk"],
)
def test_other_tables_of_call_records_say_the_same(text: str, form: Form) -> None:
    log = taken(text)
    assert log.form is form
    assert list(told(log).values()) == [{"offered_at": 0, "answered_at": 12}]


@pytest.mark.parametrize(
    ("cause", "found"),
    [
        ("ORIGINATOR_CANCEL", {"offered_at": 0, "abandoned_at": 30}),
        ("NO_ANSWER", {"offered_at": 0, "left_at": 30, "ending": Ending.TIMEOUT}),
        ("USER_BUSY", {"offered_at": 0, "left_at": 30, "ending": Ending.FULL}),
        ("SUBSCRIBER_ABSENT", {"offered_at": 0, "left_at": 30, "ending": Ending.EMPTY}),
        ("NETWORK_OUT_OF_ORDER", {"offered_at": 0, "left_at": 30, "ending": Ending.DROPPED}),
    ],
)
def test_the_cause_of_a_hangup_tells_how_an_unanswered_call_ended(cause: str, found: dict[str, Any]) -> None:
    row = EXAMPLE.replace(
        '"2026-11-03 09:00:12","2026-11-03 09:02:00","120","108"', '"","2026-11-03 09:00:30","30","0"'
    )
    row = row.replace("NORMAL_CLEARING", cause).replace("0a1b2c3d-1111-2222-3333-444455556667", "")
    assert list(told(taken(row)).values()) == [found]


def variables(**values: str) -> str:
    about = {"direction": "inbound", "uuid": "u1", "hangup_cause": "NORMAL_CLEARING", **values}
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in about.items())
    return f'<?xml version="1.0"?>\n<cdr core-uuid="x"><channel_data/><variables>{inside}</variables></cdr>\n'


IN_QUEUE = {"cc_queue": "support%40default", "cc_side": "member", "cc_queue_joined_epoch": str(T)}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"cc_queue_answered_epoch": str(T + 25)}, {"answered_at": 25}),
        ({"cc_queue_canceled_epoch": str(T + 25), "cc_cancel_reason": "BREAK_OUT"}, {"abandoned_at": 25}),
        (
            {"cc_queue_canceled_epoch": str(T + 25), "cc_cancel_reason": "TIMEOUT"},
            {"left_at": 25, "ending": Ending.TIMEOUT},
        ),
        (
            {"cc_queue_canceled_epoch": str(T + 25), "cc_cancel_reason": "NO_AGENT_TIMEOUT"},
            {"left_at": 25, "ending": Ending.EMPTY},
        ),
        (
            {"cc_queue_canceled_epoch": str(T + 25), "cc_cancel_reason": "EXIT_WITH_KEY"},
            {"left_at": 25, "ending": Ending.KEY},
        ),
    ],
)
def test_a_queue_of_freeswitch_tells_how_each_caller_left_it(values: dict[str, str], found: dict[str, Any]) -> None:
    log = taken(variables(**IN_QUEUE, **values))
    assert log.form is Form.FREESWITCH_CDR
    assert told(log) == {"u1": {"queue": "support", "offered_at": 0, **found}}


def test_operators_legs_are_not_counted_and_a_call_to_a_desk_waits_until_it_is_bridged() -> None:
    direct = {"caller_id_number": "0612345678", "start_epoch": str(T), "end_epoch": str(T + 90)}
    log = taken(
        variables(**IN_QUEUE | {"cc_side": "agent"})
        + variables(uuid="u2", bridge_epoch=str(T + 11), **direct)
        + variables(uuid="u3", direction="outbound", **direct)
        + variables(uuid="u4", last_app="playback", **direct)
    )
    assert told(log) == {"u2": {"offered_at": 0, "answered_at": 11}}
    assert log.passed_over == {PassedOver.OTHER_LEG: 2, PassedOver.NO_QUEUE: 1}


def test_json_records_say_the_same_as_xml_and_a_document_type_is_refused() -> None:
    record = '{"variables": {"uuid": "u1", "direction": "inbound", "hangup_cause": "X_Y", "cc_queue": "a", '
    record += f'"cc_queue_joined_epoch": "{T}", "cc_queue_answered_epoch": "{T + 4}"}}, "callflow": []}}'
    assert told(taken(f"{record}\n{record}"))["u1"] == {"queue": "a", "offered_at": 0, "answered_at": 4}
    growing = variables(**IN_QUEUE).replace("<cdr ", '<!DOCTYPE x [<!ENTITY a "b">]>\n<cdr ')
    inside = variables(uuid="&a;").replace("<cdr core", "<cdr><!DOCTYPE x []><cdr core")
    assert told(taken(growing)) == {"u1": {"queue": "support", "offered_at": 0}}  # its names are not even read
    assert refusals(taken(inside)) == {1: "is no record of mod_xml_cdr; give it as FreeSWITCH wrote it"}


# --- any table, by a mapping


MAPPED = mapping.parse(
    b"""
fields: {call: Id, queue: Coda, offered_at: [Giorno, Ora], wait_seconds: Attesa, ending: Esito}
dates: "%d/%m/%Y %H:%M:%S"
endings: {Risposta: answered, Abbandono: abandoned, Trabocco: overflow, Uscente: ignored}
"""
)
TABLE = "Id;Coda;Giorno;Ora;Attesa;Esito\n{}"


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("0:25;RISPOSTA", {"answered_at": 25}),
        ("12;Abbandono", {"abandoned_at": 12}),
        ("12,0;Trabocco", {"left_at": 12, "ending": Ending.OVERFLOW}),
    ],
)
def test_a_mapping_says_which_column_holds_what_and_what_its_words_mean(rest: str, found: dict[str, Any]) -> None:
    log = taken(TABLE.format(f"1;vendite;03/11/2026;09:00:00;{rest}\n"), mapping=MAPPED)
    assert told(log) == {"1": {"queue": "vendite", "offered_at": 0, **found}}


def test_a_mapping_that_says_nothing_of_a_word_has_the_line_refused_and_lines_may_be_passed_over() -> None:
    rows = "1;a;03/11/2026;09:00:00;1;Uscente\n2;a;03/11/2026;09:00:00;1;Boh\n3;a;3 nov;9;1;Risposta\n"
    log = taken(TABLE.format(rows), mapping=MAPPED)
    assert log.passed_over == {PassedOver.BY_MAPPING: 1}
    assert refusals(log) == {
        3: "ending: the mapping does not say what 'Boh' means; add it",
        4: "at: is no time as the mapping writes them; check dates",
    }


def test_a_table_without_the_columns_of_its_mapping_is_refused_with_their_names() -> None:
    with pytest.raises(BadInput, match="columns that are not there: Coda"):
        taken("Id;Giorno;Ora;Attesa;Esito\n", mapping=MAPPED)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("fields: {queue: q, offered_at: a}", "needs a column for call"),
        ("fields: {call: c}", "needs a column for offered_at or answered_at"),
        ("fields: {call: c, offered_at: a, ending: e}", "needs endings"),
        ("fields: {call: c, offered_at: a}\nzone: Roma", "is no time zone"),
        ("fields: {call: c, offered_at: a, colour: b}", "fields.colour"),
        ("[", "is no YAML"),
        ("- 1", "mapping"),
    ],
)
def test_a_mapping_that_cannot_work_is_refused(text: str, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        mapping.parse(text.encode())


def test_epochs_and_another_zone_are_read_as_the_mapping_says() -> None:
    fields = "fields: {call: id, offered_at: at, answered_at: up}\n"
    row = f"id,at,up\n1,{T * 1000},{T * 1000 + 5000}\n"
    assert told(taken(row, mapping=mapping.parse(f"{fields}dates: epoch_ms".encode())))["1"] == {
        "offered_at": 0,
        "answered_at": 5,
    }
    london = mapping.parse(f"{fields}zone: Europe/London".encode())
    text = "id,at,up\n1,2026-11-03 08:00:00,2026-11-03 08:00:07\n"
    assert told(taken(text, mapping=london))["1"] == {"offered_at": 0, "answered_at": 7}


# --- recognising


@pytest.mark.parametrize(
    "text", ["", "call,queue,offered_at\n", '[{"call": "c1"}]', "Dear all,\na|b|c|d|e\n", "WEBVTT\n", "a,b,c\n1,2,3\n"]
)
def test_what_is_no_telephone_systems_is_not_taken_for_one(text: str) -> None:
    assert recognised(text.encode()) is None


def test_the_services_own_forms_are_read_as_before() -> None:
    log = taken(f"call,offered_at\nc1,{NINE.isoformat()}\n")
    assert (log.form, told(log)) == (Form.OWN, {"c1": {"offered_at": 0}})


def test_clocks_that_show_an_hour_twice_mean_the_first_and_what_lies_ahead_is_refused() -> None:
    row = "2026-10-25 02:30:00,1.1,q,NONE,ENTERQUEUE,\n"
    log = taken("time,callid,queuename,agent,event,data1\n" + row)
    (line,) = log.lines
    assert isinstance(line.result, QueueCall)
    assert line.result.offered_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    ahead = (NOW + timedelta(days=3)).timestamp()
    assert list(refusals(taken(f"{int(ahead)}|1.1|q|NONE|ENTERQUEUE||06|1\n"))) == [1]


def test_the_way_of_interactions_names_a_queue_log_and_says_where_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "queue_log.1"
    path.write_text(CONNECTED)
    (refused,) = open_file(path, "queue_log.1", FileOptions(DocumentLimits(NOW), client="acme"))
    assert isinstance(refused, Refusal)
    assert "this is Asterisk's queue log" in str(refused.error)
    assert "qa-service queue import" in str(refused.error)
