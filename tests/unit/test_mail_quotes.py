"""A mail is cut at the headings of what it quotes and passes on, in five languages, and nothing is lost."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.mail import heading_writers, headings, html_lines, lines, quotes
from qa_service.ingest.mail.headings import Heading

HEADINGS = [
    "Il giorno lun 2 nov 2026 alle ore 10:20 Luca Neri <luca@posta.example> ha scritto:",
    "Il 02/11/2026 10:20, Luca Neri ha scritto:",
    "In data lunedì 2 novembre 2026 10:20:00 CET, Luca Neri ha scritto:",
    "On Mon, 2 Nov 2026, Luca Neri wrote:",
    "On Nov 21, 2026,\nat 10:18,\nLuca Neri <luca@posta.example> wrote:",
    "On Mon, Nov 2, 2026 at 7:50 AM, Luca Neri <luca@posta.example\n> wrote:",
    "Am Mo., 2. Nov. 2026 um 10:20 Uhr schrieb Luca Neri <luca@posta.example>:",
    "Am 02.11.26 um 10:20 schrieb Luca Neri:",
    "Am Montag, 2. November 2026 um 10:20:00 MEZ hat Luca <luca@posta.example> Folgendes geschrieben:",
    "Le lun. 2 nov. 2026 à 10:20, Luca Neri <luca@posta.example> a écrit :",
    "Le 02/11/2026 à 10:20, Luca Neri a écrit :",
    "El lun, 2 nov 2026 a las 10:20, Luca Neri (<luca@posta.example>) escribió:",
    "El 2/11/26 a las 10:20, Luca Neri escribió:",
    "2026-11-02 10:20 GMT+01:00 Luca Neri <luca@posta.example>:",
    "---- On Mon, 02 Nov 2026 10:20:00 +0100 Luca Neri <luca@posta.example> wrote ----",
    "Quoting Luca Neri <luca@posta.example>:",
    "Da: Luca Neri\nInviato: lunedì 2 novembre 2026\nA: Assistenza\nOggetto: lavatrice",
    "From: Luca\nSent: Monday\nTo: a@x.example;\nb@x.example\nSubject: washer",
    "*From:* Luca\n*Subject:* washer",
    "Von: Luca Neri\nGesendet: Montag, 2. November 2026 10:20\nAn: Service\nBetreff: Heizung",
    "De : Luca Neri\nEnvoyé : lundi 2 novembre 2026 10:20\nÀ : Service\nObjet : panne",
    "De: Luca Neri\nEnviado el: lunes, 2 de noviembre de 2026 10:20\nPara: Soporte\nAsunto: avería",
    "________________________________\nFrom: Luca\nSent: Monday\nTo: a@x.example\nSubject: washer",
    "-----Original Message-----",
    "----- Messaggio originale -----",
    "-----Ursprüngliche Nachricht-----\nVon: Luca\nAn: Service\nBetreff: x",
    "-------- Message d'origine --------",
    "-------- Mensaje original --------",
]
FORWARDS = [
    "---------- Forwarded message ---------\nDa: Luca Neri <luca@posta.example>\nDate: lun 2 nov 2026\nSubject: x",
    "-------- Messaggio Inoltrato --------\nOggetto: x\nData: 2 nov\nMittente: Luca <luca@posta.example>",
    "Inizio messaggio inoltrato:\n\nDa: Luca Neri\nOggetto: x",
    "Begin forwarded message:",
    "Anfang der weitergeleiteten Nachricht:",
    "Début du message transféré :",
    "Inicio del mensaje reenviado:",
]


def cut(text: str) -> list[tuple[int, str]]:
    return [(item.level, item.text) for item in quotes.said(lines.of_text(text))]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_parts_what_is_new_from_what_is_quoted(heading: str) -> None:
    assert cut(f"Domani alle 9.\n\n{heading}\n\nPerde acqua.\nLuca") == [
        (1, "Perde acqua.\nLuca"),
        (0, "Domani alle 9."),
    ]


@pytest.mark.parametrize("heading", HEADINGS)
def test_what_stands_below_a_marked_quote_is_new(heading: str) -> None:
    text = f"{heading}\n> Quando?\n\nDomani.\n\n> Dove?\n\nA casa."
    assert cut(text) == [(1, "Quando?"), (0, "Domani."), (1, "Dove?"), (0, "A casa.")]


@pytest.mark.parametrize("heading", FORWARDS)
def test_what_is_passed_on_is_marked(heading: str) -> None:
    passed, own = quotes.said(lines.of_text(f"Vi giro questa.\n\n{heading}\n\nPerde acqua."))
    assert (passed.text, passed.forwarded) == ("Perde acqua.", True)
    assert (own.text, own.forwarded) == ("Vi giro questa.", False)


@pytest.mark.parametrize(
    "text",
    [
        "Il tecnico non è venuto.\nHo scritto: nessuno risponde.",
        "Il 3 novembre il vostro operatore mi ha scritto:\nè tutto gratis.",
        "On Monday nobody came.",
        "Oggetto: reclamo\nBuongiorno, la lavatrice perde.",
        "Da: Milano\nA: Roma\nData: 14 novembre",
        "Il\n\nche\n\nmi ha scritto:",
        "Ordine n. 5:\ndue lampade",
    ],
)
def test_words_that_only_look_like_a_heading_part_nothing(text: str) -> None:
    assert cut(text) == [(0, text)]


def test_quotes_of_quotes_are_older_words_of_the_other_side() -> None:
    older = "> Ecco.\n>\n> Il 1/11/2026 9:00, Luca ha scritto:\n>> Mi serve."
    text = f"Grazie.\n\nIl 2/11/2026 10:20, Anna ha scritto:\n{older}"
    assert cut(text) == [(2, "Mi serve."), (1, "Ecco."), (0, "Grazie.")]


@given(
    st.lists(
        st.sampled_from(
            (
                *(
                    "From: a@b.example",
                    "Subject: b",
                    "On 2026 10:20 x",
                    "wrote:",
                    "",
                    "> ciao",
                    "> > no",
                    "testo",
                    "-- ",
                ),
                *("Il y ha scritto:", "_" * 12, "---- Messaggio originale ----", ">", "Begin forwarded message:"),
            )
        )
    )
)
def test_any_lines_are_cut_and_no_word_appears_twice(page: list[str]) -> None:
    text = "\n".join(page)
    said = [word for item in quotes.said(lines.of_text(text)) for word in item.text.split()]
    assert len(said) <= len(text.split())


@given(st.text(alphabet='<>/="abp \n&;-!@:', max_size=400))
def test_any_page_has_lines(page: str) -> None:
    assert all("\n" not in line.text for line in html_lines.of_html(page))


def test_programs_tell_in_their_pages_what_is_quoted() -> None:
    page = (
        '<div>Va bene.</div><div class="gmail_quote"><div class="gmail_attr">Op ma 2 nov schreef Anna:<br></div>'
        '<blockquote class="gmail_quote">Domani?</blockquote></div><blockquote style="margin:0 0 0 40px;border:none">'
        "rientrato</blockquote>"
    )
    said = [(item.level, item.text) for item in quotes.said(html_lines.of_html(page))]
    assert said == [(0, "Va bene."), (1, "Domani?"), (0, "rientrato")]


def test_a_heading_names_its_writer_and_the_time() -> None:
    sent = datetime.fromisoformat("2026-11-03T11:00:00+01:00")
    for heading in (*HEADINGS[:2], HEADINGS[6], HEADINGS[9], HEADINGS[11], HEADINGS[13]):
        assert heading_writers.writer(heading).name == "Luca Neri"
        assert heading_writers.moment(heading, sent) == datetime.fromisoformat("2026-11-02T10:20:00+01:00")
    assert heading_writers.moment("On 02/11/2026 10:20, Luca wrote:", sent) is None  # November, or February?
    assert heading_writers.moment("On Nov 2, 2026 at 10:20 PM, Luca wrote:", sent).hour == 22  # type: ignore[union-attr]
    assert heading_writers.moment("On Nov 2, 2027 at 10:20, Luca wrote:", sent) is None


def test_a_heading_tells_its_size() -> None:
    page = lines.of_text("Da: Luca\nInviato: ieri\n\nParole")
    assert headings.at(page, 0) == Heading(2, "Da: Luca\nInviato: ieri")
    assert headings.at(page, 3) is None
