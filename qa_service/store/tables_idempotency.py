"""What was answered to requests that name themselves, so that one sent twice does its work once."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from qa_service.store.tables import now


class NamedRequestRow(SQLModel, table=True):
    """A request under its `Idempotency-Key`. `id` is a hash of caller, route and key; `request` of what it asks beside
    its body, `body` of the body (None: nobody read it). `is_committed`: what it changed is kept. `status` None: it is
    under way, or its process died. `answer` is sealed; None where it is too long to keep.
    """

    __tablename__ = "named_request"

    id: str = Field(primary_key=True, max_length=64)
    begun_at: datetime = Field(default_factory=now, index=True)
    request: str = Field(max_length=64)
    body: str | None = Field(default=None, max_length=64)
    is_committed: bool = False
    status: int | None = None
    answer: bytes | None = None
