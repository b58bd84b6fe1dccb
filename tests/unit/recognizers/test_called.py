"""Italian names that nothing but what calls somebody so gives away; the same words as things stay."""

import pytest

from tests.unit.recognizers.helpers import converse


def people(*texts: str) -> list[str]:
    """What is hidden as names, in order."""
    return [text for text, kind in converse(*texts) if kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mi chiamo aurora", "aurora"),
        ("mi chiamo costante e chiamo per la bolletta", "costante"),  # a plain word
        ("mia figlia si chiama celeste", "celeste"),
        ("mio cognato brambati paga lui", "brambati"),  # after a relative
        ("ho parlato con shkelqim per la fattura", "shkelqim"),  # after a phrase that people go with
        ("sul citofono c'è scritto Brugnaro", "Brugnaro"),
        ("Ho riferito ieri a Wanda della disdetta", "Wanda"),
        ("buongiorno sono grace", "grace"),  # an English word, but no Italian one
        ("Il contratto di Sartori Elena è scaduto", "Sartori Elena"),
        ("Cordiali saluti, T. Quagliarini", "T. Quagliarini"),
    ],
)
def test_somebody_who_is_called_so_is_hidden(text: str, name: str) -> None:
    assert name in people(text)


def test_a_plain_word_that_is_a_surname_is_hidden_where_it_is_called_one() -> None:
    assert people("mi chiamo pacifico pacifico è il cognome") == ["pacifico pacifico"]


def test_who_was_called_so_is_looked_for_in_the_other_lines() -> None:
    assert people("mio cognato brambati paga lui", "e brambati quando viene") == ["brambati", "brambati"]


@pytest.mark.parametrize(
    ("told", "again"),
    [("sono la signora lagioia", "la gioia staccato"), ("mi chiamo lo presti", "lopresti attaccato")],
)
def test_a_name_in_one_word_and_in_two_is_the_same(told: str, again: str) -> None:
    assert len(people(told, again)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "la promozione si chiama felice",
        "il piano che si chiama sereno costa venti euro",
        "mia figlia lavora in banca",
        "ho parlato con il servizio clienti",
        "è il costo del mark up",
        "intestata a me",
        "ha chiamato ieri",
        "Ho scritto ieri a Milano",
    ],
)
def test_what_nobody_is_called_stays(text: str) -> None:
    assert people(text) == []
