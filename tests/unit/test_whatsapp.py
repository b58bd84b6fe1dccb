"""Chats that WhatsApp exported become contacts, whatever telephone and language wrote them."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.domain.interaction import Interaction
from qa_service.ingest.files import open_all
from qa_service.ingest.incoming import Incoming
from tests.transcripts import OPTIONS, interactions, refusal, said

DATES = {
    "android, Italian": ("03/11/26, 09:14 - ", "23/11/26, 18:05 - "),
    "android, Italian, long year": ("03/11/2026, 09:14 - ", "23/11/2026, 18:05 - "),
    "android, Portuguese": ("03/11/2026 09:14 - ", "23/11/2026 18:05 - "),
    "android, German": ("03.11.26, 09:14 - ", "23.11.26, 18:05 - "),
    "android, German with a word": ("03.11.2026 um 09:14 - ", "23.11.2026 um 18:05 - "),
    "android, French": ("03/11/2026 à 09:14 - ", "23/11/2026 à 18:05 - "),
    "android, Dutch": ("03-11-26 09:14 - ", "23-11-26 18:05 - "),
    "android, United States": ("11/3/26, 9:14 AM - ", "11/23/26, 6:05 PM - "),
    "android, United States, narrow blank": ("11/3/26, 9:14\u202fAM - ", "11/23/26, 6:05\u202fPM - "),
    "android, India": ("03/11/2026, 9:14 am - ", "23/11/2026, 6:05 pm - "),
    "android, Spanish": ("3/11/26 9:14 a.\u00a0m. - ", "23/11/26 6:05 p.\u00a0m. - "),
    "android, year first": ("2026/11/03, 09:14 - ", "2026/11/23, 18:05 - "),
    "android, ISO": ("2026-11-03, 09:14 - ", "2026-11-23, 18:05 - "),
    "iOS, Italian": ("[03/11/26, 09:14:00] ", "[23/11/26, 18:05:00] "),
    "iOS, Italian, dots": ("[03/11/26, 09.14.00] ", "[23/11/26, 18.05.00] "),
    "iOS, German": ("[03.11.26, 09:14:00] ", "[23.11.26, 18:05:00] "),
    "iOS, United States": ("[11/3/26, 9:14:00\u202fAM] ", "[11/23/26, 6:05:00\u202fPM] "),
    "iOS, year first": ("[2026-11-03, 9:14:00 AM] ", "[2026-11-23, 6:05:00 PM] "),
    "iOS, Swedish": ("[2026-11-03 09:14:00] ", "[2026-11-23 18:05:00] "),
    "iOS, Finnish": ("[3.11.2026 klo 9.14.00] ", "[23.11.2026 klo 18.05.00] "),
    "iOS, old": ("03/11/26, 09:14:00: ", "23/11/26, 18:05:00: "),
    "month in letters": ("3 nov 2026, 09:14 - ", "23 nov 2026, 18:05 - "),
    "marks of direction": ("\u200e[\u200e03/11/26, 09:14:00] ", "\u200e[\u200e23/11/26, 18:05:00] "),
}


def read(folder: Path, text: str, name: str = "_chat.txt", *, centre: tuple[str, ...] = ()) -> list[Interaction]:
    return interactions(folder, name, text, replace(OPTIONS, centre=centre))


@pytest.mark.parametrize("style", DATES)
def test_dates_of_all_telephones_are_read(style: str, tmp_path: Path) -> None:
    first, second = DATES[style]
    chat = f"{first}Anna: buongiorno\n{second}Bruno: buonasera\nsu due righe\n"
    contacts = read(tmp_path, chat)
    assert [str(contact.started_at) for contact in contacts] == [
        "2026-11-03 09:14:00+01:00",
        "2026-11-23 18:05:00+01:00",
    ]
    assert [said(contact) for contact in contacts] == [[(None, "buongiorno")], [(None, "buonasera\nsu due righe")]]


@pytest.mark.parametrize(
    ("dates", "started"),
    [
        (("03/11/26", "04/11/26"), "2026-11-03"),  # both orders are dates in their order: the day goes first
        (("10/03/26", "03/04/26"), "2026-03-10"),  # 10 Mar, 3 Apr; the other way 3 Oct, 4 Mar goes back
        (("05/02/26", "08/01/26"), "2026-05-02"),  # 2 May, 1 Aug; the other way 5 Feb, 8 Jan goes back
        (("11/03/26", "11/12/26"), "2026-11-03"),  # 12 Nov; the other way 11 December lies in the future
        (("01/02/26", "01/13/26"), "2026-01-02"),  # there is no 13th month
        (("26/01/02", "26/01/30"), "2026-01-02"),  # the year first: 26 January 2002 was before WhatsApp
    ],
)
def test_the_whole_file_tells_day_from_month(dates: tuple[str, str], started: str, tmp_path: Path) -> None:
    chat = "".join(f"{day}, 09:14 - Anna: buongiorno\n" for day in dates)
    assert str(read(tmp_path, chat)[0].started_at).startswith(started)


def test_capital_halves_of_the_day_without_zeros_are_american(tmp_path: Path) -> None:
    chat = "3/4/26, 9:14 AM - Ann: hello\n3/5/26, 9:14 AM - Ann: hello\n"
    assert str(read(tmp_path, chat)[0].started_at).startswith("2026-03-04")


SYSTEM = [
    "I messaggi e le chiamate sono crittografati end-to-end. Solo le persone in questa chat possono leggerne.",
    "Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read them.",
    "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
    'Anna ha creato il gruppo "Reclami: nord"',
    'Anna changed the subject from "a: b" to "c"',
    "Anna ha aggiunto Bruno",
    "Hai cambiato l'immagine del gruppo",
]
OWN_NOTICES = [
    "Questo messaggio è stato eliminato",
    "Hai eliminato questo messaggio",
    "This message was deleted",
    "You deleted this message",
    "Diese Nachricht wurde gelöscht.",
    "Chiamata vocale persa",
    "Missed voice call",
]
MEDIA = [
    "<Media omessi>",
    "<Media omitted>",
    "<Medien ausgeschlossen>",
    "IMG-20261103-WA0001.jpg (file allegato)",
    "IMG-20261103-WA0001.jpg (file attached)",
    "\u200eimmagine omessa",
    "\u200eimage omitted",
    "\u200esticker non incluso",
    "bolletta.pdf • \u200e2 pagine documento omesso",
    "\u200e<allegato: 00000012-PHOTO-2026-11-03.jpg>",
    "\u200e<attached: 00000012-PHOTO-2026-11-03.jpg>",
    "posizione: https://maps.google.com/?q=45.46,9.19",
]


@pytest.mark.parametrize("line", SYSTEM)
def test_what_the_program_says_is_nobodys_turn(line: str, tmp_path: Path) -> None:
    chat = f"03/11/26, 09:13 - {line}\n03/11/26, 09:14 - Anna: ciao\n03/11/26, 09:15 - Bruno: salve\n"
    assert said(read(tmp_path, chat)[0]) == [(None, "ciao"), (None, "salve")]


@pytest.mark.parametrize("line", [*OWN_NOTICES, "\u200e" + SYSTEM[0], "\u200eAnna ha aggiunto Bruno"])
def test_notices_under_a_persons_name_are_no_words(line: str, tmp_path: Path) -> None:
    chat = f"[03/11/26, 09:13:00] Anna: {line}\n[03/11/26, 09:14:00] Bruno: ciao\n"
    assert [text for _, text in said(read(tmp_path, chat)[0])] == ["ciao"]


@pytest.mark.parametrize("line", MEDIA)
def test_media_are_marked_and_are_no_words(line: str, tmp_path: Path) -> None:
    chat = f"03/11/26, 09:13 - Anna: {line}\n03/11/26, 09:14 - Bruno: ciao\n"
    assert [text for _, text in said(read(tmp_path, chat)[0])] == ["[MEDIA]", "ciao"]


@pytest.mark.parametrize(
    "words",
    ["IVA non inclusa", "il prezzo è escluso", "ho eliminato questo messaggio", "chiamata vocale no grazie",
     "foto: ecco", "messaggio: la bolletta è doppia", "la spedizione era non inclusa"],
)  # fmt: skip
def test_what_people_write_stays(words: str, tmp_path: Path) -> None:
    chat = f"03/11/26, 09:13 - Anna: {words}\n"
    assert [text for _, text in said(read(tmp_path, chat)[0])] == [words]


def test_the_words_below_a_picture_and_of_an_edited_message_are_words(tmp_path: Path) -> None:
    chat = (
        "03/11/26, 09:13 - Anna: IMG-1.jpg (file allegato)\necco la foto\n"
        "03/11/26, 09:14 - Anna: ora è giusto <Questo messaggio è stato modificato>\n"
    )
    assert [text for _, text in said(read(tmp_path, chat)[0])] == ["ecco la foto", "ora è giusto"]


TWO = "03/11/26, 09:13 - {customer}: la bolletta è doppia\n03/11/26, 09:14 - {agent}: controllo subito\n"


def test_the_centre_is_known_by_the_name_that_is_set(tmp_path: Path) -> None:
    chat = TWO.format(customer="Mario", agent="Acme Assistenza")
    (contact,) = read(tmp_path, chat, centre=("acme.example", "acme assistenza"))
    assert said(contact) == [("customer", "la bolletta è doppia"), ("agent", "controllo subito")]


@pytest.mark.parametrize(
    "name",
    ["WhatsApp Chat with Mario Rossi.txt", "Chat WhatsApp con Mario Rossi.txt", "WhatsApp Chat mit Mario Rossi.txt"],
)
def test_the_file_is_named_after_the_customer(name: str, tmp_path: Path) -> None:
    (contact,) = read(tmp_path, TWO.format(customer="Mario Rossi", agent="Acme"), name)
    assert [party for party, _ in said(contact)] == ["customer", "agent"]


def test_an_iphone_names_only_the_archive_after_the_customer(tmp_path: Path) -> None:
    for name in ("Mario Rossi", "Ugo Neri"):
        with zipfile.ZipFile(tmp_path / f"WhatsApp Chat - {name}.zip", "w") as archive:
            archive.writestr("_chat.txt", TWO.format(customer=name, agent="Acme"))
    contacts = [item.interaction for item in open_all([tmp_path], OPTIONS) if isinstance(item, Incoming)]
    assert [[party for party, _ in said(contact)] for contact in contacts] == [["customer", "agent"]] * 2
    assert [contact.id for contact in contacts] == [
        "WhatsApp Chat - Mario Rossi/2026-11-03T09:13",
        "WhatsApp Chat - Ugo Neri/2026-11-03T09:13",
    ]
    assert len({contact.customer for contact in contacts}) == 2


def test_a_bare_number_is_the_customer_and_what_it_is_known_by(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, TWO.format(customer="+39 333 123 4567", agent="Acme"))
    assert [party for party, _ in said(contact)] == ["customer", "agent"]
    assert contact.identities is not None
    assert (contact.customer, contact.identities.phone) == ("+39 333 123 4567", "+39 333 123 4567")


def test_who_deleted_a_message_of_their_own_exported_the_chat(tmp_path: Path) -> None:
    chat = TWO.format(customer="Mario", agent="Anna") + "03/11/26, 09:15 - Anna: Hai eliminato questo messaggio\n"
    assert [party for party, _ in said(read(tmp_path, chat)[0])] == ["customer", "agent"]


def test_on_a_customers_telephone_nobody_is_presumed_the_centre(tmp_path: Path) -> None:
    chat = "03/11/26, 09:12 - This chat is with a business account. Tap to learn more.\n"
    chat += TWO.format(customer="Mario", agent="Acme")
    (contact,) = read(tmp_path, chat, "WhatsApp Chat with Acme.txt")
    assert [(turn.speaker, turn.voice) for turn in contact.turns] == [(None, 0), (None, 1)]


def chat_of(*lines: tuple[str, str]) -> str:
    return "".join(f"{day}, 09:00 - {name}: ciao\n" for day, name in lines)


@pytest.mark.parametrize(
    ("lines", "sizes"),
    [
        ([("02/11/26", "Mario"), ("03/11/26", "Acme")], [2]),  # within a day
        ([("02/11/26", "Mario"), ("05/11/26", "Acme")], [2]),  # an answer after three days
        ([("02/11/26", "Mario"), ("06/11/26", "Acme")], [1, 1]),  # after four it is none
        ([("02/11/26", "Mario"), ("04/11/26", "Mario")], [1, 1]),  # nobody answers themselves
        ([("02/11/26", "Acme"), ("04/11/26", "Mario")], [1, 1]),  # the customer comes back
    ],
)
def test_contacts_begin_after_a_pause(lines: list[tuple[str, str]], sizes: list[int], tmp_path: Path) -> None:
    contacts = read(tmp_path, chat_of(*lines), centre=("Acme",))
    assert [len(contact.turns) for contact in contacts] == sizes
    assert len({contact.id for contact in contacts}) == len(sizes)
    assert len({contact.customer for contact in contacts}) == 1


def test_a_later_export_gives_the_same_contacts_the_same_ids(tmp_path: Path) -> None:
    earlier = chat_of(("02/11/26", "Mario"), ("10/11/26", "Mario"))
    later = earlier + chat_of(("20/11/26", "Mario"))
    before, after = read(tmp_path, earlier), read(tmp_path, later)
    assert [contact.id for contact in after][:2] == [contact.id for contact in before]


@pytest.mark.parametrize(
    "log",
    [
        "2026-11-03 09:14:05 - INFO: started\n2026-11-03 09:14:06 - ERROR: stopped\n",
        "[2026-11-03 09:14:05] local.ERROR: stopped\n",
        "[2026-11-03 09:14:05] WARNING: stopped\n",
    ],
)
def test_a_log_is_no_chat(log: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, "log.txt", log).startswith("is of no kind that is read")


def test_a_chat_of_pictures_is_refused_by_its_name(tmp_path: Path) -> None:
    chat = "03/11/26, 09:13 - Anna: <Media omessi>\n"
    sentence = refusal(tmp_path, "chat.txt", chat)
    assert sentence == "WhatsApp export: holds no words of a conversation; export the chat with its messages"
