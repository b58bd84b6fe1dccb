"""Label Studio: the configuration, the tasks, and its annotations read back."""

import json
import uuid
from typing import Any
from xml.etree import ElementTree

import pytest

from qa_service.errors import BadInput
from qa_service.exports import (
    annotations,
    labelstudio,
)
from qa_service.exports.annotations import Annotation, AnnotationFault
from tests.unit.export_documents import LABELS, MACHINE, document


def test_the_configuration_asks_for_every_label_and_fits_the_tasks() -> None:
    root = ElementTree.fromstring(labelstudio.config(LABELS, "it"))
    controls = {one.get("name"): one for one in root.iter("Choices")}
    assert len(controls) == 3 + len(LABELS.courtesy)
    assert [one.get("value") for one in controls["label__intent"]] == list(LABELS.intent)
    assert controls["label__intent"][0].get("html") == "Fatturazione e pagamenti"
    assert [one.get("value") for one in controls["courtesy__blame"]] == ["yes", "no"]
    dialogue = next(root.iter("Paragraphs"))
    assert (dialogue.get("value"), dialogue.get("nameKey"), dialogue.get("textKey")) == ("$dialogue", "author", "text")
    passages = {one.get("value") for one in next(root.iter("ParagraphLabels"))}
    task = labelstudio.task(uuid.UUID(int=1), 1, document(), MACHINE, "it")
    for result in task["predictions"][0]["result"]:
        if result["type"] == "choices":
            allowed = {one.get("value") for one in controls[result["from_name"]]}
            assert set(result["value"]["choices"]) <= allowed
        else:
            assert set(result["value"]["paragraphlabels"]) <= passages


def test_a_task_carries_the_machines_answers_and_leaves_open_what_it_cannot_tell() -> None:
    task = labelstudio.task(uuid.UUID(int=1), 3, document(), MACHINE, "en")
    assert (task["data"]["uuid"], task["data"]["run"]) == (str(uuid.UUID(int=1)), 3)
    assert task["data"]["dialogue"][0] == {"author": "Agent", "text": "Buongiorno, sono Anna."}
    prediction = task["predictions"][0]
    assert (prediction["score"], prediction["model_version"]) == (0.7, "service=0.1.0 encoder=e5@1")
    answers = {one["from_name"]: one["value"] for one in prediction["result"] if one["type"] == "choices"}
    assert answers == {"label__intent": {"choices": ["billing"]}, "courtesy__blame": {"choices": ["yes"]}}
    passage = next(one for one in prediction["result"] if one["value"].get("paragraphlabels") == ["blame"])["value"]
    text = task["data"]["dialogue"][int(passage["start"])]["text"]
    assert text[passage["startOffset"] : passage["endOffset"]] == "È colpa sua."


def annotated(*annotations_: dict[str, Any], **data: Any) -> dict[str, Any]:
    task = labelstudio.task(uuid.UUID(int=1), 1, document(), MACHINE, "it")
    return {**task, "id": 5, "data": {**task["data"], **data}, "annotations": list(annotations_)}


def by(person: Any, at: str, *results: tuple[str, Any], **more: Any) -> dict[str, Any]:
    result = [
        {"from_name": name, "to_name": "dialogue", "type": "textarea" if name == "why" else "choices", "value": value}
        for name, value in results
    ]
    return {"id": 9, "completed_by": person, "updated_at": at, "was_cancelled": False, "result": result, **more}


def read(*tasks: Any) -> list[Annotation | AnnotationFault]:
    return list(annotations.read(json.dumps(tasks).encode()))


def test_annotations_are_read_by_person_the_latest_counts_and_skipped_ones_do_not() -> None:
    intent = "label__intent"
    found = read(
        annotated(
            by(3, "2026-03-02", (intent, {"choices": ["claim"]}), ("why", {"text": ["pensa al sinistro"]})),
            by(3, "2026-03-01", (intent, {"choices": ["billing"]})),
            by({"id": 4, "email": "anna@x.example"}, "2026-03-01", ("courtesy__blame", {"choices": ["no"]})),
            by(5, "2026-03-01", (intent, {"choices": ["sales"]}), was_cancelled=True),
        )
    )
    assert all(isinstance(one, Annotation) for one in found)
    assert {(one.by, tuple(one.answers.items()), one.why) for one in found if isinstance(one, Annotation)} == {
        ("labelstudio:3", (("label:intent", "claim"),), "pensa al sinistro"),
        ("labelstudio:4", (("courtesy:blame", "no"),), ""),
    }


@pytest.mark.parametrize(
    ("task", "where"),
    [
        ({"id": 1, "label__intent": "billing"}, "[0]"),  # JSON-MIN
        (annotated(uuid="x"), "[0]"),
        (annotated(by(1, "", ("label__intent", {"choices": ["a", "b"]}))), "[0].annotations[0].result[0]"),
        (annotated({"completed_by": 1}), "[0].annotations[0]"),
        ("word", "[0]"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_read(task: Any, where: str) -> None:
    good = annotated(by(1, "", ("label__intent", {"choices": ["billing"]})))
    fault, other = read(task, good)
    assert isinstance(fault, AnnotationFault)
    assert fault.where == where
    assert isinstance(other, Annotation)


@pytest.mark.parametrize("data", [b"{}", b"not json", b"\xff\xfe", b"[" * 100_000])
def test_a_file_of_another_kind_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="export the project from Label Studio as JSON"):
        list(annotations.read(data))
