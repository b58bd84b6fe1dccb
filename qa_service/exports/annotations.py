"""What Label Studio exports, read back: who answered what about which interaction, and what could not be used."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_service.errors import BadInput, say
from qa_service.exports.labelstudio import WHY, question

_HINT = say("export the project from Label Studio as JSON (not JSON-MIN, CSV or TSV)")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One person's answers, by question. `where` is the place in the file, `run` the content that was shown."""

    where: str
    interaction: uuid.UUID
    run: int
    by: str
    answers: Mapping[str, str]
    why: str = ""


@dataclass(frozen=True, slots=True)
class AnnotationFault:
    """Something in the file that cannot be used: where, and one sentence."""

    where: str
    sentence: str


def read(data: bytes) -> Iterator[Annotation | AnnotationFault]:
    """The annotations of a file, task by task; what cannot be used comes as a Fault in its place.

    Of several annotations of one task by one person the latest counts. Skipped ones and tasks without any are left
    out. Raises BadInput when the file is none of Label Studio's.
    """
    try:
        tasks = json.loads(data)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BadInput("it is not JSON", hint=_HINT) from error
    if not isinstance(tasks, list):
        raise BadInput("it holds no list of tasks", hint=_HINT)
    for number, task in enumerate(tasks):
        yield from _task(task, f"[{number}]")


def _task(task: Any, where: str) -> Iterator[Annotation | AnnotationFault]:
    annotations = task.get("annotations") if isinstance(task, dict) else None
    if not isinstance(annotations, list):
        yield AnnotationFault(where, f"it has no annotations; {_HINT}")
        return
    try:
        id, run = uuid.UUID(task["data"]["uuid"]), int(task["data"]["run"])
    except (KeyError, TypeError, ValueError, AttributeError):
        yield AnnotationFault(where, "it names no interaction of ours; make the project from `export labelstudio`")
        return
    latest: dict[str, Annotation | AnnotationFault] = {}
    for at, annotation in sorted(enumerate(annotations), key=_age):
        place = f"{where}.annotations[{at}]"
        read = _annotation(annotation, place, id, run)
        if read is not None:
            latest[read.by if isinstance(read, Annotation) else place] = read
    yield from latest.values()


def _age(pair: tuple[int, Any]) -> tuple[str, int]:
    moment = pair[1].get("updated_at") or pair[1].get("created_at") if isinstance(pair[1], dict) else None
    return (moment if isinstance(moment, str) else "", pair[0])


def _annotation(annotation: Any, where: str, id: uuid.UUID, run: int) -> Annotation | AnnotationFault | None:
    """None: it was skipped."""
    if not isinstance(annotation, dict) or not isinstance(annotation.get("result"), list):
        return AnnotationFault(where, f"it has no result; {_HINT}")
    if annotation.get("was_cancelled"):
        return None
    answers: dict[str, str] = {}
    why = ""
    for at, result in enumerate(annotation["result"]):
        read = _result(result)
        if read is None:
            return AnnotationFault(f"{where}.result[{at}]", "it is neither one choice, nor a text, nor a passage")
        name, value = read
        if name == WHY:
            why = value
        elif name:
            answers[question(name)] = value
    return Annotation(where, id, run, f"labelstudio:{_person(annotation.get('completed_by'))}", answers, why)


def _result(result: Any) -> tuple[str, str] | None:
    """The control and what was put there; an empty name for passages, which are no answers."""
    if not isinstance(result, dict) or not isinstance(result.get("value"), dict):
        return None
    name, kind, value = result.get("from_name"), result.get("type"), result["value"]
    if kind == "paragraphlabels":
        return "", ""
    if not isinstance(name, str) or kind not in ("choices", "textarea"):
        return None
    values: Sequence[Any] = value.get("choices" if kind == "choices" else "text") or []
    values = [values] if isinstance(values, str) else values
    if kind == "choices" and len(values) != 1:
        return None
    return name, " ".join(str(item) for item in values)


def _person(who: Any) -> str:
    """An identifier, never the address that some exports hold."""
    number = who.get("id") if isinstance(who, dict) else who
    return str(number) if isinstance(number, int) else "unknown"
