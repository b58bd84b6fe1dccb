"""An installation on each kind of database, and the servers, once for all tests of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from tests.connectors import servers
from tests.connectors.centre import Centre
from tests.connectors.servers import Bucket, Mailbox, Sftp
from tests.store.conftest import blobs, intake, migrated, staging, store, url

__all__ = ["blobs", "intake", "migrated", "staging", "store", "url"]


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    """A folder that may be watched."""
    folder = tmp_path / "root" / "watched"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def centre(store: Store, intake: Intake, tmp_path: Path) -> Centre:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    return Centre(store, intake, (tmp_path / "root",), secrets)


@pytest.fixture(scope="session")
def s3() -> Iterator[Bucket]:
    with servers.s3() as bucket:
        yield bucket


@pytest.fixture
def sftp(tmp_path: Path) -> Iterator[Sftp]:
    folder = tmp_path / "remote"
    folder.mkdir()
    with servers.sftp(folder) as server:
        yield server


@pytest.fixture(scope="session")
def imap() -> Iterator[Mailbox]:
    with servers.imap() as mailbox:
        yield mailbox
