"""Names and codes spelled letter by letter, by cities, by NATO names and by words of one's own."""

import pytest

from tests.unit.recognizers.marked import hidden_words, readable

SPELLED = [
    ["il cognome è [zeta o erre zeta a enne]"],
    ["[emme come milano, a come ancona, erre come roma]"],
    ["[b come bari], [i come imola]"],
    ["con la [enne di napoli] in fondo"],
    ["[enne di napoli] non [emme di milano]"],
    ["[h come hotel o come otranto x come xilofono h come hotel a come ancona]"],
    ["[g come giraffa], [u come uva], [e come elefante]"],
    ["[ti erre u esse esse a erre di i], con la i"],
    ["il codice finisce con [bologna torino] [quattro]"],
    ["[palermo savona milano]"],
    ["[domodossola empoli livorno]"],
    ["[kappa o vu a elle e enne kappa o]"],
    ["[esse acca e vu ci acca e enne kappa o]"],
    ["[doppia vu o elle effe]"],
    ["my surname is [n g u y e n]"],
    ["that's [h for hotel, o for oscar, l for lima]"],
    ["[b for bertie], [e for echo]"],
    ["[november golf uniform yankee echo november]"],
    ["[p for papa] at the front"],
    ["[s as in sierra], [z as in zulu]"],
    ["[p-e-m-b-e-r-t-o-n]"],
    ["[s-z-c-z-e-p-a-n-i-a-k]"],
    ["it's [double u i double l s]"],
    ["put it in [tien]'s name, [t i e n]"],
    ["[o'shea], [o apostrophe s h e a]"],
    ["[a d e b a y o]", "[adebayo], thanks"],
    ["[o kappa o enne kappa doppia vu o]", "[okonkwo]"],
    ["can you spell it", "[s z c z e]", "yeah", "[p a n i a k]", "[szczepaniak]"],
    ["mi fa lo spelling", "[i come irene erre come roberto y come yogurt enne come nadia a come anna]", "[iryna]"],
    ["il cognome?", "[brambilla] con due elle"],
    ["come si scrive", "[bi erre a emme bi i doppia elle a]"],
    ["k di kilo", "[k] poi [o w a l]"],
    ["[c for charlie h for hotel a u]"],
    ["that's [f for freddie], [n for nellie]"],
    ["[effe come firenze], [o], [i lunga]"],
    ["la targa è [effe zeta] [due uno otto] [kappa erre]"],
    ["spell that please", "[whiskey oscar juliett]"],
    ["[m-a-r-c-i-n], one word"],
]  # fmt: skip

STAYS = [
    ["a come sta", "bene grazie"],
    ["e come faccio a pagare"],
    ["come in, i like it"],
    ["i for one think it is too much"],
    ["l'offerta è di quattro giga e il modem è gratis"],
    ["c'è l'ho già detto"],
    ["ho il pc e la tv in salotto"],
    ["under g d p r you have to delete it"],
    ["il cavo h d m i non funziona"],
    ["sono di roma ma lavoro a milano"],
    ["volo da torino a palermo"],
    ["we went to the hotel in november"],
    ["vitamina b, c, d"],
    ["la classe b costa di più"],
    ["plan a or plan b"],
    ["la S.p.A. e la S.r.l. pagano l'IVA"],
    ["è aperto dalle 9 a.m. alle 5 p.m."],
]  # fmt: skip


@pytest.mark.parametrize("texts", SPELLED)
def test_nothing_of_a_spelling_stays_readable(texts: list[str]) -> None:
    assert readable(*texts) == []


@pytest.mark.parametrize("texts", STAYS)
def test_letters_that_spell_nothing_stay(texts: list[str]) -> None:
    assert hidden_words(*texts) == []
