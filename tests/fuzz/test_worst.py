"""The worst files of every kind end in seconds and in bounded memory, at the limits as well as far beyond them."""

from pathlib import Path

import pytest

from tests.fuzz import worst
from tests.fuzz.worst_files import FILES


@pytest.mark.slow
@pytest.mark.parametrize("size", [600_000, 10_000_000])
@pytest.mark.parametrize("name", FILES)
def test_the_worst_file_ends_soon(name: str, size: int, tmp_path: Path) -> None:
    cost = worst.cost(name, size, tmp_path)
    assert not cost.is_too_much, cost


@pytest.mark.parametrize(
    ("name", "size", "refusal"),
    [
        (
            "cells.xlsx",
            1_000_000,
            "table of turns: holds more cells than are read (about 300000); split it, or give CSV",
        ),
        ("equal.mbox", 700_000, "e-mail: holds over 10000 messages; split the mailbox by months"),
        ("thread.mbox", 800_000, "e-mail, message 1: holds over 5000 messages; split the mailbox by months"),
        ("headers.eml", 100_000, "e-mail: has headers of over 10000 lines; export the message anew"),
        ("names.txt", 60_000, "transcript: holds over 5000 turns; split it, or raise QA_MAX_TURNS"),
        ("chat.txt", 5_000_000, "WhatsApp export: holds over 150000 lines; split it"),
        ("cues.srt", 300_000, "captions: holds over 5000 turns; split it, or raise QA_MAX_TURNS"),
        ("numbers.TextGrid", 2_100_000, "TextGrid: holds over 333333 intervals; split it"),
        ("contacts.csv", 200_000, "table of turns: holds over 10000 contacts; split it"),
        ("conversations.json", 1_500_000, "Intercom: holds over 10000 contacts; split it"),
        ("lines.jsonl", 1_000_000, "holds over 10000 contacts; split it"),
        ("zeros.zip", 1_000_000, "unpacks to over 67108864 bytes; split it"),
        ("tiny.zip", 1_100_000, "holds over 10000 files; split it"),
    ],
)
def test_what_would_take_too_long_is_refused_by_its_limit(name: str, size: int, refusal: str, tmp_path: Path) -> None:
    assert refusal in worst.cost(name, size, tmp_path).end


@pytest.mark.parametrize(
    ("name", "size", "end"),
    [
        ("equal.mbox", 500_000, "{'taken in': 1}"),
        ("subject.mbox", 900_000, "{'taken in': 9090}"),
        ("contacts.csv", 100_000, "{'taken in': 8333}"),
        ("rows of two.xlsx", 10_000, "{'taken in': 1}"),
    ],
)
def test_what_is_below_them_is_read(name: str, size: int, end: str, tmp_path: Path) -> None:
    assert worst.cost(name, size, tmp_path).end.startswith(end)
