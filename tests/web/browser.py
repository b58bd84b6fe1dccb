"""A real Chromium on a seeded service, and what every page keeps: no error in the console, nothing forbidden by the
Content-Security-Policy, no other host, no serious finding of axe. Screenshots go to build/shots.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright

from qa_service.domain.people import Role
from tests.acceptance.house import House
from tests.web.seed import PASSWORD, WHO

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required"),
]
SHOTS = Path(__file__).parents[2] / "build" / "shots"
WIDE, NARROW = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
_BAD = {"serious", "critical"}


@contextmanager
def chromium() -> Iterator[Browser]:
    """Fails, and never skips, where there is none."""
    expect.set_options(timeout=20_000)  # a busy machine is no fault of a page
    assert CHROMIUM.exists(), f"the tests of the pages need {CHROMIUM}: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """One person in one browser window."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page and wait until htmx is done with it."""
        self.page.goto(self.url + path)
        return self.page

    def clean(self) -> None:
        """Nothing went wrong so far."""
        assert self.faults == []

    def accessible(self, *, whole: bool = True) -> None:
        """No serious or critical finding on the page as it stands; `whole` False: it is a part, without a head."""
        rules = {} if whole else {name: {"enabled": False} for name in ("html-has-lang", "document-title")}
        found = Axe().run(self.page, options={"resultTypes": ["violations"], "rules": rules}).response["violations"]
        bad = [f"{one['id']}: {[n['html'][:120] for n in one['nodes'][:3]]}" for one in found if one["impact"] in _BAD]
        assert bad == [], f"{self.page.url}: {bad}"

    def fits(self) -> None:
        """The page does not scroll sideways."""
        wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{self.page.url} is {wider} px too wide"

    def shot(self, name: str) -> None:
        """A picture of the whole page."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@dataclass
class Pages:
    """Opens pages as each role."""

    browser: Browser
    house: House
    cookies: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def visit(
        self, role: Role | None, lang: str = "it", *, narrow: bool = False, dark: bool = False, scripts: bool = True
    ) -> Iterator[Visit]:
        """A window of a person with this role, signed in already; None: of a stranger. At its end nothing may have
        gone wrong in it.
        """
        context = self.browser.new_context(
            base_url=self.house.url,
            viewport=NARROW if narrow else WIDE,
            locale="it-IT" if lang == "it" else "en-GB",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        context.set_default_timeout(30_000)
        if role is not None:
            context.add_cookies([{"name": "qa_session", "value": self._session(context, role), "url": self.house.url}])
        visit = Visit(context.new_page(), self.house.url)
        _watch(visit)
        try:
            yield visit
            visit.clean()
        finally:
            context.close()

    def _session(self, context: BrowserContext, role: Role) -> str:
        """Signs in once a role, through the form."""
        if role.value not in self.cookies:
            form = context.request.get("/sign-in").text()
            token = re.search(r'name="csrf" value="(\w+)"', form)
            assert token
            data = {"csrf": token[1], "name": WHO[role], "secret": PASSWORD}
            context.request.post("/sign-in", form=data, max_redirects=0)
            self.cookies[role.value] = next(c["value"] for c in context.cookies() if c["name"] == "qa_session")
        return self.cookies[role.value]


def _watch(visit: Visit) -> None:
    host = urlsplit(visit.url).netloc

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            visit.faults.append(f"console: {message.text}")

    visit.page.on("console", said)
    visit.page.on("pageerror", lambda error: visit.faults.append(f"script: {error}"))
    visit.page.on(
        "request",
        lambda request: (
            visit.faults.append(f"another host: {request.url}")
            if urlsplit(request.url).netloc not in {host, ""}
            else None
        ),
    )
    visit.page.on(
        "response",
        lambda response: visit.faults.append(f"{response.status} {response.url}") if response.status >= 500 else None,
    )
