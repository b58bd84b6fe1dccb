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


FORMULAS = [
    # Spanish
    ("buenos días soy Wenceslao Ortuño", "Wenceslao Ortuño"),
    ("hola, mi nombre es yesenia mamani y tengo", "yesenia mamani"),
    ("le habla rigoberto cahuana de lima", "rigoberto cahuana"),
    ("la cuenta está a nombre de Eulalia Quispe", "Eulalia Quispe"),
    ("mi apellido es ortuño", "ortuño"),
    ("habla con Yadira", "Yadira"),
    ("mi esposo se llama eleuterio", "eleuterio"),
    ("mi hija Xiomara llamó ayer", "Xiomara"),
    ("saludos,\nEleuterio Huamán", "Eleuterio Huamán"),
    ("señor Condori buenas tardes", "Condori"),
    ("con la señorita zulema por favor", "zulema"),
    ("me apellido choquehuanca", "choquehuanca"),
    ("el titular es Teófilo Ccori", "Teófilo Ccori"),
    # French
    ("bonjour, je suis Maëlys Lefebvre", "Maëlys Lefebvre"),
    ("mon nom est n'guessan", "n'guessan"),
    ("mon prénom est aïssatou", "aïssatou"),
    ("le contrat est au nom de Ousmane Diarra", "Ousmane Diarra"),
    ("je m'appelle jean-baptiste kouassi", "jean-baptiste kouassi"),
    ("c'est madame traoré à l'appareil", "traoré"),
    ("mon mari s'appelle cheikh", "cheikh"),
    ("ma fille Fatoumata a appelé", "Fatoumata"),
    ("monsieur Ndiaye bonjour", "Ndiaye"),
    ("ici Aïssatou Diop", "Aïssatou Diop"),
    ("mon nom de famille est ouattara", "ouattara"),
    # German
    ("guten tag mein name ist jürgen strohmeier", "jürgen strohmeier"),
    ("ich bin Annegret Weiß", "Annegret Weiß"),
    ("hier ist Annegret Weiß", "Annegret Weiß"),
    ("hier spricht frau weiß", "weiß"),
    ("ich heiße dörte pfannenstiel", "dörte pfannenstiel"),
    ("der vertrag läuft auf den namen Uwe Kröger", "Uwe Kröger"),
    ("mein nachname ist kröger", "kröger"),
    ("mein vorname ist dörte", "dörte"),
    ("Herr Strohmeier, guten Tag", "Strohmeier"),
    ("meine frau heißt annegret", "annegret"),
    ("mein Mann Jürgen ruft an", "Jürgen"),
    ("Mit freundlichen Grüßen\nUwe Kröger", "Uwe Kröger"),
    ("ich heiss uwe", "uwe"),
    # Romanian
    ("bună ziua mă numesc crina văcărescu", "crina văcărescu"),
    ("sunt Gheorghe Pîrvulescu", "Gheorghe Pîrvulescu"),
    ("numele meu este ionel popescu", "ionel popescu"),
    ("mă cheamă ștefănița", "ștefănița"),
    ("contractul e pe numele Vasilica Țurcanu", "Vasilica Țurcanu"),
    ("doamna văcărescu bună ziua", "văcărescu"),
    ("domnul Țurcanu", "Țurcanu"),
    ("prenumele meu este crina", "crina"),
    ("soțul meu se numește costel", "costel"),
    ("fiica mea Ruxandra a sunat", "Ruxandra"),
    ("Cu stimă,\nGheorghe Pîrvulescu", "Gheorghe Pîrvulescu"),
    ("îmi spune mihăiță", "mihăiță"),
    ("la telefon Vasilica Țurcanu", "Vasilica Țurcanu"),
    # Albanian
    ("përshëndetje unë jam Arben Xhaferri", "Arben Xhaferri"),
    ("quhem kujtim ahmetaj", "kujtim ahmetaj"),
    ("më quajnë flutura", "flutura"),
    ("emri im është arben hoxha", "arben hoxha"),
    ("mbiemri im është xhaferri", "xhaferri"),
    ("mbiemri është hoxha", "hoxha"),
    ("kontrata është në emër të Kujtim Ahmetaj", "Kujtim Ahmetaj"),
    ("zoti hoxha mirëdita", "hoxha"),
    ("zonja Xhaferri", "Xhaferri"),
    ("burri im quhet shpëtim", "shpëtim"),
    ("vajza ime Teuta telefonoi", "Teuta"),
    ("jam teuta", "teuta"),
    ("flet Arben Hoxha", "Arben Hoxha"),
    # Arabic in Latin letters and its own
    ("salam ana ismi abdelilah bennani", "abdelilah bennani"),
    ("ismi youssef", "youssef"),
    ("smiti khadija el amrani", "khadija el amrani"),
    ("smiyti hamza", "hamza"),
    ("ana Abdelilah Bennani", "Abdelilah Bennani"),
    ("m3ak youssef bennani", "youssef bennani"),
    ("ma3ak Khadija", "Khadija"),
    ("sayyid bennani", "bennani"),
    ("si mohamed salam", "mohamed"),
    ("lalla khadija", "khadija"),
    ("rajli smito abdelilah", "abdelilah"),
    ("b ism Abdelilah Bennani", "Abdelilah Bennani"),
    ("laqabi bennani", "bennani"),
    ("أنا اسمي خديجة بناني", "خديجة بناني"),
    ("اسمي يوسف", "يوسف"),
    ("السيد بناني", "بناني"),
    # Ukrainian (and one in Russian)
    ("добрий день мене звати олена шевченко", "олена шевченко"),
    ("я Ірина Шевчук", "Ірина Шевчук"),
    ("моє прізвище ткачук", "ткачук"),
    ("моє ім'я людмила", "людмила"),
    ("це Ірина Шевчук телефонує", "Ірина Шевчук"),
    ("договір на ім'я Олександра Гриценка", "Олександра Гриценка"),
    ("пані людмило добрий день", "людмило"),
    ("пан Гриценко", "Гриценко"),
    ("мого чоловіка звати богдан", "богдан"),
    ("моя дочка Соломія дзвонила", "Соломія"),
    ("мене звуть ірина", "ірина"),
    ("З повагою,\nІрина Шевчук", "Ірина Шевчук"),
    ("на прізвище шевчук", "шевчук"),
    ("меня зовут людмила ткачук", "людмила ткачук"),
    # Chinese
    ("你好，我叫王小明，我的账单有问题。", "王小明"),
    ("我姓欧阳", "欧阳"),
    ("我是李娜。", "李娜"),
    ("我的名字是张伟", "张伟"),
    ("我的名字叫张伟，谢谢", "张伟"),
    ("姓名：陈晓燕", "陈晓燕"),
    ("请找王先生", "王"),
    ("李女士您好", "李"),
    ("我老公叫张伟", "张伟"),
    ("户主是陈晓燕", "陈晓燕"),
    ("我的姓名是陈晓燕", "陈晓燕"),
    ("我女儿叫王丽丽", "王丽丽"),
    ("wo jiao zhang wei", "zhang wei"),
    ("wo xing ouyang", "ouyang"),
    ("wo shi Li Na", "Li Na"),
    ("王小明 / 李娜", "王小明"),
]
"""What introduces a name in the eight commonest languages among customers in Italy."""


@pytest.mark.parametrize(("text", "name"), FORMULAS)
def test_a_name_is_hidden_whole_after_each_formula_of_the_commonest_languages(text: str, name: str) -> None:
    start, end = text.index(name), text.index(name) + len(name)
    assert any(hit.start <= start and end <= hit.end for hit in foreign.find(TextLine(text)) if hit.kind == "PERSON")


@pytest.mark.parametrize(
    "text",
    [
        "buongiorno la linea non funziona da ieri",
        "Salve, il Router Vodafone non va più",
        "the engineer never came on Monday",
        "Grazie, a Bergamo piove",
        "vorrei disdire il contratto",
    ],
)
def test_lines_in_italian_and_english_are_not_strange(text: str) -> None:
    assert not foreign.is_strange(TextLine(text))
    assert foreign.find_introduced(TextLine(text)) == []


@pytest.mark.parametrize(
    "text", ["das ist die Rechnung für das Büro", "c'est la facture du mois dernier", "це рахунок"]
)
def test_words_of_other_languages_that_are_no_names_stay(text: str) -> None:
    assert [hit for hit in foreign.find(TextLine(text)) if hit.kind == "PERSON"] == []


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
