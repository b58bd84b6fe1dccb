"""Scorecards of agents and teams, as each role sees them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from qa_service.store.tables import Role
from tests.web.conftest import Site
from tests.web.figures import figures_site

_SEES_ALL = {Role.ADMIN, Role.QA}


@pytest.fixture(scope="module")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with figures_site(browser, tmp_path_factory.mktemp("scorecards")) as site:
        yield site


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_own_or_is_refused(site: Site, role: Role) -> None:
    reached = {
        "/agents/a01": _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT},
        "/agents/a04": _SEES_ALL,
        "/teams/nord": _SEES_ALL | {Role.TEAM_LEADER},
        "/teams/sud": _SEES_ALL,
        "/agents/a01/criteria/greeting": _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT},
        "/agents/a04/criteria/greeting": _SEES_ALL,
        "/downloads?kind=scorecard&format=xlsx&agent=a01": _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT},
        "/downloads?kind=scorecard&format=xlsx&agent=a04": _SEES_ALL,
    }
    with site.pages.visit(role, "en") as visit:
        for path, roles in reached.items():
            status = visit.page.request.get(path).status
            assert (status == 200) is (role in roles), f"{path}: {status}"
            assert status in {200, 403, 404}
        visit.go("/")
        link = visit.page.get_by_role("link", name="Scorecards")
        assert link.count() == (role in _SEES_ALL | {Role.TEAM_LEADER, Role.AGENT})


@pytest.mark.parametrize(("narrow", "dark"), [(False, False), (False, True), (True, False), (True, True)])
def test_they_look_right_and_are_accessible(site: Site, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.QA, "en" if dark else "it", narrow=narrow, dark=dark) as visit:
        for path, name in (
            ("/scorecards", "scorecards"),
            ("/agents/a01", "agent"),
            ("/teams/nord", "team"),
            ("/agents/a01/criteria/no_rudeness", "criterion"),
        ):
            visit.go(path)
            visit.fits()
            visit.accessible()
            visit.shot(f"{name}-{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}")
