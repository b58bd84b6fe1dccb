"""Opening a calibration session, whoever asks for it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from qa_service.domain.review import choices
from qa_service.domain.sampling import Purpose
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadInput, word
from qa_service.store import calibration, samples
from qa_service.store.calibration import NewCalibration
from qa_service.store.tables_reviews import CalibrationRow


@dataclass(frozen=True, slots=True)
class Opening:
    """Interactions, and those of a drawn calibration `sample`. `people` empty: whoever may review; `questions`: all."""

    name: str
    interactions: Sequence[uuid.UUID] = ()
    sample: uuid.UUID | None = None
    people: Sequence[str] = ()
    questions: Sequence[str] = ()


def opened(session: Session, vocabulary: Vocabulary, asked: Opening, by: str) -> CalibrationRow:
    """Raises BadInput for what is no question, no interaction or no sample for calibration; NotFound, Conflict."""
    for question in asked.questions:
        choices(question, vocabulary)
    ids = [*asked.interactions, *(_of_sample(session, asked.sample) if asked.sample else ())]
    wanted = NewCalibration(asked.name, ids, asked.people, asked.questions, asked.sample)
    return calibration.create(session, wanted, by)


def _of_sample(session: Session, id: uuid.UUID) -> list[uuid.UUID]:
    row = samples.drawn(session, id)
    if row.purpose is not Purpose.CALIBRATION:
        raise BadInput(
            "is a {purpose} sample", purpose=word(row.purpose), where="sample", hint="draw one for calibration"
        )
    return [pick.interaction_id for pick in samples.picks(session, id)]
