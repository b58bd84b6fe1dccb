"""The text that an interaction came in with, where it is kept (`QA_KEEP_ORIGINALS`): sealed, in the staging."""

import uuid
from functools import partial

from pydantic import ValidationError
from sqlmodel import Session

from qa_service.domain.interaction import Interaction
from qa_service.errors import BadInput, NotFound
from qa_service.store.codec import load
from qa_service.store.intake import DOCUMENT
from qa_service.store.scope import ScopedSession
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow


def texts(staging: Staging, row: InteractionRow) -> list[str]:
    """The words of each turn as they came in; empty where they are not kept."""
    try:
        document = load(Interaction, staging.get(row.id, row.run, DOCUMENT))
    except (NotFound, BadInput, ValidationError):
        return []
    return [turn.text for turn in document.turns]


def carry_on(session: ScopedSession, staging: Staging, row: InteractionRow, *, keep: bool) -> None:
    """Words change without a worker: what is kept of the present run stays kept with the next one, which the sweep
    leaves alone, or goes once that is committed.
    """
    if not keep:
        for run in range(1, row.run + 1):
            session.once_committed(partial(_clear, staging, row.id, run))
        return
    try:
        document = staging.get(row.id, row.run, DOCUMENT)
    except NotFound:
        return
    staging.put(row.id, row.run + 1, DOCUMENT, document)


def _clear(staging: Staging, id: uuid.UUID, run: int, _: Session) -> None:
    staging.clear(id, run)
