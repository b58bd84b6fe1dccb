"""What the tests of the HTTP interface share; a file that needs another house makes its own."""

from collections.abc import Iterator

import httpx
import pytest

from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server with a worker, over SQLite."""
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house, house.worker():
        yield house


@pytest.fixture(scope="module")
def admin(house: House) -> Iterator[httpx.Client]:
    """Somebody who may do everything."""
    with house.user() as user:
        yield user
