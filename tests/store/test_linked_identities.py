"""One person behind a phone number, an address and a customer's id: repeats, lists, erasure; on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from qa_service.domain.groups import Group, GroupKind
from qa_service.domain.interaction import Channel, Identities, Interaction, State
from qa_service.errors import BadInput, OptedOut
from qa_service.services import customer_names, erasure, holds
from qa_service.services import opt_outs as opt_out_services
from qa_service.services.holds import WantedHold
from qa_service.store import interactions, opt_outs, results, rollup_rebuild, rollups
from qa_service.store.holds import is_held, of_row
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_linked import LinkedIdentityRow
from tests.contexts import context
from tests.figures import NOON, judged

PHONE, MAIL, OTHER_PHONE = "+39 333 1234567", "anna@example.com", "+39 347 7654321"


class NoUploads:
    """None are on their way."""

    def forget(self, id: Any) -> None: ...

    def forget_customer(self, client: str, is_theirs: Any) -> None: ...


def came(
    store: Store, intake: Intake, id: str, day: float, channel: Channel = Channel.CALL, **known: Any
) -> str | None:
    """A finished contact; returns the person behind it."""
    customer = known.pop("customer", None)
    document = Interaction(
        id=id,
        client="acme",
        channel=channel,
        started_at=NOON + timedelta(days=day),
        customer=customer,
        identities=Identities(**known) if known else None,
    )
    with store.transaction() as session:
        row, _ = intake.accept(session, document, intake.blobs.put("acme", [id.encode()], 1000))
        about = document.model_copy(update={"customer": row.customer, "identities": None})
        assert results.save_processed(session, row.id, row.run, judged(about))
        return row.person or row.customer


def again(store: Store) -> int:
    """How many contacts were followed by another one of the same person within seven days."""
    assert rollup_rebuild.check(store) == []
    with store.reading() as session:
        slices = rollups.slices(session, Group(GroupKind.CLIENT, "acme"))
    return sum(n for piece in slices for name, n in piece.counters.items() if name in {f"again:{d}" for d in range(8)})


def persons(store: Store) -> set[str | None]:
    with store.reading() as session:
        return {row.person or row.customer for row in session.exec(select(InteractionRow))}


def test_a_call_and_a_mail_of_one_person_are_found_to_be_once_a_contact_names_both(
    store: Store, intake: Intake
) -> None:
    came(store, intake, "call", 0, phone=PHONE)
    came(store, intake, "mail", 1, Channel.EMAIL, email=MAIL)
    assert again(store) == 0
    assert len(persons(store)) == 2
    came(store, intake, "chat", 2, Channel.CHAT, phone="0039 333 123 4567", email=MAIL.upper())
    assert len(persons(store)) == 1
    assert again(store) == 2  # call, mail and chat: two were followed
    before = persons(store)
    assert list(rollup_rebuild.rebuild(store)) == [3]
    assert (again(store), persons(store)) == (2, before)


def test_a_customers_number_and_a_customer_are_the_same_name(store: Store, intake: Intake) -> None:
    first = came(store, intake, "call", 0, phone=PHONE, customer_number="77120")
    second = came(store, intake, "chat", 1, Channel.CHAT, customer="77120")
    third = came(store, intake, "call2", 2, phone=PHONE)
    assert first == second == third == intake.pseudonyms.of("acme", "77120")
    assert again(store) == 2


def test_a_family_that_shares_a_number_stays_two(store: Store, intake: Intake) -> None:
    one = came(store, intake, "a", 0, phone=PHONE, customer="1")
    two = came(store, intake, "b", 1, phone=PHONE, customer="2")
    assert one != two
    assert again(store) == 0
    came(store, intake, "c", 1.5, email=MAIL, customer="2")
    assert came(store, intake, "d", 2, phone=PHONE, email=MAIL) is None  # it points to both
    assert again(store) == 1  # b and c are of the second


def test_nothing_is_kept_in_clear(store: Store, intake: Intake) -> None:
    came(store, intake, "call", 0, phone=PHONE, email=MAIL, customer_number="77120")
    with store.reading() as session:
        kept = [
            str(row.model_dump())
            for row in (*session.exec(select(InteractionRow)), *session.exec(select(LinkedIdentityRow)))
        ]
    assert not any(word in text for text in kept for word in ("333", "anna", "77120"))


def test_a_list_by_customer_holds_the_contacts_that_are_linked(store: Store, intake: Intake) -> None:
    came(store, intake, "call", 0, phone=PHONE)
    came(store, intake, "both", 1, phone=PHONE, customer="77120")
    with store.reading() as session:
        named = Filters(client="acme", customer=intake.pseudonyms.of("acme", "77120"))
        assert [row.external_id for row in interactions.page(session, named).rows] == ["both", "call"]


def test_erasing_a_customer_erases_what_is_linked_and_the_links(store: Store, intake: Intake) -> None:
    came(store, intake, "call", 0, phone=PHONE)
    came(store, intake, "both", 1, phone=PHONE, customer="77120")
    came(store, intake, "other", 1, phone=OTHER_PHONE)
    anna = context(store, intake, partial_uploads=NoUploads())
    erased = erasure.erase_customer(anna, "acme", "77120", scrub=False)
    assert erased.interactions == 2
    with store.reading() as session:
        assert [row.external_id for row in session.exec(select(InteractionRow))] == ["other"]
        assert len(session.exec(select(LinkedIdentityRow)).all()) == 1
    assert again(store) == 0


def test_who_objects_is_known_by_a_number_as_well_and_others_with_the_number_are_not_refused(
    store: Store, intake: Intake
) -> None:
    came(store, intake, "both", 0, phone=PHONE, customer="77120")
    with store.transaction() as session:
        opt_outs.put(session, "acme", intake.pseudonyms.of("acme", "77120"), "user:anna")
    with pytest.raises(OptedOut):
        came(store, intake, "call", 1, phone=PHONE)
    came(store, intake, "daughter", 2, phone=PHONE, customer="2")


def test_a_hold_and_an_objection_under_one_id_reach_what_the_same_person_did_under_another(
    store: Store, intake: Intake
) -> None:
    came(store, intake, "first", 0, customer="77120")
    came(store, intake, "second", 1, customer="88230")
    came(store, intake, "both", 2, customer="77120", customer_number="88230")
    anna = context(store, intake, partial_uploads=NoUploads())
    for number in ("77120", "88230"):
        hold = holds.place(anna, WantedHold(client="acme", customer=number), "case 12 at the court")
        assert erasure.erase_customer(anna, "acme", "77120", scrub=False).interactions == 0
        with store.reading() as session:
            assert all(held(session, row) for row in session.exec(select(InteractionRow)))
        holds.lift(anna, hold.id)
    with store.transaction() as session:
        waiting = Interaction(id="call", client="acme", channel=Channel.CALL, identities=Identities(phone=PHONE))
        linked = Interaction(
            id="x", client="acme", channel=Channel.CALL, customer="88230", identities=waiting.identities
        )
        rows = [
            intake.accept(session, document, intake.blobs.put("acme", [b"x"], 9))[0] for document in (waiting, linked)
        ]
        session.flush()
        opt_outs.put(session, "acme", intake.pseudonyms.of("acme", "77120"), "user:anna")
        assert {interactions.get(session, row.id).state for row in rows} == {State.FAILED}


@pytest.mark.parametrize("name", ["tel:0039 333-123 4567", "tel:3331234567", "mailto:Anna@Example.com"])
def test_a_customer_is_erased_by_a_number_or_an_address_in_clear(name: str, store: Store, intake: Intake) -> None:
    came(store, intake, "call", 0, phone=PHONE)
    came(store, intake, "mail", 1, phone=PHONE, email=MAIL)
    came(store, intake, "other", 1, phone=OTHER_PHONE)
    came(store, intake, "looks like it", 2, customer="3331234567")  # an id of somebody else
    anna = context(store, intake, partial_uploads=NoUploads())
    hold = holds.place(anna, WantedHold(client="acme", customer=name), "case 12 at the court")
    assert hold.contacts == 2
    assert name not in hold.model_dump_json()
    assert erasure.erase_customer(anna, "acme", name, scrub=False).held == 2
    holds.lift(anna, hold.id)
    assert erasure.erase_customer(anna, "acme", name, scrub=False).interactions == 2
    with store.reading() as session:
        assert {row.external_id for row in session.exec(select(InteractionRow))} == {"other", "looks like it"}


@pytest.mark.parametrize("name", ["tel:201", "tel:anonymous", "mailto:noreply@example.com", "mailto:anna"])
def test_a_number_that_is_of_nobody_is_refused(name: str, store: Store, intake: Intake) -> None:
    anna = context(store, intake, partial_uploads=NoUploads())
    with pytest.raises(BadInput, match="is no number or address of one person"):
        erasure.erase_customer(anna, "acme", name)


def test_an_objection_by_number_refuses_whoever_comes_by_it(store: Store, intake: Intake) -> None:
    """Also before any contact was there, and under an id that nothing had linked to the number."""
    anna = context(store, intake, partial_uploads=NoUploads())
    opt_out_services.put(anna, "acme", f"tel:{PHONE}")
    for phone, customer in ((PHONE, None), ("333 1234567", "77120")):
        with pytest.raises(OptedOut):
            came(store, intake, "call", 1, phone=phone, customer=customer)
    came(store, intake, "other", 2, phone=OTHER_PHONE)


def test_what_is_still_on_its_way_is_known_by_the_number_too(store: Store, intake: Intake) -> None:
    deps = context(store, intake).deps
    key = customer_names.key_of(deps, "acme", f"tel:{PHONE}")
    assert key in customer_names.keys_in(deps, "acme", {"identities": {"phone": "3331234567", "email": None}})
    assert key not in customer_names.keys_in(deps, "acme", {"customer": "3331234567", "identities": 5})


def held(session: Session, row: InteractionRow) -> bool:
    """As one contact is asked, and as many are."""
    among_many = select(InteractionRow.id).where(InteractionRow.id == row.id, is_held())
    return bool(of_row(session, row)) and session.exec(among_many).first() is not None
