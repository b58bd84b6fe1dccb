"""The table of the centre's e-mail addresses."""

from datetime import datetime
from typing import Any

from sqlmodel import Field

from qa_service.store.tables import Json, Owned, now


class CentreAddressesRow(Owned, table=True):
    """The addresses by which a client's customers are written to, and whose they are
    (`domain.centre_addresses.ClientAddresses`).
    """

    __tablename__ = "centre_addresses"

    client: str = Field(primary_key=True, max_length=200)
    body: dict[str, Any] = Field(sa_type=Json)
    by: str = Field(max_length=200)
    at: datetime = Field(default_factory=now)
