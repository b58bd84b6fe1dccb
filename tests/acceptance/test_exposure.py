"""What shows to strangers: numbers and the description by their settings, and the headers of every answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest

from qa_service.domain.people import Role
from qa_service.services.dependencies import Door, Exposure
from qa_service.settings import Settings
from tests.acceptance.chaos import Floor
from tests.acceptance.house import House, built, served
from tests.acceptance.test_too_much import WALK, path_of

MAY_READ_NUMBERS = {Role.ADMIN, Role.QA, Role.AUDITOR}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("exposure")
    with built(Floor(f"sqlite:///{folder / 'qa.db'}", folder)) as house:
        yield house


@contextmanager
def exposed(house: House, exposure: Exposure) -> Iterator[str]:
    with served(replace(house.service, exposure=exposure)) as url:
        yield url


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def test_the_settings_say_who_reads_numbers_and_description() -> None:
    settings = Settings()
    assert (settings.metrics, settings.openapi, settings.hsts_seconds) == ("key", "open", 31_536_000)
    assert Exposure() == Exposure(settings.metrics, settings.openapi, settings.hsts_seconds)
    assert settings.shown()["metrics"] == "key"


@pytest.mark.parametrize("role", Role)
def test_numbers_are_for_keys_that_reach_all_clients(house: House, role: Role) -> None:
    if role is not Role.CLIENT_VIEWER:  # whose keys are always for one client
        status = httpx.get(f"{house.url}/metrics", headers=bearer(house.key(role))).status_code
        assert status == (200 if role in MAY_READ_NUMBERS else 403)
    of_a_client = bearer(house.key(role, "acme"))
    assert httpx.get(f"{house.url}/metrics", headers=of_a_client).status_code == 403


def test_numbers_are_not_for_strangers_unless_the_setting_says_so(house: House) -> None:
    refused = httpx.get(f"{house.url}/metrics")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    with exposed(house, Exposure(metrics="open")) as url:
        assert "qa_interactions" in httpx.get(f"{url}/metrics").text


def test_numbers_that_are_off_are_off_for_everybody(house: House) -> None:
    with exposed(house, Exposure(metrics="off")) as url:
        for headers in ({}, bearer(house.key(Role.ADMIN))):
            assert httpx.get(f"{url}/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize(("door", "stranger", "agent"), [("open", 200, 200), ("key", 401, 200), ("off", 404, 404)])
def test_the_description_is_shown_as_the_setting_says(house: House, door: Door, stranger: int, agent: int) -> None:
    with exposed(house, Exposure(openapi=door)) as url:
        assert httpx.get(f"{url}/openapi.json", timeout=60).status_code == stranger
        answer = httpx.get(f"{url}/openapi.json", headers=bearer(house.key(Role.AGENT)), timeout=60)
        assert answer.status_code == agent
        assert agent != 200 or "/v1/interactions" in answer.json()["paths"]
        assert httpx.head(f"{url}/openapi.json", headers=bearer(house.key(Role.AGENT)), timeout=60).status_code == agent


@pytest.mark.parametrize("route", WALK, ids=" ".join)
def test_every_answer_carries_its_headers(house: House, route: tuple[str, str]) -> None:
    headers = httpx.request(route[0], house.url + path_of(route[1]), timeout=60).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["referrer-policy"] in {"no-referrer", "same-origin"}
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "strict-transport-security" not in headers  # over plain http it means nothing
    if not route[1].startswith(("/static", "/favicon.ico")):
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("seconds", "told"), [(31_536_000, "max-age=31536000"), (60, "max-age=60"), (0, None)])
@pytest.mark.parametrize("path", ["/healthz", "/sign-in", "/v1/interactions", "/no/such/page"])
def test_browsers_that_came_by_https_are_told_to_stay(house: House, seconds: int, told: str | None, path: str) -> None:
    with exposed(house, Exposure(hsts_seconds=seconds)) as url:
        by_https = httpx.get(url + path, headers={"X-Forwarded-Proto": "https"})
        assert by_https.headers.get("strict-transport-security") == told
        assert "strict-transport-security" not in httpx.get(url + path).headers
