"""What a dishonest or broken provider, and whoever plays one, gets from the running service: nobody in, nobody out."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from qa_service.domain.people import Reach, Role
from qa_service.single_sign_on.provider import MOST_BYTES
from qa_service.store import users
from tests.acceptance.house import House
from tests.oidc.issuer import Issuer, IssuerHandler, issuing
from tests.oidc.place import lines, listening, set_for, signing_in_at
from tests.oidc.provider import signing_key

PASSWORD = "quattro scale verdi e un cactus"


@dataclass
class Place:
    issuer: Issuer
    house: House
    settings: dict[str, Any] = field(default_factory=dict)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    listener, home = listening()
    more = getattr(request, "param", {})
    if "oidc_key_file" in more:
        more = {**more, "oidc_key_file": tmp_path / "own.pem"}
        more["oidc_key_file"].write_bytes(OWN.as_pem(private=True))
    with issuing() as issuer, signing_in_at(set_for(issuer.url, home, **more), tmp_path, listener) as house:
        yield Place(issuer, house)


OWN = ECKey.generate_key("P-256", {"kid": "ours"})


def browser(place: Place) -> httpx.Client:
    return httpx.Client(base_url=place.house.url, timeout=60, headers={"Accept-Language": "en"})


def way_there(place: Place, client: httpx.Client) -> dict[str, str]:
    """The browser sets out; returns what the provider is told."""
    address = client.get("/sign-in/provider?next=/account").headers["location"]
    told = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    place.issuer.nonce = told["nonce"]
    return told


def back(client: httpx.Client, told: dict[str, str], **answer: str) -> httpx.Response:
    return client.get("/sign-in/provider/return", params={"state": told["state"], "code": "c", **answer})


@contextmanager
def signed_in(place: Place) -> Iterator[httpx.Client]:
    with browser(place) as client:
        answer = back(client, way_there(place, client))
        assert (answer.status_code, answer.headers["location"]) == (303, "/account"), answer.text
        yield client


def sign_in(place: Place) -> None:
    """And away again; the session stays."""
    with signed_in(place):
        pass


def is_in(client: httpx.Client) -> bool:
    return client.get("/account").status_code == 200


def test_the_provider_is_told_what_the_standard_asks_and_proof_is_given(place: Place) -> None:
    with browser(place) as client:
        told = way_there(place, client)
        assert (told["response_type"], told["code_challenge_method"], told["client_id"]) == ("code", "S256", "qa")
        assert told["redirect_uri"] == f"{place.house.url}/sign-in/provider/return"
        assert back(client, told).status_code == 303
    _, form, headers = next(asked for asked in place.issuer.asked if asked[0] == "/token")
    assert headers["Authorization"] == "Basic " + base64.b64encode(b"qa:a%20secret%20of%20the%20tests").decode()
    assert form["redirect_uri"] == [told["redirect_uri"]]
    assert 43 <= len(form["code_verifier"][0]) <= 128
    assert "client_secret" not in form


@pytest.mark.parametrize("place", [{"oidc_key_file": True, "oidc_client_secret": ""}], indirect=True)
def test_a_key_of_our_own_proves_who_asks(place: Place) -> None:
    sign_in(place)
    _, form, headers = next(asked for asked in place.issuer.asked if asked[0] == "/token")
    claims = jwt.decode(form["client_assertion"][0], OWN, ["ES256"]).claims
    assert (claims["iss"], claims["sub"], claims["aud"]) == ("qa", "qa", f"{place.issuer.url}/token")
    assert claims["exp"] - claims["iat"] == 60
    assert "Authorization" not in headers


@pytest.mark.parametrize("place", [{"oidc_client_secret": ""}], indirect=True)
def test_a_public_client_has_pkce_alone(place: Place) -> None:
    sign_in(place)
    _, form, headers = next(asked for asked in place.issuer.asked if asked[0] == "/token")
    assert form["client_id"] == ["qa"]
    assert "Authorization" not in headers
    assert "client_secret" not in form


def _resigned(key: RSAKey) -> Any:
    return lambda token: jwt.encode({"alg": "RS256", "kid": "own"}, json.loads(_part(token)), key)


def _part(token: str) -> bytes:
    body = token.split(".")[1]
    return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))


def _tampered(token: str) -> str:
    head, _, mark = token.split(".")
    claims = {**json.loads(_part(token)), "groups": ["qa-admins"]}
    return f"{head}.{base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b'=').decode()}.{mark}"


@pytest.mark.parametrize(
    ("token", "why"),
    [(_tampered, "signature"), (_resigned(signing_key("own")), "signature"), (lambda _: "x", "signature")],
    ids=["tampered", "by another key", "no token"],
)
def test_a_token_that_is_not_the_providers_lets_nobody_in(place: Place, token: Any, why: str) -> None:
    place.issuer.token = token
    refused(place, why)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"exp": 1}, "expired"),
        ({"iat": 1}, "issued at"),
        ({"aud": "other"}, "audience"),
        ({"iss": "http://localhost"}, "issuer"),
        ({"nonce": "of another sign-in"}, "nonce"),
    ],
    ids=str,
)
def test_a_token_of_another_time_place_or_browser_lets_nobody_in(
    place: Place, change: dict[str, Any], why: str
) -> None:
    place.issuer.change = lambda claims: {**claims, **change}
    refused(place, why)


def refused(place: Place, why: str) -> None:
    with browser(place) as client:
        answer = back(client, way_there(place, client))
        assert answer.status_code == 403
        assert "cannot be trusted" in answer.text
        assert not is_in(client)
    (line,) = lines(place.house, "sign-in refused")
    assert line["detail"] == {"reason": "answer not valid", "detail": why}
    with place.house.service.store.reading() as session:
        assert users.by_name(session, "u1") is None


def test_a_token_of_one_sign_in_is_of_no_use_in_another(place: Place) -> None:
    with browser(place) as first, browser(place) as second:
        way_there(place, first)
        token = place.issuer.id_token()
        place.issuer.token = lambda _: token
        assert back(second, way_there(place, second)).status_code == 403


def test_an_answer_that_this_browser_did_not_begin_is_refused(place: Place) -> None:
    with browser(place) as victim, browser(place) as attacker:
        told = way_there(place, attacker)
        answer = back(victim, told)
        assert "another window" in answer.text
        way_there(place, victim)
        assert back(victim, told).status_code == 403
        twice = victim.get(f"/sign-in/provider/return?code=c&state={told['state']}&state={told['state']}")
        assert twice.status_code == 403
        assert not is_in(victim)
    assert not [path for path, *_ in place.issuer.asked if path == "/token"]
    assert len(lines(place.house, "sign-in refused")) == 1  # a line a minute for what anybody can send


@pytest.mark.parametrize(("next", "wanted"), [("/account?q=" + "a" * 900, True), ("/account?q=" + "è" * 900, False)])
def test_a_way_on_that_no_cookie_holds_whole_is_left_out(place: Place, next: str, wanted: bool) -> None:
    with browser(place) as client:
        begun = client.get("/sign-in/provider", params={"next": next})
        assert len(begun.headers["set-cookie"]) < 4096
        told = {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["location"]).query).items()}
        place.issuer.nonce = told["nonce"]
        answer = back(client, told)
        assert (answer.status_code, answer.headers["location"]) == (303, next if wanted else "/")


def test_an_answer_serves_once(place: Place) -> None:
    with browser(place) as client:
        told = way_there(place, client)
        assert back(client, told).status_code == 303
        assert back(client, told).status_code == 403


def test_an_answer_of_another_issuer_is_not_taken_to_this_one(place: Place) -> None:
    place.issuer.described = {"authorization_response_iss_parameter_supported": True}
    with browser(place) as client:
        for answer in ({"iss": "https://evil.example.com"}, {}):
            assert back(client, way_there(place, client), **answer).status_code == 403
        assert back(client, way_there(place, client), iss=place.issuer.url).status_code == 303


def test_what_the_provider_refuses_is_said(place: Place) -> None:
    with browser(place) as client:
        answer = client.get(
            "/sign-in/provider/return", params={"state": way_there(place, client)["state"], "error": "<script>"}
        )
        assert "did not let you in" in answer.text
        assert "<script>" not in answer.text.partition("<main")[2]


def test_groups_are_asked_for_where_the_token_has_none_and_of_this_person_only(place: Place) -> None:
    place.issuer.change = lambda claims: {name: claims[name] for name in claims if name != "groups"}
    with browser(place) as client:
        place.issuer.userinfo = {"sub": "u2", "groups": ["qa-admins"]}
        assert "cannot be trusted" in back(client, way_there(place, client)).text
        place.issuer.userinfo = {"sub": "u1", "groups": []}
        assert "None of your groups" in back(client, way_there(place, client)).text
        place.issuer.userinfo = {"sub": "u1", "groups": ["qa-team"]}
        assert back(client, way_there(place, client)).status_code == 303


def _redirect(handler: IssuerHandler) -> None:
    handler.send(302, b"", Location="http://127.0.0.1:1/")


def _endless(handler: IssuerHandler) -> None:
    handler.send(200, b'{"x": "' + b"x" * (MOST_BYTES + 1) + b'"}')


def _broken(handler: IssuerHandler) -> None:
    handler.send(200, b"[" * 100_000)


@pytest.mark.parametrize("reply", [_redirect, _endless, _broken])
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_an_answer_that_leads_elsewhere_does_not_end_or_is_none_is_refused(place: Place, path: str, reply: Any) -> None:
    place.issuer.replies[path] = reply
    with browser(place) as client:
        answer = client.get("/sign-in/provider")
        if answer.status_code == 303:
            place.issuer.nonce = parse_qs(urlsplit(answer.headers["location"]).query)["nonce"][0]
            state = parse_qs(urlsplit(answer.headers["location"]).query)["state"][0]
            answer = client.get("/sign-in/provider/return", params={"state": state, "code": "c"})
        assert answer.status_code in (403, 503)
        assert not is_in(client)


def test_a_logout_token_ends_the_session_once_and_only_a_good_one_does(place: Place) -> None:
    url = f"{place.house.url}/sign-in/provider/logout"
    with signed_in(place) as client:
        for bad in (
            place.issuer.logout_token(aud="other"),
            place.issuer.logout_token(exp=1),
            place.issuer.logout_token(nonce="n"),
            place.issuer.id_token(),
            _resigned(signing_key("own"))(place.issuer.logout_token()),
        ):
            assert httpx.post(url, data={"logout_token": bad}).status_code == 400
        assert httpx.post(url, data={"logout_token": place.issuer.logout_token(sid="other")}).status_code == 200
        assert is_in(client)
        token = place.issuer.logout_token()
        assert httpx.post(url, data={"logout_token": token}).status_code == 200
        assert not is_in(client)
        assert httpx.post(url, data={"logout_token": token}).status_code == 400
        # the provider's session is over: a code of it that was still under way begins nothing
        answer = back(client, way_there(place, client))
        assert "has ended this sign-in" in answer.text
    ended = [line["subject"] for line in lines(place.house, "sign out by provider")]
    assert ended == ["user:u1", "unknown"]


def test_a_person_without_a_session_name_is_signed_out_everywhere(place: Place) -> None:
    with signed_in(place) as first, signed_in(place) as second:
        token = place.issuer.signed(
            {k: v for k, v in json.loads(_part(place.issuer.logout_token())).items() if k != "sid"}
        )
        assert httpx.post(f"{place.house.url}/sign-in/provider/logout", data={"logout_token": token}).status_code == 200
        assert not is_in(first)
        assert not is_in(second)


def test_strangers_cannot_have_keys_fetched_without_end(place: Place) -> None:
    with signed_in(place):
        before = sum(path == "/keys" for path, *_ in place.issuer.asked)
        for _ in range(12):
            token = place.issuer.signed({"x": 1}, kid="invented")
            httpx.post(f"{place.house.url}/sign-in/provider/logout", data={"logout_token": token})
        assert sum(path == "/keys" for path, *_ in place.issuer.asked) - before == 5


def test_an_account_of_this_name_is_nobody_elses_and_neither_is_one_of_this_address(place: Place) -> None:
    with place.house.service.store.transaction() as session:
        users.create(session, "u1", PASSWORD, Reach(Role.ADMIN))
        users.create(session, "u1@example.com", PASSWORD, Reach(Role.QA))
    place.issuer.change = lambda claims: {**claims, "email": "u1@example.com", "email_verified": True}
    with browser(place) as client:
        assert "has your name already" in back(client, way_there(place, client)).text


def _with(more: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    return {**claims, **more}


@pytest.mark.parametrize("place", [{"oidc_link_by_email": True}], indirect=True)
def test_where_the_setting_says_so_a_checked_address_links_but_never_an_administrator(place: Place) -> None:
    with place.house.service.store.transaction() as session:
        users.create(session, "u1@example.com", PASSWORD, Reach(Role.COACH))
        users.create(session, "root@example.com", PASSWORD, Reach(Role.ADMIN))
    for email, verified, name in (
        ("u1@example.com", False, "u1"),
        ("root@example.com", True, "u2"),
        ("u1@example.com", True, "u1@example.com"),
    ):
        place.issuer.sub = f"{name[:2]}-{verified}"
        place.issuer.change = partial(
            _with, {"email": email, "email_verified": verified, "preferred_username": name[:2]}
        )
        sign_in(place)
    with place.house.service.store.reading() as session:
        linked, root = users.by_name(session, "u1@example.com"), users.by_name(session, "root@example.com")
        assert linked is not None
        assert root is not None
        assert linked.role is Role.QA  # as the groups say
        assert root.role is Role.ADMIN
    assert [line["subject"] for line in lines(place.house, "link user")] == ["u1@example.com"]


def test_an_account_that_was_locked_here_stays_locked_and_has_no_password(place: Place) -> None:
    sign_in(place)
    with place.house.service.store.transaction() as session:
        user = users.by_name(session, "u1")
        assert user is not None
        users.disable(session, user.id)
    with browser(place) as client:
        assert "is locked" in back(client, way_there(place, client)).text


def test_an_agent_is_the_one_that_the_claim_names(place: Place) -> None:
    place.issuer.groups = ["agents"]
    with browser(place) as client:
        assert "which agent you are" in back(client, way_there(place, client)).text
    place.issuer.change = lambda claims: {**claims, "agent": "a17"}
    sign_in(place)
    with place.house.service.store.reading() as session:
        user = users.by_name(session, "u1")
        assert user is not None
        assert (user.role, user.agent) == (Role.AGENT, "a17")
