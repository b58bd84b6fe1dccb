"""Accounts that belong to a provider: found by issuer and stable id, never by a name or an address alone."""

import secrets
import uuid

from sqlmodel import Session, select

from qa_service.domain.people import Reach
from qa_service.store import provisioned, users
from qa_service.store.tables_people import UserRow
from qa_service.store.tables_provider import ProviderAccountRow
from qa_service.store.tables_scim import ProvisionedRow


def of_subject(session: Session, issuer: str, subject: str) -> UserRow | None:
    """The account of this person, locked ones included."""
    query = select(UserRow).join(ProviderAccountRow).where(ProviderAccountRow.issuer == issuer)
    return session.exec(query.where(ProviderAccountRow.subject == subject)).first()


def by_external_id(session: Session, external_id: str) -> UserRow | None:
    """The account that a directory has made under this id, and that nobody has signed in to yet."""
    row = provisioned.by_external_id(session, external_id)
    if row is None or session.get(ProviderAccountRow, row.id) is not None:
        return None
    return users.get(session, row.id)


def is_managed(session: Session, id: uuid.UUID) -> bool:
    """Whether an account signs in at the provider, and by no password."""
    return session.get(ProviderAccountRow, id) is not None or session.get(ProvisionedRow, id) is not None


def create(session: Session, name: str, reach: Reach) -> UserRow:
    """An account with a password that nobody knows. Raises BadInput, Conflict."""
    return users.create(session, name, secrets.token_urlsafe(48), reach)


def link(session: Session, id: uuid.UUID, issuer: str, subject: str) -> None:
    """From now on the account is that of this person."""
    session.add(ProviderAccountRow(user_id=id, issuer=issuer, subject=subject))
    session.flush()
