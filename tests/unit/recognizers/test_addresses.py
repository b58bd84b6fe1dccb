"""Street addresses in both languages."""

import pytest

from qa_service.understand.recognizers import addresses
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import converse, pairs


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("abito in via Garibaldi 12, Milano", "via Garibaldi 12, Milano"),
        ("Via del Lavatoio 5, 12038 Savigliano", "Via del Lavatoio 5, 12038 Savigliano"),
        ("abito in via dei Fornaciai ventidue, a Imola.", "via dei Fornaciai ventidue, a Imola"),
        ("via Lamarmora sette, scala B.", "via Lamarmora sette, scala B"),
        ("sempre via Zamboni 88 int. 4, Bologna?", "via Zamboni 88 int. 4, Bologna"),
        ("strada Gragnana 140/B, Piacenza", "strada Gragnana 140/B, Piacenza"),
        ("c.so Dante 115, Asti", "c.so Dante 115, Asti"),
        ("viale Abruzzo 212 e basta", "viale Abruzzo 212"),
        ("è quella di via melzo cinque", "via melzo cinque"),
        ("via flaminia quattrocento due alle sette", "via flaminia quattrocento due"),
        ("via Sagredo tredici, secondo piano, Mestre", "via Sagredo tredici, secondo piano, Mestre"),
        ("abito in via roma", "via roma"),
        ("in via quattro novembre dodici", "via quattro novembre dodici"),
        ("via XX Settembre 41", "via XX Settembre 41"),
        ("I live at 9 Weavers Row, Mytholmroyd HX7 5DL", "9 Weavers Row, Mytholmroyd HX7 5DL"),
        ("Two-oh-nine Old Ferry Road, okay", "Two-oh-nine Old Ferry Road"),
        ("the old place is sixteen bandicoot drive", "sixteen bandicoot drive"),
        ("unit four eighty one harbour street", "unit four eighty one harbour street"),
        ("the wardens on Corrie Street are here", "Corrie Street"),
        ("Flat 6, Harbour Court, Leith", "Flat 6, Harbour Court, Leith"),
        ("the postcode is SA4 9XR thanks", "SA4 9XR"),
    ],
)
def test_an_address_is_found_whole(text: str, datum: str) -> None:
    assert pairs(text, addresses.find(TextLine(text), expected=False)) == [(datum, "ADDRESS")]


@pytest.mark.parametrize(
    "text",
    [
        "lo mando via mail oggi",
        "in via eccezionale le tolgo la mora",
        "va via alle 5",
        "e così via",
        "per via telematica",
        "il corso di formazione è in corso",
        "nel corso del 2024",
        "per strada c'è traffico",
        "we are on the right road",
        "that's a long way to go",
        "please close the account",
        "one way or the other",
        "drive safely",
        "Thank you for calling Garrison Road Pharmacy.",
        "Sono del negozio di corso Umberto.",
    ],
)
def test_other_uses_of_the_words_stay(text: str) -> None:
    assert addresses.find(TextLine(text), expected=False) == []


def test_a_house_name_counts_when_an_address_was_asked_for() -> None:
    text = "Orchard Hill"
    assert addresses.find(TextLine(text), expected=False) == []
    assert pairs(text, addresses.find(TextLine(text), expected=True)) == [("Orchard Hill", "ADDRESS")]


@pytest.mark.parametrize(
    "text",
    [
        "buongiorno il negozio di viale marconi è aperto domenica",
        "avete un punto vendita in Via del Corso?",
        "did you get it from the oxford street shop or online",
    ],
)
def test_streets_of_shops_are_nobodys(text: str) -> None:
    assert converse(text) == []
