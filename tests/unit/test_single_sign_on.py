"""What of a provider's tokens, keys and groups is believed, and what not."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey

from qa_service.domain.people import Reach, Role
from qa_service.outgoing.connection import Deadline
from qa_service.single_sign_on import discovery, tokens
from qa_service.single_sign_on.browser import BegunSignIn
from qa_service.single_sign_on.groups import GroupRule, groups_in, rule_for, text_in
from qa_service.single_sign_on.keys import InvalidToken, UnknownKey, signing_keys
from qa_service.single_sign_on.provider import _Kept
from qa_service.single_sign_on.refusal import NOT_REACHED, SignInRefused
from qa_service.single_sign_on.tokens import Audience

NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
WE = Audience("https://login.example.com", "qa")
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec"})
ED = OKPKey.generate_key("Ed25519", {"kid": "ed"})
STRANGE = RSAKey.generate_key(2048, {"kid": "rsa"})
KEYS = signing_keys(json.dumps({"keys": [key.as_dict(private=False) for key in (RSA, EC, ED)]}).encode())
ID = {"iss": WE.issuer, "aud": "qa", "sub": "u1", "exp": AT + 300, "iat": AT, "nonce": "n"}
LOGOUT = {"iss": WE.issuer, "aud": "qa", "sub": "u1", "sid": "s1", "jti": "j", "exp": AT + 60, "iat": AT}
LOGOUT |= {"events": {"http://schemas.openid.net/event/backchannel-logout": {}}}


def signed(claims: Mapping[str, Any], key: Key = RSA, alg: str = "RS256", **header: Any) -> str:
    return jwt.encode({"alg": alg, "kid": key.kid, **header}, dict(claims), key, [alg])


@pytest.mark.parametrize(("key", "alg"), [(RSA, "RS256"), (RSA, "PS512"), (EC, "ES256"), (ED, "Ed25519")])
def test_a_good_id_token_is_believed(key: Key, alg: str) -> None:
    assert tokens.id_claims(signed(ID, key, alg), KEYS, WE, "n", NOW)["sub"] == "u1"


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://login.example.com/"},
        {"iss": "https://evil.example.com"},
        {"aud": "other"},
        {"aud": []},
        {"aud": None},
        {"aud": ["qa", "other"]},  # several, and nobody says for whom it was made
        {"aud": ["qa", "other"], "azp": "other"},
        {"azp": "other"},
        {"exp": AT - 61},
        {"exp": None},
        {"exp": "tomorrow"},
        {"exp": True},
        {"exp": float("nan")},
        {"iat": AT + 61},
        {"iat": AT - 661},
        {"iat": None},
        {"nbf": AT + 61},
        {"nonce": "other"},
        {"nonce": None},
        {"nonce": "ñ"},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
    ],
    ids=str,
)
def test_an_id_token_that_differs_in_one_thing_is_not(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidToken):
        tokens.id_claims(signed({**ID, **change}), KEYS, WE, "n", NOW)


@pytest.mark.parametrize(
    "change", [{"aud": ["qa", "other"], "azp": "qa"}, {"aud": ["qa"]}, {"exp": AT - 59}, {"iat": AT - 600}]
)
def test_what_the_standard_and_two_clocks_allow_is_allowed(change: dict[str, Any]) -> None:
    assert tokens.id_claims(signed({**ID, **change}), KEYS, WE, "n", NOW)


def _by_hand(header: Mapping[str, Any], mark: Callable[[bytes], bytes]) -> str:
    """What no library makes: a token of ID with this header, and as its signature what `mark` makes of it."""
    parts = [json.dumps(part).encode() for part in (header, ID)]
    text = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    return (text + b"." + base64.urlsafe_b64encode(mark(text)).rstrip(b"=")).decode()


def test_a_signature_by_another_key_or_none_is_not_believed() -> None:
    public = RSA.as_pem(private=False)  # taken for a shared secret
    by_public_key = _by_hand(
        {"alg": "HS256", "kid": "rsa"}, lambda text: hmac.new(public, text, hashlib.sha256).digest()
    )
    none = _by_hand({"alg": "none"}, lambda _: b"")
    good = signed(ID)
    head, body, mark = good.split(".")
    other = signed({**ID, "sub": "u2"}).split(".")[1]
    for bad in (
        signed(ID, STRANGE),
        by_public_key,
        none,
        f"{head}.{other}.{mark}",
        f"{head}.{body}.",
        f"{head}.{body}",
        good + "A",
        "",
        "...",
        "è.è.è",
        "a" * 70_000,
    ):
        with pytest.raises(InvalidToken):
            tokens.id_claims(bad, KEYS, WE, "n", NOW)


@given(place=st.integers(0, 10_000), letter=st.sampled_from("ABCxyz012-_."))
def test_no_changed_letter_of_a_token_is_believed(place: int, letter: str) -> None:
    """The last letter of a signature carries bits that decoders leave out: it is not changed."""
    good = signed(ID, EC, "ES256")
    place %= len(good) - 1
    bad = good[:place] + letter + good[place + 1 :]
    if bad != good:
        with pytest.raises(InvalidToken):
            tokens.id_claims(bad, KEYS, WE, "n", NOW)


def test_a_key_of_another_name_may_be_a_new_one() -> None:
    with pytest.raises(UnknownKey):
        tokens.id_claims(signed(ID, kid="new"), KEYS, WE, "n", NOW)


@pytest.mark.parametrize(
    "told", ["[]", "{}", '{"keys": 7}', "no", '{"keys": [7, {"kty": "RSA"}, {"kty": "oct", "k": "eA"}]}']
)
def test_odd_keys_verify_nothing(told: str) -> None:
    with pytest.raises(InvalidToken):
        tokens.id_claims(signed(ID), signing_keys(told.encode()), WE, "n", NOW)


def test_keys_that_are_short_or_for_encryption_are_left_out() -> None:
    with pytest.warns(Warning, match="2048"):
        short = RSAKey.generate_key(1024, {"kid": "short"}).as_dict(private=False)
    hidden = {**RSA.as_dict(private=False), "use": "enc"}
    with pytest.warns(Warning, match="2048"):
        keys = signing_keys(json.dumps({"keys": [short, hidden]}).encode())
    with pytest.raises(UnknownKey):
        tokens.id_claims(signed(ID), keys, WE, "n", NOW)


def test_a_logout_token_names_a_session_a_person_or_both() -> None:
    for without in ((), ("sid",), ("sub",)):
        claims = {name: value for name, value in LOGOUT.items() if name not in without}
        notice = tokens.logout_notice(signed(claims, typ="logout+jwt"), KEYS, WE, NOW)
        assert (notice.sid, notice.sub) == (claims.get("sid"), claims.get("sub"))
        # 600 s are the oldest that is believed, twice 60 what clocks may differ
        assert notice.until == AT + 600 + 120


@pytest.mark.parametrize(
    "change",
    [
        {"events": {}},
        {"events": None},
        {"events": {"http://schemas.openid.net/event/backchannel-logout": True}},
        {"nonce": "n"},
        {"jti": None},
        {"sid": None, "sub": None},
        {"sid": 7},
        {"iss": "https://evil.example.com"},
        {"aud": "other"},
        {"exp": AT - 61},
        {"exp": None},
        {"iat": AT - 661},
    ],
    ids=str,
)
def test_a_logout_token_that_differs_in_one_thing_ends_nothing(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidToken):
        tokens.logout_notice(signed({**LOGOUT, **change}), KEYS, WE, NOW)


def test_an_id_token_ends_nothing() -> None:
    for token in (signed(ID), signed(LOGOUT, typ="at+jwt")):
        with pytest.raises(InvalidToken):
            tokens.logout_notice(token, KEYS, WE, NOW)


def test_the_hash_of_an_access_token_is_looked_at_where_it_is_told() -> None:
    # the example of OpenID Connect Core, A.3
    told = {"at_hash": "77QmUPtjPfzWtF2AnpK9RQ"}
    tokens.check_access_token(told, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")
    tokens.check_access_token({}, "x")
    with pytest.raises(InvalidToken):
        tokens.check_access_token(told, "x")


DOCUMENT = {
    "issuer": WE.issuer,
    "authorization_endpoint": "https://login.example.com/authorize",
    "token_endpoint": "https://login.example.com/token",
    "jwks_uri": "https://keys.example.com/keys",
    "authorization_response_iss_parameter_supported": True,
}
HOSTS = {"login.example.com", "keys.example.com"}


def test_a_provider_says_where_it_is() -> None:
    document = discovery.parse(json.dumps(DOCUMENT).encode(), WE.issuer, HOSTS)
    assert (document.keys, document.userinfo, document.tells_issuer) == (DOCUMENT["jwks_uri"], "", True)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://evil.example.com"},
        {"issuer": WE.issuer + "/"},
        {"token_endpoint": "http://login.example.com/token"},
        {"token_endpoint": "https://169.254.169.254/"},
        {"token_endpoint": "https://user:word@login.example.com/token"},
        {"token_endpoint": None},
        {"jwks_uri": "https://other.example.com/keys"},
        {"jwks_uri": "file:///etc/passwd"},
        {"userinfo_endpoint": "https://other.example.com/me"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"code_challenge_methods_supported": ["plain"]},
        {"code_challenge_methods_supported": None},
        {"token_endpoint_auth_methods_supported": 7},
    ],
    ids=str,
)
def test_a_description_that_leads_elsewhere_is_not_believed(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidToken):
        discovery.parse(json.dumps({**DOCUMENT, **change}).encode(), WE.issuer, HOSTS)


@pytest.mark.parametrize(("rest", "asked"), [(3600.0, 1), (0.0, 5)])
def test_a_provider_that_does_not_answer_is_not_asked_by_everybody_who_comes(rest: float, asked: int) -> None:
    fetched: list[Deadline] = []

    def fetch(deadline: Deadline) -> str:
        fetched.append(deadline)
        raise SignInRefused(NOT_REACHED)

    kept = _Kept(fetch, rest)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            kept.value(Deadline(60))
    assert len(fetched) == asked


def test_nobody_waits_long_for_what_another_one_asks() -> None:
    begun, over = threading.Event(), threading.Event()

    def fetch(_: Deadline) -> str:
        begun.set()
        over.wait(120)
        return "told"

    kept = _Kept(fetch)
    with ThreadPoolExecutor(1) as other:
        first = other.submit(kept.value, Deadline(120))
        assert begun.wait(120)
        with pytest.raises(SignInRefused):
            kept.value(Deadline(0.1))
        over.set()
        assert first.result(120) == "told"
    assert kept.value(Deadline(60)) == "told"


def test_one_browser_and_one_quarter_of_an_hour() -> None:
    begun = BegunSignIn.new(NOW)
    again = BegunSignIn.of_cookie(begun.cookie, NOW + timedelta(minutes=15))
    assert again == begun
    assert begun.fits(begun.state)
    assert not begun.fits(BegunSignIn.new(NOW).state)
    assert len({begun.state, begun.nonce, begun.verifier, begun.challenge}) == 4
    assert 43 <= len(begun.verifier) <= 128  # RFC 7636, 4.1
    for cookie in (
        "",
        ".",
        "x.1",
        begun.secret,
        f"{begun.secret}.x",
        f"{begun.secret}.{AT - 901}",
        f"{begun.secret}.²",
    ):
        assert BegunSignIn.of_cookie(cookie, NOW) is None


RULES = (
    GroupRule("admins", Role.ADMIN),
    GroupRule("north", Role.TEAM_LEADER, "acme", "nord"),
    GroupRule("desk", Role.AGENT),
)


def test_the_first_rule_that_fits_counts_and_none_means_no_access() -> None:
    assert rule_for({"north", "admins"}, RULES) == RULES[0]
    assert rule_for({"north", "x"}, RULES) == RULES[1]
    assert rule_for({"Admins", "ADMINS", ""}, RULES) is None  # as the provider writes them
    assert RULES[1].reach("a1") == Reach(Role.TEAM_LEADER, "acme", "nord")
    assert RULES[2].reach("a1") == Reach(Role.AGENT, agent="a1")


def test_groups_are_a_list_of_names_or_one() -> None:
    assert groups_in({"groups": ["a", 7, None, {"x": 1}]}, "groups") == {"a"}
    assert groups_in({"groups": "a"}, "groups") == {"a"}
    assert groups_in({"groups": {"a": 1}}, "groups") == frozenset()
    assert groups_in({}, "groups") is None
    assert [text_in({"x": value}, "x") for value in (" a ", "", 7, "a\nb", "a" * 201)] == ["a", None, None, None, None]
