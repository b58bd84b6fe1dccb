"""Messages of one conversation are one interaction, whatever files they come in, each message once."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from qa_service.ingest.documents import DocumentLimits
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import FileOptions, Incoming, Refusal
from qa_service.ingest.mail import subjects

OPTIONS = FileOptions(DocumentLimits(now=datetime(2026, 12, 1, tzinfo=UTC)), client="acme", centre=("acme.example",))
LUCA, HELP = "Luca Neri <luca@posta.example>", "Assistenza <help@acme.example>"


def mail(id: str, sender: str, to: str, hour: int, text: str, subject: str = "lavatrice", more: str = "") -> str:
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{id}>\n"
        f"Date: Tue, 3 Nov 2026 {hour:02}:00:00 +0100\n{more}\n{text}\n"
    )


FIRST = mail("m1", LUCA, HELP, 9, "La lavatrice perde acqua.")
ANSWER = mail("m2", HELP, LUCA, 10, "Mandiamo un tecnico.", "Re: lavatrice", "In-Reply-To: <m1>\nReferences: <m1>\n")
THANKS = mail("m3", LUCA, HELP, 11, "Grazie.", "R: lavatrice", "References: <m1> <m2>\n")


def read(folder: Path, **files: str) -> list[Any]:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return [item.interaction if isinstance(item, Incoming) else item for item in open_all([folder], OPTIONS)]


def test_single_files_of_a_folder_are_one_conversation(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, c_eml=THANKS, a_eml=FIRST, sub__b_eml=ANSWER)
    assert (contact.id, contact.direction, contact.customer) == ("m1", "inbound", "luca@posta.example")
    assert contact.identities.email == "luca@posta.example"
    assert [(turn.speaker, turn.text) for turn in contact.turns] == [
        ("customer", "La lavatrice perde acqua."),
        ("agent", "Mandiamo un tecnico."),
        ("customer", "Grazie."),
    ]


def test_a_maildir_has_no_endings_and_a_mailbox_joins_it(tmp_path: Path) -> None:
    box = f"From luca Tue Nov  3 09:00:00 2026\n{FIRST}\n"
    folder = tmp_path / "dir"
    for place, text in (("cur/1.host:2,S", ANSWER), ("new/2.host", THANKS)):
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    (folder / "Posta in arrivo").write_text(box, encoding="utf-8")
    (contact,) = read(folder)
    assert len(contact.turns) == 3


def test_a_copy_of_a_message_counts_once(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, a_eml=FIRST, b_eml=FIRST, c_eml=ANSWER, d_eml=ANSWER)
    assert len(contact.turns) == 2


def test_a_later_part_has_an_id_of_its_own_and_the_conversation_as_its_case(tmp_path: Path) -> None:
    """Nothing that is here under the id of the first message is in its way."""
    (contact,) = read(tmp_path, b_eml=ANSWER, c_eml=THANKS)
    assert (contact.id, contact.case, contact.direction, len(contact.turns)) == ("m2", "m1", "inbound", 2)
    assert contact.of_messages == ("m2", "m3")
    assert [turn.of_message for turn in contact.turns] == ["m2", "m3"]


def test_a_whole_conversation_is_its_own_case_whatever_the_clocks_of_its_writers_say(tmp_path: Path) -> None:
    early = ANSWER.replace("10:00", "08:00")
    (contact,) = read(tmp_path, a_eml=FIRST, b_eml=early, c_eml=THANKS)
    assert (contact.id, contact.case, len(contact.turns)) == ("m1", "m1", 3)


def test_what_a_message_quotes_of_another_is_no_second_turn(tmp_path: Path) -> None:
    quoting = ANSWER + "\nIl 3/11/2026 09:00, Luca Neri ha scritto:\n> La lavatrice perde\n> acqua.\n"
    (contact,) = read(tmp_path, a_eml=FIRST, b_eml=quoting)
    assert [turn.text for turn in contact.turns] == ["La lavatrice perde acqua.", "Mandiamo un tecnico."]


def test_inline_answers_are_turns_of_their_own(tmp_path: Path) -> None:
    text = "Il 3/11/2026 09:00, Luca Neri ha scritto:\n> Quando?\nDomani.\n> A che ora?\nAlle nove."
    (contact,) = read(tmp_path, a_eml=mail("m2", HELP, LUCA, 10, text, "Re: x", "In-Reply-To: <m1>\n"))
    assert [(turn.speaker, turn.text) for turn in contact.turns] == [
        ("customer", "Quando?"),
        ("agent", "Domani."),
        ("customer", "A che ora?"),
        ("agent", "Alle nove."),
    ]


def test_an_answer_without_references_is_found_by_subject_and_people(tmp_path: Path) -> None:
    bare = mail("m2", HELP, LUCA, 10, "Mandiamo un tecnico.", "RE: R: Lavatrice ")
    stranger = mail("m4", "Eva <eva@posta.example>", HELP, 10, "Anche la mia.", "Re: lavatrice")
    contacts = read(tmp_path, a_eml=FIRST, b_eml=bare, c_eml=stranger)
    assert sorted((contact.id, len(contact.turns)) for contact in contacts) == [("m1", 2), ("m4", 1)]


def test_the_same_subject_is_another_matter_later_or_without_an_answer(tmp_path: Path) -> None:
    new = mail("m5", LUCA, HELP, 12, "Perde di nuovo.")
    late = mail("m6", LUCA, HELP, 12, "E ora?", "Re: lavatrice").replace("3 Nov", "28 Nov")
    assert [contact.id for contact in read(tmp_path, a_eml=FIRST, b_eml=new, c_eml=late)] == ["m1", "m5", "m6"]


def test_outlook_tells_conversations_by_an_index(tmp_path: Path) -> None:
    index = "AQHYx1x2x3x4x5x6x7x8x9xAxBxCxD=="
    one = mail("m1", LUCA, HELP, 9, "Uno.", "a", f"Thread-Index: {index}\n")
    two = mail("m2", HELP, LUCA, 10, "Due.", "b", f"Thread-Index: {index}\n")
    assert [len(contact.turns) for contact in read(tmp_path, a_eml=one, b_eml=two)] == [2]


def test_mail_that_the_centre_begins_is_outbound(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, a_eml=mail("m1", HELP, LUCA, 9, "La sua garanzia scade.", "garanzia"))
    assert (contact.direction, contact.customer) == ("outbound", "luca@posta.example")


def test_a_lone_mail_that_came_to_a_mailbox_is_the_customers(tmp_path: Path) -> None:
    text = mail("m1", LUCA, "info@altro.example", 9, "Salve.", more="Delivered-To: info@altro.example\n")
    (contact,) = read(tmp_path, a_eml=text)
    assert [(turn.speaker, contact.customer) for turn in contact.turns] == [("customer", "luca@posta.example")]


def test_a_mail_that_a_colleague_hands_on_is_the_customers(tmp_path: Path) -> None:
    passed = "---------- Forwarded message ---------\nDa: Luca <luca@posta.example>\nDate: x\nSubject: y\n\nPerde."
    text = f"Te la giro.\n\n{passed}"
    (contact,) = read(tmp_path, a_eml=mail("m1", HELP, HELP, 9, text, "Fwd: y"))
    assert [turn.speaker for turn in contact.turns] == ["customer", "agent"]
    assert contact.customer == "luca@posta.example"


def test_a_mail_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    sealed = FIRST.replace("Message-ID: <m1>", "Message-ID: <m8>\nContent-Type: multipart/encrypted; boundary=b")
    items = read(tmp_path, a_eml=sealed, b_eml=ANSWER, c_pst="!BDN....")
    assert [str(item.error) for item in items if isinstance(item, Refusal)] == [
        "e-mail: is a whole data file of Outlook; export its messages as .msg or .eml files, or as a mailbox (.mbox)",
        "e-mail: is encrypted; export it from a program that can open it",
    ]
    assert [item.id for item in items if not isinstance(item, Refusal)] == ["m2"]


def test_a_line_that_begins_like_a_separator_is_a_sentence(tmp_path: Path) -> None:
    text = FIRST + "\nFrom here on nobody answered in 2026:\nhelp: never.\n\n>From Rome, Luca\n"
    (contact,) = read(
        tmp_path, a_mbox=f"From luca Tue Nov  3 09:00:00 2026\n{text}\nFrom x Tue Nov  3 10:00:00 2026\n{ANSWER}"
    )
    assert contact.turns[0].text.endswith("From here on nobody answered in 2026:\nhelp: never.\n\nFrom Rome, Luca")


@pytest.mark.parametrize(
    "prefix", ["Re", "R", "RE[2]", "AW", "Antw", "Fwd", "I", "WG", "TR", "RV", "Re: AW", "[EXTERNAL] Re"]
)
def test_a_subject_is_the_same_however_it_is_answered(prefix: str) -> None:
    assert subjects.bare(f"{prefix}: Lavatrice  rotta") == subjects.bare("lavatrice rotta")


def test_a_subject_that_begins_like_a_prefix_stays() -> None:
    assert subjects.bare("Rimborso: quando?") == "rimborso: quando?"
    assert not subjects.is_reply("Ricevuta: manca")
