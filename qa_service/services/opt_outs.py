"""Customers who object to being analysed: kept, listed, taken back. What is handed in of them is refused."""

from uuid import UUID

from qa_service.documents.opt_outs import OptOutDone, OptOutPage, OptOutView
from qa_service.services import access, customer_names, erasure
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import opt_outs


@changes(Permission.RETAIN, "opt out", own_transactions=True)
def put(context: Context, client: str, customer: str, *, erase: bool = False) -> OptOutDone:
    """From now on nothing of this customer (see `customer_names`) is analysed for this client; with `erase` what is
    kept of them goes, but for what is under a legal hold. Raises Forbidden and BadInput.
    """
    access.check_client(context.caller, client)
    pseudonym = customer_names.key_of(context.deps, client, customer)
    with context.transaction() as session:
        row = opt_outs.put(session, client, pseudonym, context.caller.actor)
        context.note(client, client, objection=str(row.id), erase=erase)
        view = OptOutView.of(row)
    erased = erasure.erase_customer(context, client, customer) if erase else None
    return OptOutDone(opt_out=view, erased=erased)


@changes(Permission.RETAIN, "withdraw opt-out")
def withdraw(context: Context, id: UUID) -> None:
    """The customer may be analysed again. Raises NotFound."""
    row = opt_outs.withdraw(context.session, id)
    context.note(row.client, row.client, objection=str(id), refused=row.refused)


@reads(Permission.RETAIN)
def listed(context: Context, client: str | None = None, cursor: str | None = None, limit: int = 100) -> OptOutPage:
    """Those in force, the latest first. Raises BadInput on a cursor of somebody else's."""
    page = opt_outs.page(context.session, client, cursor, limit)
    return OptOutPage(items=[OptOutView.of(row) for row in page.rows], next=page.next)
