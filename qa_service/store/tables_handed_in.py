"""The tables of what was handed in: by keyed hashes, what a conversation consisted of, so that it is known when it has
grown. No word, no address and no id of a message is in them.
"""

import uuid

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.store.tables import Owned


class HandedInTurnsRow(Owned, table=True):
    """The turns of a written contact as they were last handed in: 16 bytes each, in their order."""

    __tablename__ = "handed_in_turns"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    body: bytes = Field(sa_type=sa.LargeBinary)


class HandedInMessageRow(Owned, table=True):
    """In which interaction a mail is: in one at most."""

    __tablename__ = "handed_in_message"
    __table_args__ = (sa.Index("ix_handed_in_message_interaction_id", "interaction_id"),)

    client: str = Field(primary_key=True, max_length=200)
    message: str = Field(primary_key=True, max_length=64)
    interaction_id: uuid.UUID = Field(foreign_key="interaction.id", ondelete="CASCADE")
