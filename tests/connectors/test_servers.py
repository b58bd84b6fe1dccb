"""Each kind of connector against a real server: what is there is taken once, what comes later is taken, and all of it
is accounted for.
"""

import uuid
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from qa_service.services import connector_listings, connectors
from qa_service.store import connectors as rows
from tests.connectors.centre import Centre, chat, mail
from tests.connectors.servers import Bucket, Mailbox, Sftp, listening, sftp_by_password


def _add_s3(centre: Centre, s3: Bucket, prefix: str, **options: Any) -> None:
    key = centre.secret("test\n")
    place = f"s3://{s3.name}/{prefix}"
    centre.add("s3", place, secrets={"access_key": key, "secret_key": key}, endpoint=s3.endpoint, **options)


def test_objects_below_a_prefix_are_taken_once_and_a_new_version_is_seen_by_its_tag(centre: Centre, s3: Bucket) -> None:
    prefix = uuid.uuid4().hex
    for number in range(3):
        s3.put(f"{prefix}/north/c{number}.json", chat(f"c{number}"))
    s3.put(f"{prefix}-other/x.json", chat("x"))  # begins alike, and lies elsewhere
    _add_s3(centre, s3, prefix)
    assert centre.run() == {"accepted": 3}, centre.view().failure
    assert centre.run() == {}
    assert centre.interactions() == ["c0", "c1", "c2"]
    s3.put(f"{prefix}/north/c1.json", chat("c1", "un'altra cosa"))
    assert centre.run() == {"refused": 1}, "another content under a known id does not take its place unasked"
    view = connector_listings.reconcile(centre.admin, centre.ids["test"])
    assert (view.listed, view.accepted, view.refused, view.missing) == (3, 2, 1, 0)


def test_a_listing_of_more_than_one_page_is_read_to_its_end(centre: Centre, s3: Bucket) -> None:
    prefix = uuid.uuid4().hex
    for number in range(1005):  # S3 lists 1,000 at once
        s3.put(f"{prefix}/{number:05}.xyz", b"?")
    _add_s3(centre, s3, prefix, names=["*.json"])
    assert connector_listings.dry_run(centre.admin, centre.ids["test"]).counts == {"foreign": 1005}


def test_where_names_grow_with_time_a_listing_begins_behind_the_last_one(centre: Centre, s3: Bucket) -> None:
    prefix = uuid.uuid4().hex
    s3.put(f"{prefix}/2026-12-01.json", chat("first"))
    _add_s3(centre, s3, prefix, ordered=True)
    assert centre.run() == {"accepted": 1}
    s3.put(f"{prefix}/2026-12-02.json", chat("second"))
    s3.put(f"{prefix}/2026-11-30.json", chat("late"))  # breaks the promise
    assert centre.run() == {"accepted": 1}
    connectors.run_soon(centre.admin, centre.ids["test"], is_full=True)  # as every night
    assert centre.run() == {"accepted": 1}
    assert centre.interactions() == ["first", "late", "second"]


def test_keys_and_addresses_of_the_environment_are_not_used(
    centre: Centre, s3: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are those of this service's own store: a connector must neither go there nor send them elsewhere."""
    variables = {
        "ACCESS_KEY_ID": "ours",
        "SECRET_ACCESS_KEY": "ours",
        "SESSION_TOKEN": "ours",
        "SKIP_SIGNATURE": "true",
    }
    variables |= {"ENDPOINT_URL": "http://127.0.0.1:1", "ENDPOINT_URL_S3": "http://127.0.0.1:1"}
    for name, value in variables.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    requests: list[dict[str, str]] = []
    with listening(requests) as address:
        key = centre.secret("theirs")
        secrets = {"access_key": key, "secret_key": key}
        centre.add("s3", "s3://theirs/x", secrets=secrets, endpoint=address)
        assert centre.run() == {}
        centre.add("s3", "s3://public/x", name="public", endpoint=address)
        assert centre.run("public") == {}
    assert len(requests) == 2
    assert "Credential=theirs/" in requests[0]["authorization"]
    assert "ours" not in str(requests)
    assert "authorization" not in requests[1]


def test_marks_of_folders_are_no_objects(centre: Centre, s3: Bucket) -> None:
    prefix = uuid.uuid4().hex
    s3.put(f"{prefix}/north/c1.json", chat("c1"))
    s3.put_raw(f"{prefix}/north/")
    _add_s3(centre, s3, prefix)
    assert centre.run() == {"accepted": 1, "foreign": 1}, centre.view().failure
    assert centre.interactions() == ["c1"]


def test_files_of_an_sftp_server_are_taken_once_they_have_stayed_the_same(centre: Centre, sftp: Sftp) -> None:
    (sftp.folder / "north").mkdir()
    (sftp.folder / "north" / "c1.json").write_bytes(chat("c1"))
    (sftp.folder / "link.json").symlink_to("/etc/passwd")
    key = {"key": centre.secret(sftp.key)}
    centre.add("sftp", sftp.place, secrets=key, known_hosts=sftp.known_hosts, settle_seconds=30)
    assert centre.run() == {"waiting": 1, "foreign": 1}, centre.view().failure
    centre.later(seconds=31)
    assert centre.run() == {"accepted": 1}
    assert centre.run() == {}
    assert centre.interactions() == ["c1"]
    view = connector_listings.reconcile(centre.admin, centre.ids["test"])
    assert (view.listed, view.accepted, view.foreign) == (2, 1, 1)


def test_a_server_with_another_key_is_sent_nothing(centre: Centre, sftp: Sftp) -> None:
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode()
    known = f"[127.0.0.1]:{sftp.port} {other}"
    centre.add("sftp", sftp.place, secrets={"key": centre.secret(sftp.key)}, known_hosts=known)
    assert centre.run() == {}
    assert "key is not the one in known_hosts" in str(centre.view().failure)


def test_an_sftp_server_lets_in_by_password_and_a_wrong_one_is_said(centre: Centre, tmp_path: Path) -> None:
    folder = tmp_path / "by-password"
    folder.mkdir()
    (folder / "c1.json").write_bytes(chat("c1"))
    with sftp_by_password(folder, "centre", "four quiet herons") as server:
        known = server.known_hosts
        centre.add("sftp", server.place, secrets={"password": centre.secret("wrong")}, known_hosts=known)
        assert centre.run() == {}
        assert "refuses this user" in str(centre.view().failure)
        secrets = {"password": centre.secret("four quiet herons")}
        centre.add("sftp", server.place, name="second", secrets=secrets, known_hosts=known)
        assert centre.run("second") == {"accepted": 1}, centre.view("second").failure
    assert centre.interactions() == ["c1"]


def test_messages_of_a_mailbox_are_taken_by_their_number_and_stay_unread(centre: Centre, imap: Mailbox) -> None:
    user = f"u{uuid.uuid4().hex[:8]}"
    for number in range(3):
        imap.put(mail(number), user)
    secrets = {"password": centre.secret(imap.password)}
    centre.add("imap", imap.place(user), secrets=secrets, certificate=imap.certificate)
    assert centre.run() == {"accepted": 3}, centre.view().failure
    with centre.store.reading() as session:
        assert rows.get(session, centre.ids["test"]).cursor.endswith(":3")
    imap.put(mail(3), user)
    assert centre.run() == {"accepted": 1}
    assert centre.run() == {}
    assert len(centre.interactions()) == 4
    with imap.signed_in(user) as talk:
        talk.select("INBOX", readonly=True)
        assert talk.search(None, "UNSEEN") == ("OK", [b"1 2 3 4"])


def test_a_mailbox_is_opened_by_a_token(centre: Centre, imap: Mailbox) -> None:
    """XOAUTH2, as Google and Microsoft ask for; a token that is over opens nothing."""
    user = f"u{uuid.uuid4().hex[:8]}"
    imap.put(mail(1), user)
    secrets = {"token": centre.secret(imap.token(user))}
    centre.add("imap", imap.place(user), secrets=secrets, certificate=imap.certificate)
    assert centre.run() == {"accepted": 1}, centre.view().failure
    centre.secret("over")  # in the same file
    imap.put(mail(2), user)
    assert centre.run() == {}
    assert "check its password or token" in str(centre.view().failure)


@pytest.mark.parametrize("scheme", ["imap", "imaps"])
def test_a_certificate_of_nobody_known_ends_the_conversation(centre: Centre, imap: Mailbox, scheme: str) -> None:
    port = imap.port if scheme == "imaps" else imap.plain_port
    place = f"{scheme}://centre@localhost:{port}/INBOX"
    centre.add("imap", place, secrets={"password": centre.secret(imap.password)})
    assert centre.run() == {}
    assert "certificate is not trusted" in str(centre.view().failure)


def test_a_mailbox_by_starttls_that_is_numbered_anew_doubles_nothing(centre: Centre, imap: Mailbox) -> None:
    user = f"u{uuid.uuid4().hex[:8]}"
    with imap.signed_in(user) as talk:
        talk.create("Guasti")
    imap.put(mail(1), user, "Guasti")
    place = f"imap://{user}@localhost:{imap.plain_port}/Guasti"
    centre.add("imap", place, secrets={"password": centre.secret(imap.password)}, certificate=imap.certificate)
    assert centre.run() == {"accepted": 1}, centre.view().failure
    with imap.signed_in(user) as talk:  # a folder of the same name, whose numbers begin at 1 again
        talk.delete("Guasti")
        talk.create("Guasti")
    imap.put(mail(2), user, "Guasti")
    imap.put(mail(1), user, "Guasti")
    assert centre.run() == {"accepted": 1, "unchanged": 1}
    assert len(centre.interactions()) == 2
