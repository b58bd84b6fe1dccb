"""Customers who object to being analysed, on both databases: refused and counted, nothing kept or lost in silence."""

import io
import json
import uuid
from dataclasses import replace
from pathlib import Path

import pytest

from qa_service.domain.interaction import State
from qa_service.errors import Forbidden, NotFound, OptedOut
from qa_service.services import intake as intake_services
from qa_service.services import interactions as interaction_services
from qa_service.services import opt_outs
from qa_service.services.context import Context
from qa_service.store import audit, interactions
from qa_service.store.blobs import Blobs
from qa_service.store.intake import Intake
from qa_service.store.interactions import Filters
from qa_service.store.partial_uploads import PartialUploads
from qa_service.store.repository import Store
from tests.contexts import ANNA, context


@pytest.fixture
def anna(store: Store, intake: Intake, tmp_path: Path) -> Context:
    return context(store, intake, partial_uploads=PartialUploads(tmp_path / "uploads"))


def document(id: str, customer: str = "rossi", client: str = "acme") -> bytes:
    turns = [{"speaker": "customer", "text": "buongiorno"}]
    return json.dumps({"id": id, "client": client, "channel": "chat", "customer": customer, "turns": turns}).encode()


def kept(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(row.external_id for row in interactions.page(session, Filters()).rows)


def test_what_is_handed_in_afterwards_is_refused_counted_and_not_kept(
    store: Store, blobs: Blobs, anna: Context
) -> None:
    opt_outs.put(anna, "acme", "rossi")
    with pytest.raises(OptedOut, match="objects to being analysed: nothing of the contact was kept"):
        intake_services.take_document(anna, document("chat-1"))
    call = {"id": "call-1", "client": "acme", "channel": "call", "customer": "rossi"}
    with pytest.raises(OptedOut):
        intake_services.take_recording(anna, call, io.BytesIO(b"sound"))
    intake_services.take_document(anna, document("chat-2", "bianchi"))
    intake_services.take_document(anna, document("chat-3", client="other"))  # who may have asked for it
    assert kept(store) == ["chat-2", "chat-3"]
    assert list(blobs.list("clients")) == []
    (view,) = opt_outs.listed(anna).items
    assert view.refused == 2
    assert view.refused_at is not None
    with store.reading() as session:
        lines = [(line.action, line.client, line.detail) for line in audit.trail(session)]
    assert [line for line in lines if line[0] == "refuse opted-out"] == [
        ("refuse opted-out", "acme", {"objection": str(view.id)})
    ] * 2
    assert "rossi" not in str(lines)


def test_of_json_lines_the_others_are_taken(store: Store, anna: Context) -> None:
    opt_outs.put(anna, "acme", "rossi")
    lines = b"\n".join([document("chat-1"), document("chat-2", "bianchi")])
    first, second = intake_services.take_lines(anna, io.BytesIO(lines))
    assert isinstance(first[1], OptedOut)
    assert not isinstance(second[1], OptedOut)
    assert kept(store) == ["chat-2"]


def test_what_waits_is_given_up_and_not_tried_again(store: Store, anna: Context) -> None:
    row = intake_services.take_document(anna, document("chat-1")).row
    opt_outs.put(anna, "acme", str(row.customer))  # the pseudonym
    with store.reading() as session:
        waiting = interactions.get(session, row.id)
    assert waiting.state is State.FAILED
    assert str(waiting.failure).startswith("this customer objects")
    with pytest.raises(OptedOut):
        interaction_services.retry(anna, row.id)


def test_what_is_kept_goes_where_that_is_asked_for_at_the_same_time(store: Store, anna: Context) -> None:
    for n in range(2):
        intake_services.take_document(anna, document(f"chat-{n}"))
    done = opt_outs.put(anna, "acme", "rossi", erase=True)
    assert done.erased is not None
    assert done.erased.interactions == 2
    assert kept(store) == []
    again = opt_outs.put(anna, "acme", "rossi")
    assert again.opt_out.id == done.opt_out.id  # twice is once


def test_one_that_is_taken_back_lets_contacts_in_again(store: Store, anna: Context) -> None:
    done = opt_outs.put(anna, "acme", "rossi")
    opt_outs.withdraw(anna, done.opt_out.id)
    intake_services.take_document(anna, document("chat-1"))
    assert kept(store) == ["chat-1"]
    with pytest.raises(NotFound):
        opt_outs.withdraw(anna, uuid.uuid4())


def test_an_administrator_of_one_client_decides_there_alone(anna: Context) -> None:
    done = opt_outs.put(anna, "acme", "rossi")
    other = Context(replace(ANNA, client="other"), anna.deps)
    with pytest.raises(Forbidden):
        opt_outs.put(other, "acme", "rossi")
    with pytest.raises(NotFound):
        opt_outs.withdraw(other, done.opt_out.id)
    assert opt_outs.listed(other).items == []
