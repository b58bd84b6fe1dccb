"""Which contacts are of the same person, whatever the customer is called in them: by a customer's id, a phone number,
an address, each kept as a keyed hash only.

Contacts with an identity in common are of one person. A customer's id says more than a number or an address, which a
family or a firm may share: two persons with an id each stay two, whatever else they share, and a contact that points to
both is nobody's.
"""

import zlib
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.store import rollup_writes
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_linked import LinkedIdentityRow
from qa_service.store.tables_retention import OptOutRow

_LOCK = 7_151_831  # any number that no other lock of this service has
_CUSTOMER = "c-"
"""Begins the pseudonym of a customer's id, and so the name of a person of whom an id is known."""


def person_of(session: Session, client: str, customers: Sequence[str], others: Sequence[str]) -> str | None:
    """The person behind the identities of one contact, which are linked from now on; None where they name nobody, or
    two. `customers` are pseudonyms of customers' ids, `others` keyed hashes of numbers and addresses.
    """
    if not others and len(customers) < 2:
        return _known(session, client, customers).get(customers[0]) if customers else None
    _take_turn(session, client)
    known = _known(session, client, [*customers, *others])
    persons = {key: known.get(key, key) for key in (*customers, *others)}
    own = {persons[key] for key in customers} or {p for p in persons.values() if p.startswith(_CUSTOMER)}
    if not customers and len(own) > 1:
        return None
    person = min(own or persons.values())
    merged = {p for key, p in persons.items() if key in customers or not p.startswith(_CUSTOMER)} - {person}
    _merge(session, client, merged, person)
    for key, before in persons.items():
        if key not in known and (before in merged or before == person):
            session.add(LinkedIdentityRow(client=client, identity=key, person=person))
    session.flush()
    return person


def named(session: Session, client: str, name: str) -> str:
    """The person whose name this is; the name itself where no contact has linked it to one."""
    return _known(session, client, {name}).get(name, name)


def names_of(session: Session, client: str, names: Collection[str]) -> set[str]:
    """All names under which contacts of these customers may be kept: of the persons whose they are, and of all ids of
    these persons.
    """
    persons = {*names, *_known(session, client, names).values()}
    row = LinkedIdentityRow
    theirs = select(row.identity).where(row.client == client, col(row.person).in_(persons))
    return {*persons, *session.exec(theirs)}


def forget(session: Session, client: str, persons: Collection[str]) -> None:
    """Drop the links of persons of whom no contact is kept any more; those of one who objects to being analysed stay,
    or their contacts would not be known.
    """
    for person in persons:
        kept = select(InteractionRow.id).where(InteractionRow.client == client, InteractionRow.person == person)
        names = names_of(session, client, {person})
        objects = select(OptOutRow.id).where(OptOutRow.client == client, col(OptOutRow.customer).in_(names))
        if session.exec(kept).first() is None and session.exec(objects).first() is None:
            row = LinkedIdentityRow
            session.exec(sa.delete(row).where(col(row.client) == client, col(row.person) == person))


def _known(session: Session, client: str, keys: Collection[str]) -> dict[str, str]:
    row = LinkedIdentityRow
    query = select(row.identity, row.person).where(row.client == client, col(row.identity).in_(keys))
    return dict(session.exec(query).all())


def _merge(session: Session, client: str, merged: Collection[str], person: str) -> None:
    """Several persons turn out to be one."""
    if not merged:
        return
    link, row = LinkedIdentityRow, InteractionRow
    session.exec(sa.update(link).where(col(link.client) == client, col(link.person).in_(merged)).values(person=person))
    unnamed = sa.and_(col(row.person).is_(None), col(row.customer).in_([*merged, person]))
    theirs = sa.or_(col(row.person).in_(merged), unnamed)
    session.exec(sa.update(row).where(col(row.client) == client, theirs).values(person=person))
    rollup_writes.of_one_person(session, client, merged, person)


def _take_turn(session: Session, client: str) -> None:
    """Until the transaction ends nobody else links identities of this client."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        number = zlib.crc32(client.encode()) - 2**31  # int4 has a sign
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK, number)))
