"""What people annotated elsewhere, taken in as their answers: the good ones of an annotation even beside bad ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.review import MachineAnswer, ReviewAnswer, check_answer, machine_answers
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound
from qa_service.exports.annotations import Annotation, AnnotationFault, read
from qa_service.reviewing.answering import Answers, answer
from qa_service.store import interactions, results, reviews
from qa_service.store.repository import Store
from qa_service.store.reviews import Occasion
from qa_service.store.scope import EVERYTHING, Scope


@dataclass(frozen=True, slots=True)
class ImportedAnnotation:
    """One annotation: `new` answers were added, `same` were there already."""

    where: str
    new: int
    same: int


def take(
    store: Store, vocabulary: Vocabulary, data: bytes, scope: Scope = EVERYTHING
) -> Iterator[ImportedAnnotation | AnnotationFault]:
    """Each annotation in a transaction of its own; the same file again adds nothing. Raises BadInput on other files."""
    for annotation in read(data):
        if isinstance(annotation, AnnotationFault):
            yield annotation
            continue
        try:
            with store.transaction(scope) as session:
                outcomes = list(_take(session, vocabulary, annotation))
        except (NotFound, Conflict, Forbidden, BadInput) as error:
            outcomes = [AnnotationFault(annotation.where, str(error))]
        yield from outcomes


def _take(
    session: Session, vocabulary: Vocabulary, annotation: Annotation
) -> Iterator[ImportedAnnotation | AnnotationFault]:
    row = interactions.get(session, annotation.interaction)
    if annotation.run < reviews.first_runs(session, [row.id])[row.id]:
        raise Conflict("the interaction was replaced since it was exported; export it anew")
    machine = machine_answers(results.processed(session, row.id))
    standing = reviews.last_of(session, row, annotation.by, Occasion())
    new, same = [], 0
    for question, choice in annotation.answers.items():
        try:
            check_answer(question, choice, machine, vocabulary)
        except BadInput as error:
            yield AnnotationFault(annotation.where, str(error))
            continue
        before = standing.get(question)
        if before is not None and before.answer == choice:
            same += 1
        else:
            new.append(ReviewAnswer(question, choice, _why(annotation, machine, question, choice)))
    if new:
        answer(session, vocabulary, row.id, Answers(new), annotation.by)
    yield ImportedAnnotation(annotation.where, len(new), same)


def _why(annotation: Annotation, machine: dict[str, MachineAnswer], question: str, choice: str) -> str:
    """The reason stands with the answers that differ from the machine's."""
    machine_answer = machine.get(question)
    return annotation.why if machine_answer is None or machine_answer.answer != choice else ""
