"""IBAN, tax code and POD told piece by piece are hidden whole, however short a piece is."""

import pytest

from tests.unit.recognizers.helpers import converse
from tests.unit.recognizers.test_fail_closed import left_over


@pytest.mark.parametrize(
    "texts",
    [
        ["mi detta l'iban", "eccolo [i ti]", "sì", "[quarantotto]", "vada", "adesso [a]", "ok", "[zero tre uno zero]"],
        ["le coordinate bancarie", "allora [imola torino]", "mh", "[nove tre]", "poi [acca]", "dopo [sette]"],
        ["qual è il suo iban", "[i ti sette sette] poi [i lunga]", "fin qui ci siamo", "[zero otto]"],
        ["iban", "aspetti che prendo il foglio ecco [esse emme cinque due]", "sì", "poi [m di milano]"],
        ["l'iban è [i come imola t come torino sette due emme come milano zero nove]"],
        ["what's the iban", "it's [i e]", "yes", "[nine three]", "next is [b o f i]", "i'm with you", "then [oh oh]"],
        ["bank details", "okay so that's [lima tango]", "yes", "[five six]", "right", "next is [four oh]"],
        ["can i take the iban", "i've got it here [november lima two five]", "go on", "[alpha bravo november alpha]"],
        ["IBAN please", "[G B 29]", "yes", "[N W B K]", "yes", "[6016 1331]", "go on", "[9268 19]"],
        ["the i ban for the refund", "[d e for delta echo eighty nine]", "mhm", "[oh]", "mhm", "[three seven]"],
        ["it's a spanish iban", "[e s seventy nine]", "okay", "[x]-[ray]", "okay", "[one]"],
        ["mi dice il codice fiscale", "[erre esse esse]", "sì", "[emme erre]", "sì", "[a]", "sì", "[otto cinque]"],
        ["national insurance number", "[papa alpha]", "yes", "[thirty one]", "yes", "[charlie]"],
    ],
)  # fmt: skip
def test_every_piece_is_hidden(texts: list[str]) -> None:
    assert left_over(texts) == []


@pytest.mark.parametrize(
    "texts",
    [
        ["mi serve l'iban", "non ce l'ho qui", "allora la richiamo", "alle due"],
        ["can i take the iban", "what for", "for the refund", "that's the one"],
        ["l'iban non serve più", "bene", "e quanto costa", "dieci euro al mese"],
        ["che iban ha", "la Svizzera ci sta pure", "eccolo eccolo ce l'ho", "la rossana stacca alle sei"],
    ],
)
def test_other_talk_after_it_stays_readable(texts: list[str]) -> None:
    assert [pair for pair in converse(*texts) if pair[1] == "IBAN"] == []
