"""The reference of the interface: whole, readable, under the own policy of contents."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from qa_service.domain.people import Role
from qa_service.web import reference
from tests.web.conftest import Site

DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text("utf-8"))


def test_every_operation_event_and_schema_has_its_place() -> None:
    shown = [
        (operation.method.lower(), operation.path)
        for tag in reference.sections(DOCUMENT)
        for operation in reference.operations(DOCUMENT, tag)
    ]
    written = [(method, path) for path, item in DOCUMENT["paths"].items() for method in item]
    assert sorted(shown) == sorted(written)
    assert len(reference.events(DOCUMENT)) == len(DOCUMENT.get("webhooks", {}))
    for name in DOCUMENT["components"]["schemas"]:
        reference.schema(DOCUMENT, name)


def test_what_is_named_leads_to_a_schema_that_there_is() -> None:
    named = {
        name
        for tag in reference.sections(DOCUMENT)
        for operation in reference.operations(DOCUMENT, tag)
        for body in (*operation.bodies, *operation.answers)
        for name in body.shape.schemas
    }
    assert "InteractionWithParts" in named
    assert named <= DOCUMENT["components"]["schemas"].keys()


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ({"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]}, "string (uuid) | null"),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Line"}}, "[Line]"),
        ({"enum": ["a", 1]}, '"a" | 1'),
        ({"const": "x"}, '"x"'),
        ({}, "any"),
    ],
)
def test_shapes_in_words(schema: dict[str, object], text: str) -> None:
    document = {"components": {"schemas": {"It": {"properties": {"field": schema}}}}}
    (field,) = reference.schema(document, "It")[1]
    assert field.shape.text == text


@pytest.mark.parametrize(("lang", "narrow", "dark"), [("it", False, False), ("en", True, True)], ids=["it", "en"])
def test_the_pages_look_right(site: Site, lang: str, narrow: bool, dark: bool) -> None:
    with site.pages.visit(Role.COACH, lang, narrow=narrow, dark=dark) as visit:
        page = visit.go("/account")
        page.locator("main a[href='/reference']").click()
        expect(page.locator("main a[href='/reference/interactions']")).to_be_visible()
        visit.accessible()
        visit.fits()
        visit.shot(f"reference-{lang}")
        page.locator("main a[href='/reference/interactions']").click()
        expect(page.locator("h2").first).to_contain_text("/v1/interactions")
        visit.accessible()
        visit.fits()
        visit.shot(f"reference-section-{lang}")
        page.locator("main a[href='/reference/schemas/InteractionWithParts']").first.click()
        expect(page.locator("td code", has_text="started_at")).to_be_visible()
        visit.accessible()
        visit.fits()
        visit.clean()


def test_what_there_is_not_is_not_found(site: Site) -> None:
    with site.pages.visit(Role.COACH, "en") as visit:
        page = visit.go("/reference")
        for path in ("/reference/nothing", "/reference/schemas/Nothing"):
            answer = page.request.get(page.url.replace("/reference", path))
            assert answer.status == 404, path
