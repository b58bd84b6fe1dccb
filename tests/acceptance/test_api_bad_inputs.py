"""Bad input: each kind is refused with its status and one sentence that says what, where and what to do."""

import json
import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain.interaction import Interaction
from qa_service.store.interactions import Filters
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built

GOOD: dict[str, Any] = {"id": "good", "client": "acme", "channel": "chat", "turns": [{"text": "buongiorno"}]}
JSON = {"Content-Type": "application/json"}
SECRET = "pincopallino"  # stands for a customer's words: no answer and no log line may repeat it


class Case(NamedTuple):
    """One bad request."""

    what: str
    send: Callable[[httpx.Client], httpx.Response]
    status: int
    sentence: str


def document(**change: Any) -> Callable[[httpx.Client], httpx.Response]:
    return lambda user: user.post("/v1/interactions", json={**GOOD, **change})


def raw(body: bytes, kind: str = "application/json") -> Callable[[httpx.Client], httpx.Response]:
    return lambda user: user.post("/v1/interactions", content=body, headers={"Content-Type": kind})


def recording(audio: bytes | None, document: Any = None, name: str = "x.wav") -> Callable[..., httpx.Response]:
    files: list[tuple[str, Any]] = [] if audio is None else [("audio", (name, audio))]
    if document is not None:
        files.append(("document", (None, document if isinstance(document, bytes) else json.dumps(document).encode())))
    return lambda user: user.post("/v1/recordings", files=files or [("none", (None, b""))])


def get(path: str, **params: Any) -> Callable[[httpx.Client], httpx.Response]:
    return lambda user: user.get(path, params=params)


CALL = {"id": "c", "client": "acme", "channel": "call"}
CASES = [
    Case("turns are a string", document(turns=SECRET), 422, "turns: input should be a valid tuple"),
    Case("a text is a number", document(turns=[{"text": 7}]), 422, "turns[0].text: input should be a valid string"),
    Case("the id is missing", document(id=None), 422, "id: input should be a valid string"),
    Case("the client is missing", raw(b'{"id": "x", "channel": "chat"}'), 422, "client: field required"),
    Case(
        "an unknown speaker",
        document(turns=[{"speaker": SECRET, "text": "x"}]),
        422,
        "turns[0].speaker: input should be 'agent', 'customer', 'bot' or 'other'; leave it out to have it inferred",
    ),
    Case("an unknown channel", document(channel=SECRET), 422, "channel: input should be 'call', 'chat' or 'email'"),
    Case("invalid UTF-8", raw(b'{"id": "\xff"}'), 422, "is not UTF-8 (byte 8); save it as UTF-8"),
    Case("not JSON", raw(b"{"), 422, "is not JSON (line 1, column 2); check quotes, commas and brackets"),
    Case("a list", raw(b"[]"), 422, "is not a JSON object; give one interaction document"),
    Case("NaN", raw(b'{"id": NaN}'), 422, "is not JSON; check quotes, commas and brackets"),
    Case("nested too deeply", raw(b"[" * 90_000), 422, "is nested too deeply; give one interaction document"),
    Case("half a character", raw(b'{"id": "\\ud800"}'), 422, "id: input should be a valid string"),
    Case("a NUL", document(agent="a\x00b"), 422, "agent: holds a NUL character"),
    Case("no words", document(turns=[{"text": "  "}]), 422, "turns: holds no words; give turns with text"),
    Case("an empty body", raw(b""), 422, "is not JSON (line 1, column 1)"),
    Case("the future", document(started_at="2099-01-01T00:00:00Z"), 422, "started_at: lies in the future; check"),
    Case("the year one", document(started_at="0001-01-01T00:00:00+14:00"), 422, "started_at: lies before 1970"),
    Case("no time", document(started_at="half past nine"), 422, "started_at: input should be a valid datetime"),
    Case("the end first", document(started_at="2026-01-02T00:00:00Z", ended_at="2026-01-01T00:00:00Z"), 422, "end"),
    Case("9,000 turns", document(turns=[{"text": ""}] * 9_000), 422, "turns: holds 9000 turns, over the limit of 500"),
    Case(
        "a turn of 20,001 characters",
        document(turns=[{"text": "x"}, {"text": "x" * 20_001}]),
        422,
        "turns[1].text: holds 20001 characters, over the limit of 20000; split it, or raise QA_MAX_TURN_CHARACTERS",
    ),
    Case("an id of 201 letters", document(id="x" * 201), 422, "id: string should have at most 200 characters"),
    Case("other content", document(lang="it"), 409, "interaction 'good' of client 'acme' is already there with diff"),
    Case("too large a document", raw(b" " * 200_001), 413, "the body is over 200000 bytes; split it"),
    Case("the wrong type", raw(b"<x/>", "text/xml"), 415, "a body of type text/xml is not read here; send appl"),
    Case("too many lines", raw(b"{}\n" * 51, "application/x-ndjson"), 413, "more than 50 documents came at once"),
    Case("an empty recording", recording(b"", CALL), 422, "audio: the recording is empty; send the file itself"),
    Case("no recording", recording(None, CALL), 422, "audio: the recording is empty"),
    Case("a document missing", recording(b"x"), 422, "client: field required"),
    Case("no form", lambda user: user.post("/v1/recordings", json=CALL), 415, "a body of type application/json is not"),
    Case("a foreign part", recording(None), 400, "a part has an unknown name, or came twice; give one audio and one"),
    Case(
        "a torn form",
        lambda user: user.post(
            "/v1/recordings",
            content=b'--b\r\nContent-Disposition: form-data; name="audio"; filename="x"\r\n\r\nhalf',
            headers={"Content-Type": "multipart/form-data; boundary=b"},
        ),
        400,
        "the body ends in the middle; send it again",
    ),
    Case(
        "no form at all",
        lambda user: user.post(
            "/v1/recordings", content=b"hello", headers={"Content-Type": "multipart/form-data; boundary=b"}
        ),
        400,
        "the body is not multipart/form-data; have a library or curl -F build it",
    ),
    Case(
        "no boundary",
        lambda user: user.post("/v1/recordings", content=b"x", headers={"Content-Type": "multipart/form-data"}),
        400,
        "multipart/form-data without a boundary",
    ),
    Case("too large a recording", recording(b"x" * 3_000_001, CALL), 413, "the body is over 3000000 bytes; split it"),
    Case("turns beside sound", recording(b"x", {**CALL, "turns": GOOD["turns"]}), 422, "turns: stand beside a rec"),
    Case("a chat in sound", recording(b"x", {**CALL, "channel": "chat"}), 422, "channel: is not 'call'; recordings"),
    Case("a bad document beside sound", recording(b"x", b"{"), 422, "document: is not JSON in UTF-8; check quotes"),
    Case("a list beside sound", recording(b"x", b"[]"), 422, "document: is not a JSON object; give one qa-inter"),
    Case("a third channel", recording(b"x", {**CALL, "agent_channel": 2}), 422, "agent_channel: input should be less"),
    Case("a bare one for nobody", lambda user: user.put("/v1/recordings/x", content=b"x"), 422, "client: field req"),
    Case("a bad cursor", get("/v1/interactions", cursor="abc"), 422, "cursor: the page cursor is not one of ours; st"),
    Case("a bad limit", get("/v1/interactions", limit=0), 422, "query.limit: input should be greater than or equal"),
    Case("a bad uuid", get("/v1/interactions/abc"), 422, "path.uuid: input should be a valid UUID"),
    Case("a bad state", get("/v1/interactions", state="x"), 422, "query.state: input should be 'received', 'running'"),
    Case("a bad label", get("/v1/interactions", intent=SECRET), 422, "query.intent: is no such label; use one of bil"),
    Case("a bad time", get("/v1/interactions", since="2026-01-01T00:00:00"), 422, "query.since: input should have tim"),
    Case("the first day", get("/v1/interactions", since="0001-01-01T00:00:00+14:00"), 422, "query.since: lies outside"),
    Case("seconds since 1970", get("/v1/interactions", since="1700000000.5"), 422, "query.since: should be a date and"),
    Case("a NUL in a query", get("/v1/interactions", agent="a\x00"), 422, "query.agent: holds a NUL character"),
    Case("whose customer", get("/v1/interactions", customer="c1"), 422, "query.customer: needs a client beside it"),
    Case("a stranger", get("/v1/interactions/0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"), 404, "no interaction 0b9f6c1e"),
    Case("no such route", get("/v2/interactions"), 404, "there is no such route; /openapi.json names those that"),
    Case("a slash too many", get("/v1/interactions/"), 404, "there is no such route"),
    Case("no such method", lambda user: user.put("/v1/interactions"), 405, "this route does not take that method"),
    Case("no key", lambda user: user.get("/v1/interactions", headers={"Authorization": ""}), 401, "send an API key: "),
    Case("wrong key", lambda user: user.get("/v1/interactions", headers={"Authorization": "Bearer qa_1_2"}), 401, ""),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


@pytest.fixture(scope="module")
def user(house: House) -> Iterator[httpx.Client]:
    with house.user() as user:
        assert user.post("/v1/interactions", json=GOOD).status_code == 202
        yield user


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_bad_input_is_refused_in_one_sentence_and_the_service_goes_on(user: httpx.Client, case: Case) -> None:
    answer = case.send(user)
    assert answer.status_code == case.status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(problem)
    assert problem["status"] == case.status
    assert problem["detail"].startswith(case.sentence), problem["detail"]
    assert "\n" not in problem["detail"]
    assert SECRET not in answer.text
    again = user.post("/v1/interactions", json=GOOD)
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")


def test_a_document_of_100_000_turns_is_refused_by_its_size(user: httpx.Client) -> None:
    answer = document(turns=[{"text": "buongiorno"}] * 100_000)(user)
    assert (answer.status_code, answer.json()["limit"]) == (413, 200_000)


def test_a_method_that_is_not_taken_is_answered_with_all_that_are(user: httpx.Client) -> None:
    assert user.patch("/v1/interactions").headers["allow"] == "GET, POST"
    one = user.put("/v1/interactions/0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10")
    assert one.headers["allow"] == "DELETE, GET"


def test_a_log_line_names_the_route_and_never_what_was_sent(
    user: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    from qa_service.logs import JsonLines

    with caplog.at_level("INFO", logger="qa_service"):
        user.get("/v1/interactions", params={"agent": SECRET})
        user.get(f"/v1/agents/{SECRET}/scorecard")
        user.get(f"/{SECRET}")
        document(turns=[{"speaker": SECRET, "text": SECRET}])(user)
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "qa_service"]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("GET", "/v1/interactions", 200),
        ("GET", "/v1/agents/{id}/scorecard", 404),
        ("GET", "unmatched", 404),
        ("POST", "/v1/interactions", 422),
    ]
    assert SECRET not in json.dumps(lines)


def test_nothing_is_left_of_what_was_refused(house: House, user: httpx.Client) -> None:
    for case in CASES:
        case.send(user)
    assert [key for key, _ in house.service.blobs.list("clients")] == []
    assert list(house.service.partial_uploads.folder.iterdir()) == []
    assert [item["id"] for item in user.get("/v1/interactions").json()["items"]] == ["good"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.datetimes().map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(sorted({*Interaction.model_fields, "schema"}))


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(FIELDS, ANYTHING, max_size=4), st.booleans())
def test_any_fields_whatever_they_hold_are_taken_or_refused_in_one_sentence(
    user: httpx.Client, change: dict[str, Any], as_recording: bool
) -> None:
    document = {**GOOD, "id": "fuzz", **change}
    if as_recording:
        del document["turns"]
        form = {"audio": ("x.wav", b"x"), "document": (None, json.dumps(document).encode())}
        answer = user.post("/v1/recordings", files=form)
    else:
        answer = user.post("/v1/interactions", content=json.dumps(document).encode(), headers=JSON)
    assert answer.status_code in {200, 202, 409, 422}, answer.text
    if answer.status_code == 422:
        assert answer.json()["detail"].count("\n") == 0


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(Filters.__dataclass_fields__)), st.text(max_size=30), max_size=3))
def test_any_query_is_answered(user: httpx.Client, query: dict[str, str]) -> None:
    for path in ("/v1/interactions", "/v1/agents/a1/scorecard", "/v1/clients/acme/scorecard"):
        assert user.get(path, params=query).status_code in {200, 404, 422}


def test_a_body_that_is_no_text_is_refused_with_a_status_that_is_described(user: httpx.Client) -> None:
    document = user.get("/openapi.json").json()
    writing = [
        (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    ]
    assert len(writing) >= 14
    for method, path, operation in writing:
        where = re.sub(r"{\w+}", str(uuid.uuid4()), path)
        answer = user.request(method, where, content=b'{"a": "\xff"}', headers=JSON)
        assert str(answer.status_code) in operation["responses"], (method, path, answer.text)
        assert answer.json()["status"] == answer.status_code
