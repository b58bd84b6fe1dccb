"""What a run leaves behind: sealed words, and recordings that no row names any more.

Its recordings are those that its plan names, and those that were noted when it was replaced. The note is written before
the replacement is committed; should we die after the commit, the sweep finds it.
"""

import json
import uuid
from collections.abc import Collection

from sqlmodel import Session, col, or_, select

from qa_service.errors import BadInput, MissingKey, NotFound
from qa_service.store import plans
from qa_service.store.blobs import Blobs
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow

NOTE = "replaced"


def note(staging: Staging, interaction: uuid.UUID, run: int, client: str, recordings: Collection[str]) -> None:
    """Write down which recordings this run of an interaction of `client` leaves behind."""
    if recordings:
        staging.put(interaction, run, NOTE, json.dumps({"client": client, "recordings": sorted(recordings)}).encode())


def drop(blobs: Blobs, staging: Staging, interaction: uuid.UUID, run: int, session: Session) -> None:
    """Remove the run's sealed words, and its recordings that no row names any more: those first, since the words tell
    which they are.
    """
    for client, key in (*_planned(staging, interaction, run), *_noted(staging, interaction, run)):
        drop_unused(session, client, key, blobs)
    staging.clear(interaction, run)


def _planned(staging: Staging, interaction: uuid.UUID, run: int) -> list[tuple[str, str]]:
    try:
        plan = plans.of_run(staging, interaction, run)
    except (BadInput, MissingKey):  # what cannot be read any more goes all the same
        return []
    return [] if plan is None else [(plan.client, plan.key)]


def _noted(staging: Staging, interaction: uuid.UUID, run: int) -> list[tuple[str, str]]:
    try:
        note = json.loads(staging.get(interaction, run, NOTE))
    except (NotFound, BadInput, MissingKey):  # it was not replaced, had no recording, or cannot be read any more
        return []
    return [(note["client"], key) for key in note["recordings"]]


def drop_unused(session: Session, client: str, key: str, blobs: Blobs) -> None:
    """Remove a recording that no row names any more: equal recordings of a client share one key."""
    row = InteractionRow
    names = or_(*(col(column) == key for column in (row.recording_key, row.redacted_key, row.louder_key)))
    if session.exec(select(InteractionRow.id).where(InteractionRow.client == client, names)).first() is None:
        blobs.delete(key)
