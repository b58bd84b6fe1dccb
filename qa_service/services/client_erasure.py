"""Erasing all that is kept of a client organisation, at the end of its contract.

Contacts first, each as it is erased by itself; then, where no legal hold of the client or of a customer is in force,
all else that is the client's: exported files, rubrics, samples, packs, totals, keys and users. The audit trail stays.
Repeated after a breakdown, it goes on.
"""

from contextlib import suppress
from uuid import UUID

from sqlmodel import Session

from qa_service.documents.erasures import Erased
from qa_service.errors import BadInput, Conflict, Forbidden, NotFound, UnderHold
from qa_service.services import erasure
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes
from qa_service.store import erase_client, holds
from qa_service.store.blobs import Blobs
from qa_service.store.scope import EVERYTHING


@changes(Permission.ERASE, "erase client", own_transactions=True)
def erase_client_data(context: Context, client: str, confirmed: str) -> Erased:
    """`confirmed` repeats the client's name, so that nobody erases one by a slip. Raises BadInput where it does not,
    and Forbidden for whoever is bound to a client.
    """
    if context.caller.client is not None:
        raise Forbidden("only an administrator of all clients erases a client")
    if confirmed != client:
        raise BadInput("does not repeat the name of the client", where="confirm", hint="write it exactly as it stands")
    deps, count = context.deps, _contacts(context, client)
    with context.transaction(EVERYTHING) as session:
        in_force = erase_client.in_force(session, client)
        kept, rows = erase_client.held(session, client), 0
        if not in_force:
            rows = _rest(session, client, deps.blobs)
        context.note(client, client, interactions=count, held=kept, rows=rows)
    if not in_force:
        erase_client.strays(client, deps.blobs)
        deps.partial_uploads.forget_client(client)
    deps.store.scrub()
    if in_force and not kept:
        return Erased(client=client, interactions=count, left=str(holds.why_client_stays(in_force)))
    proof = context.prove_deletion("client", client, client, interactions=count, held=kept)
    left = str(holds.why_left(kept, in_force)) if in_force else None
    return Erased(client=client, interactions=count, held=kept, left=left, proof=proof)


def _rest(session: Session, client: str, blobs: Blobs) -> int:
    """How many rows went. Raises Conflict where somebody hands in something for this client at this moment."""
    erase_client.files(session, client, blobs)
    removed = erase_client.the_rest(session, client)
    if erase_client.left(session, client):
        raise Conflict("something of this client was written meanwhile; see who does, and ask again")
    return sum(removed.values())


def _contacts(context: Context, client: str) -> int:
    """A portion at a time; how many went."""
    count = 0
    while ids := _some(context, client):
        for id in ids:
            with suppress(UnderHold, NotFound):  # since we looked: the next look leaves it out
                erasure.erase(context, id, scrub=False)
                count += 1
    return count


def _some(context: Context, client: str) -> list[UUID]:
    with context.reading() as session:
        return list(erase_client.contacts(session, client))
