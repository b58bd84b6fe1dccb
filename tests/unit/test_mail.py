"""E-mail files become interactions: quoted history included, parties known where the centre's addresses are."""

import quopri
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from qa_service.errors import BadDocument
from tests.unit.mail_files import read_eml, read_mbox

REPLY = dedent("""\
    From: Assistenza Acme <help@acme.example>
    To: Luca Neri <luca@posta.example>
    Subject: Re: lavatrice
    Date: Tue, 3 Nov 2026 11:00:00 +0100
    Message-ID: <m2@acme.example>
    In-Reply-To: <m1@posta.example>
    Content-Type: text/plain; charset=utf-8

    Gentile cliente,
    il tecnico passa domani alle 9.

    Cordiali saluti
    Anna

    Il giorno lun 2 nov 2026 alle ore 10:20 Luca Neri <luca@posta.example> ha scritto:

    > La lavatrice perde acqua.
    > Luca
    """).encode()
FIRST = dedent("""\
    From: luca@posta.example
    Subject: lavatrice
    Date: Mon, 2 Nov 2026 10:20:00 +0100
    Message-ID: <m1@posta.example>
    Content-Type: text/html; charset=utf-8

    <html><head><style>p {color: red}</style></head>
    <body><p>La lavatrice <b>perde</b> acqua.</p><p>Luca</p></body></html>
    """).encode()


def test_quoted_history_becomes_the_turns_before() -> None:
    document = read_eml(REPLY, centre=["acme.example"])
    assert [turn["speaker"] for turn in document["turns"]] == ["customer", "agent"]
    assert document["turns"][0]["text"] == "La lavatrice perde acqua.\nLuca"
    assert document["turns"][1]["text"].startswith("Gentile cliente,")
    assert "ha scritto" not in document["turns"][1]["text"]
    assert (document["id"], document["case"]) == ("m2@acme.example", "m1@posta.example")


def test_without_the_centres_addresses_writers_are_voices_to_be_told_apart_later() -> None:
    document = read_eml(REPLY, centre=[])
    assert [(turn["speaker"], turn["voice"]) for turn in document["turns"]] == [(None, 0), (None, 1)]


@pytest.mark.parametrize(("centre", "known"), [(["help@acme.example"], True), (["me.example"], False)])
def test_an_address_or_its_whole_domain_names_the_centre(centre: list[str], known: bool) -> None:
    assert (read_eml(REPLY, centre)["turns"][1]["speaker"] == "agent") is known


def test_html_is_read_as_text_without_styles() -> None:
    document = read_eml(FIRST, centre=[])
    assert document["turns"][0]["text"] == "La lavatrice perde acqua.\n\nLuca"


def test_a_mailbox_gives_one_interaction_a_thread_in_order_of_time(tmp_path: Path) -> None:
    other = FIRST.replace(b"m1@", b"m9@").replace(b"lavatrice", b"fattura")
    box = tmp_path / "box.mbox"
    box.write_bytes(
        b"".join(b"From x Mon Nov  2 10:20:00 2026\n" + message + b"\n" for message in (REPLY, FIRST, other))
    )
    threads: list[Any] = list(read_mbox(box, centre=["acme.example"]))
    assert [thread["id"] for thread in threads] == ["m1@posta.example", "m9@posta.example"]
    assert [turn["speaker"] for turn in threads[0]["turns"]] == ["customer", "agent"]
    assert threads[0]["started_at"] < threads[0]["ended_at"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"hello", "has no From header"),
        (b"From: a@b.example\n\n", "holds no text"),
        (b"From: a@b.example\nContent-Type: image/png\n\nxx", "holds no text"),
    ],
)
def test_a_file_without_a_message_is_refused(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadDocument, match=sentence):
        read_eml(raw, centre=[])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"From: a@b.example\nContent-Type: text/plain; name=" + b"x" * 1000 + b"\n\nciao", "a header of over 1000"),
        (b"From: a@b.example\n\n" + b"parola " * 80_000, "a text of over 500000 characters"),
    ],
)
def test_what_would_take_too_long_is_refused(raw: bytes, sentence: str) -> None:
    with pytest.raises(BadDocument, match=sentence):
        read_eml(raw, centre=[])


def test_pictures_written_into_a_page_do_not_count_as_text() -> None:
    raw = b'From: a@b.example\nContent-Type: text/html\n\n<p>ciao</p><img src="data:image/png;base64,%s">'
    assert read_eml(raw % (b"QUJD" * 200_000), centre=[])["turns"][0]["text"] == "ciao"


def test_an_empty_mailbox_is_refused(tmp_path: Path) -> None:
    (tmp_path / "box.mbox").write_bytes(b"")
    (refusal,) = read_mbox(tmp_path / "box.mbox", centre=[])
    assert "holds no message" in str(refusal)


def test_bytes_that_do_not_fit_their_charset_are_still_read() -> None:
    raw = b"From: a@b.example\nContent-Type: text/plain; charset=klingon\n\nperch\xc3\xa9"
    assert read_eml(raw, centre=[])["turns"][0]["text"] == "perché"


def test_a_damaged_message_of_a_mailbox_stops_no_other_and_is_named(tmp_path: Path) -> None:
    box = tmp_path / "box.mbox"
    separator = "From andré@posta.example Mon Nov  2 10:20:00 2026\n".encode("latin-1")
    box.write_bytes(
        separator + FIRST + b"\n" + separator + b"From: %s\n\nsalve\n\n" % (b"x" * 1001) + separator + REPLY
    )
    refusal, thread = read_mbox(box, centre=["acme.example"])
    assert isinstance(refusal, BadDocument)
    assert str(refusal) == "message 2: has a header of over 1000 characters; export the message anew"
    assert isinstance(thread, dict)
    assert [turn["speaker"] for turn in thread["turns"]] == ["customer", "agent"]


def test_what_was_packed_twice_is_unpacked_twice() -> None:
    body = "perch=C3=A9 la bolletta =\nè doppia e =\nnon la pago =\nancora".replace("è", "=C3=A8")
    twice = quopri.encodestring(body.encode()).decode()
    head = "From: a@b.example\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    (turn,) = read_eml((head + twice).encode(), [])["turns"]
    assert turn["text"] == "perché la bolletta è doppia e non la pago ancora"
    (turn,) = read_eml((head + quopri.encodestring(b"1 =3D 1 =\n2 = 3").decode()).encode(), [])["turns"]
    assert turn["text"] == "1 =3D 1 =\n2 = 3", "too little to tell"


def test_the_mark_of_a_tracker_is_no_word() -> None:
    (turn,) = read_eml("From: a@b.example\nSubject: x\n\nbuongiorno\n\n\u1427\n".encode(), [])["turns"]
    assert turn["text"] == "buongiorno"
