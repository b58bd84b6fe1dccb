"""One seeded service for all tests of pages that only look; tests that change things make their own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built
from tests.web.browser import Pages
from tests.web.seed import Seeded, seed


@dataclass
class Site:
    """What a test of pages has."""

    pages: Pages
    seeded: Seeded
    house: House


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        seeded = seed(house.service)
        yield Site(Pages(browser, house), seeded, house)
