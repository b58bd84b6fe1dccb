"""The centre's e-mail addresses, by client."""

from sqlmodel import Session, select

from qa_service.domain.centre_addresses import CentreAddress, CentreAddresses, ClientAddresses
from qa_service.store.codec import from_body, to_body
from qa_service.store.tables import now
from qa_service.store.tables_mail import CentreAddressesRow

NONE = ClientAddresses()


def addresses(session: Session, client: str) -> ClientAddresses:
    """Those of a client."""
    row = session.get(CentreAddressesRow, client)
    return NONE if row is None else from_body(ClientAddresses, row.body)


def known(session: Session) -> CentreAddresses:
    """Those of all clients within reach."""
    rows = session.exec(select(CentreAddressesRow).order_by(CentreAddressesRow.client)).all()
    return CentreAddresses(
        tuple(
            CentreAddress(entry.address, row.client, entry.agent)
            for row in rows
            for entry in from_body(ClientAddresses, row.body).addresses
        )
    )


def save(session: Session, client: str, new: ClientAddresses, by: str) -> None:
    """Keep a client's in the place of those before."""
    row = session.get(CentreAddressesRow, client)
    if row is None:
        row = CentreAddressesRow(client=client, body={}, by=by)
        session.add(row)
    row.body, row.by, row.at = to_body(new), by, now()
    session.flush()
