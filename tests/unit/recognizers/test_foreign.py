"""Languages that are not read: introduced names and dictated numbers, with and without capitals."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.recognizers import foreign
from qa_service.understand.recognizers.text_line import TextLine
from tests.unit.recognizers.helpers import pairs


def found(text: str) -> list[tuple[str, str]]:
    return pairs(text, foreign.find(TextLine(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hola me llamo wenceslao ortuño y llamo por la factura", "wenceslao ortuño"),
        ("Me llamo Juan de la Cruz y quiero", "Juan de la Cruz"),
        ("bonjour je m'appelle sophie lefebvre et j'ai", "sophie lefebvre"),
        ("guten tag ich heisse jürgen strohmeier und habe", "jürgen strohmeier"),
        ("buna ziua ma numesc ionel popescu si am", "ionel popescu"),
        ("Bună ziua, mă numesc Ionel Popescu.", "Ionel Popescu"),
        ("mirëdita emri im është arben hoxha dhe kam", "arben hoxha"),
        ("salam ismi mohamed ben ali w fi mochkil", "mohamed ben ali"),
        ("добрий день мене звати олена шевченко у мене", "олена шевченко"),
        ("Моє ім'я Олена Шевченко, у мене", "Олена Шевченко"),
        ("sí, señora quintanilla ruiz gracias", "quintanilla ruiz"),
        ("你好，我叫王小明，我的账单有问题。", "王小明"),
        ("谢谢王先生", "谢谢王"),  # one character too many rather than one too few
    ],
)
def test_an_introduced_name_is_found(text: str, name: str) -> None:
    assert (name, "PERSON") in found(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "es el seis cinco cuatro, tres dos uno, nueve ocho siete",
            "seis cinco cuatro, tres dos uno, nueve ocho siete",
        ),
        ("c'est zéro six, douze, trente-quatre et cinquante-six", "zéro six, douze, trente-quatre et cinquante-six"),
        ("null eins sieben sechs einundzwanzig", "null eins sieben sechs einundzwanzig"),
        ("zero șapte doi trei patru", "zero șapte doi trei patru"),
        ("zero gjashtë nëntë dy", "zero gjashtë nëntë dy"),
        ("sifr khamsa wahid tlata", "sifr khamsa wahid tlata"),
        ("нуль шість сім, один два, п'ять", "нуль шість сім, один два, п'ять"),
        ("我的电话是一三八零零一三八零零零。", "一三八零零一三八零零零"),
        ("mi número es 6, 5, 4, 3, 2, 1", "6, 5, 4, 3, 2, 1"),
        ("le 06 12 34", "06 12 34"),
        ("DNI 12345678Z", "12345678Z"),
    ],
)
def test_a_dictated_number_is_found_whole(text: str, number: str) -> None:
    assert found(text) == [(number, "OTHER_ID")]


def test_a_dictated_address_of_mail_is_found() -> None:
    assert found("es juan punto perez arroba correo punto es gracias") == [
        ("es juan punto perez arroba correo punto es", "EMAIL")
    ]


@pytest.mark.parametrize(
    "text", ["tengo dos facturas", "son 45,60 euros", "el 4 de mayo de 2026", "zwei oder drei Tage"]
)
def test_quantities_stay(text: str) -> None:
    assert found(text) == []


@given(st.text(max_size=200))
def test_any_text_is_read_and_hits_lie_in_it(text: str) -> None:
    assert all(0 <= hit.start < hit.end <= len(text) for hit in foreign.find(TextLine(text)))


@pytest.mark.parametrize("piece", ["arroba punto ", "me llamo ' ", "señor ", "uno , ", "je m ' ", "我叫", "一", "- "])
def test_a_long_turn_takes_time_in_proportion(piece: str) -> None:
    """A hundred thousand characters of the worst: were it quadratic, it would take minutes."""
    line = TextLine(piece * (100_000 // len(piece)))
    began = time.perf_counter()
    foreign.find(line)
    assert time.perf_counter() - began < 5
