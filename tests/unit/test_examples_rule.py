"""The clause that was learned from answers, as a rubric reads it."""

import json
import struct
from dataclasses import replace

import pytest

from qa_service.domain.interaction import Party
from qa_service.domain.own_clauses import ResemblesExamples
from qa_service.domain.scorecard import Setting
from qa_service.domain.understanding import Judgement, Sentiment, Understanding
from qa_service.learning.criterion import learn_criterion
from qa_service.scoring.examples import MOST_TURNS
from qa_service.scoring.finding import CANNOT_TELL, ClauseInput, Finding
from qa_service.scoring.learned.artefact import KIND, from_bytes, name_of, to_bytes
from qa_service.scoring.rules import find
from qa_service.scoring.wording.tokens import SpokenWords
from tests.unit.learning.made import made_cases, made_setting

UNREAD = Understanding(Judgement(None, 0.0, {}), Judgement(None, 0.0, {}), Sentiment((), None, None), {})


@pytest.fixture(scope="module")
def body() -> bytes:
    """A model that knows the agent's turns whose fourth entry is large."""
    return learn_criterion("Is it shown?", made_cases(20, 20)).artefact


def found(body: bytes, setting: Setting, name: str | None = None) -> Finding:
    """What a rubric with this model finds."""
    name = name or name_of(body)
    words = SpokenWords(setting.transcript)
    inputs = ClauseInput(UNREAD, {}, words, setting.features, learned={name: body})
    return find(ResemblesExamples(kind="examples", model=name), inputs)


def test_a_yes_is_shown_by_its_turns(body: bytes) -> None:
    """The turn that shows it, whole, and no more than a few besides."""
    setting = made_setting(100, [2])
    finding = found(body, setting)
    assert finding.holds is True
    assert finding.probability > 0.5
    assert 2 in {passage.turn for passage in finding.evidence}
    assert len(finding.evidence) <= MOST_TURNS
    for passage in finding.evidence:
        assert (passage.start, passage.end) == (0, len(setting.transcript.turns[passage.turn].text))


def test_a_no_names_the_turns_that_were_looked_at(body: bytes) -> None:
    """All the agent's, and no passage."""
    finding = found(body, made_setting(203))
    assert finding.holds is False
    assert finding.evidence == ()
    assert finding.examined == (0, 2, 4, 6)
    assert finding.probability > 0.5


def test_what_lies_between_is_not_decided(body: bytes) -> None:
    """With bounds that nothing reaches; the probability is that of the likelier side."""
    model = from_bytes(body)
    shy = to_bytes(replace(model, calibration=replace(model.calibration, yes_from=2.0, no_to=-1.0)))
    finding = found(shy, made_setting(100, [2]))
    assert finding.holds is None
    assert 0.5 <= finding.probability < 1


def test_it_cannot_be_told_without_what_it_learned_from(body: bytes) -> None:
    """Nothing kept of the turns, other models, other chances, another language, other turns, nobody of the agent's."""
    setting = made_setting(100, [2])
    features = setting.features
    assert features is not None
    names = replace(features, names=("courtesy:greeting", "sentiment:positive"))
    short = replace(setting.transcript, turns=setting.transcript.turns[:-1])
    for other in (
        replace(setting, features=None),
        made_setting(100, [2], encoder="heads@sha256:ffff"),
        replace(setting, features=names),
        made_setting(100, [2], lang="en"),
        made_setting(100, [2], lang="de"),
        replace(setting, transcript=short),
        made_setting(100, [2], parties=(Party.CUSTOMER, Party.BOT)),
    ):
        assert found(body, other) == CANNOT_TELL


def test_it_cannot_be_told_without_the_model(body: bytes) -> None:
    """It is not there, or other bytes bear its name."""
    setting = made_setting(100, [2])
    clause = ResemblesExamples(kind="examples", model=name_of(body))
    assert find(clause, ClauseInput(UNREAD, {}, SpokenWords(setting.transcript), setting.features)) == CANNOT_TELL
    other = learn_criterion("Is it shown?", made_cases(15, 15)).artefact
    assert found(other, setting, name_of(body)) == CANNOT_TELL


def test_damaged_bytes_say_nothing(body: bytes) -> None:
    """One byte changed, cut off, something behind it: under their old name and under their own."""
    setting = made_setting(100, [2])
    place = len(KIND) + 4
    header = bytearray(body)
    header[place] ^= 1
    for damaged in (
        body[:-1],
        body + b"\0",
        bytes(header),
        body[:place],
        b"",
        b"PK\x03\x04",
        KIND + b"\xff\xff\xff\xff",
    ):
        assert found(damaged, setting, name_of(body)) == CANNOT_TELL
        assert found(damaged, setting) == CANNOT_TELL


@pytest.mark.parametrize(
    "change",
    [
        {"speakers": "nobody"},
        {"biases": [0.0]},
        {"width": -1},
        {"width": 10**9},
        {"calibration": {}},
        {"names": 3},
        {"biases": "no"},
    ],
)
def test_a_header_that_does_not_fit_is_refused(body: bytes, change: dict[str, object]) -> None:
    """ValueError, whatever it says."""
    size = struct.unpack_from("<I", body, len(KIND))[0]
    start = len(KIND) + 4
    header = json.dumps({**json.loads(body[start : start + size]), **change}).encode()
    with pytest.raises(ValueError, match=r"."):
        from_bytes(KIND + struct.pack("<I", len(header)) + header + body[start + size :])


def test_bytes_and_model_are_each_others_inverse(body: bytes) -> None:
    """What was read is written as it was."""
    assert to_bytes(from_bytes(body)) == body
