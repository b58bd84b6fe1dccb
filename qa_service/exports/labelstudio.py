"""Label Studio: tasks with the machine's answers filled in, and the labelling configuration that fits them.

A control's name is a question of ours with `__` for the colon, since Label Studio's names hold none. Choices carry our
identifiers as values and people's words as `html`, which is what Label Studio shows and does not export.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

from qa_service.domain.review import LABELS, MachineAnswer
from qa_service.domain.vocabulary import Vocabulary
from qa_service.exports.moments import Document, evidence, speaker, to_be_confirmed
from qa_service.exports.wording import Language, word

DIALOGUE, PASSAGES, WHY = "dialogue", "passages", "why"
_QUESTIONS = {
    "label:intent": ("Motivo del contatto", "Reason for contact"),
    "label:resolution": ("Come finisce il caso", "How the case ends"),
    "label:sentiment_end": ("Sentiment finale del cliente, dalle parole", "The customer's sentiment at the end"),
}
_YES_NO = {"yes": ("Sì", "Yes"), "no": ("No", "No")}
_WHY = ("Perché hai cambiato una risposta", "Why you changed an answer")
_EVIDENCE = ("Passaggi", "Passages")


def control(question: str) -> str:
    """The name of a question's control."""
    return question.replace(":", "__")


def question(name: str) -> str:
    """The inverse of `control`."""
    return name.replace("__", ":", 1)


def config(vocabulary: Vocabulary, language: Language) -> str:
    """The labelling configuration for all of our labels."""
    labels = "".join(
        f"    <Label value={quoteattr(label)} html={quoteattr(vocabulary.name('courtesy', label, language))}/>\n"
        for label in vocabulary.courtesy
    )
    controls = [
        _choices(name, _in_language(wording, language), _names(vocabulary, LABELS[name.partition(":")[2]], language))
        for name, wording in _QUESTIONS.items()
    ]
    answers = {answer: _in_language(wording, language) for answer, wording in _YES_NO.items()}
    controls += [
        _choices(f"courtesy:{label}", vocabulary.name("courtesy", label, language), answers)
        for label in vocabulary.courtesy
    ]
    return (
        "<View>\n"
        f'  <ParagraphLabels name="{PASSAGES}" toName="{DIALOGUE}">\n{labels}  </ParagraphLabels>\n'
        f'  <Paragraphs name="{DIALOGUE}" value="${DIALOGUE}" layout="dialogue" nameKey="author" textKey="text"/>\n'
        f"{''.join(controls)}"
        f"  <Header value={quoteattr(_in_language(_WHY, language))}/>\n"
        f'  <TextArea name="{WHY}" toName="{DIALOGUE}" maxSubmissions="1"/>\n'
        "</View>\n"
    )


def task(
    id: uuid.UUID, run: int, document: Document, machine: Mapping[str, MachineAnswer], language: Language
) -> dict[str, Any]:
    """One interaction: its masked words, and the machine's answers as a prediction to be put right."""
    labels = {name: answer for name, answer in machine.items() if not name.startswith("criterion:")}
    confidences = [answer.confidence for answer in labels.values() if answer.confidence is not None]
    return {
        "data": {
            "uuid": str(id),
            "run": run,
            "id": document["id"],
            "client": document["client"],
            DIALOGUE: [
                {"author": word(f"party_{speaker(turn)}", language), "text": turn["text"]}
                for turn in document["transcript"]
            ],
        },
        "predictions": [
            {
                "model_version": _version(document["versions"]),
                "score": round(min(confidences), 4) if confidences else 0.0,
                "result": [*_answers(labels), *_passages(document, language)],
            }
        ],
    }


def _answers(labels: Mapping[str, MachineAnswer]) -> Iterable[dict[str, Any]]:
    """A question that the machine could not answer, or leaves to a person, is left open."""
    for name, answer in labels.items():
        if answer.answer is not None and not answer.to_be_confirmed:
            filled = {"choices": [answer.answer]}
            yield {
                "id": control(name),
                "from_name": control(name),
                "to_name": DIALOGUE,
                "type": "choices",
                "value": filled,
            }


def _passages(document: Document, language: Language) -> Iterable[dict[str, Any]]:
    """What waits for a person says so in the notes of its region."""
    for label in document["courtesy"]:
        waits = to_be_confirmed(document, f"courtesy:{label}")
        noted = {"meta": {"text": [word("to_be_confirmed", language)]}} if waits else {}
        for number, quote in enumerate(evidence(document, f"courtesy:{label}")):
            start = document["transcript"][quote["turn"]]["text"].find(quote["quote"])
            where = str(quote["turn"])  # Label Studio counts paragraphs in strings
            yield {
                **noted,
                "id": f"{label}-{number}",
                "from_name": PASSAGES,
                "to_name": DIALOGUE,
                "type": "paragraphlabels",
                "value": {
                    "start": where,
                    "end": where,
                    "startOffset": max(0, start),
                    "endOffset": max(0, start) + len(quote["quote"]),
                    "text": quote["quote"],
                    "paragraphlabels": [label],
                },
            }


def _version(versions: Mapping[str, str]) -> str:
    return " ".join(f"{name}={versions[name]}" for name in ("service", "encoder", "heads") if name in versions) or "?"


def _choices(name: str, title: str, choices: Mapping[str, str]) -> str:
    inner = "".join(f"    <Choice value={quoteattr(value)} html={quoteattr(of)}/>\n" for value, of in choices.items())
    head = f'name="{control(name)}" toName="{DIALOGUE}" choice="single-radio" showInline="true"'
    return f"  <Header value={quoteattr(title)}/>\n  <Choices {head}>\n{inner}  </Choices>\n"


def _names(vocabulary: Vocabulary, family: str, language: Language) -> Mapping[str, str]:
    return {label: vocabulary.name(family, label, language) for label in getattr(vocabulary, family)}


def _in_language(wording: tuple[str, str], language: Language) -> str:
    return wording[0 if language == "it" else 1]
