"""What Italian talk corrects, comments on or says beside it: birthdays, apostrophes by name, e-mail, house numbers."""

import pytest

from tests.unit.recognizers.helpers import converse


def hidden(kind: str, *texts: str) -> list[str]:
    """What is hidden as this kind, in order."""
    return [text for text, own in converse(*texts) if own == kind]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("nata il dodici no scusi il tredici maggio novantuno", "dodici no scusi il tredici maggio novantuno"),
        ("mia figlia è del duemilaquattro", "del duemilaquattro"),
        ("ha fatto gli anni il sei febbraio", "sei febbraio"),
    ],
)
def test_a_birthday_corrected_or_told_by_its_year_or_feast_is_hidden(text: str, day: str) -> None:
    assert hidden("DATE_OF_BIRTH", text) == [day]


@pytest.mark.parametrize(
    "text", ["la bolletta è del duemilaventi", "la macchina è del duemilaquattro", "ha quattro anni il sei febbraio"]
)
def test_years_and_days_of_things_are_no_birthdays(text: str) -> None:
    assert hidden("DATE_OF_BIRTH", text) == []


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("di apostrofo ambrosio", "di apostrofo ambrosio"),
        ("con l'apostrofo d come domodossola apostrofo andrea", "d come domodossola apostrofo andrea"),
        ("o apostrophe hara", "o apostrophe hara"),
    ],
)
def test_a_name_with_its_apostrophe_said_is_hidden_whole(text: str, spelling: str) -> None:
    assert spelling in hidden("PERSON", "come si scrive il cognome", text)


@pytest.mark.parametrize("text", ["ci va l'apostrofo", "senza apostrofo", "un apostrofo e basta"])
def test_talk_about_an_apostrophe_is_no_name(text: str) -> None:
    assert hidden("PERSON", text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("bruna tosi tutto attaccato chiocciola libero punto it", ("bruna tosi", "libero punto it")),
        ("tosi con la i finale chiocciola libero punto it", ("tosi", "libero punto it")),
        ("tosi al numero settanta chiocciola posta punto it", ("tosi", "settanta", "posta punto it")),
        ("Scrivete a tosi@posta,it grazie", ("tosi@posta,it",)),
    ],
)
def test_an_address_of_mail_is_hidden_round_what_is_said_of_how_it_is_written(
    text: str, parts: tuple[str, ...]
) -> None:
    mails = " | ".join(hidden("EMAIL", text))
    assert [part for part in parts if part not in mails] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("sto in via cavour sette no scusi diciassette", "diciassette"),
        ("abito in via storta uno il numero è nove", "nove"),
        ("abito in case sparse quindici", "case sparse quindici"),
    ],
)
def test_a_house_number_apart_from_its_street_is_hidden(text: str, number: str) -> None:
    assert number in " | ".join(hidden("ADDRESS", text))


def test_an_amount_after_a_street_is_no_house_number() -> None:
    assert "venti" not in " ".join(hidden("ADDRESS", "abito in via cavour sette no scusi pago venti euro"))
