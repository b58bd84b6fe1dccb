"""What is asked of the pages, in Italian: each page by each role and by a stranger; then each form, filled in by one
who may, sent by one who may not, and without the proof that it is ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from eval.pages import PAGES, Page
from tests.recorded.callers import Asking
from tests.recorded.centre import NOBODY
from tests.recorded.routes import NOT_AN_ID, NOWHERE

ROLES = (NOBODY, "client_viewer", "agent", "coach", "team_leader", "qa", "admin")
FILES = ("/interactions/{call}/audio", "/interactions/{call}/waveform", "/downloads?kind=interactions", "/favicon.ico")
OTHERS = tuple(
    """
    /admin /nowhere /sign-in?next=//elsewhere.example
    /interactions?since=never /interactions?cursor=eA /interactions?channel=fax /interactions?state=dance
    /interactions?intent=dance /interactions?resolution=perhaps /interactions?ends=happy /interactions?sure_below=9
    /interactions?flag=none /interactions?shows=dance /interactions?lacks=dance /interactions?disputed=perhaps
    /interactions?id=c-1000 /interactions?since=2026-11-01&until=2026-10-01
    /interactions/{failed} /interactions/{waiting} /interactions/{waiting}/state
    /agents/nobody /agents/a01/criteria/dance /teams/nobody /clients/globex/report /clients/nobody/report /kpis?pack=x
    /coaching?shows=dance /rubrics/version?client=acme&id=none&version=1
    /rubrics/version?client=nobody&id=default&version=1
    /disputes?state=none /exports/{export}/file /downloads?kind=scorecard&agent=a01
    /downloads?kind=kpis&client=acme&format=csv /downloads?kind=interactions&intent=dance /static/x/none.css
    /language/xx /language/en?next=/samples / /language/it?next=/
    """.split()  # noqa: SIM905  (it reads as addresses do)
)
_PART = {"HX-Request": "true"}
_ENGLISH = {"Accept-Language": "en"}


@dataclass(frozen=True)
class Filled:
    """A form on `page` that goes to `action` (a pattern), filled in by `role` with `fields`; `denied` may not."""

    role: str
    page: str
    action: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    button: str = ""
    denied: str = "client_viewer"


_CALL = "/interactions/{call}"
_ANSWERS = {"a:label:resolution": "pending", "a:criterion:greeting": "no", "w:criterion:greeting": "Non saluta."}
_GREETING = "{call}/0/greeting"
_PACK = "/coaching/packs/{pack}"
_OWN = "?client=acme&id=own&version=1"
FORMS: tuple[Filled, ...] = (
    Filled("coach", "/account", "/account/preferences", {"lang": "it", "theme": "dark"}, denied=NOBODY),
    Filled("coach", "/account", "/account/password", {"old": "wrong", "new": "abc"}, denied=NOBODY),
    Filled("coach", "/interactions?words=bolletta", "/interactions/views", {"name": "Bollette"}, denied=NOBODY),
    Filled("coach", "/interactions", "/interactions/views/*/remove", denied=NOBODY),
    Filled("qa", _CALL, "*/answers", {"why": "Lo dice alla fine."}, "pending"),
    Filled("agent", _CALL, "*/disputes", {"why": "Era risolto."}),
    Filled("admin", _CALL, "*/disputes/*", {"why": "Vero.", "uphold": "true", "answer": "resolved"}, denied="agent"),
    Filled("qa", "/interactions/{correctable}", "*/turns/0", {"text": "Buongiorno, sono il 333 1234567"}),
    Filled("qa", "/interactions/{swappable}", "*/swap", {"why": "Al contrario."}),
    Filled("qa", "/interactions/{unsure}", "*/roles"),
    Filled("qa", "/", "*/retry"),
    Filled("qa", "/samples/new", "/samples/preview", {"name": "Prova", "client": "acme", "size": "5"}),
    Filled("qa", "/samples/new", "/samples", {"name": "", "size": "nessuno", "since": "mai"}),
    Filled("qa", "/samples/new", "/samples", {"name": "Prova", "client": "acme", "size": "5"}),
    Filled("qa", "/samples/{plan}", "*/draw"),
    Filled("qa", "/samples/{sample}", "*/next"),
    Filled("qa", "/picks/{pick@qa}", "/picks/*", {"later": "1"}),
    Filled("qa", "/picks/{pick@qa}", "/picks/*", _ANSWERS),
    Filled("qa", "/calibrations/new", "/calibrations", {"name": "Prova", "ids": "c-1000 nessuna"}),
    Filled("qa", "/calibrations/new", "/calibrations", {"name": "Prova", "ids": "c-1000 c-1004"}),
    Filled("qa", "/calibrations/{calibration}/next", "*/answers/*", _ANSWERS),
    Filled("admin", "/calibrations/{calibration}/next", "*/answers/*", {**_ANSWERS, "a:label:resolution": "resolved"}),
    Filled("qa", "/calibrations/{calibration}", "*/reveal"),
    Filled("team_leader", "/disputes/new?interaction={objectable}", "/disputes", {"why": ""}),
    Filled("team_leader", "/disputes/new?interaction={objectable}", "/disputes", {"why": "Non è giusto."}),
    Filled("admin", "/disputes/{dispute}", "/disputes/*", {"why": "Lo era."}, denied="agent"),
    Filled(
        *("admin", "/disputes/{dispute}", "/disputes/*"),
        {"verdict": "uphold", "a:label:resolution": "pending", "why": "Lo era."},
        denied="agent",
    ),
    Filled("admin", "/admin/users", "/admin/users", {"name": "", "role": "team_leader"}, denied="qa"),
    Filled("admin", "/admin/users", "/admin/users", {"name": "nino", "role": "coach"}, denied="qa"),
    Filled("admin", "/admin/users/{user}", "/admin/users/*", {"role": "agent", "agent": ""}, denied="qa"),
    Filled("admin", "/admin/users/{user}", "/admin/users/*", {"role": "agent", "agent": "a02"}, denied="qa"),
    Filled("admin", "/admin/users/{user}", "*/password", denied="qa"),
    Filled("admin", "/admin/users/{user}", "*/disable", denied="qa"),
    Filled("admin", "/admin/users/{user}", "*/enable", denied="qa"),
    Filled("admin", "/admin/users/{myself}", "/admin/users/*", {"role": "boss"}, denied="qa"),
    Filled("admin", "/admin/users/{myself}", "/admin/users/*", {"role": "coach"}, denied="qa"),
    Filled("admin", "/admin/keys", "/admin/keys", {"label": ""}, denied="qa"),
    Filled("admin", "/admin/keys", "/admin/keys", {"label": "Prova", "role": "coach"}, denied="qa"),
    Filled("admin", "/admin/keys", "/admin/keys/{spare}/revoke", denied="qa"),
    Filled("admin", "/admin/clients?client=acme", "/admin/clients/policy", {"least": "5"}, denied="qa"),
    Filled("qa", f"/rubrics/edit{_OWN}", "/rubrics/draft", {"text": "id: ["}, "check", denied="coach"),
    Filled("qa", f"/rubrics/edit{_OWN}", "/rubrics/draft", {}, "check", denied="coach"),
    Filled("qa", f"/rubrics/edit{_OWN}", "/rubrics/draft", {}, "save", denied="coach"),
    Filled("qa", f"/rubrics/version{_OWN}", "/rubrics/publish", denied="coach"),
    Filled("coach", "/coaching?shows=positive", "/coaching/collect", {"title": "Bene"}),
    Filled("coach", "/coaching?shows=positive", "/coaching/collect", {"moment": [_GREETING], "title": "Bene"}),
    Filled("coach", _PACK, "/coaching/packs/*-????????????", {"title": "Saluti", "note": "Per Luca"}),
    Filled("coach", _PACK, "/coaching/packs/*-????????????", {"title": "  "}),
    Filled("coach", _PACK, "*/export"),
    Filled("coach", _PACK, "*/note", {"note": "Ben detto"}),
    Filled("coach", _PACK, "*/used"),
    Filled("coach", _PACK, "*/moments/*/remove"),
    Filled("coach", _PACK, "/coaching/packs/*-????????????/remove"),
    Filled("agent", "/exports", "/exports", {"what": "interactions:csv"}, denied=NOBODY),
    Filled("agent", "/exports", "/exports", {"what": "pack:zip", "since": "mai"}, denied=NOBODY),
    Filled("agent", "/exports", "/exports", {"what": "interactions:csv", "intent": "dance"}, denied=NOBODY),
    Filled("agent", "/account", "/sign-out", denied=NOBODY),
)
DOCUMENT = b'{"id": "p-1", "client": "acme", "channel": "chat", "turns": [{"text": "ciao"}]}'
UPLOADS = {
    "no file": [],
    "a document": [("files", ("p-1.json", DOCUMENT))],
    "what cannot be read": [("files", ("p-2.json", b"{")), ("files", ("p-3.exe", b"MZ"))],
}


def look(asking: Asking) -> None:
    """Each page of the table as everybody, what a browser fetches besides, and addresses that are wrong."""
    for page in PAGES:
        for number, address in enumerate(page.addresses()):
            for role in ROLES:
                asked = ", asked otherwise" * bool(number)
                asking.look(role, f"page {page.route}{asked}", "GET", asking.fill(address, role))
        _otherwise(asking, page)
    for address in (*FILES, *OTHERS):
        for role in ROLES if address in FILES else ("client_viewer", "agent", "admin"):
            asking.look(role, f"page {address}", "GET", asking.fill(address))
    for route in sorted({page.route for page in PAGES if "{uuid}" in page.route}):
        for wrong in (NOWHERE, NOT_AN_ID):
            asking.look("admin", f"page {route} of nothing", "GET", route.replace("{uuid}", wrong))


def _otherwise(asking: Asking, page: Page) -> None:
    """In English; and what belongs to a page of its own as that page's script asks for it."""
    address = page.addresses()[0]
    asking.look("admin", f"page {page.route} in English", "GET", asking.fill(address), headers=_ENGLISH)
    for role in (NOBODY, "client_viewer", "admin") if page.part else ():
        asking.look(role, f"page {page.route} by script", "GET", asking.fill(address, role), headers=_PART)


def fill_in(asking: Asking) -> None:
    """Each form."""
    for form in FORMS:
        fields = _filled(asking, form.fields)
        asking.form(form.role, form.page, form.action, fields, form.button, denied=form.denied)
    _upload(asking)
    _sign_in(asking)


def _filled(asking: Asking, fields: Mapping[str, Any]) -> dict[str, Any]:
    many = {name: [asking.fill(text) for text in value] for name, value in fields.items() if isinstance(value, list)}
    return {**fields, **many}


def _upload(asking: Asking) -> None:
    for said, files in UPLOADS.items():
        for role in ("coach", "qa"):
            path = f"/upload?csrf={asking.token(role)}"
            more = {"files": files or [("files", ("", b""))], "data": {"client": "acme", "direction": "inbound"}}
            for part in ({}, {"HX-Request": "true"}):
                asking.look(
                    role, f"POST /upload, {said}{' by script' * bool(part)}", "POST", path, headers=part, **more
                )


def _sign_in(asking: Asking) -> None:
    for name, secret in (("quinto", "wrong"), ("nobody", "wrong"), ("", asking.centre.keys["coach"])):
        asking.form(NOBODY, "/sign-in", "/sign-in", {"name": name, "secret": secret, "next": "/samples"})
        asking.forget(NOBODY)
