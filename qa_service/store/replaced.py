"""What a replaced run was made of: kept whole until the replacement is committed, and removed afterwards.

Before the commit a sealed note of it goes into the inbox of the old run; should we die after the commit, the sweep
reads the note and removes what it names.
"""

import json
import uuid
from collections.abc import Collection

from sqlmodel import Session

from qa_service.errors import NotFound
from qa_service.store.blobs import Blobs
from qa_service.store.erase import drop_unused
from qa_service.store.inbox import Inbox

_NOTE = "replaced"


def note(inbox: Inbox, interaction: uuid.UUID, run: int, client: str, recordings: Collection[str]) -> None:
    """Write down which recordings this run of an interaction of `client` leaves behind."""
    if recordings:
        inbox.put(interaction, run, _NOTE, json.dumps({"client": client, "recordings": sorted(recordings)}).encode())


def drop(blobs: Blobs, inbox: Inbox, interaction: uuid.UUID, run: int, session: Session) -> None:
    """Remove the run's sealed words, and its recordings that no row names any more."""
    try:
        left = json.loads(inbox.get(interaction, run, _NOTE))
    except NotFound:  # nothing was noted: it had no recording
        left = {"recordings": []}
    for key in left["recordings"]:
        drop_unused(session, left["client"], key, blobs)
    inbox.clear(interaction, run)
