"""The pictures of README and docs, taken from the demo data: ``python -m tests.web.screenshots [FOLDER]``.

Chromium opens the pages of a seeded service; each picture is what somebody sees of a window, not the whole page.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, ViewportSize, expect

from qa_service.domain.people import Role
from tests.web.browser import Visit, chromium
from tests.web.conftest import Site
from tests.web.figures import figures_site
from tests.web.furnished import furnish

FOLDER = Path(__file__).parents[2] / "docs" / "img"
MOST_BYTES = 150_000
_WINDOW = ViewportSize(width=1200, height=760)
_LOW = ViewportSize(width=1200, height=620)
_TELEPHONE = ViewportSize(width=390, height=760)


class Picture(NamedTuple):
    """What is taken: by whom, in which language, and how far down the page."""

    name: str
    role: Role
    path: str
    lang: str = "en"
    at: str = ""
    window: ViewportSize = _WINDOW
    dark: bool = False


def pictures(site: Site, things: dict[str, list[str]]) -> Sequence[Picture]:
    """All of them."""
    return (
        Picture("overview", Role.QA, "/"),
        Picture("interaction", Role.QA, f"/interactions/{site.seeded.call}"),
        Picture("scorecard", Role.TEAM_LEADER, "/agents/a01"),
        Picture("review", Role.ADMIN, f"/picks/{things['pick'][0]}", window=_LOW, dark=True),
        Picture("report", Role.CLIENT_VIEWER, "/clients/acme/report", at="#quality"),
        Picture("telephone", Role.TEAM_LEADER, "/agents/a01", lang="it", window=_TELEPHONE),
    )


def main() -> int:
    """Takes them; exit status 1 where one is too heavy for the repository."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    heavy = []
    with chromium() as browser, tempfile.TemporaryDirectory() as place, figures_site(browser, Path(place)) as site:
        for picture in pictures(site, furnish(site)):
            with site.pages.visit(picture.role, picture.lang, dark=picture.dark) as visit:
                file = folder / f"{picture.name}.png"
                file.write_bytes(_taken(visit, picture))
                print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")
                heavy += [file.name] if file.stat().st_size > MOST_BYTES else []
    print("\n".join(f"{name} is over {MOST_BYTES} bytes" for name in heavy), file=sys.stderr)
    return 1 if heavy else 0


def _taken(visit: Visit, picture: Picture) -> bytes:
    visit.page.set_viewport_size(picture.window)
    page: Page = visit.go(picture.path)
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-later]")).to_have_count(0)
    if picture.at:
        page.locator(picture.at).evaluate("element => element.scrollIntoView({block: 'start'})")
    return page.screenshot()


if __name__ == "__main__":
    sys.exit(main())
