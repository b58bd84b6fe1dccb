"""What a draft of a rubric is tried on."""

from sqlmodel import Session

from qa_service.reviewing import blindness
from qa_service.scoring.trial import Case
from qa_service.store import rubrics


def cases(session: Session, client: str, last: int, reviewer: str | None = None) -> list[Case]:
    """A client's `last` finished interactions, without those that this person is to answer blind: what changes with a
    draft tells what the machine answered.
    """
    found = list(rubrics.recent(session, client, last))
    held = blindness.held_back(session, [id for id, _, _ in found], reviewer)
    return [Case.of(*one) for one in found if one[0] not in held]
