"""A migrated database of each kind, and the stores over it."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from qa_service.domain.audit_chain import BEGINNING
from qa_service.store import migrations
from qa_service.store.audit import CHAINS
from qa_service.store.blobs import Blobs
from qa_service.store.engine import is_sqlite
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.seal import Pseudonyms, Seal
from qa_service.store.staging import Staging
from qa_service.store.tables import AuditChainRow
from qa_service.understand.metadata import masked
from tests.databases import KINDS, fresh

SECRET = b"a secret of the tests, long enough for anyone"


@pytest.fixture(scope="session", params=KINDS)
def migrated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fresh(request.param, tmp_path_factory.mktemp("db")) as url:
        migrations.upgrade(url)
        yield url


@pytest.fixture
def url(migrated: str) -> Iterator[str]:
    """The database, empty at the start of each test."""
    from sqlmodel import SQLModel

    from qa_service.store.engine import connect

    yield migrated
    engine = connect(migrated)
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL app.everything = 'on'")
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(table.delete())
        ends = [{"chain": chain, "length": 0, "hash": BEGINNING} for chain in range(CHAINS)]
        connection.execute(AuditChainRow.__table__.insert(), ends)  # type: ignore[attr-defined]  # SQLModel adds it
    engine.dispose()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store(url)
    yield store
    store.close()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs((tmp_path / "blobs").as_uri())


@pytest.fixture
def staging(blobs: Blobs) -> Staging:
    return Staging(blobs, Seal(SECRET))


@pytest.fixture
def intake(blobs: Blobs, staging: Staging) -> Intake:
    return Intake(blobs, staging, Pseudonyms(SECRET), masked)


@pytest.fixture
def app(migrated: str) -> Iterator[Store]:
    """The store as a role that owns nothing, as the service should run on PostgreSQL."""
    if is_sqlite(migrated):
        pytest.skip("row-level security is PostgreSQL's")
    owner = sa.create_engine(migrated, isolation_level="AUTOCOMMIT")
    role = f"app_{uuid.uuid4().hex[:8]}"
    with owner.connect() as connection:
        connection.exec_driver_sql(f"CREATE ROLE {role} LOGIN PASSWORD 'app'")
    migrations.upgrade(migrated, role)
    url = sa.make_url(migrated).set(username=role, password="app")
    store = Store(url.render_as_string(hide_password=False))
    yield store
    store.close()
    with owner.connect() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {role}")
        connection.exec_driver_sql(f"DROP ROLE {role}")
    owner.dispose()
