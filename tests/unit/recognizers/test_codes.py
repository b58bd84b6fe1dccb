"""Telephone numbers, cards, IBANs, national documents, customer codes and other numbers, dictated and written."""

import pytest

from tests.unit.recognizers.helpers import converse


@pytest.mark.parametrize(
    ("texts", "datum", "kind"),
    [
        (["il mio numero è tre quattro sette zero nove uno due due otto sei"],
         "tre quattro sette zero nove uno due due otto sei", "PHONE"),
        (["call me on oh seven seven double oh nine hundred two one four"],
         "oh seven seven double oh nine hundred two one four", "PHONE"),
        (["cell. 327 55 90 114"], "327 55 90 114", "PHONE"),
        (["mi lascia un recapito?", "0832 640217"], "0832 640217", "PHONE"),
        (["la carta è 4539 7721 0048 6615"], "4539 7721 0048 6615", "CREDIT_CARD"),
        (["my card is four six five eight double nought one two seven seven three four nine nine oh five"],
         "four six five eight double nought one two seven seven three four nine nine oh five", "CREDIT_CARD"),
        (["la carta che finisce con 4471"], "4471", "CREDIT_CARD"),
        (["the card ending seven seven oh six please"], "seven seven oh six", "CREDIT_CARD"),
        (["ultime quattro cifre della carta?", "zero due sette uno"], "zero due sette uno", "CREDIT_CARD"),
        (["to the account ending five five oh nine"], "five five oh nine", "IBAN"),
        (["IT60X0542811101000000123456"], "IT60X0542811101000000123456", "IBAN"),
        (["l'iban è i ti zero sette c zero tre zero sei nove uno due otto tre tre"],
         "i ti zero sette c zero tre zero sei nove uno due otto tre tre", "IBAN"),
        (["erre esse esse emme erre a ottantacinque ti dieci a cinque sei due esse"],
         "erre esse esse emme erre a ottantacinque ti dieci a cinque sei due esse", "NATIONAL_ID"),
        (["RSSMRA85T10A562S"], "RSSMRA85T10A562S", "NATIONAL_ID"),
        (["il codice fiscale?", "enne elle sette uno a quattro uno"],
         "enne elle sette uno a quattro uno", "NATIONAL_ID"),
        (["last four of your social security", "three three nine one"], "three three nine one", "NATIONAL_ID"),
        (["IT001E48812076"], "IT001E48812076", "POD_PDR"),
        (["il pi di erre è zero zero otto otto uno due zero sette quattro quattro tre uno nove zero"],
         "zero zero otto otto uno due zero sette quattro quattro tre uno nove zero", "POD_PDR"),
        (["mi dice il cap?", "cinque zero uno due tre"], "cinque zero uno due tre", "ADDRESS"),
        (["il PDR è 00881207443190"], "00881207443190", "POD_PDR"),
        (["codice cliente NA 608 221"], "NA 608 221", "CUSTOMER_CODE"),
        (["may I take your account number?", "nine one seven oh double four two"],
         "nine one seven oh double four two", "CUSTOMER_CODE"),
        (["mi dà il codice cliente?", "Quattro quattro uno, zero nove, otto due sei."],
         "Quattro quattro uno, zero nove, otto due sei", "CUSTOMER_CODE"),
        (["ordine MRT-2209-81 arrivato rotto"], "MRT-2209-81", "OTHER_ID"),
        (["la pratica è erre effe, sette zero tre uno"], "erre effe, sette zero tre uno", "OTHER_ID"),
        (["targa GK 417 RN"], "GK 417 RN", "OTHER_ID"),
        (["partita IVA 03417720984"], "03417720984", "OTHER_ID"),
        (["what's your booking reference?", "K7QPXN"], "K7QPXN", "OTHER_ID"),
        (["pratica numero novantasei undici"], "novantasei undici", "OTHER_ID"),
        (["ticket double two oh five seven"], "double two oh five seven", "OTHER_ID"),
    ],
)  # fmt: skip
def test_a_number_that_points_at_somebody_is_found(texts: list[str], datum: str, kind: str) -> None:
    assert (datum, kind) in converse(*texts)


@pytest.mark.parametrize(
    "text",
    [
        "Fanno trentuno euro e quarantasei centesimi.",
        "Costa 1.048,50 euro, non 46.50.",
        "It's forty-two pounds ninety a month for twenty-four months.",
        "that's two thousand eight hundred and ten pounds",
        "L'appuntamento è il 12 dicembre alle 15:30.",
        "tra le nove e le dieci e mezza",
        "Siamo aperti dalle 9 alle 18, dal lunedì al venerdì.",
        "entro 3-5 giorni lavorativi",
        "nei prossimi quattro o cinque giorni",
        "un contratto da 12 mesi con 200 giga",
        "da uno a dieci quanto è soddisfatto",
        "It was built in 1998 and has three bedrooms.",
        "Windows 11, iPhone 15 Pro, una TV da 55 pollici",
        "versione 2.4.1",
        "sconto del 20%",
        "abbiamo 5 filiali e 120 dipendenti",
        "il codice ha sei cifre",
        "uno due tre prova",
        "sono due o tre settimane che aspetto",
        "nineteen days ago",
        "1 a 5",
    ],
)
def test_prices_quantities_dates_and_hours_stay(text: str) -> None:
    assert converse(text) == []


def test_the_agent_who_reads_back_repeats_the_datum() -> None:
    said = converse(
        "il codice cliente?", "sei uno zero otto tre tre uno", "ripeto sei uno zero otto tre tre uno giusto"
    )
    assert said == [("sei uno zero otto tre tre uno", "CUSTOMER_CODE")] * 2


def test_a_code_said_before_its_name_takes_the_type_it_gets_later() -> None:
    assert {kind for _, kind in converse("PV-20918", "quindi la tessera è PV-20918")} == {"CUSTOMER_CODE"}


def test_a_part_of_a_known_code_is_that_datum() -> None:
    said = converse("codice fiscale RSSMRA85T10A562S", "quindi finisce a cinque sei due esse")
    assert said == [("RSSMRA85T10A562S", "NATIONAL_ID"), ("cinque sei due esse", "NATIONAL_ID")]


def test_a_spelled_name_is_a_person() -> None:
    assert converse("Can you spell the surname?", "C, L, O, U, G, H.") == [("C, L, O, U, G, H", "PERSON")]


def test_acronyms_are_nobody() -> None:
    assert converse("la linea A D S L non va") == []


@pytest.mark.parametrize(
    "text",
    [
        "Il volo FR1284 delle 21:35 è stato cancellato",
        "flight BA2490 was late",
        "Il codice sconto ESTATE25 non va",
        "My Bosch WAN28281GB is leaking",
        "il modello WAN24268II perde acqua",
    ],
)
def test_flights_discounts_and_models_are_no_codes_of_anybody(text: str) -> None:
    assert converse(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("prenotazione volo AB12CD", "AB12CD"),  # no flight is called so
        ("Matricola della lavatrice WAN24268II", "WAN24268II"),
        ("serial number of the dishwasher is SN4K1172Z", "SN4K1172Z"),
    ],
)
def test_codes_beside_words_for_things_are_hidden(text: str, code: str) -> None:
    assert code in [datum for datum, _ in converse(text)]
