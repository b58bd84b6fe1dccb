"""Erasing a contact, or all contacts of a customer.

What goes: row, words, findings, answers of people and of the customer, complaints that came with it, sealed originals,
recordings, files that were made with it in them, uploads it came by, and saved searches that name it; then the database
lets go of the bytes (see `Store.scrub`). What stays: a line in the audit trail without a name, the draws of samples
(numbers only), and whatever is under a legal hold.
"""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from qa_service.documents.erasures import Erased
from qa_service.domain.exports import Kind
from qa_service.errors import Forbidden, NotFound, UnderHold
from qa_service.services import customer_names
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import changes, reads
from qa_service.store import (
    agent_segments,
    complaints,
    holds,
    interactions,
    linked_identities,
    saved_views,
    surveys,
    withdrawn,
)
from qa_service.store import erase as removal
from qa_service.store.scope import EVERYTHING


@changes(Permission.ERASE, "erase", own_transactions=True)
def erase(context: Context, id: UUID, *, scrub: bool = True) -> None:
    """Erase one contact; `scrub`: have the database let go of its bytes at once. Raises NotFound, for one out of the
    caller's reach as well, UnderHold, and Conflict for one agent's part of a contact, which goes with it.
    """
    deps, staging = context.deps, context.deps.staging  # which may write down the secret, in a transaction of its own
    with context.reading() as session:
        agent_segments.refuse(interactions.get(session, id))  # within reach, or NotFound
    # Files that others had made are out of the reach of this caller, and go all the same.
    with context.transaction(EVERYTHING) as session:
        row = interactions.get_locked(session, id)
        holds.refuse(session, row, tells_why=True)  # before any file goes
        for key in withdrawn.withdraw(session, row):
            deps.blobs.delete(key)
        withdrawn.forget_name(session, row.client, external_id=row.external_id)
        saved_views.forget(session, "id", {row.external_id})
        complaints.forget_interactions(session, [id, *(part.id for part in agent_segments.of(session, id))])
        _forget_answers(context, row.client, surveys.forget_interactions(session, [id]))
        removal.erase(session, id, deps.blobs, staging)
        context.note(id, row.client)
    deps.partial_uploads.forget(id)
    if scrub:
        deps.store.scrub()


@changes(Permission.ERASE, "erase customer", own_transactions=True)
def erase_customer(context: Context, client: str, customer: str, *, scrub: bool = True) -> Erased:
    """Erase all contacts that a customer had with a client, but for those under a legal hold, and say how many: also
    those in which the same person is known by another id, a phone number or an address.

    `customer` is as `customer_names` has it; `scrub` as for `erase`. Raises Forbidden where the client is out of reach,
    and BadInput on a number or an address that is of nobody. Repeated after a breakdown, it goes on where it stopped.
    """
    deps = context.deps
    if not context.caller.scope.reaches(client):
        raise Forbidden("rows of client {client!r} are out of reach", client=client)
    names = {customer, customer_names.key_of(deps, client, customer), deps.intake.pseudonyms.of(client, customer)}
    with context.reading() as session:
        names = linked_identities.names_of(session, client, names)
    count = 0
    while ids := _contacts(context, client, names):
        for id in ids:
            with suppress(UnderHold, NotFound):  # since we looked: the next look leaves it out
                erase(context, id, scrub=False)
                count += 1
    erased = _erased(context, client, names, count)
    proof = context.prove_deletion("customer", client, customer, interactions=count, held=erased.held)
    erased = erased.model_copy(update={"proof": proof})
    with context.transaction(EVERYTHING) as session:
        if not holds.of_customer(session, client, names):
            of_theirs = partial(_is_of, deps, client, names)
            deps.partial_uploads.forget_customer(client, of_theirs)
            _forget_complaints(context, client, names)
            _forget_answers(context, client, surveys.forget_customer(session, client, names))
            withdrawn.forget_name(session, client, customers=names)
            saved_views.forget(session, "customer", names)
        context.note(client, client, interactions=count, held=erased.held)
    if scrub:
        deps.store.scrub()
    return erased


def _is_of(deps: Dependencies, client: str, names: set[str], document: Mapping[str, Any]) -> bool:
    return not names.isdisjoint(customer_names.keys_in(deps, client, document))


@reads(Permission.ERASE)
def client_of(context: Context, id: UUID) -> str:
    """Whose contact it is. Raises NotFound, for one out of the caller's reach as well."""
    return interactions.get(context.session, id).client


def _contacts(context: Context, client: str, names: set[str]) -> list[UUID]:
    with context.reading() as session:
        return [id for name in names for id in removal.of_customer(session, client, name)]


def _forget_complaints(context: Context, client: str, names: set[str]) -> None:
    """Those that came with no contact, too; with the files that hold the register."""
    if complaints.forget_customer(context.session, client, names):
        for key in withdrawn.withdraw_files(context.session, client, Kind.COMPLAINTS):
            context.deps.blobs.delete(key)


def _forget_answers(context: Context, client: str, count: int) -> None:
    """So many answers to surveys are gone: the files that hold such answers go as well."""
    if count:
        for key in withdrawn.withdraw_files(context.session, client, Kind.SURVEYS):
            context.deps.blobs.delete(key)


def _erased(context: Context, client: str, names: set[str], count: int) -> Erased:
    """With what was left, and why."""
    with context.reading() as session:
        rows = {row.id: row for name in names for row in removal.held_of_customer(session, client, name)}.values()
        kept_by = {hold.id: hold for row in rows for hold in holds.of_row(session, row)}
    if not rows:
        return Erased(client=client, interactions=count)
    left = holds.why_left(len(rows), list(kept_by.values()))
    return Erased(client=client, interactions=count, held=len(rows), left=str(left))
