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


def _params(**values: Any) -> dict[str, Any]:
    return {"params": values}


def _json(body: Any) -> dict[str, Any]:
    return {"json": body}


def _route(verb: str, path: str, request: Mapping[str, Any] = {}, query: str = "", **more: Any) -> Route:
    """`of` stands for `uuid` or `id` in the path."""
    thing = more.pop("of", "")
    fills = {"uuid": thing, "id": thing} if thing else {}
    return Route(verb, path, request, query.split(), more.pop("more", {}), more.pop("keep", ""), fills)


_LIST = "cursor limit"
_OF_GROUP = "channel client since until"
_NARROWED = {
    "in a period": _params(**PERIOD),
    "of a channel": _params(channel="chat"),
    "the wrong way round": _params(since=PERIOD["until"], until=PERIOD["since"]),
    "of nobody": {"instead": {"{agent}": "nobody", "{team}": "nobody", "{client}": "nobody"}},
}
_PAGES = {"a short page": _params(limit=2), "a bad cursor": _params(cursor="eA")}
READING: tuple[Route, ...] = (
    _route(
        *("GET", "/v1/interactions", {}, f"{_LIST} client id agent team channel automatic state intent resolution"),
        more={
            **_PAGES,
            "of a client": _params(client="acme"),
            "of an agent": _params(agent="a01", channel="call"),
            "of a team": _params(team="nord", state="done", limit=3),
            "by its own id": _params(id="c-1000"),
            "by findings": _params(intent="billing", resolution="resolved"),
            "of a customer": _params(client="acme", customer="pseudonym-c-1000"),
            "of a customer of any client": _params(customer="rossi"),
            "in a period": _params(**PERIOD, limit=4),
            "automatic ones": _params(automatic="true"),
            "at no moment": _params(since="1700000000"),
        },
    ),
    _route("GET", "/v1/interactions/{uuid}", of="call", more={"a failed one": {"instead": {"{call}": "{failed}"}}}),
    _route(
        *("GET", "/v1/interactions/{uuid}/analysis", {}, "pii"),
        of="call",
        more={"with personal data": _params(pii="true"), "of a failed one": {"instead": {"{call}": "{failed}"}}},
    ),
    _route(
        *("GET", "/v1/interactions/{uuid}/audio"),
        of="call",
        more={
            "a piece": {"headers": {"Range": "bytes=0-9"}},
            "no piece": {"headers": {"Range": "bytes=999999999-"}},
            "of a chat": {"instead": {"{call}": "{chat}"}},
        },
    ),
    _route("GET", "/v1/interactions/{uuid}/reviews", of="reviewed"),
    _route("GET", "/v1/agents/{id}/scorecard", {}, _OF_GROUP, of="agent", more=_NARROWED),
    _route("GET", "/v1/teams/{id}/scorecard", {}, _OF_GROUP, of="team", more=_NARROWED),
    _route("GET", "/v1/clients/{id}/scorecard", {}, "channel since until", of="client", more=_NARROWED),
    _route("GET", "/v1/clients/{id}/agents", {}, "channel since until", of="client", more=_NARROWED),
    _route(
        *("GET", "/v1/compare", _params(kind="team", first="nord", second="sud"), f"kind {_OF_GROUP} second_since"),
        more={
            "two clients": _params(kind="client", first="acme", second="globex"),
            "two agents": _params(kind="agent", first="a01", second="a02"),
            "two periods": _params(kind="agent", first="a01", **PERIOD, second_since="2026-10-20T00:00:00+02:00"),
            "with nobody": _params(kind="team", first="nord", second="nobody"),
            "with itself": _params(kind="team", first="nord", second="nord"),
            "of nothing": _params(),
        },
    ),
    _route(
        *("GET", "/v1/kpis", _params(client="acme"), "client pack channel since until"),
        more={
            "of no client": _params(),
            "of AGCOM": _params(client="acme", pack="agcom-255-24"),
            "of ARERA": _params(client="acme", pack="arera-tiqv-2026", **PERIOD),
            "of another channel": _params(client="acme", channel="email"),
        },
    ),
    _route("GET", "/v1/alarms", {}, f"client {_LIST}", more=_PAGES),
    _route("GET", "/v1/watch", _params(client="acme"), "client", more={"of no client": _params()}),
    _route("GET", "/v1/rubrics", _params(client="acme"), f"client {_LIST}", more=_PAGES),
    _route(
        *("GET", "/v1/rubrics/{owner}/{rubric}/{version}"),
        more={
            "version 0": {"instead": {"{version}": "0"}},
            "as shipped": {"instead": {"{rubric}": "default"}},
            "as shipped, of another client": {"instead": {"{owner}": "globex", "{rubric}": "default"}},
        },
    ),
    _route("GET", "/v1/samples", {}, f"client {_LIST}", more={**_PAGES, "of a client": _params(client="globex")}),
    _route(
        *("GET", "/v1/samples/size", _params(client="acme", half_width=0.05), "half_width share level channel since"),
        more={
            "of an agent": _params(agent="a01", half_width=0.2, share=0.8, level=0.9),
            "of an unknown intent": _params(intent="dance", half_width=0.1),
            "of no width": _params(client="acme"),
        },
    ),
    _route("GET", "/v1/samples/{uuid}", of="sample", more={"not drawn": {"instead": {"{sample}": "{plan}"}}}),
    _route("GET", "/v1/samples/{uuid}/picks", of="sample", more={"not drawn": {"instead": {"{sample}": "{plan}"}}}),
    _route("GET", "/v1/samples/{uuid}/check", of="sample", more={"not drawn": {"instead": {"{sample}": "{plan}"}}}),
    _route(
        *("GET", "/v1/reviews", {}, f"sample session client reviewer question {_LIST} since until"),
        more={
            **_PAGES,
            "to a question": _params(question="label:resolution", limit=3),
            "of a person": _params(reviewer="user:quinto", client="acme", limit=2),
        },
    ),
    _route("GET", "/v1/disputes", {}, f"client agent state {_LIST}", more={**_PAGES, "open": _params(state="open")}),
    _route("GET", "/v1/disputes/{uuid}", of="dispute"),
    _route("GET", "/v1/calibrations", {}, _LIST, more=_PAGES),
    _route("GET", "/v1/calibrations/{uuid}", of="calibration"),
    _route(
        *("GET", "/v1/agreement", _params(client="acme"), "client purpose seen since until"),
        more={
            "also seen": _params(client="acme", seen="true"),
            "of samples by chance": _params(client="acme", purpose="random"),
        },
    ),
    _route("GET", "/v1/agreement/policy", _params(client="acme"), "client", more={"of no client": _params()}),
    _route("GET", "/v1/packs", {}, "client", more={"of a client": _params(client="globex")}),
    _route("GET", "/v1/packs/{uuid}", of="pack"),
    _route("OPTIONS", "/v1/uploads"),
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
    more = {said: _json({**body, "filters": {"client": "acme"}}) for said, body in wanted.items()}
    more["a scorecard of an agent"] = _json({"kind": "scorecard", "format": "xlsx", "filters": {"agent": "a01"}})
    more["in English"] = _json({"kind": "interactions", "language": "en", "filters": {"agent": "a02"}})
    more["of an unknown intent"] = _json({"kind": "interactions", "filters": {"intent": "dance"}})
    more["in French"] = _json({"kind": "interactions", "language": "fr"})
    more["of no group"] = _json({"kind": "scorecard"})
    return more


ORDERING = _route("POST", "/v1/exports", _json({"kind": "interactions"}), keep="export", more=_exports())
EXPORTS: tuple[Route, ...] = (
    _route("GET", "/v1/exports", {}, _LIST, more=_PAGES),
    _route("GET", "/v1/exports/{uuid}", of="export"),
    _route("GET", "/v1/exports/{uuid}/file", of="export"),
)
_LINES = {"content": LINES, "headers": {"Content-Type": "application/x-ndjson"}}
_WAV = {"files": {"audio": ("x.wav", b"x")}, "data": {"document": b'{"client": "acme"}'}}
_YAML = {"content": "id: [", "headers": {"Content-Type": "application/yaml"}}
_CSV = "call,queue,offered_at,answered_at\nq-3,billing,2026-10-06T09:00:00Z,2026-10-06T09:00:05Z\n"
CHANGING: tuple[Route, ...] = (
    _route(
        *("POST", "/v1/interactions", _json(DOCUMENT), "replace"),
        more={
            "the same": _json(DOCUMENT),
            "a different one": _json({**DOCUMENT, "case": "k-1"}),
            "in its place": {**_json({**DOCUMENT, "case": "k-1"}), **_params(replace="true")},
            "many lines": _LINES,
            "as text": {"content": b"ciao", "headers": {"Content-Type": "text/plain"}},
            "too large": _json({**DOCUMENT, "id": "x" * 300_000}),
            "too many turns": _json({**DOCUMENT, "turns": [{"text": "a"}] * 501}),
            "no turns": _json({**DOCUMENT, "turns": []}),
            "a strange speaker": _json({**DOCUMENT, "turns": [{"speaker": "boss", "text": "a"}]}),
        },
    ),
    _route("POST", "/v1/recordings", _WAV, "replace", more={"without sound": {"data": {"document": b"{}"}}}),
    _route(
        *("PUT", "/v1/recordings/fresh", {**_params(client="acme"), "content": b"x"}),
        "replace client agent team customer case lang direction agent_channel started_at",
        more={"empty": {**_params(client="acme"), "content": b""}},
    ),
    _route(
        "POST",
        "/v1/uploads",
        {"headers": UPLOAD},
        keep="upload",
        more={"not of tus": {}, "no length": {"headers": TUS}},
    ),
    _route("HEAD", "/v1/uploads/{id}", {"headers": TUS}, of="upload"),
    _route(
        *("PATCH", "/v1/uploads/{id}", {"headers": PIECE, "content": b"12345"}),
        of="upload",
        more={"twice": {"headers": PIECE, "content": b"12345"}, "of no offset": {"headers": TUS}},
    ),
    _route("DELETE", "/v1/uploads/{id}", {"headers": TUS}, of="upload"),
    _route("POST", "/v1/interactions/{uuid}/retry", of="failed"),
    _route(
        *("POST", "/v1/queue-events", {**_params(client="acme"), **_json(QUEUE)}, "client"),
        more={
            "as CSV": {**_params(client="acme"), "content": _CSV, "headers": {"Content-Type": "text/csv"}},
            "of no client": _json(QUEUE),
        },
    ),
    _route(
        *("POST", "/v1/interactions/{uuid}/reviews", _json(ANSWERS)),
        of="reviewed",
        more={
            "of a label": _json({"answers": [{"question": "label:resolution", "answer": "pending"}]}),
            "no such answer": _json({"answers": [{"question": "label:resolution", "answer": "perhaps"}]}),
            "no such question": _json({"answers": [{"question": "criterion:dance", "answer": "yes"}]}),
            "for a strange pick": _json({**ANSWERS, "pick": NOWHERE}),
        },
    ),
    _route(
        *("POST", "/v1/interactions/{uuid}/disputes", _json(OBJECTION)),
        of="objectable",
        keep="new_dispute",
        more={
            "of blanks": _json({"why": " "}),
            "to what was not asked": _json({"why": "No", "questions": ["criterion:dance"]}),
            "to nothing": _json({"why": "No", "questions": []}),
        },
    ),
    _route("POST", "/v1/disputes/{uuid}/decision", _json({"uphold": False, "why": "no"}), of="new_dispute"),
    _route(
        *("POST", "/v1/interactions/{uuid}/corrections", _json({"turns": [{"turn": 0, "text": "ciao, 3331234567"}]})),
        of="correctable",
        more={"no such turn": _json({"turns": [{"turn": 99, "text": "ciao"}]})},
    ),
    _route("POST", "/v1/interactions/{uuid}/roles:swap", _json({"why": "the wrong way round"}), of="swappable"),
    _route("POST", "/v1/interactions/{uuid}/roles:confirm", _json({"why": "right"}), of="unsure"),
    _route(
        *("POST", "/v1/samples", _json(SAMPLE), "draw"),
        keep="new_sample",
        more={
            "by risk": _json({**SAMPLE, "purpose": "risk", "weights": {"critical": 5}, "size": 4}),
            "for calibration": {**_json({**SAMPLE, "purpose": "calibration", "size": 3}), **_params(draw="true")},
            "by agents": _json({**SAMPLE, "by": ["agent"], "allocation": "equal", "size": 2, "second": 0.5}),
            "by the moon": _json({**SAMPLE, "by": ["moon"]}),
        },
    ),
    _route("POST", "/v1/samples/{uuid}/draw", of="new_sample", more={"once more": {}}),
    _route("POST", "/v1/samples/{uuid}/next", of="new_sample"),
    _route(
        *(
            "POST",
            "/v1/calibrations",
            _json(SESSION),
        ),
        keep="new_calibration",
        more={"of nothing": _json({"name": "empty", "interactions": [NOWHERE]})},
    ),
    _route("POST", "/v1/calibrations/{uuid}/next", of="new_calibration"),
    _route("POST", "/v1/calibrations/{uuid}/reveal", of="new_calibration", more={"once more": {}}),
    _route("PUT", "/v1/agreement/policy", {**_params(client="acme"), **_json(POLICY)}, "client"),
    _route(
        *("POST", "/v1/rubrics", {**_params(client="acme"), **_json(RUBRIC)}, "client"),
        more={"bad YAML": {**_params(client="acme"), **_YAML}, "of no client": _json(RUBRIC)},
    ),
    _route("POST", "/v1/rubrics/{client}/{id}/{version}:try", {}, "last", of="sales"),
    _route("POST", "/v1/rubrics/{client}/{id}/{version}:publish", of="sales", more={"once more": {}}),
    _route(
        "POST",
        "/v1/packs",
        _json({"client": "acme", "title": "March", "note": "for Luca"}),
        keep="new_pack",
        more={"of blanks": _json({"client": "acme", "title": "  "})},
    ),
    _route(
        *(
            "POST",
            "/v1/packs/{uuid}/moments",
            _json(MOMENT),
        ),
        of="new_pack",
        keep="moment",
        more={
            "of a strange interaction": _json({"interaction": NOWHERE}),
            "no such turn": _json({"interaction": "{call}", "turn": 99}),
        },
    ),
    _route("PATCH", "/v1/packs/{uuid}/moments/{moment}", _json({"used": True, "note": "well said"}), of="new_pack"),
    _route("DELETE", "/v1/packs/{uuid}/moments/{moment}", of="new_pack"),
    _route("DELETE", "/v1/packs/{uuid}", of="new_pack"),
)
REMOVING: tuple[Route, ...] = (
    _route("POST", "/v1/erasures", _json({"client": "acme", "customer": "rossi"})),
    _route("DELETE", "/v1/interactions/{uuid}", of="erasable"),
)
ALL = (*READING, ORDERING, *EXPORTS, *CHANGING, *REMOVING)


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
