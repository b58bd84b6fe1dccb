"""Of e-mails in five languages and of many programs the words of their writers alone: tests/unit/own_words.yaml, where
they are told by hand.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.mail_files import read_eml

MAILS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("own_words.yaml").read_text(encoding="utf-8"))
WRITERS = {"agent", "customer"}


def own_words(raw: str) -> str:
    """What the writer of a mail says in it, with one blank for every gap."""
    document = read_eml(raw.encode(), ["acme.example"])
    sender = "agent" if "@acme.example" in raw.split("\n", 1)[0] else "customer"
    turns = [turn for turn in document["turns"] if turn["at"] == document["ended_at"] and turn["speaker"] == sender]
    return " ".join(word for turn in turns for word in turn["text"].split())


def test_they_are_exactly_right() -> None:
    """Nine of ten at least; the others are listed by `python -m tests.unit.test_own_words`."""
    right = [mail["name"] for mail in MAILS if own_words(mail["mail"]) == " ".join(mail["own"].split())]
    assert len(MAILS) >= 40
    assert len(right) / len(MAILS) >= 0.9


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail["name"])
def test_no_word_of_the_writer_is_lost(mail: dict[str, Any]) -> None:
    assert set(mail["own"].split()) <= set(own_words(mail["mail"]).split())


if __name__ == "__main__":
    wrong = [mail for mail in MAILS if own_words(mail["mail"]) != " ".join(mail["own"].split())]
    print(f"{len(MAILS) - len(wrong)} of {len(MAILS)} exactly right")
    for mail in wrong:
        print(f"--- {mail['name']}\n{own_words(mail['mail'])}\n--- by hand:\n{' '.join(mail['own'].split())}")
