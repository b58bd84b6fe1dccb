"""Names that are rare, foreign, word-like or said without capitals, over several turns; and what must stay readable."""

import time

import pytest

from qa_service.understand.pii import PresidioFinder
from qa_service.understand.recognizers import lexicon, names
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import converse


def people(*texts: str) -> list[str]:
    return [text for text, kind in converse(*texts) if kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("grazie marco", "marco"),
        ("sono giulia", "giulia"),
        ("parlo con la signora esposito", "esposito"),
        ("sono samuela dell'assistenza come posso aiutarla", "samuela"),
        ("pronto il signor petrosyan", "petrosyan"),
        ("l'utenza è intestata a mio marito bogdan", "bogdan"),
        ("il dottor okonkwo mi ha detto di chiamare", "okonkwo"),
        ("l'avvocato xhaferri non risponde", "xhaferri"),
        ("mia figlia Chioma ha sei anni", "Chioma"),
        ("Rag. Quaglietta, buongiorno", "Quaglietta"),
        ("thanks priya", "priya"),
        ("it's priya", "priya"),
        ("speaking to Mr okafor", "okafor"),
        ("my daughter chloe", "chloe"),
        ("is that mrs o'shaughnessy", "o'shaughnessy"),
        ("hi it's oluwaseun again", "oluwaseun"),
        ("Regards,\nMrs A. Kowalczyk-Hume", "A. Kowalczyk-Hume"),
        ("Saluti\nG. Dell'Orto", "G. Dell'Orto"),
        ("My surname has changed to Bassey-Thorne", "Bassey-Thorne"),
        ("Buongiorno, mi chiamo Jean-Baptiste N'Guessan.", "Jean-Baptiste N'Guessan"),
    ],
)
def test_a_name_of_any_kind_is_hidden_whole(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    ("question", "answer", "name"),
    [
        ("mi dice il cognome", "price", "price"),
        ("il cognome", "fiore", "fiore"),
        ("nome e cognome", "bianchi anna", "bianchi anna"),
        ("a chi è intestata l'utenza", "quispe mamani", "quispe mamani"),
        ("il nome dell'intestatario", "lo presti nunzia", "lo presti nunzia"),
        ("cognome", "d'ambrosio", "d'ambrosio"),
        ("Cognome?", "Văcărescu", "Văcărescu"),
        ("what's your surname", "nguyen", "nguyen"),
        ("can i take your name please", "yeah it's gerald fitzwilliam pugh", "gerald fitzwilliam pugh"),
        ("what name is it under", "desmond sale", "desmond sale"),
        ("and the surname", "zbrzezny", "zbrzezny"),
        ("mother's maiden name", "cruickshank", "cruickshank"),
    ],
)
def test_what_is_answered_to_the_question_for_a_name_is_one(question: str, answer: str, name: str) -> None:
    assert name in people(question, answer)


def test_a_name_is_known_in_the_whole_contact_whatever_its_case() -> None:
    said = people("sono Zvonimira Ardizzi", "buongiorno zvonimira", "ZVONIMIRA ARDIZZI ha già pagato")
    assert said == ["Zvonimira Ardizzi", "zvonimira", "ZVONIMIRA ARDIZZI"]


def test_a_particle_that_belongs_to_a_name_is_hidden_with_it_later() -> None:
    assert people("il nome dell'intestatario", "lo presti nunzia", "due parole lo presti")[-1] == "lo presti"


@pytest.mark.parametrize(
    "texts",
    [
        ("mister price are you there", "what price were you quoted"),
        ("signor bianchi buongiorno", "la lavatrice è di un bianco sporco"),
        ("this is mark speaking", "mark my words i won't be ringing again"),
    ],
)
def test_a_plain_word_in_a_plain_place_stays_though_somebody_is_called_so(texts: tuple[str, str]) -> None:
    assert len(people(*texts)) == len(people(texts[0])) == 1


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("mi dice il cognome", "un attimo"),
        ("a chi è intestata", "a mia moglie"),
        ("nome e cognome", "ma perché"),
        ("what's your name", "i've told you that already"),
        ("surname", "hang on"),
        ("whose name is it in", "mine"),
        ("sono", "sono molto arrabbiato"),
        ("it's", "it's still not working"),
    ],
)
def test_an_answer_that_gives_no_name_stays(question: str, answer: str) -> None:
    assert people(question, answer) == []


@pytest.mark.parametrize(
    "text",
    [
        "abito a Jesi vicino a Bergamo",
        "il treno per Lamezia parte il Lunedì",
        "ho un abbonamento Netflix e uno Spotify",
        "the engineer comes in April from Leeds",
        "Maestro. Do you have another card?",
    ],
)
def test_places_months_and_companies_known_to_everybody_stay(text: str) -> None:
    assert people(text) == []


def test_letters_tell_a_strange_name_from_a_strange_word() -> None:
    assert lexicon.letters("okonkwoski") == lexicon.letters("xhafa") == "+"
    assert lexicon.letters("ridigitandolo") == lexicon.letters("disattivazioni") == "-"
    assert lexicon.letters("ab") == lexicon.letters("a1b2") == ""


@pytest.mark.parametrize("lang", ["it", "en", "fr", None])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hi Maria Esposito here", "Maria Esposito"),
        ("sono Teresa Vozza", "Teresa Vozza"),
        ("me llamo wenceslao ortuño", "wenceslao ortuño"),
        ("ich heiße dörte pfannenstiel", "dörte pfannenstiel"),
        ("мене звати олена шевченко", "олена шевченко"),
        ("我叫王小明", "王小明"),
        ("mă numesc crina văcărescu", "crina văcărescu"),
    ],
)
def test_a_short_text_loses_no_name_to_a_wrong_guess_of_its_language(lang: str | None, text: str, name: str) -> None:
    start, end = text.index(name), text.index(name) + len(name)
    hidden = {place for span in FINDER.find([text], lang) for place in range(span.start, span.end)}
    assert all(place in hidden for place in range(start, end) if text[place].isalnum())


@pytest.mark.parametrize(
    "piece", ["sono marco ", "signor ", "lo presti ", "a-b'c ", "cognome rossi, ", "O'Neill-Price "]
)
def test_a_long_contact_takes_time_in_proportion(piece: str) -> None:
    """Twenty turns of five thousand characters: were a turn compared with all others, it would take minutes."""
    lines = [TextLine(piece * (5_000 // len(piece))) for _ in range(20)]
    began = time.thread_time()
    names.find(lines, names.shipped())
    assert time.thread_time() - began < 20


FINDER = PresidioFinder()
