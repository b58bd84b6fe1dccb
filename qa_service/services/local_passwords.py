"""Whose password counts here: not that of an account that signs in at a provider, and where a setting names those who
may, nobody else's.
"""

from dataclasses import replace

from sqlmodel import Session

from qa_service.errors import BadInput
from qa_service.services.dependencies import Dependencies
from qa_service.store import provider_accounts, users
from qa_service.store.tables_people import UserRow
from qa_service.store.web_sessions import SignInAttempt


def as_it_counts(deps: Dependencies, session: Session, attempt: SignInAttempt) -> SignInAttempt:
    """The attempt as it was made, or with a password that is nobody's: it fails like any other wrong one."""
    if attempt.is_key or _counts(deps, session, users.by_name(session, attempt.name)):
        return attempt
    return replace(attempt, secret="")


def _counts(deps: Dependencies, session: Session, user: UserRow | None) -> bool:
    if user is None:
        return True
    named = not deps.local_passwords_for or user.name in deps.local_passwords_for
    return named and not provider_accounts.is_managed(session, user.id)


def check(session: Session, user: UserRow) -> None:
    """Raises BadInput where a password would be of no use."""
    if provider_accounts.is_managed(session, user.id):
        raise BadInput("{name} signs in at the organisation and has no password here", name=user.name)
