"""What customers are known by, as keyed hashes."""

import sqlalchemy as sa
from sqlmodel import Field

from qa_service.store.tables import Owned


class LinkedIdentityRow(Owned, table=True):
    """An identity (keyed hash of a customer's id, phone number or address), and the person whose it is."""

    __tablename__ = "linked_identity"
    __table_args__ = (sa.Index("ix_linked_identity_client_person", "client", "person"),)

    client: str = Field(primary_key=True, max_length=200)
    identity: str = Field(primary_key=True, max_length=64)
    person: str = Field(max_length=64)
