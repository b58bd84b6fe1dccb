"""The language of texts, on every dialogue that the project has written."""

import json
from pathlib import Path

import pytest

from qa_service.understand.language import LangidFinder

CORPUS = Path(__file__).parents[2] / "models" / "corpus"
FINDER = LangidFinder()


def test_every_dialogue_of_the_corpus_is_in_the_language_that_it_says() -> None:
    wrong, seen = [], 0
    for path in sorted(CORPUS.glob("[ie][tn]-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            dialogue = json.loads(line)
            seen += 1
            found, _ = FINDER.find([turn["text"] for turn in dialogue["turns"]])
            if found != dialogue["lang"]:
                wrong.append(dialogue["id"])
    assert seen >= 1300
    assert len(wrong) <= seen // 500, wrong


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hola, quiero cancelar mi contrato porque me cobran de más", "es"),
        ("Bonjour, je voudrais un remboursement de ma facture", "fr"),
        ("Guten Tag, ich möchte meinen Vertrag kündigen", "de"),
        ("ciao", "it"),
        ("hi there", "en"),
    ],
)
def test_other_languages_are_named_and_greetings_are_not_taken_for_rare_ones(text: str, lang: str) -> None:
    assert FINDER.find([text])[0] == lang


@pytest.mark.parametrize("texts", [[], [""], ["123 456", "?!"]])
def test_without_letters_there_is_no_language(texts: list[str]) -> None:
    assert FINDER.find(texts) == (None, 0.0)
