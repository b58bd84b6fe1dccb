"""`analyze`: whatever happens to one file, the others go on, and no customer's word is printed."""

import io
from pathlib import Path
from typing import Any

import pytest

from qa_service.cli.analyze import _analyze_all
from qa_service.domain.interaction import Interaction
from qa_service.errors import EngineFailed, MissingModel
from qa_service.ingest.incoming import Incoming


def incoming(name: str) -> Incoming:
    turns = [{"speaker": "customer", "text": "pincopallino"}]
    document = {"id": name, "client": "acme", "channel": "chat", "turns": turns}
    return Incoming(Interaction.model_validate(document), Path(f"{name}.wav"))


class Failing:
    """A pipeline that raises this on every interaction."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def hear(self, interaction: Interaction, recording: Path | None) -> Any:
        raise self.error


def analyzed(error: Exception) -> int:
    items: list[Any] = [incoming("a"), incoming("b")]
    return _analyze_all(items, Failing(error), io.StringIO(), "auto", False)  # type: ignore[arg-type]


def test_an_error_that_nobody_expected_is_named_by_kind_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert analyzed(ValueError("pincopallino")) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["a.wav", "b.wav"]
    assert lines[0].startswith("a.wav: the service failed: ValueError at ")
    assert "pincopallino" not in "".join(lines)


def test_an_error_of_ours_is_its_own_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert analyzed(EngineFailed("the encoder gave up")) == 2
    assert "a.wav: the encoder gave up" in capsys.readouterr().err


def test_a_missing_model_ends_it_all() -> None:
    with pytest.raises(MissingModel):
        analyzed(MissingModel("no weights"))
