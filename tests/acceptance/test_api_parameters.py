"""A query parameter that a route does not know is refused by name, on every route under /v1."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from tests.acceptance.chaos import ROOT, Floor
from tests.acceptance.house import House, built

UUID = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
METHODS = {"get", "post", "put", "patch", "delete", "head", "options"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


@pytest.fixture(scope="module")
def user(house: House) -> Iterator[httpx.Client]:
    with house.user() as user:
        yield user


@pytest.fixture(scope="module")
def routes(user: httpx.Client) -> list[tuple[str, str, list[str]]]:
    """Method, address with something in its places, and the declared query parameters, of every route under /v1."""
    paths: dict[str, dict[str, Any]] = user.get("/openapi.json").json()["paths"]
    found = []
    for path, item in paths.items():
        for method in METHODS & set(item):
            declared = [one["name"] for one in item[method].get("parameters", []) if one["in"] == "query"]
            found.append((method.upper(), re.sub(r"\{[^}]*\}", UUID, path), declared))
    return [one for one in found if one[1].startswith("/v1/")]


def test_every_route_names_the_parameter_that_it_does_not_know(
    user: httpx.Client, routes: list[tuple[str, str, list[str]]]
) -> None:
    assert len(routes) > 50
    for method, path, _ in routes:
        answer = user.request(method, path, params={"wrods": "x"}, headers={"Tus-Resumable": "1.0.0"})
        assert answer.status_code == 422, (method, path, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        if method != "HEAD":
            problem = answer.json()
            assert problem["where"] == "query.wrods", (method, path)
            assert problem["detail"].startswith("query.wrods: is no parameter of this route; "), (method, path)


def test_the_nearest_is_suggested_and_where_none_is_near_all_are_named(user: httpx.Client) -> None:
    def detail(path: str, **params: str) -> str:
        sentence: str = user.get(path, params=params).json()["detail"]
        return sentence

    near = detail("/v1/interactions", clinet="acme")
    assert near == "query.clinet: is no parameter of this route; did you mean client?"
    every = detail("/v1/interactions", xyz="grazie")
    assert every.startswith("query.xyz: is no parameter of this route; use one of ")
    assert set(every.partition("use one of ")[2].split(", ")) == {
        *("since", "until", "client", "id", "agent", "team", "channel", "automatic", "state", "intent", "resolution"),
        *("customer", "cursor", "limit", "include", "words", "shows", "lacks", "sentiment_end", "sure_below", "flag"),
        *("disputed", "callback"),
    }
    long = user.get("/v1/interactions", params={"x" * 5000: "1"})
    assert (long.status_code, len(long.json()["detail"]) < 400) == (422, True)
    assert detail(f"/v1/interactions/{UUID}/scorecards", words="x").endswith("; it takes none")


def test_who_has_no_key_is_told_so_first(house: House) -> None:
    assert httpx.get(f"{house.url}/v1/interactions", params={"words": "x"}).status_code == 401


def test_what_a_route_declares_is_never_called_unknown(
    user: httpx.Client, routes: list[tuple[str, str, list[str]]]
) -> None:
    for method, path, declared in routes:
        answer = user.request(method, path, params=dict.fromkeys(declared, "x"), headers={"Tus-Resumable": "1.0.0"})
        assert answer.status_code < 500, (method, path, answer.text)
        assert "is no parameter" not in answer.text, (method, path, answer.text)


def test_the_addresses_in_the_documents_ask_for_nothing_unknown(
    user: httpx.Client, routes: list[tuple[str, str, list[str]]]
) -> None:
    """Every `/v1/...?a=b` that README and docs show, held against the declared parameters of the route it fits."""
    known = {(path, name) for _, path, declared in routes for name in declared}
    asked = [(path, name) for text in _documents() for path, name in _addresses(text)]
    assert len(asked) >= 10
    for path, name in asked:
        fits = [route for route, parameter in known if parameter == name and _is_of(path, route)]
        assert fits, f"{path} does not take {name}"


def _documents() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))]


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    for address in re.findall(r"/v1/[^\s`\"')]+\?[^\s`\"')]+", text):
        parts = urlsplit(address)
        for name, _ in parse_qsl(parts.query, keep_blank_values=True):
            yield parts.path, name


def _is_of(path: str, route: str) -> bool:
    """Whether an address of the documents fits a route; what stands in its places may be anything."""
    pattern = re.escape(route).replace(re.escape(UUID), r"[^/:]+")
    return re.fullmatch(pattern, path.replace("{", "").replace("}", "")) is not None
