"""The table of what people did to masks: words that they masked by hand, and masks that they took away."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.domain.masked_words import MaskingAct
from qa_service.store.tables import Json, Owned, _enum, now


class MaskingRow(Owned, table=True):
    """One act on the masks of an interaction. It holds no word: `words` has of each that was masked its `length` and a
    keyed hash (`digest`), by which it is found again when the interaction is analysed anew.

    `places`: in how many places of the conversation. `turn` and `start` are where the mask began: in the masked text of
    that moment, or of NOT_PERSONAL in the unmasked one. `by_machine`: the machine had masked what was released.
    `carried`: a worker does the rest in run `run`. `undone_at`: what was masked by hand was released again.
    """

    __tablename__ = "masking"
    __table_args__ = (
        sa.Index("ix_masking_interaction_id", "interaction_id", "run"),
        sa.Index("ix_masking_client_kind", "client", "act", "kind"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE")
    run: int
    act: MaskingAct = Field(sa_type=_enum(MaskingAct))
    kind: str = Field(max_length=64)
    turn: int | None = None
    start: int | None = None
    places: int = 0
    words: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    by_machine: bool = False
    carried: bool = False
    why: str = Field(default="", sa_type=sa.Text)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)
    undone_at: datetime | None = None
