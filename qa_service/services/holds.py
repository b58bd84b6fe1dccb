"""Legal holds: set, listed, lifted. What is under one is erased by nothing (see `store.holds`)."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from qa_service.documents.holds import HoldPage, HoldView
from qa_service.domain import names
from qa_service.domain.retention import HoldKind
from qa_service.domain.review import tidy_note
from qa_service.errors import BadInput, say
from qa_service.services import access, customer_names
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import holds, interactions, linked_identities
from qa_service.store.interactions import Filters
from qa_service.store.scope import EVERYTHING
from qa_service.store.tables_retention import LegalHoldRow

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class WantedHold:
    """What is to be held: one contact, or all of a client's `customer` (see `customer_names`), or all of a `client`."""

    interaction: UUID | None = None
    client: str | None = None
    customer: str | None = None

    @property
    def kind(self) -> HoldKind:
        """Raises BadInput where it is none of the three."""
        match bool(self.interaction), bool(self.client), bool(self.customer):
            case True, False, False:
                return HoldKind.INTERACTION
            case False, True, True:
                return HoldKind.CUSTOMER
            case False, True, False:
                return HoldKind.CLIENT
        raise BadInput(
            "say what is to be held",
            where="hold",
            hint=say("give an interaction alone, or a client, or a client with a customer"),
        )


@changes(Permission.RETAIN, "set legal hold", own_transactions=True)
def place(context: Context, wanted: WantedHold, reason: str) -> HoldView:
    """From now on nothing erases it, until the hold is lifted; what is being erased at this moment goes first. Several
    holds of the same thing stand beside each other. Raises BadInput, Forbidden, NotFound.
    """
    hint = say("say why it is held, without names of customers")
    reason = tidy_note(names.tidied(reason, _LONGEST_REASON, where="reason", hint=hint))
    hold = _wanted(context, wanted, reason)
    with context.transaction(EVERYTHING) as session:
        if hold.held_id is not None:
            interactions.get_locked(session, hold.held_id)
        holds.place(session, hold)
        context.note(hold.held_id or hold.customer or hold.client, hold.client, **_told(hold))
        return _view(session, hold)


def _wanted(context: Context, wanted: WantedHold, reason: str) -> LegalHoldRow:
    kind, client, customer, held_id = wanted.kind, wanted.client or "", None, None
    if wanted.interaction is not None:
        with context.reading() as session:
            row = interactions.get(session, wanted.interaction)  # within reach, or NotFound
            client, held_id = row.client, row.segment_of or row.id  # a part is kept with its contact
    access.check_client(context.caller, client)
    if wanted.customer:
        customer = customer_names.key_of(context.deps, client, wanted.customer)
    by = context.caller.actor
    return LegalHoldRow(client=client, kind=kind, held_id=held_id, customer=customer, reason=reason, set_by=by)


def _told(hold: LegalHoldRow) -> dict[str, str]:
    return {"hold": str(hold.id), "kind": hold.kind.value, "reason": hold.reason}


@changes(Permission.RETAIN, "lift legal hold")
def lift(context: Context, id: UUID, why: str = "") -> None:
    """What it kept can be erased again, where no other hold keeps it. Raises NotFound."""
    hold = holds.lift(context.session, id)
    context.note(hold.held_id or hold.customer or hold.client, hold.client, **_told(hold), why=tidy_note(why))


@reads(Permission.RETAIN)
def listed(context: Context, client: str | None = None, cursor: str | None = None, limit: int = 100) -> HoldPage:
    """Those in force, the latest first. Raises BadInput on a cursor of somebody else's."""
    page = holds.page(context.session, client, cursor, limit)
    return HoldPage(items=[_view(context.session, hold) for hold in page.rows], next=page.next)


def _view(session: Session, hold: LegalHoldRow) -> HoldView:
    person = hold.customer and linked_identities.named(session, hold.client, hold.customer)
    filters = Filters(client=hold.client, customer=person)
    contacts = 1 if hold.kind is HoldKind.INTERACTION else interactions.count(session, filters)
    return HoldView(
        id=hold.id,
        client=hold.client,
        kind=hold.kind,
        interaction=hold.held_id,
        customer=hold.customer,
        reason=hold.reason,
        set_by=hold.set_by,
        set_at=hold.set_at,
        contacts=contacts,
    )
