"""From a text of any language to its masked words, over the real engines for language and personal data."""

import pytest

from qa_service.domain.interaction import Direction, Interaction
from qa_service.domain.transcript import Transcript
from qa_service.ports import Reading
from qa_service.transcribe import stage as transcribing
from qa_service.understand import stage as understanding
from qa_service.understand.language import LangidFinder
from qa_service.understand.pii import PresidioFinder
from tests.fakes import AsShipped
from tests.unit.test_correct import SEEN, NoReasons

LANGUAGE, PII = LangidFinder(), PresidioFinder()


class NoReader:
    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        return Reading(SEEN, None)


def masked(*texts: str) -> Transcript:
    turns = [{"speaker": "customer", "text": text} for text in texts]
    document = Interaction.model_validate({"id": "a", "client": "b", "channel": "chat", "turns": turns})
    heard = transcribing.written(document, LANGUAGE, None)  # type: ignore[arg-type]  # all speakers are named
    return understanding.understand(heard, document, PII, NoReader(), NoReasons(), AsShipped()).transcript  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "turns", "secrets"),
    [
        (
            "es",
            [
                "Hola, buenos días, me llamo Juan Pérez y quiero cancelar.",
                "Es el seis cinco cuatro, tres dos uno, nueve.",
            ],
            ["Juan", "Pérez", "seis", "tres", "nueve"],
        ),
        (
            "fr",
            ["Bonjour, je m'appelle Sophie Lefebvre, c'est pour ma facture.", "Zéro six, douze, trente-quatre, oui."],
            ["Sophie", "Lefebvre", "six", "douze", "trente"],
        ),
        (
            "de",
            ["Guten Tag, mein Name ist Klaus Weber, ich möchte kündigen.", "Null eins sieben sechs, vier drei, danke."],
            ["Klaus", "Weber", "eins", "sieben", "vier"],
        ),
        (
            "ro",
            ["Bună ziua, mă numesc Ion Popescu și am o problemă cu factura.", "Este zero șapte doi trei, patru cinci."],
            ["Ion", "Popescu", "șapte", "patru"],
        ),
        (
            "sq",
            ["Mirëdita, unë quhem Arben Hoxha dhe kam një problem me faturën.", "Zero gjashtë nëntë, dy tre katër."],
            ["Arben", "Hoxha", "gjashtë", "dy", "katër"],
        ),
        (
            "uk",
            ["Добрий день, мене звати Олена Шевченко, у мене проблема.", "Нуль шість сім, один два три."],
            ["Олена", "Шевченко", "шість", "один"],
        ),
        ("zh", ["你好，我叫王小明，我的账单有问题。", "我的电话是一三八零零一三八零零零。"], ["王", "小明", "一三八"]),
    ],
)
def test_names_and_dictated_numbers_are_masked_in_languages_that_are_not_read(
    lang: str, turns: list[str], secrets: list[str]
) -> None:
    found = masked(*turns)
    said = " ".join(turn.text for turn in found.turns)
    assert found.lang == lang
    assert [secret for secret in secrets if secret in said] == []
    assert "[PERSON]" in said
    assert "[OTHER_ID]" in said or "[PHONE]" in said


def test_a_weak_guess_of_a_short_text_is_not_believed() -> None:
    found = masked("Hi Maria Esposito here")  # taken for Spanish, with 0.41
    assert (found.lang, round(found.confidence["language"], 2)) == (None, 0.41)
    assert found.turns[0].text == "Hi [PERSON] here"
    assert masked("Hola soy maria esposito").turns[0].text.endswith("[PERSON]")


def test_a_guess_of_a_language_that_is_read_stands_however_weak() -> None:
    assert masked("ciao").lang == "it"


def test_a_weak_guess_of_italian_is_no_reason_to_look_for_italian_alone() -> None:
    """Arabic in Latin letters: taken for another language with every few words."""
    found = masked("salam ismi mohamed ben ali", "raqmi sifr khamsa wahid tlata")
    said = " ".join(turn.text for turn in found.turns)
    assert [secret for secret in ("mohamed", "ben ali", "khamsa", "tlata") if secret in said] == []
