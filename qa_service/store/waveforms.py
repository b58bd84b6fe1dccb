"""The outline of a redacted recording, kept once it was drawn. It goes with its interaction."""

import uuid
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from qa_service.store.tables import InteractionRow
from qa_service.store.tables_search import WaveformRow


class Waveform(NamedTuple):
    """Seconds, and by channel how loud each piece is, 0 to 100."""

    seconds: float
    channels: Sequence[Sequence[int]]


def find(session: Session, row: InteractionRow) -> Waveform | None:
    """The outline of the recording that the interaction has now; None: not drawn yet."""
    stored = session.get(WaveformRow, row.id)
    if stored is None or stored.recording_key != row.redacted_key:
        return None
    return Waveform(stored.seconds, stored.channels)


def save(session: Session, id: uuid.UUID, drawn_from: str, waveform: Waveform) -> None:
    """Keep what was drawn from the recording under that key, if the interaction still has it."""
    row = session.get(InteractionRow, id)
    if row is not None and row.redacted_key == drawn_from:
        channels = [list(channel) for channel in waveform.channels]
        session.merge(
            WaveformRow(
                interaction_id=id,
                client=row.client,
                recording_key=drawn_from,
                seconds=waveform.seconds,
                channels=channels,
            )
        )
