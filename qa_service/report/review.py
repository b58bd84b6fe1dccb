"""What a reviewer is shown of an interaction, and documents of answers."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from qa_service.documents.analysis import Analysis
from qa_service.domain.processed import Processed
from qa_service.domain.review import MachineAnswer, choices
from qa_service.domain.vocabulary import Vocabulary
from qa_service.report.times import written

_SAME = ("question", "answer", "machine", "machine_confidence", "reviewer", "why", "rubric", "run", "blind")


class Answer(Protocol):
    """A stored answer, as far as it is shown."""

    id: Any
    at: Any
    purpose: Any
    interaction_id: Any
    pick_id: Any
    session_id: Any
    dispute_id: Any


def answer_document(row: Answer, *, reviewer: bool = True) -> dict[str, Any]:
    """One answer; without `reviewer` its author stays unnamed, as towards agents."""
    shown: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    if not reviewer:
        shown["reviewer"] = None
    links = {"pick": row.pick_id, "session": row.session_id, "dispute": row.dispute_id}
    return {
        "id": str(row.id),
        "interaction": str(row.interaction_id),
        **shown,
        "at": written(row.at),
        "purpose": row.purpose and row.purpose.value,
        **{name: id and str(id) for name, id in links.items()},
    }


def item_document(
    processed: Processed,
    machine: Mapping[str, MachineAnswer],
    questions: Sequence[str],
    own: Mapping[str, Answer],
    vocabulary: Vocabulary,
    *,
    blind: bool,
) -> dict[str, Any]:
    """The masked transcript and the questions with their answers; the machine's stay out while `blind`."""
    analysis = Analysis.of(processed).document()
    about = processed.interaction
    asked = [
        {
            "question": question,
            "answers": list(choices(question, vocabulary)),
            "machine": None if blind else machine_document(machine.get(question)),
            "evidence": [] if blind else _evidence(question, analysis),
            "own": answer_document(own[question]) if question in own else None,
        }
        for question in questions
    ]
    return {
        "id": about.id,
        "client": about.client,
        "channel": about.channel.value,
        "agent": about.agent,
        "lang": analysis["lang"],
        "rubric": processed.scorecard.rubric,
        "blind": blind,
        "transcript": analysis["transcript"],
        "questions": asked,
    }


def machine_document(said: MachineAnswer | None) -> dict[str, Any] | None:
    """The machine's answer; null where it was not asked, `answer` null where it cannot tell."""
    if said is None:
        return None
    sure = None if said.confidence is None else round(said.confidence, 3)
    return {"answer": said.answer, "confidence": sure, "to_be_confirmed": said.to_be_confirmed}


def _evidence(question: str, analysis: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The passages that the machine's answer rests on."""
    family, _, name = question.partition(":")
    found: list[dict[str, Any]] = []
    if family == "criterion":
        found = next((one["evidence"] for one in analysis["scorecard"]["answers"] if one["criterion"] == name), [])
    elif family == "courtesy":
        found = analysis["courtesy"].get(name, {}).get("evidence", [])
    elif name in ("intent", "resolution"):
        found = analysis[name]["evidence"]
    return found


def dispute_document(row: Any, state: str, *, people: bool = True) -> dict[str, Any]:
    """An objection in its present `state`; without `people` who opened and decided it stays unnamed."""
    return {
        "uuid": str(row.id),
        "interaction": str(row.interaction_id),
        "client": row.client,
        "agent": row.agent,
        "questions": list(row.questions),
        "why": row.why,
        "opened_by": row.opened_by if people else None,
        "opened_at": written(row.opened_at),
        "due_at": written(row.due_at),
        "state": state,
        "decided_by": row.decided_by if people else None,
        "decided_at": written(row.decided_at),
        "decision": row.decision,
    }


def correction_document(row: Any, *, people: bool = True) -> dict[str, Any]:
    """What was changed in a transcript."""
    return {
        "run": row.run,
        "kind": row.kind.value,
        "turns": list(row.body),
        "why": row.why,
        "by": row.by if people else None,
        "at": written(row.at),
    }
