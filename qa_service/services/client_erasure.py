"""Erasing all that is kept of a client organisation, at the end of its contract.

Contacts first, each as it is erased by itself; then, where no legal hold keeps any, all else that is the client's:
rubrics, samples, packs, totals, keys and users. The audit trail stays. Repeated after a breakdown, it goes on.
"""

from contextlib import suppress
from uuid import UUID

from qa_service.documents.erasures import Erased
from qa_service.errors import BadInput, Conflict, Forbidden, UnderHold
from qa_service.services import erasure
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes
from qa_service.store import erase_client, holds
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
    count = _contacts(context, client)
    with context.transaction(EVERYTHING) as session:
        kept = erase_client.held(session, client)
        reasons = {hold.id: hold for row in kept for hold in holds.of_row(session, row)}
        rest = {} if kept else erase_client.the_rest(session, client)
        left_rows = {} if kept else erase_client.left(session, client)
        if left_rows:  # somebody hands something in for this client at this moment
            raise Conflict("something of this client was written meanwhile; see who does, and ask again")
        context.note(client, client, interactions=count, held=len(kept), rows=sum(rest.values()))
    context.deps.partial_uploads.forget_client(client)
    context.deps.store.scrub()
    proof = context.prove_deletion("client", client, client, interactions=count, held=len(kept))
    left = str(holds.why_left(len(kept), list(reasons.values()))) if kept else None
    return Erased(client=client, interactions=count, held=len(kept), left=left, proof=proof)


def _contacts(context: Context, client: str) -> int:
    """A portion at a time; how many went."""
    count = 0
    while ids := _some(context, client):
        for id in ids:
            with suppress(UnderHold):  # set since we looked: the next look leaves it out
                erasure.erase(context, id, scrub=False)
                count += 1
    return count


def _some(context: Context, client: str) -> list[UUID]:
    with context.reading(EVERYTHING) as session:
        return list(erase_client.contacts(session, client))
