"""All pages, and who may open them, written down once more and apart from the routes: for the bench of page times and
for the walk in a real browser. What is missing here fails `tests/web/test_every_page.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qa_service.domain.people import Role

ADMIN, QA, LEADER = Role.ADMIN, Role.QA, Role.TEAM_LEADER
COACH, CLIENT, AGENT, AUDITOR = Role.COACH, Role.CLIENT_VIEWER, Role.AGENT, Role.AUDITOR
EVERYBODY = (ADMIN, QA, LEADER, COACH, CLIENT, AGENT)
"""Who reads of contacts; an auditor does not."""
STAFF = (ADMIN, QA, LEADER, COACH)
QUALITY = (ADMIN, QA)
NOBODY: tuple[Role, ...] = ()
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Page:
    """One address as its route writes it. `fills` says what stands in a placeholder, where its own name does not
    (`uuid`: `sample`); `query` the usual questions after the address, placeholders allowed. `part`: a fragment that
    another page asks for; it opens alone as well.
    """

    route: str
    roles: tuple[Role, ...]
    fills: Mapping[str, str]
    query: tuple[str, ...] = ("",)
    part: bool = False

    def addresses(self) -> list[str]:
        """With placeholders by what they stand for: `/samples/{sample}`."""
        path = _NAME.sub(lambda found: "{" + self.fills.get(found[1], found[1]) + "}", self.route)
        return [path + query for query in self.query]


def _page(route: str, roles: tuple[Role, ...], fill: str = "", *query: str, part: bool = False, **fills: str) -> Page:
    """`fill` stands for `uuid` or `id`."""
    return Page(route, roles, {"uuid": fill, "id": fill, **fills} if fill else fills, query or ("",), part)


_FIGURES = (ADMIN, QA, LEADER, AGENT)
_TEAM = (ADMIN, QA, LEADER)
_REPORT = (ADMIN, QA, CLIENT)
_WIDE = "?since={early}"
_RUBRIC = "?client={owner}&id={rubric}&version={version}"
_SHIPPED = "?client={client}&id=default&version=1"
PAGES: tuple[Page, ...] = (
    _page("/sign-in", NOBODY),
    _page("/sign-in/code", NOBODY),
    _page("/account", (*EVERYBODY, AUDITOR)),
    _page("/account/second-factor", (*EVERYBODY, AUDITOR)),
    _page("/account/notices", (*EVERYBODY, AUDITOR)),
    _page("/", EVERYBODY),
    _page("/overview/jobs", QUALITY, part=True),
    _page(
        "/interactions",
        EVERYBODY,
        "",
        *("", "?words=bolletta", "?words=telefonata+scadenza&flag=critical", "?client={client}", "?intent=complaint"),
        *("?lacks=greeting", "?shows=rudeness", "?ends=negative&since={late}", "?flag=any"),
    ),
    _page("/interactions/{uuid}", EVERYBODY, "interaction"),
    _page("/interactions/{uuid}/state", EVERYBODY, "interaction", part=True),
    _page("/upload", QUALITY),
    _page("/queue-logs", QUALITY),
    _page("/surveys", QUALITY),
    _page("/surveys/figures", (ADMIN, QA, LEADER, CLIENT), "", "?client={client}", part=True),
    _page("/interactions/{uuid}/surveys", EVERYBODY, "interaction", part=True),
    _page("/upload/{uuid}", QUALITY, "interaction", part=True),
    _page("/scorecards", QUALITY),
    _page("/agents/{id}", _FIGURES, "agent", "", _WIDE),
    _page("/agents/{id}/beside", _FIGURES, "agent", "", _WIDE, part=True),
    _page("/agents/{id}/moments", _FIGURES, "agent", "", _WIDE, part=True),
    _page("/agents/{id}/changes", _FIGURES, "agent", "?since={late}", part=True),
    _page("/agents/{id}/criteria/{criterion}", _FIGURES, "agent", "", _WIDE),
    _page("/teams/{id}", _TEAM, "team", "", _WIDE),
    _page("/teams/{id}/beside", _TEAM, "team", "", _WIDE, part=True),
    _page("/teams/{id}/moments", _TEAM, "team", "", _WIDE, part=True),
    _page("/teams/{id}/changes", _TEAM, "team", "?since={late}", part=True),
    _page("/teams/{id}/criteria/{criterion}", _TEAM, "team", "", _WIDE),
    _page("/bots", QUALITY),
    _page("/bots/{id}", QUALITY, "bot", "", _WIDE),
    _page("/bots/{id}/moments", QUALITY, "bot", "", _WIDE, part=True),
    _page("/bots/{id}/changes", QUALITY, "bot", "?since={late}", part=True),
    _page("/bots/{id}/criteria/{criterion}", QUALITY, "bot", "", _WIDE),
    _page("/reports", QUALITY),
    _page("/clients/{id}/report", _REPORT, "client", "", _WIDE),
    _page("/clients/{id}/report/changes", _REPORT, "client", "?since={late}", part=True),
    _page(
        "/kpis",
        (ADMIN, QA, LEADER, CLIENT),
        "",
        "?client={client}",
        "?client={client}&since={early}",
        "?client={client}&since={early}&by=vendor",
    ),
    _page("/samples", QUALITY),
    _page("/samples/new", QUALITY),
    _page("/samples/{uuid}", QUALITY, "sample"),
    _page("/samples/{uuid}", QUALITY, "plan"),
    _page("/samples/{uuid}/check", QUALITY, "sample"),
    _page("/picks/{uuid}", QUALITY, "pick"),
    _page("/calibrations", QUALITY),
    _page("/calibrations/new", QUALITY),
    _page("/calibrations/{uuid}", QUALITY, "calibration"),
    _page("/calibrations/{uuid}/next", QUALITY, "calibration"),
    _page("/promises", _TEAM, "", "", "?standing=overdue"),
    _page("/complaints", (*_TEAM, CLIENT), "", "", "?state=late", "?client={client}"),
    _page("/complaints/new", _TEAM, "", "?interaction={interaction}"),
    _page("/complaints/{uuid}", (*_TEAM, CLIENT), "complaint"),
    _page("/disputes", (*STAFF, AGENT), "", "", "?state=open"),
    _page("/disputes/new", (ADMIN, QA, LEADER, AGENT), "", "?interaction={objectable}"),
    _page("/disputes/{uuid}", (*STAFF, AGENT), "dispute"),
    _page("/agreement", STAFF, "", "", "?client={client}"),
    _page("/overruled", QUALITY, "", "", "?client={client}", "?standing=machine_wrong", "?since={early}"),
    _page("/admin/users", (ADMIN,)),
    _page("/admin/users/{uuid}", (ADMIN,), "user"),
    _page("/admin/keys", (ADMIN,)),
    _page("/admin/webhooks", (ADMIN,)),
    _page("/admin/webhooks/{uuid}", (ADMIN,), "endpoint"),
    _page("/admin/clients", (ADMIN,), "", "", "?client={client}"),
    _page("/admin/hours", (ADMIN,), "", "", "?client={client}"),
    _page("/admin/addresses", (ADMIN,), "", "", "?client={client}"),
    _page("/admin/sites", (ADMIN,), "", "", "?client={client}"),
    _page("/admin/agents", (ADMIN,)),
    _page("/admin/holds", (ADMIN,)),
    _page("/admin/erasures", (ADMIN,)),
    _page("/admin/connectors", (ADMIN,)),
    _page("/admin/connectors/{uuid}", (ADMIN,), "connector", "", "?state=foreign"),
    _page("/admin/schedules", (ADMIN,)),
    _page("/admin/schedules/{uuid}", (ADMIN,), "schedule"),
    _page("/admin/retention", (ADMIN,), "", "", "?client={client}"),
    _page("/admin/opt-outs", (ADMIN,)),
    _page("/admin/audit", (ADMIN, AUDITOR), "", "", "?action=read+analysis", "?actor=user%3Anobody"),
    _page("/admin/settings", (ADMIN,)),
    _page("/rubrics", EVERYBODY, "", "?client={client}", ""),
    _page("/rubrics/version", EVERYBODY, "", _SHIPPED),
    _page("/rubrics/edit", QUALITY, "", _SHIPPED, _RUBRIC),
    _page("/rubrics/new", QUALITY, "", "?client={client}"),
    _page("/rubrics/trial", QUALITY, "", _RUBRIC),
    _page("/rubrics/rescorings", QUALITY, "", _RUBRIC, part=True),
    _page("/criteria", QUALITY, "", "?client={client}", ""),
    _page("/criteria/new", QUALITY, "", "?client={client}"),
    _page("/criteria/templates", QUALITY, "", "?client={client}&sector=energy"),
    _page("/criteria/{id}/edit", QUALITY, "criterion", "?client={client}"),
    _page("/criteria/{id}", QUALITY, "criterion", "?client={client}"),
    _page("/criteria/{id}/work", QUALITY, "criterion", "?client={client}", part=True),
    _page("/criteria/attempts/{uuid}", QUALITY, "attempt"),
    _page("/criteria/learned/{uuid}", QUALITY, "learned"),
    _page("/coaching", STAFF, "", "", "?shows=positive", "?shows=rudeness&client={client}"),
    _page("/coaching/packs", STAFF),
    _page("/coaching/packs/{uuid}", STAFF, "pack"),
    _page("/coaching/packs/{uuid}/files", STAFF, "pack", part=True),
    _page("/exports", EVERYBODY),
    _page("/reference", (*EVERYBODY, AUDITOR)),
    _page("/reference/events", (*EVERYBODY, AUDITOR)),
    _page("/reference/{tag}", (*EVERYBODY, AUDITOR), tag="tag"),
    _page("/reference/schemas/{name}", (*EVERYBODY, AUDITOR), name="schema"),
    _page("/exports/list", EVERYBODY, part=True),
)
FILES = frozenset(
    {
        "/static/{version}/{name:path}",
        "/favicon.ico",
        "/interactions/{uuid}/audio",
        "/interactions/{uuid}/waveform",
        "/downloads",
        "/exports/{uuid}/file",
    }
)
"""What a browser fetches that is no page."""
_SIGNING_IN = {"/sign-in/provider", "/sign-in/provider/return", "/sign-in/provider/out"}
SENT_ON = frozenset({"/admin", "/language/{code}", *_SIGNING_IN})
"""Addresses that only lead to a page of the table, or to the organisation's provider."""
