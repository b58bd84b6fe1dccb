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
class Taken:
    """One annotation: `new` answers were added, `same` were there already."""

    where: str
    new: int
    same: int


def take(
    store: Store, vocabulary: Vocabulary, data: bytes, scope: Scope = EVERYTHING
) -> Iterator[Taken | AnnotationFault]:
    """Each annotation in a transaction of its own; the same file again adds nothing. Raises BadInput on other files."""
    for one in read(data):
        if isinstance(one, AnnotationFault):
            yield one
            continue
        try:
            with store.transaction(scope) as session:
                found = list(_take(session, vocabulary, one))
        except (NotFound, Conflict, Forbidden, BadInput) as error:
            found = [AnnotationFault(one.where, str(error))]
        yield from found


def _take(session: Session, vocabulary: Vocabulary, one: Annotation) -> Iterator[Taken | AnnotationFault]:
    row = interactions.get(session, one.interaction)
    if one.run < reviews.first_runs(session, [row.id])[row.id]:
        raise Conflict("the interaction was replaced since it was exported; export it anew")
    machine = machine_answers(results.processed(session, row.id))
    standing = reviews.last_of(session, row, one.by, Occasion())
    new, same = [], 0
    for question, said in one.answers.items():
        try:
            check_answer(question, said, machine, vocabulary)
        except BadInput as error:
            yield AnnotationFault(one.where, str(error))
            continue
        before = standing.get(question)
        if before is not None and before.answer == said:
            same += 1
        else:
            new.append(ReviewAnswer(question, said, _why(one, machine, question, said)))
    if new:
        answer(session, vocabulary, row.id, Answers(new), one.by)
    yield Taken(one.where, len(new), same)


def _why(one: Annotation, machine: dict[str, MachineAnswer], question: str, said: str) -> str:
    """The reason stands with the answers that differ from the machine's."""
    known = machine.get(question)
    return one.why if known is None or known.answer != said else ""
