"""The shipped recordings in which somebody dictates a telephone number: not one digit of it in words or in sound."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from qa_service.bootstrap import engines
from qa_service.domain.interaction import Channel, Interaction
from qa_service.domain.processed import Processed
from qa_service.domain.transcript import Transcript, Word
from qa_service.ingest import redacted_audio
from qa_service.pipeline import Pipeline
from qa_service.settings import Settings
from qa_service.store.codec import dump
from qa_service.understand.recognizers import runs
from qa_service.understand.recognizers.text_line import TextLine
from qa_service.understand.redact import place

SAMPLES = Path(__file__).parents[2] / "eval" / "samples"
NUMBERS = {"it-tecnico-lavatrice": "3486119205", "en-locked-out": "3205518492"}  # each said by one, read back by other
_SPELLED = re.compile(r"\d(?:\W{1,3}\d){2,}|\d{3,}")


@dataclass(frozen=True)
class Listened:
    """A recording, what was heard in it, and what is kept of it."""

    number: str
    heard: Transcript
    kept: Processed
    copy: Path


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return engines.pipeline(Settings())


@pytest.fixture(scope="module", params=NUMBERS)
def call(request: pytest.FixtureRequest, pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Listened:
    path = SAMPLES / f"{request.param}.flac"
    interaction = Interaction(id=request.param, client="acme", channel=Channel.CALL)
    audio = pipeline.open(path)
    heard = pipeline.attribute(interaction, audio, pipeline.listen(audio, None))
    understood = pipeline.understand(interaction, heard)
    kept = pipeline.judge(interaction, understood)
    copy = tmp_path_factory.mktemp("copies") / f"{request.param}.flac"
    with copy.open("wb") as sink:
        redacted_audio.write(audio, understood.silences, sink)
    return Listened(NUMBERS[request.param], heard, kept, copy)


def dictated(texts: list[str]) -> list[str]:
    """All numbers of four digits or more, however they are said."""
    return [run.code for text in texts for run in runs.find(TextLine(text)) if run.digits > 3]


def words_of(number: str, heard: Transcript) -> list[Word]:
    """The words that say the number, all of its repetitions."""
    out: list[Word] = []
    for turn in heard.turns:
        line = TextLine(turn.text)
        spans = [(line.starts[r.first], line.ends[r.last]) for r in runs.find(line) if r.code == number]
        places = place(turn.words, turn.text)
        assert places is not None
        out += [w for w, (a, b) in zip(turn.words, places, strict=True) if any(s < b and a < e for s, e in spans)]
    return out


def test_the_number_is_heard_twice_so_that_there_is_something_to_hide(call: Listened) -> None:
    assert dictated([turn.text for turn in call.heard.turns]).count(call.number) == 2


def test_no_digit_of_it_stands_in_what_is_kept(call: Listened) -> None:
    turns = call.kept.understood.transcript.turns
    assert dictated([turn.text for turn in turns]) == []
    assert dictated([" ".join(word.text for word in turn.words) for turn in turns]) == []
    written = json.loads(dump(call.kept))
    texts = [text for text in _strings(written) if _SPELLED.search(text)]
    assert [text for text in texts if call.number in re.sub(r"\D", "", text)] == []
    assert sum(turn.text.count("[PHONE]") for turn in turns) == 2


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [value] if isinstance(value, str) else []


def test_every_word_of_it_is_silent(call: Listened, pipeline: Pipeline) -> None:
    audio = pipeline.open(call.copy)
    spoken = words_of(call.number, call.heard)
    assert sum(max(1, len(re.findall(r"\d", word.text))) for word in spoken) >= 20  # a word may hold all digits
    for word in spoken:
        first, last = int(word.start * audio.rate), int(word.end * audio.rate)
        assert all(not np.any(channel[first:last]) for channel in audio.channels), word.start


def test_who_listens_to_the_copy_hears_no_digit(call: Listened, pipeline: Pipeline) -> None:
    speech = pipeline.listen(pipeline.open(call.copy), call.heard.lang)
    assert dictated([" ".join(word.text.strip() for word in speech.words)]) == []
