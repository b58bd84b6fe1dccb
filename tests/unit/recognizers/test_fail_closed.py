"""Numbers that point at somebody are hidden however they are written down, cut up, answered and read back."""

import pytest

from qa_service.understand.recognizers import conversation, names
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import converse


def left_over(texts: list[str]) -> list[str]:
    """What stays readable of the passages in brackets, which are the data; brackets are taken out first."""
    plain, wanted = zip(*(_unbracket(text) for text in texts), strict=True)
    found = conversation.find([TextLine(text) for text in plain], names.shipped())
    left = []
    for text, data, hits in zip(plain, wanted, found, strict=True):
        hidden = {at for hit in conversation.settle(hits, text) for at in range(hit.start, hit.end)}
        left += [text[at] for start, end in data for at in range(start, end) if text[at].isalnum() and at not in hidden]
    return left


def _unbracket(text: str) -> tuple[str, list[tuple[int, int]]]:
    plain, data = "", []
    for piece in text.replace("]", "[").split("["):
        plain += piece
        data.append((len(plain) - len(piece), len(plain)))
    return plain, data[1::2]


@pytest.mark.parametrize(
    "texts",
    [
        # as recognisers write dictated digits
        ["A quale numero?", "[3, 4, 8, 6, 1, 1, 9, 2, 0, 5].", "[3, 4, 8, 6, 1, 1, 9, 2, 0, 5], altro?"],
        ["[3,4,8,6,1,1,9,2,0,5]"],
        ["il mio numero è [348, 611, 92, 05], grazie"],
        ["il mio numero è [348. 611. 92. 05]. grazie"],
        ["[3. 4. 8. 6. 1. 1. 9. 2. 0. 5.]"],
        ["chiami il [348.611.92.05] dopo le 18"],
        ["chiami lo [0832.640.217] dopo le 18"],
        ["chiami lo [(0832) 640217] dopo le 18"],
        ["chiami il [+39 348 611 92 05] dopo le 18"],
        ["[348; 611; 92; 05]"],
        ["[348? 611? 92 05], giusto?"],
        ["[348 - 611 - 92 - 05]"],
        ["[348… 611… 92… 05]"],
        ["The number is [0, 7, 7, 0, 0, 9, 0, 0, 1, 2, 3]. Thanks."],
        ["It's [07700, 900, 123]."],
        ["la carta è [4539, 7721, 0048, 6615] e scade presto"],
        ["la carta è [4, 5, 3, 9, 7, 7, 2, 1, 0, 0, 4, 8, 6, 6, 1, 5]"],
        ["l'IBAN è [IT60, X054, 2811, 1010, 0000, 0123, 456]"],
        ["il codice fiscale è [R, S, S, M, R, A, 8, 5, T, 1, 0, A, 5, 6, 2, S]"],
        ["il PDR è [0, 0, 8, 8, 1, 2, 0, 7, 4, 4, 3, 1, 9, 0]"],
        # words in groups
        ["è il [trecentoventotto quattrocentoquarantasei novantadue zero cinque]"],
        ["[trecentoventotto quattrocentoquarantasei]"],
        ["[trecentoventotto, quattrocentoquarantasei, dodici]"],
        ["[three hundred twenty eight, four hundred forty six]"],
        ["[tre quattro otto e sei uno uno e novantadue zero cinque]"],
        ["[tre quattro otto poi sei uno uno poi nove due zero cinque]"],
        ["[tre quattro otto, e poi sei uno uno, e poi novantadue zero cinque]"],
        ["[tre quattro otto, doppio uno, doppio nove, zero cinque]"],
        ["[oh seven seven then double oh nine and then one two three]"],
        ["[trentatré novantaquattro dodici settantotto]"],
        # over several turns
        ["Mi dice il numero?", "[tre quattro otto]", "sì", "[sei uno uno]", "sì", "[novantadue zero cinque]", "grazie"],
        ["[348]", "sì", "[611]", "ok", "[92 05]"],
        ["[348]", "[348]", "[611]", "[611], poi?", "[92 05]", "[92 05], perfetto"],
        ["il mio numero è [tre quattro otto]", "sì mi dica", "[sei uno uno]", "prego", "[novantadue zero cinque]"],
        ["My number is [oh seven seven]", "uh huh", "[double oh nine]", "go on", "[one two three four]"],
        # read back, whole or in part
        ["il mio numero è [348, 611, 92, 05]", "quindi [tre quattro otto, sei uno uno, novantadue zero cinque]"],
        ["il mio numero è [3486119205]", "ripeto [trecentoquarantotto, seicentoundici, novantadue, zero cinque]"],
        ["il mio numero è [3486119205]", "allora [3, 4, 8], poi?"],
        # the last digits asked for
        ["Mi dice le ultime quattro cifre della carta?", "[2019]"],
        ["le ultime quattro cifre del conto per favore", "sì, [quarantaquattro settantuno]"],
        ["and the last four digits?", "[19, 84]"],
        # long numbers of no known kind
        ["mi è arrivato un foglio con scritto [734512]"],
        ["c'è scritto [sette tre quattro cinque uno due]"],
        ["there is a thing that says [73451] on it"],
        ["il numero è [tre quattro otto sei uno uno nove due zero cinque], sono venti euro"],
        ["il numero è [348 611 92 05]. 20 euro al mese mi bastano"],
        # at
        ["The email is [Laura.Bennett at example.com]."],
        ["Thank you 844-170 and [Laura.Bennett at example.com]."],
        ["la mail è [laura.bennett chiocciola posta.it]"],
        ["la mail è [laura punto bennett at gmail punto com]"],
    ],
)  # fmt: skip
def test_nothing_of_a_datum_stays_readable(texts: list[str]) -> None:
    assert left_over(texts) == []


@pytest.mark.parametrize(
    "texts",
    [
        ["Sono 320 euro, di solito ne pago 90."],
        ["Costa 12,50 euro al mese, 150,00 l'anno."],
        ["dodici e cinquanta, trenta e novanta, centoventi e novanta"],
        ["Le rate sono da 20, 50, 100 euro."],
        ["Il 12 dicembre, il 13 e il 14."],
        ["il dodici zero tre duemilaventiquattro ho pagato"],
        ["dal 2019, 2020, 2021 e 2022 non ho più pagato"],
        ["Siamo aperti alle 9.30, 10.15 e 11.45."],
        ["aperti dalle nove alle tredici, dalle quindici alle diciannove"],
        ["gli articoli 12, 13 e 14 del contratto"],
        ["L'articolo 1341 del codice civile, comma 2."],
        ["ho due, tre, quattro bollette in ritardo"],
        ["millenovecentonovantacinque, duemilatré"],
        ["due milioni trecentomila clienti"],
        ["ne ho comprati duecento, trecento"],
        ["two thousand eight hundred and ten, more or less"],
        ["It costs one forty nine ninety nine."],
        ["Quante rate?", "dodici", "sì", "ventiquattro"],
        ["Quanto ha pagato?", "trecentoventi", "trecentoventi, sì"],
        ["look at amazon.com", "visit us at example.com"],
        ["consumo 12500 kWh, lettura di 3400 metri cubi"],
        ["sul punto 3, 4 e 5 siamo d'accordo"],
        ["il totale è 1.250,00. 2024 è stato un anno difficile"],
    ],
)  # fmt: skip
def test_amounts_dates_times_articles_and_quantities_stay(texts: list[str]) -> None:
    assert converse(*texts) == []


def test_a_long_number_of_no_known_kind_is_another_id() -> None:
    assert converse("sul foglio c'è 734512 e basta") == [("734512", "OTHER_ID")]
