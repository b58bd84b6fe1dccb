"""By which e-mail addresses a client's customers are written to, and whose they are."""

from qa_service.documents.centre_addresses import CentreAddressesView
from qa_service.domain.centre_addresses import CentreAddresses, ClientAddresses
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import centre_addresses


@reads(Permission.UPLOAD)
def known(context: Context) -> CentreAddresses:
    """Those of all clients within reach, by which mail is read."""
    return centre_addresses.known(context.session)


@reads(Permission.SET_POLICY)
def show(context: Context, client: str) -> CentreAddressesView:
    """Those of a client. Raises Forbidden."""
    access.check_client(context.caller, client)
    known = centre_addresses.addresses(context.session, client)
    return CentreAddressesView(client=client, addresses=list(known.addresses))


@changes(Permission.SET_POLICY, "set centre addresses")
def put(context: Context, client: str, new: ClientAddresses) -> CentreAddressesView:
    """In the place of those before; mail that comes from now on is read by them. Raises Forbidden."""
    access.check_client(context.caller, client)
    before = centre_addresses.addresses(context.session, client)
    centre_addresses.save(context.session, client, new, context.caller.actor)
    context.note(client, client, before=before.model_dump(mode="json"), after=new.model_dump(mode="json"))
    return CentreAddressesView(client=client, addresses=list(new.addresses))
