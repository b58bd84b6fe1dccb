"""A watched folder: what is whole is taken, what is not waits, and nothing outside it is ever read."""

import os
from pathlib import Path

import pytest

from qa_service.connectors.folder import FolderSource
from qa_service.connectors.port import ObjectGone, Opening
from qa_service.domain.connectors import ConnectorOptions, ObjectState
from qa_service.errors import BadInput
from qa_service.services import connector_listings, connector_objects, connectors
from qa_service.services.connectors import WantedConnector
from tests.connectors.centre import Centre, chat


def test_a_file_that_grows_waits_until_it_has_stayed_the_same(centre: Centre, watched: Path) -> None:
    file = watched / "c1.json"
    file.write_bytes(chat("c1")[:20])
    centre.add("folder", str(watched), settle_seconds=30)
    assert centre.run() == {"waiting": 1}
    centre.later(seconds=29)
    file.write_bytes(chat("c1"))  # another version: its time begins anew
    assert centre.run() == {"waiting": 1}
    centre.later(seconds=29)
    assert centre.run() == {}
    centre.later(seconds=1)
    assert centre.run() == {"accepted": 1}
    assert [(row.state, row.name) for row in centre.objects()] == [(ObjectState.ACCEPTED, None)]


def test_who_renames_is_taken_at_once_and_names_of_writers_wait(centre: Centre, watched: Path) -> None:
    (watched / "c1.json.part").write_bytes(chat("c1"))
    centre.add("folder", str(watched))
    assert centre.run() == {"waiting": 1}
    (watched / "c1.json.part").rename(watched / "c1.json")
    assert centre.run() == {"accepted": 1}


def test_each_file_ends_accepted_unchanged_refused_or_as_not_ours_and_the_counts_add_up(
    centre: Centre, watched: Path
) -> None:
    (watched / "north").mkdir()
    (watched / "good.json").write_bytes(chat("c1"))
    (watched / "north" / "again.json").write_bytes(chat("c1"))
    (watched / "broken.json").write_bytes(b'{"id": "c2", "turns": [')
    (watched / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50)
    (watched / "notes.md").write_bytes(b"# notes")
    (watched / "later.json.tmp").write_bytes(b"{")
    centre.add("folder", str(watched), names=["*.json", "*.png"])
    coming = connector_listings.dry_run(centre.admin, centre.ids["test"], read=5)
    assert coming.counts == {"new": 4, "foreign": 1, "waiting": 1}
    assert centre.interactions() == [], "a dry run takes nothing"
    connectors.run_soon(centre.admin, centre.ids["test"], is_full=True)
    centre.run()
    view = centre.view().reconciled
    assert view is not None
    ends = (view.accepted, view.unchanged, view.refused, view.foreign, view.waiting, view.missing)
    assert view.listed == sum(ends) == 6
    assert ends[:3] == (1, 1, 1)
    assert view.missing == 0
    (watched / "new.json").write_bytes(chat("c3"))
    after = connector_listings.reconcile(centre.admin, centre.ids["test"])
    assert (after.missing, after.names[-1]) == (1, "missing: new.json")
    assert centre.run() == {"accepted": 1}


def test_what_was_refused_waits_with_its_reason_and_comes_after_a_fix(centre: Centre, watched: Path) -> None:
    (watched / "a_1.wav").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 40)
    id = centre.add("folder", str(watched), pattern="{agent}_{day}_{id}")
    assert centre.run() == {"refused": 1}
    page = connector_objects.listed(centre.admin, id)
    assert [(row.name, row.refused) for row in page.items] == [("a_1.wav", 1)]
    assert "does not fit the pattern" in page.items[0].reasons[0]
    assert centre.run() == {}, "it is not tried again by itself"
    wanted = WantedConnector("test", "folder", str(watched), "acme", {"settle_seconds": 0, "pattern": "{agent}_{id}"})
    connectors.change(centre.admin, id, wanted)
    assert connector_objects.retry(centre.admin, id) == 1
    assert centre.run() == {"accepted": 1}
    assert centre.interactions() == ["1"]


def test_what_is_taken_is_moved_and_never_over_another_file(centre: Centre, watched: Path) -> None:
    done = watched.parent / "done"
    (done / "north").mkdir(parents=True)
    (done / "north" / "c1.json").write_bytes(b"another file")
    (watched / "north").mkdir()
    (watched / "north" / "c1.json").write_bytes(chat("c1"))
    (watched / "bad.json").write_bytes(b'{"turns": [')
    centre.add("folder", str(watched), done_folder=str(done))
    assert centre.run() == {"accepted": 1, "refused": 1}
    assert (done / "north" / "c1.json").read_bytes() == b"another file"
    assert (done / "north" / "c1.2.json").read_bytes() == chat("c1")
    assert [path.name for path in watched.rglob("*.json")] == ["bad.json"], "what was refused stays where it was"


def test_a_recording_waits_for_the_document_beside_it_and_for_its_line_of_the_table(
    centre: Centre, watched: Path
) -> None:
    sound = b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x01" * 40
    (watched / "call.wav").write_bytes(sound)
    centre.add("folder", str(watched), document_beside=True)
    assert centre.run() == {"waiting": 1}
    (watched / "call.json").write_bytes(b'{"id": "call-7", "agent": "a1", "client": "another", "turns": []}')
    assert centre.run() == {"accepted": 1, "foreign": 1}
    assert centre.interactions() == ["call-7"]
    other = watched.parent / "table"
    other.mkdir()
    (other / "x.wav").write_bytes(sound + b"x")
    centre.add("folder", str(other), name="table", manifest="calls.csv")
    assert centre.run("table") == {"waiting": 1}
    (other / "calls.csv").write_text("file;id;agent\nx.wav;call-8;a2\n")
    assert centre.run("table") == {"accepted": 1, "foreign": 1}
    assert centre.interactions() == ["call-7", "call-8"]


def test_links_are_named_and_not_followed(centre: Centre, watched: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_bytes(chat("secret"))
    (watched / "link.json").symlink_to(secret)
    (watched / "folder").symlink_to(tmp_path)
    os.mkfifo(watched / "pipe.json")
    centre.add("folder", str(watched))
    assert centre.run() == {"foreign": 3}
    assert centre.interactions() == []


def test_a_folder_that_becomes_a_link_between_listing_and_fetching_is_not_followed(
    watched: Path, tmp_path: Path
) -> None:
    (watched / "north").mkdir()
    (watched / "north" / "c1.json").write_bytes(chat("c1"))
    source = FolderSource(Opening(str(watched), ConnectorOptions(), {}, roots=(watched.parent,)))
    (listed,) = source.changes("")
    outside = tmp_path / "outside"
    (watched / "north").rename(outside)
    (watched / "north").symlink_to(outside)
    with pytest.raises(ObjectGone):
        source.fetch(listed, tmp_path / "copy", 1000)


@pytest.mark.parametrize("place", ["/etc", "relative", "{root}/../..", "{root}/link"])
def test_a_folder_outside_the_allowed_ones_is_refused(centre: Centre, watched: Path, place: str) -> None:
    (watched.parent / "link").symlink_to("/etc")
    with pytest.raises(BadInput):
        centre.add("folder", place.format(root=watched.parent))


def test_a_file_that_cannot_be_fetched_stops_no_other(centre: Centre, watched: Path) -> None:
    for number in range(3):
        (watched / f"c{number}.json").write_bytes(chat(f"c{number}"))
    centre.add("folder", str(watched))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa_service.connectors.folder.os.open", _refuses("c1.json"))
        assert centre.run() == {"accepted": 2, "waiting": 1}
    assert centre.view().failures == 1
    assert centre.run() == {"accepted": 1}
    assert centre.view().failures == 0


def _refuses(name: str) -> object:
    real = os.open

    def opened(path: object, *arguments: int) -> int:
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments)  # type: ignore[arg-type]

    return opened


def test_a_log_of_telephone_calls_goes_into_the_queue_log(centre: Centre, watched: Path) -> None:
    log = b"1772442000|1772442000.1|sales|NONE|ENTERQUEUE||39021|1\n1772442005|1772442000.1|sales|SIP/1|CONNECT|5\n"
    (watched / "queue_log-1").write_bytes(log)
    (watched / "queue_log-2").write_bytes(log)
    (watched / "queue_log-3").write_bytes(log + b"nonsense\n")
    centre.add("folder", str(watched))
    centre.run()
    states = sorted(row.state for row in centre.objects())
    assert states == [ObjectState.ACCEPTED, ObjectState.REFUSED, ObjectState.UNCHANGED]
    assert centre.interactions() == []
