"""Findings that a person is to confirm, in files: everywhere they say that they wait, nowhere do they count."""

import io
import json
import uuid
from typing import Any

from qa_service.exports import labelstudio, moments, pack
from qa_service.exports.moments import TrainingMoment
from qa_service.exports.naming import Naming
from qa_service.exports.pack_page import MomentClip, page, transcript
from qa_service.exports.training import example
from tests.unit.export_documents import LABELS, MACHINE, document


def doubted() -> dict[str, Any]:
    """The same call; the blame is to be confirmed, and turn 1 is a bot's."""
    made = document()
    blame = made["courtesy"]["blame"]
    made["courtesy"]["blame"] = {**blame, "present": False, "status": "to_be_confirmed"}
    answer = {"criterion": "no_blame", "verdict": "yes", "evidence": blame["evidence"], "examined": []}
    made["scorecard"]["answers"].append({**answer, "to_be_confirmed": True})
    made["transcript"][1] |= {"speaker": "other", "bot": True}
    return made


def test_no_pack_finds_it_among_what_went_badly() -> None:
    topics = ["courtesy:blame", "criterion:no_blame"]
    assert list(moments.showing(doubted(), topics)) == []
    assert [moment.topic for moment in moments.showing(document(), topics)] == ["courtesy:blame"]


def test_training_data_teach_nothing_of_it() -> None:
    made = example(doubted())
    assert made["labels"]["courtesy"] == {"greeting": True, "blame": None, "thanks": None}
    assert made["criteria"] == {"greeting": "yes", "farewell": "no", "no_blame": None}
    assert made["to_be_confirmed"] == ["blame"]
    assert {one["topic"] for one in made["evidence"]} == {"courtesy:greeting", "criterion:greeting"}
    assert [turn["speaker"] for turn in made["turns"]] == ["agent", "bot", "agent", "agent"]


def test_a_collected_moment_says_that_it_waits() -> None:
    naming = Naming("it", LABELS)
    shown = page("p", "", [MomentClip(TrainingMoment(doubted(), 2, "courtesy:blame"), None)], naming)
    assert "Da confermare" in shown
    assert "Da confermare" not in page(
        "p", "", [MomentClip(TrainingMoment(document(), 2, "courtesy:blame"), None)], naming
    )
    assert "Bot: " in transcript(doubted(), "it")
    sink = io.BytesIO()
    pack.write_jsonl(sink, [TrainingMoment(doubted(), 2, "courtesy:blame")])
    assert json.loads(sink.getvalue())["to_be_confirmed"] == ["blame"]


def test_label_studio_leaves_the_question_open_and_shows_the_passage() -> None:
    machine = {**MACHINE, "courtesy:blame": MACHINE["courtesy:blame"]._replace(answer="no", to_be_confirmed=True)}
    task = labelstudio.task(uuid.UUID(int=1), 1, doubted(), machine, "en")
    results = task["predictions"][0]["result"]
    assert [one["from_name"] for one in results if one["type"] == "choices"] == ["label__intent"]
    regions = {one["value"]["paragraphlabels"][0]: one.get("meta") for one in results if one["type"] != "choices"}
    assert regions == {"greeting": None, "blame": {"text": ["To be confirmed"]}}
    assert task["data"]["dialogue"][1]["author"] == "Bot"
