"""A client at the end of its contract, on both databases and as the plain role of the service on PostgreSQL."""

from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.domain.exports import Format, Kind
from qa_service.domain.people import Role
from qa_service.errors import NotFound
from qa_service.services import client_erasure, erasure, holds
from qa_service.services.context import Context
from qa_service.services.holds import WantedHold
from qa_service.store import erase_client, exports, keys, saved_views
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from qa_service.store.scope import EVERYTHING
from qa_service.store.tables_exports import ExportRow
from tests.contexts import context
from tests.store.test_exports import finished


@pytest.fixture
def uploads(tmp_path: Path) -> PartialUploads:
    return PartialUploads(tmp_path / "uploads")


@pytest.fixture
def anna(store: Store, intake: Intake, uploads: PartialUploads) -> Context:
    return context(store, intake, partial_uploads=uploads)


def left(store: Store) -> dict[str, int]:
    with store.reading() as session:
        return dict(erase_client.left(session, "acme"))


def with_key(store: Store) -> None:
    with store.transaction() as session:
        keys.create(session, "of acme", Role.QA, "acme")


def test_the_plain_role_of_the_service_may_erase_a_client(app: Store, intake: Intake, uploads: PartialUploads) -> None:
    finished(app, "c1")
    with_key(app)
    anna = context(app, intake, partial_uploads=uploads)
    assert client_erasure.erase_client_data(anna, "acme", "acme").interactions == 1
    assert left(app) == {}


@pytest.mark.parametrize("wanted", [WantedHold(client="acme"), WantedHold(client="acme", customer="rossi")])
def test_a_hold_keeps_what_there_is_of_a_client_also_where_it_has_no_contact(
    store: Store, anna: Context, wanted: WantedHold
) -> None:
    with_key(store)
    hold = holds.place(anna, wanted, "file 12/26")
    erased = client_erasure.erase_client_data(anna, "acme", "acme")
    assert erased.proof is None  # it is not erased
    assert erased.left is not None
    assert "file 12/26" in erased.left
    assert left(store) == {"legal_hold": 1, "api_key": 1}
    holds.lift(anna, hold.id)
    erased = client_erasure.erase_client_data(anna, "acme", "acme")
    assert (erased.left, erased.proof is None, left(store)) == (None, False, {})


def test_files_of_the_client_go_with_it_and_those_of_others_stay(store: Store, anna: Context, blobs: Blobs) -> None:
    orders = {
        "own figures": Order(Kind.KPIS, Format.CSV, scope=replace(EVERYTHING, client="acme")),
        "figures for an administrator": Order(Kind.KPIS, Format.CSV, filters=Filters(client="acme")),
        "of another": Order(Kind.KPIS, Format.CSV, filters=Filters(client="globex")),
    }
    with store.transaction() as session:
        ids = {name: exports.place(session, order, "user:anna").id for name, order in orders.items()}
        saved_views.save(session, "user:anna", "theirs", "client=acme&q=bolletta")
        saved_views.save(session, "user:anna", "others'", "client=globex")
    for id in ids.values():
        blobs.write(exports.key_of(id), b"figures")
    stray = blobs.put("acme", [b"a recording that no row names"], 100)  # whoever sent it died
    neighbour = blobs.put("acme2", [b"a recording of another client"], 100)

    client_erasure.erase_client_data(anna, "acme", "acme")
    assert {name: blobs.exists(exports.key_of(id)) for name, id in ids.items()} == {
        "own figures": False,
        "figures for an administrator": False,
        "of another": True,
    }
    assert (blobs.exists(stray.key), blobs.exists(neighbour.key)) == (False, True)
    with store.reading() as session:
        assert [session.get(ExportRow, id) is None for id in ids.values()] == [True, True, False]
        assert [view.name for view in saved_views.listed(session, "user:anna")] == ["others'"]


def test_what_somebody_else_erases_at_the_same_time_stops_nobody(
    store: Store, anna: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(store, "c1", customer="rossi")
    finished(store, "c2", customer="rossi")
    erase = erasure.erase

    def too_late(context: Context, id: object, **more: object) -> None:
        erase(context, id, **more)  # type: ignore[arg-type]
        raise NotFound("no interaction {id}", id=id)

    monkeypatch.setattr(erasure, "erase", too_late)
    assert erasure.erase_customer(anna, "acme", "rossi").interactions == 0
    finished(store, "c3")
    assert client_erasure.erase_client_data(anna, "acme", "acme").interactions == 0
    assert left(store) == {}
