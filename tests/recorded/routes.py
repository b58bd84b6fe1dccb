"""What is asked of each route under /v1: a good request by every caller, and what is wrong with requests, by an
administrator. The weakest callers come first, so that what is removed is there until the last has asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.recorded.callers import Asking
from tests.recorded.centre import KEYS, NOBODY, REVOKED, SPARE

CALLERS = (NOBODY, REVOKED, *("client_viewer", "agent", "coach", "team_leader", "admin of globex", "qa", "admin"))
assert set(CALLERS) == {*KEYS, NOBODY} - {SPARE}
NOWHERE, NOT_AN_ID = "00000000-0000-0000-0000-000000000009", "no-id"
TUS = {"Tus-Resumable": "1.0.0"}
UPLOAD = {**TUS, "Upload-Length": "5", "Upload-Metadata": "filename eC53YXY=,document eyJjbGllbnQiOiAiYWNtZSJ9"}
PIECE = {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
TURNS = [{"speaker": "agent", "text": "buongiorno"}, {"speaker": "customer", "text": "sono il 3331234567"}]
DOCUMENT = {
    "id": "t-1",
    "client": "acme",
    "channel": "chat",
    "agent": "a01",
    "team": "nord",
    "customer": "rossi",
    "started_at": "2026-10-05T09:00:00+02:00",
    "turns": TURNS,
}
LINES = '{"id": "l-1", "client": "acme", "channel": "chat", "turns": [{"text": "ciao"}]}\n{"id": "l-2"}\nno json\n'
RUBRIC = {
    "id": "sales",
    "version": 1,
    "name": {"it": "Vendite", "en": "Sales"},
    "sections": [
        {
            "id": "courtesy",
            "name": {"it": "Cortesia", "en": "Courtesy"},
            "criteria": [
                {
                    "id": "greeting",
                    "question": {"it": "Saluta?", "en": "Does the agent greet?"},
                    "rule": {"kind": "behaviour", "label": "greeting"},
                    "weight": 10,
                }
            ],
        }
    ],
}
ANSWERS = {"answers": [{"question": "criterion:greeting", "answer": "no", "why": "detto al 333 1234567"}]}
SAMPLE = {"name": "March", "purpose": "random", "size": 5, "seed": 3, "frame": {"client": "acme"}}
OBJECTION = {"why": "I did", "questions": ["label:resolution"]}
SESSION = {"name": "greetings", "interactions": ["{call}"], "questions": ["criterion:greeting"]}
MOMENT = {"interaction": "{call}", "turn": 1, "topic": "courtesy:greeting"}
POLICY = {"threshold": 0.9, "coefficient": "percent", "least": 5}
QUEUE = [
    {"call": "q-1", "queue": "billing", "offered_at": "2026-10-05T09:00:00Z", "answered_at": "2026-10-05T09:00:20Z"},
    {"call": "q-2", "queue": "billing", "offered_at": "2026-10-05T09:10:00Z", "abandoned_at": "2026-10-05T09:11:00Z"},
]
PERIOD = {"since": "2026-10-01T00:00:00Z", "until": "2026-10-20T00:00:00+02:00"}


@dataclass(frozen=True)
class Route:
    """A good request. `query`: the parameters that it knows, each of which is asked once with nonsense. `more`: further
    good or bad requests of an administrator, by what is said of them. `keep`: what a new thing is called afterwards.
    """

    method: str
    path: str
    request: Mapping[str, Any] = field(default_factory=dict)
    query: Sequence[str] = ()
    more: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keep: str = ""
    fills: Mapping[str, str] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """With the names of things in it: `/v1/samples/{sample}`."""
        path = self.path
        for name, thing in self.fills.items():
            path = path.replace("{" + name + "}", "{" + thing + "}")
        return path


def params_of(**values: Any) -> dict[str, Any]:
    return {"params": values}


def body_of(body: Any) -> dict[str, Any]:
    return {"json": body}


def route(verb: str, path: str, request: Mapping[str, Any] = {}, query: str = "", **more: Any) -> Route:
    """`of` stands for `uuid` or `id` in the path."""
    thing = more.pop("of", "")
    fills = {"uuid": thing, "id": thing} if thing else {}
    return Route(verb, path, request, query.split(), more.pop("more", {}), more.pop("keep", ""), fills)


LIST = "cursor limit"
_OF_GROUP = "channel client since until"
_NARROWED = {
    "in a period": params_of(**PERIOD),
    "of a channel": params_of(channel="chat"),
    "the wrong way round": params_of(since=PERIOD["until"], until=PERIOD["since"]),
    "of nobody": {"instead": {"{agent}": "nobody", "{team}": "nobody", "{client}": "nobody"}},
}
PAGES = {"a short page": params_of(limit=2), "a bad cursor": params_of(cursor="eA")}
READING: tuple[Route, ...] = (
    route(
        *("GET", "/v1/interactions", {}, f"{LIST} client id agent team channel automatic state intent resolution"),
        more={
            **PAGES,
            "of a client": params_of(client="acme"),
            "of an agent": params_of(agent="a01", channel="call"),
            "of a team": params_of(team="nord", state="done", limit=3),
            "by its own id": params_of(id="c-1000"),
            "by findings": params_of(intent="billing", resolution="resolved"),
            "of a customer": params_of(client="acme", customer="pseudonym-c-1000"),
            "of a customer of any client": params_of(customer="rossi"),
            "in a period": params_of(**PERIOD, limit=4),
            "automatic ones": params_of(automatic="true"),
            "at no moment": params_of(since="1700000000"),
        },
    ),
    route("GET", "/v1/interactions/{uuid}", of="call", more={"a failed one": {"instead": {"{call}": "{failed}"}}}),
    route(
        *("GET", "/v1/interactions/{uuid}/analysis", {}, "pii"),
        of="call",
        more={"with personal data": params_of(pii="true"), "of a failed one": {"instead": {"{call}": "{failed}"}}},
    ),
    route(
        *("GET", "/v1/interactions/{uuid}/audio"),
        of="call",
        more={
            "a piece": {"headers": {"Range": "bytes=0-9"}},
            "no piece": {"headers": {"Range": "bytes=999999999-"}},
            "of a chat": {"instead": {"{call}": "{chat}"}},
        },
    ),
    route("GET", "/v1/interactions/{uuid}/reviews", of="reviewed"),
    route("GET", "/v1/interactions/{uuid}/segments", of="call"),
    route("GET", "/v1/interactions/{uuid}/scorecards", of="call"),
    route("GET", "/v1/interactions/{uuid}/vcon", {}, "recording", of="call"),
    route("GET", "/v1/interactions/{uuid}/words", of="call"),
    route("GET", "/v1/interactions/{uuid}/maskings", of="call"),
    route("GET", "/v1/bots/{id}/scorecard", {}, _OF_GROUP, of="agent"),
    route("GET", "/v1/agents/{id}/scorecard", {}, _OF_GROUP, of="agent", more=_NARROWED),
    route("GET", "/v1/teams/{id}/scorecard", {}, _OF_GROUP, of="team", more=_NARROWED),
    route("GET", "/v1/clients/{id}/scorecard", {}, "channel since until", of="client", more=_NARROWED),
    route("GET", "/v1/clients/{id}/agents", {}, "channel since until", of="client", more=_NARROWED),
    route(
        *("GET", "/v1/compare", params_of(kind="team", first="nord", second="sud"), f"kind {_OF_GROUP} second_since"),
        more={
            "two clients": params_of(kind="client", first="acme", second="globex"),
            "two agents": params_of(kind="agent", first="a01", second="a02"),
            "two periods": params_of(kind="agent", first="a01", **PERIOD, second_since="2026-10-20T00:00:00+02:00"),
            "with nobody": params_of(kind="team", first="nord", second="nobody"),
            "with itself": params_of(kind="team", first="nord", second="nord"),
            "of nothing": params_of(),
        },
    ),
    route(
        *("GET", "/v1/kpis", params_of(client="acme"), "client pack channel since until"),
        more={
            "of no client": params_of(),
            "of AGCOM": params_of(client="acme", pack="agcom-255-24"),
            "of ARERA": params_of(client="acme", pack="arera-tiqv-2026", **PERIOD),
            "of another channel": params_of(client="acme", channel="email"),
        },
    ),
    route("GET", "/v1/alarms", {}, f"client {LIST}", more=PAGES),
    route("GET", "/v1/watch", params_of(client="acme"), "client", more={"of no client": params_of()}),
    route("GET", "/v1/rubrics", params_of(client="acme"), f"client {LIST}", more=PAGES),
    route(
        *("GET", "/v1/rubrics/{owner}/{rubric}/{version}"),
        more={
            "version 0": {"instead": {"{version}": "0"}},
            "as shipped": {"instead": {"{rubric}": "default"}},
            "as shipped, of another client": {"instead": {"{owner}": "globex", "{rubric}": "default"}},
        },
    ),
    route("GET", "/v1/rescorings", {}, f"client {LIST}", more=PAGES),
    route("GET", "/v1/criteria", params_of(client="acme"), "client rubric", more={"of no client": params_of()}),
    route("GET", "/v1/criteria/templates", {}, "sector", more={"of a sector": params_of(sector="energy")}),
    route(
        *("GET", "/v1/criteria/{client}/greeting", {}, "rubric"),
        more={"of no criterion": {"instead": {"greeting": "dance"}}},
    ),
    route("GET", "/v1/criterion-jobs", {}, f"client kind criterion {LIST}", more=PAGES),
    route("GET", "/v1/learned-models", params_of(client="acme"), "client criterion"),
    route("GET", "/v1/adaptations", params_of(client="acme"), "client", more={"of no client": params_of()}),
    route("GET", "/v1/overruled", {}, f"client question standing {LIST} since until", more=PAGES),
    route("GET", "/v1/overruled/counts", {}, "client question since until"),
    route("GET", "/v1/maskings/figures", params_of(client="acme"), "client"),
    route("GET", "/v1/samples", {}, f"client {LIST}", more={**PAGES, "of a client": params_of(client="globex")}),
    route(
        *("GET", "/v1/samples/size", params_of(client="acme", half_width=0.05), "half_width share level channel since"),
        more={
            "of an agent": params_of(agent="a01", half_width=0.2, share=0.8, level=0.9),
            "of an unknown intent": params_of(intent="dance", half_width=0.1),
            "of no width": params_of(client="acme"),
        },
    ),
    route("GET", "/v1/samples/{uuid}", of="sample", more={"not drawn": {"instead": {"{sample}": "{plan}"}}}),
    route("GET", "/v1/samples/{uuid}/picks", of="sample", more={"not drawn": {"instead": {"{sample}": "{plan}"}}}),
    route("GET", "/v1/samples/{uuid}/check", of="sample", more={"not drawn": {"instead": {"{sample}": "{plan}"}}}),
    route(
        *("GET", "/v1/reviews", {}, f"sample session client reviewer question {LIST} since until"),
        more={
            **PAGES,
            "to a question": params_of(question="label:resolution", limit=3),
            "of a person": params_of(reviewer="user:quinto", client="acme", limit=2),
        },
    ),
    route("GET", "/v1/disputes", {}, f"client agent state {LIST}", more={**PAGES, "open": params_of(state="open")}),
    route("GET", "/v1/disputes/{uuid}", of="dispute"),
    route("GET", "/v1/calibrations", {}, LIST, more=PAGES),
    route("GET", "/v1/calibrations/{uuid}", of="calibration"),
    route(
        *("GET", "/v1/agreement", params_of(client="acme"), "client purpose seen since until"),
        more={
            "also seen": params_of(client="acme", seen="true"),
            "of samples by chance": params_of(client="acme", purpose="random"),
        },
    ),
    route("GET", "/v1/agreement/policy", params_of(client="acme"), "client", more={"of no client": params_of()}),
    route("GET", "/v1/packs", {}, "client", more={"of a client": params_of(client="globex")}),
    route("GET", "/v1/packs/{uuid}", of="pack"),
    route("OPTIONS", "/v1/uploads"),
)


def _exports() -> dict[str, dict[str, Any]]:
    """Each kind in each of its forms, and what is refused."""
    kinds = {
        "interactions": ("csv", "jsonl", "xlsx"),
        "analyses": ("jsonl",),
        "scorecard": ("pdf", "xlsx"),
        "report": ("pdf", "xlsx"),
        "kpis": ("xlsx", "csv", "pdf"),
        "pack": ("zip", "jsonl"),
        "labelstudio": ("json", "xml"),
    }
    wanted = {f"{kind} as {form}": {"kind": kind, "format": form} for kind, forms in kinds.items() for form in forms}
    more = {said: body_of({**body, "filters": {"client": "acme"}}) for said, body in wanted.items()}
    more["a scorecard of an agent"] = body_of({"kind": "scorecard", "format": "xlsx", "filters": {"agent": "a01"}})
    more["in English"] = body_of({"kind": "interactions", "language": "en", "filters": {"agent": "a02"}})
    more["of an unknown intent"] = body_of({"kind": "interactions", "filters": {"intent": "dance"}})
    more["in French"] = body_of({"kind": "interactions", "language": "fr"})
    more["of no group"] = body_of({"kind": "scorecard"})
    return more


ORDERING = route("POST", "/v1/exports", body_of({"kind": "interactions"}), keep="export", more=_exports())
EXPORTS: tuple[Route, ...] = (
    route("GET", "/v1/exports", {}, LIST, more=PAGES),
    route("GET", "/v1/exports/{uuid}", of="export"),
    route("GET", "/v1/exports/{uuid}/file", of="export"),
)
_LINES = {"content": LINES, "headers": {"Content-Type": "application/x-ndjson"}}
_WAV = {"files": {"audio": ("x.wav", b"x")}, "data": {"document": b'{"client": "acme"}'}}
_YAML = {"content": "id: [", "headers": {"Content-Type": "application/yaml"}}
_CSV = "call,queue,offered_at,answered_at\nq-3,billing,2026-10-06T09:00:00Z,2026-10-06T09:00:05Z\n"
CHANGING: tuple[Route, ...] = (
    route(
        *("POST", "/v1/interactions", body_of(DOCUMENT), "replace"),
        more={
            "the same": body_of(DOCUMENT),
            "a different one": body_of({**DOCUMENT, "case": "k-1"}),
            "in its place": {**body_of({**DOCUMENT, "case": "k-1"}), **params_of(replace="true")},
            "many lines": _LINES,
            "as text": {"content": b"ciao", "headers": {"Content-Type": "text/plain"}},
            "too large": body_of({**DOCUMENT, "id": "x" * 300_000}),
            "too many turns": body_of({**DOCUMENT, "turns": [{"text": "a"}] * 501}),
            "no turns": body_of({**DOCUMENT, "turns": []}),
            "a strange speaker": body_of({**DOCUMENT, "turns": [{"speaker": "boss", "text": "a"}]}),
        },
    ),
    route("POST", "/v1/recordings", _WAV, "replace", more={"without sound": {"data": {"document": b"{}"}}}),
    route(
        *("PUT", "/v1/recordings/fresh", {**params_of(client="acme"), "content": b"x"}),
        "replace client agent team customer case lang direction agent_channel started_at",
        more={"empty": {**params_of(client="acme"), "content": b""}},
    ),
    route(
        "POST",
        "/v1/uploads",
        {"headers": UPLOAD},
        keep="upload",
        more={"not of tus": {}, "no length": {"headers": TUS}},
    ),
    route("HEAD", "/v1/uploads/{id}", {"headers": TUS}, of="upload"),
    route(
        *("PATCH", "/v1/uploads/{id}", {"headers": PIECE, "content": b"12345"}),
        of="upload",
        more={"twice": {"headers": PIECE, "content": b"12345"}, "of no offset": {"headers": TUS}},
    ),
    route("DELETE", "/v1/uploads/{id}", {"headers": TUS}, of="upload"),
    route("POST", "/v1/interactions/{uuid}/retry", of="failed"),
    route(
        *("POST", "/v1/queue-events", {**params_of(client="acme"), **body_of(QUEUE)}, "client"),
        more={
            "as CSV": {**params_of(client="acme"), "content": _CSV, "headers": {"Content-Type": "text/csv"}},
            "of no client": body_of(QUEUE),
        },
    ),
    route(
        *("POST", "/v1/interactions/{uuid}/reviews", body_of(ANSWERS)),
        of="reviewed",
        more={
            "of a label": body_of({"answers": [{"question": "label:resolution", "answer": "pending"}]}),
            "no such answer": body_of({"answers": [{"question": "label:resolution", "answer": "perhaps"}]}),
            "no such question": body_of({"answers": [{"question": "criterion:dance", "answer": "yes"}]}),
            "for a strange pick": body_of({**ANSWERS, "pick": NOWHERE}),
        },
    ),
    route(
        *("POST", "/v1/interactions/{uuid}/disputes", body_of(OBJECTION)),
        of="objectable",
        keep="new_dispute",
        more={
            "of blanks": body_of({"why": " "}),
            "to what was not asked": body_of({"why": "No", "questions": ["criterion:dance"]}),
            "to nothing": body_of({"why": "No", "questions": []}),
        },
    ),
    route("POST", "/v1/disputes/{uuid}/decision", body_of({"uphold": False, "why": "no"}), of="new_dispute"),
    route(
        *("POST", "/v1/interactions/{uuid}/corrections", body_of({"turns": [{"turn": 0, "text": "ciao, 3331234567"}]})),
        of="correctable",
        more={"no such turn": body_of({"turns": [{"turn": 99, "text": "ciao"}]})},
    ),
    route("POST", "/v1/interactions/{uuid}/roles:swap", body_of({"why": "the wrong way round"}), of="swappable"),
    route("POST", "/v1/interactions/{uuid}/roles:confirm", body_of({"why": "right"}), of="unsure"),
    route(
        *("POST", "/v1/samples", body_of(SAMPLE), "draw"),
        keep="new_sample",
        more={
            "by risk": body_of({**SAMPLE, "purpose": "risk", "weights": {"critical": 5}, "size": 4}),
            "for calibration": {**body_of({**SAMPLE, "purpose": "calibration", "size": 3}), **params_of(draw="true")},
            "by agents": body_of({**SAMPLE, "by": ["agent"], "allocation": "equal", "size": 2, "second": 0.5}),
            "by the moon": body_of({**SAMPLE, "by": ["moon"]}),
        },
    ),
    route("POST", "/v1/samples/{uuid}/draw", of="new_sample", more={"once more": {}}),
    route("POST", "/v1/samples/{uuid}/next", of="new_sample"),
    route(
        *(
            "POST",
            "/v1/calibrations",
            body_of(SESSION),
        ),
        keep="new_calibration",
        more={"of nothing": body_of({"name": "empty", "interactions": [NOWHERE]})},
    ),
    route("POST", "/v1/calibrations/{uuid}/next", of="new_calibration"),
    route("POST", "/v1/calibrations/{uuid}/reveal", of="new_calibration", more={"once more": {}}),
    route("PUT", "/v1/agreement/policy", {**params_of(client="acme"), **body_of(POLICY)}, "client"),
    route(
        *("POST", "/v1/rubrics", {**params_of(client="acme"), **body_of(RUBRIC)}, "client"),
        more={"bad YAML": {**params_of(client="acme"), **_YAML}, "of no client": body_of(RUBRIC)},
    ),
    route("POST", "/v1/rubrics/{client}/{id}/{version}:try", {}, "last", of="sales"),
    route("POST", "/v1/rubrics/{client}/{id}/{version}:publish", of="sales", more={"once more": {}}),
    route(
        "POST",
        "/v1/packs",
        body_of({"client": "acme", "title": "March", "note": "for Luca"}),
        keep="new_pack",
        more={"of blanks": body_of({"client": "acme", "title": "  "})},
    ),
    route(
        *(
            "POST",
            "/v1/packs/{uuid}/moments",
            body_of(MOMENT),
        ),
        of="new_pack",
        keep="moment",
        more={
            "of a strange interaction": body_of({"interaction": NOWHERE}),
            "no such turn": body_of({"interaction": "{call}", "turn": 99}),
        },
    ),
    route("PATCH", "/v1/packs/{uuid}/moments/{moment}", body_of({"used": True, "note": "well said"}), of="new_pack"),
    route("DELETE", "/v1/packs/{uuid}/moments/{moment}", of="new_pack"),
    route("DELETE", "/v1/packs/{uuid}", of="new_pack"),
)
REMOVING: tuple[Route, ...] = (
    route("POST", "/v1/erasures", body_of({"client": "acme", "customer": "rossi"})),
    route("DELETE", "/v1/interactions/{uuid}", of="erasable"),
)


def walk(asking: Asking, routes: Sequence[Route]) -> None:
    """Each route as each caller; then all that may be wrong with it."""
    for route in routes:
        for who in CALLERS:
            _one(asking, route, who)
        for said, request in _bad(route):
            _one(asking, route, "admin", said, request)


def _one(asking: Asking, route: Route, who: str, said: str = "", request: Mapping[str, Any] | None = None) -> None:
    more = dict(route.request if request is None else request)
    template = route.template
    for text, other in more.pop("instead", {}).items():
        template = template.replace(text, other)
    asked = {name: _filled(asking, value) for name, value in more.items()}
    name = f"{route.method} {route.path}{f', {said}' if said else ''}"
    response = asking.ask(who, name, route.method, asking.fill(template), **asked)
    if route.keep and response.status_code in {201, 202} and not said:
        document = response.json() if response.content else {}
        document = document.get(route.keep, document)  # what was made, or a document that holds it
        place = response.headers.get("location", "").rpartition("/")[2]
        asking.know(route.keep, place or document.get("uuid") or document["id"])


def _filled(asking: Asking, value: Any) -> Any:
    if isinstance(value, str) and value.startswith("{") and value.endswith("}") and value[1:-1].isidentifier():
        return asking.fill(value)
    if isinstance(value, dict):
        return {name: _filled(asking, inner) for name, inner in value.items()}
    return [_filled(asking, inner) for inner in value] if isinstance(value, list) else value


def _bad(route: Route) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What an administrator asks besides the good request: what is wrong is named."""
    params = dict(route.request.get("params", {}))
    yield "unknown parameter", {**route.request, "params": {**params, "nonsense": "1"}}
    for name in route.query:
        yield f"nonsense as {name}", {**route.request, "params": {**params, name: "\u2603 nonsense"}}
    for name in ("uuid", "moment"):
        if "{" + name + "}" in route.path:
            thing = "{" + route.fills.get(name, name) + "}"
            yield f"{name} of nothing", {**route.request, "instead": {thing: NOWHERE}}
            yield f"{name} that is none", {**route.request, "instead": {thing: NOT_AN_ID}}
    if isinstance(body := route.request.get("json"), dict):
        yield from _bad_bodies(route, body)
    yield from route.more.items()


def _bad_bodies(route: Route, body: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    plain = {name: value for name, value in route.request.items() if name != "json"}
    yield "no body", plain
    yield "a list", {**plain, "json": []}
    yield "an empty object", {**plain, "json": {}}
    yield "no JSON", {**plain, "content": "{", "headers": {"Content-Type": "application/json"}}
    yield "an unknown field", {**plain, "json": {**body, "nonsense": 1}}
    for name, value in body.items():
        yield f"a wrong {name}", {**plain, "json": {**body, name: "wrong" if isinstance(value, dict) else {"wrong": 1}}}
        yield f"no {name}", {**plain, "json": {other: kept for other, kept in body.items() if other != name}}
