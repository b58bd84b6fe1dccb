"""What language models answered about interactions, and how often they were asked."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.store.tables import Json, Owned, now


class AskedAnswerRow(Owned, table=True):
    """The last answer to one question about one interaction: `question` is its `ask_key`, `transcript` the hash of the
    masked words that were shown. Another model, another prompt or other words make another question of it. `failed`:
    there was no answer, and applying the rubric to the period again asks anew.
    """

    __tablename__ = "asked_answer"

    interaction_id: uuid.UUID = Field(primary_key=True, foreign_key="interaction.id", ondelete="CASCADE")
    question: str = Field(primary_key=True, max_length=64)
    transcript: str = Field(max_length=64)
    model: str = Field(max_length=200)
    failed: bool
    body: dict[str, Any] = Field(sa_type=Json)
    made_at: datetime = Field(default_factory=now)


class AskBudgetRow(Owned, table=True):
    """How many requests were made to a model for a client on a day of the centre's calendar."""

    __tablename__ = "ask_budget"

    client: str = Field(max_length=200, primary_key=True)
    day: date = Field(primary_key=True, sa_type=sa.Date)
    requests: int = 0
