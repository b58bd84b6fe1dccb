"""vCons on both databases: what goes out of an export and of one contact, to whom, with and without sound."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from qa_service.domain.exports import Format, Kind
from qa_service.domain.interaction import Channel
from qa_service.domain.people import Role
from qa_service.errors import NotFound, Withheld
from qa_service.exporting.exporter import Exporter
from qa_service.services import vcons
from qa_service.services.access import Caller, CallerKind
from qa_service.store import interactions, results
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.scope import Scope
from qa_service.store.tables import AuditRow, InteractionRow
from tests.acceptance.house import DEFAULT, LABELS
from tests.contexts import context
from tests.figures import contact
from tests.store.test_exports import finished, made
from tests.store.test_withholding import said as spoken
from tests.unit.test_vcon_out import flac
from tests.vcons import making


@pytest.fixture
def exporter(store: Store, blobs: Blobs) -> Exporter:
    return Exporter(store, blobs, LABELS, Rubrics(DEFAULT), timedelta(hours=1))


def called(store: Store, blobs: Blobs, sound: bytes, id: str = "call-1", **values: Any) -> InteractionRow:
    """A finished call of acme's, with the silenced copy of its recording."""
    row = finished(store, id, channel=Channel.CALL, **values)
    blob = blobs.put(row.client, [sound], 1 << 20)
    with store.transaction() as session:
        kept = session.get(InteractionRow, row.id)
        assert kept is not None
        kept.redacted_key = blob.key
    return row


def lines(exporter: Exporter, **order: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in made(exporter, Order(Kind.VCONS, Format.JSONL, **order)).splitlines()]


def test_json_lines_hold_a_vcon_each_of_what_the_maker_may_see(store: Store, exporter: Exporter) -> None:
    finished(store, "chat-1")
    finished(store, "foreign", client="other")
    (content,) = lines(exporter, scope=Scope("acme"), agents=True)
    assert [party["role"] for party in content["parties"]][:2] == ["customer", "agent"]
    assert content["parties"][1]["uuid"] == "a17"
    (unnamed,) = lines(exporter, scope=Scope("acme"))
    assert "a17" not in json.dumps(unnamed)


def test_an_archive_holds_the_silenced_sound_and_can_be_read_again(
    store: Store, blobs: Blobs, exporter: Exporter, tmp_path: Path
) -> None:
    sound = flac(tmp_path, 2)
    row = called(store, blobs, sound)
    archive = zipfile.ZipFile(io.BytesIO(made(exporter, Order(Kind.VCONS, Format.ZIP))))
    assert archive.namelist() == [f"{row.id}.vcon"]
    call = making.only(tmp_path, archive.read(f"{row.id}.vcon"))
    with call.sound() as path:
        assert path is not None
        assert path.read_bytes() == sound


def test_sound_that_is_gone_stops_nothing(store: Store, blobs: Blobs, exporter: Exporter, tmp_path: Path) -> None:
    row = called(store, blobs, flac(tmp_path, 1))
    with store.transaction() as session:
        kept = session.get(InteractionRow, row.id)
        assert kept is not None
        kept.redacted_key = "acme/00/gone"
    archive = zipfile.ZipFile(io.BytesIO(made(exporter, Order(Kind.VCONS, Format.ZIP))))
    assert "body" not in json.loads(archive.read(f"{row.id}.vcon"))["dialog"][0]


def viewer(role: Role = Role.CLIENT_VIEWER, client: str = "acme") -> Caller:
    return Caller("v", role, client, kind=CallerKind.USER)


def test_one_contact_is_taken_out_and_it_is_written_down_who_did(
    store: Store, blobs: Blobs, intake: Intake, tmp_path: Path
) -> None:
    row = called(store, blobs, flac(tmp_path, 1))
    content = vcons.show(context(store, intake), row.id)
    assert "body" not in content["dialog"][0]
    assert content["parties"][1]["uuid"] == "a17"
    heard = vcons.show(context(store, intake), row.id, sound=True)
    assert heard["dialog"][0]["mediatype"] == "audio/flac"
    assert "a17" not in json.dumps(vcons.show(context(store, intake, viewer()), row.id))
    with store.reading() as session:
        trail = session.exec(select(AuditRow).where(AuditRow.action == "read vcon")).all()
    assert {(line.actor, line.subject, line.client) for line in trail} == {
        ("user:anna", str(row.id), "acme"),
        ("user:v", str(row.id), "acme"),
    }


def test_another_client_finds_nothing(store: Store, blobs: Blobs, intake: Intake) -> None:
    row = finished(store, "chat-1")
    with pytest.raises(NotFound):
        vcons.show(context(store, intake, viewer(client="other")), row.id)


def test_withheld_words_are_neither_read_nor_heard(
    store: Store, blobs: Blobs, intake: Intake, exporter: Exporter, tmp_path: Path
) -> None:
    with store.transaction() as session:
        row, _ = interactions.register(session, contact("call-1"), "x")
        results.save_processed(session, row.id, row.run, spoken("es"))
        row.redacted_key = blobs.put(row.client, [flac(tmp_path, 1)], 1 << 20).key
    content = vcons.show(context(store, intake, viewer()), row.id)
    assert "basta" not in json.dumps(content)
    assert [entry["type"] for entry in content["analysis"]] == ["report"]
    with pytest.raises(Withheld):
        vcons.show(context(store, intake, viewer()), row.id, sound=True)
    order = Order(Kind.VCONS, Format.ZIP, scope=Scope("acme", words=False))
    archive = zipfile.ZipFile(io.BytesIO(made(exporter, order)))
    content = json.loads(archive.read(f"{row.id}.vcon"))
    assert "body" not in content["dialog"][0]
    assert "basta" not in json.dumps(content)
    assert "basta" in json.dumps(vcons.show(context(store, intake), row.id))  # the staff may
