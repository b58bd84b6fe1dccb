"""Outlook's messages and winmail.dat, and their damaged copies: words, or a sentence that says what is wrong."""

import base64
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_file
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal
from qa_service.ingest.mail import charsets, tnef
from tests.fuzz.mutations import mutated

MAILS = Path(__file__).parents[1] / "mails"
OPTIONS = FileOptions(DocumentLimits(now=datetime(2026, 12, 1, tzinfo=UTC)), client="acme", centre=("acme.example",))


def read(path: Path) -> list[Incoming | Refusal]:
    return list(open_file(path, path.stem, OPTIONS))


def test_a_message_of_outlook_is_a_contact_by_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "no-ending"
    path.write_bytes((MAILS / "test-outlook.msg").read_bytes())
    (item,) = read(path)
    assert isinstance(item, Incoming)
    contact = item.interaction
    assert contact.turns[0].text.startswith("La réponse à vos attentes en matière de messagerie")
    assert (contact.turns[0].speaker, contact.customer) == ("customer", "msoe@microsoft.com")
    assert contact.started_at == datetime(2007, 4, 5, 16, 26, 6, tzinfo=UTC)


def test_an_appointment_is_named() -> None:
    (item,) = read(MAILS / "testMSG_Appointment.msg")
    assert isinstance(item, Refusal)
    assert str(item.error).startswith("e-mail: is an appointment, not a message")


def test_the_text_in_winmail_counts_where_nothing_else_is_written() -> None:
    (item,) = read(MAILS / "tnef-ukr.eml")
    assert isinstance(item, Incoming)
    assert item.interaction.turns[0].text.startswith("шостий")
    raw = (MAILS / "tnef-ukr.eml").read_bytes()
    packed = raw[raw.index(b"eJ8+") :].partition(b"--")[0]
    message = tnef.message(base64.b64decode(packed))
    assert message is not None
    assert message.get_payload()


@pytest.mark.parametrize("name", ["test-outlook.msg", "testMSG_Appointment.msg", "tnef-ukr.eml"])
def test_damaged_ones_end_in_words_or_in_a_sentence(name: str, tmp_path: Path) -> None:
    random = Random(20261201)
    path = tmp_path / name
    for _ in range(60):
        path.write_bytes(mutated((MAILS / name).read_bytes(), random))
        for item in read(path):
            assert isinstance(item, Incoming) or "\n" not in str(item.error)


@pytest.mark.parametrize(
    ("text", "written", "declared"),
    [
        ("perché – “sì”", "cp1252", "iso-8859-1"),
        ("perché", "utf-8", "us-ascii"),
        ("perché", "utf-8", "klingon"),
        ("perché", "cp1252", ""),
        ("perché", "cp1252", "utf-8"),
        ("스티해", "cp949", "ks_c_5601-1987"),
        ("すみません。", "iso2022_jp", "iso-2022-jp"),
        ("镕基", "gb18030", "gb2312"),
        ("Привет", "koi8-r", "koi8-r"),
    ],
)
def test_a_charset_is_what_programs_write_under_its_name(text: str, written: str, declared: str) -> None:
    assert charsets.decode(text.encode(written), declared) == text
