"""The OpenAPI document says what the service does, and its examples are true."""

from pathlib import Path
from typing import Any

import pytest

from qa_service.api import examples
from qa_service.app import create_app
from qa_service.documents import analysis, interactions, scorecards
from qa_service.domain.interaction import Interaction
from qa_service.http import problems
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, assembled


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder: Path = tmp_path_factory.mktemp("house")
    service = assembled(Floor(f"sqlite:///{folder / 'qa.db'}", folder), BASIS, LIMITS)
    return create_app(service).openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(method, path, found) for path, item in document["paths"].items() for method, found in item.items()]


def test_every_operation_is_described_and_every_one_under_v1_asks_for_a_key(document: dict[str, Any]) -> None:
    for method, path, found in operations(document):
        assert found["summary"], (method, path)
        assert found["description"], (method, path)
        assert found["tags"], (method, path)
        asked = [name for scheme in found.get("security", []) for name in scheme]
        wants_a_key = path.startswith("/v1") or path == "/metrics"
        assert sorted(asked) == (["bearer", "header"] if wants_a_key else []), (method, path)
    assert set(document["components"]["securitySchemes"]) == {"bearer", "header"}


def test_every_error_is_a_problem_document(document: dict[str, Any]) -> None:
    for method, path, found in operations(document):
        for status, response in found["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == [problems.MEDIA_TYPE], (method, path, status)
        if path.startswith("/v1"):
            assert {"401", "403", "422"} <= set(found["responses"]), (method, path)
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_faults_of_the_machine_are_described_everywhere_and_bodies_too_long_where_one_is_read(
    document: dict[str, Any],
) -> None:
    for method, path, found in operations(document):
        assert {"500", "503", "507"} <= set(found["responses"]), (method, path)
        if "requestBody" in found:
            assert "413" in found["responses"], (method, path)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
            return own + [found for value in node.values() for found in references(value)]
        return [found for value in node for found in references(value)] if isinstance(node, list) else []

    found = references(document)
    assert found
    for reference in found:
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"], reference


def test_the_examples_fit_what_they_illustrate() -> None:
    Interaction.model_validate(examples.DOCUMENT)
    Interaction.model_validate(examples.RECORDED)
    analysis.Analysis.model_validate(analysis.ANALYSIS)
    interactions.InteractionView.model_validate(interactions.INTERACTION)
    interactions.Lines.model_validate(interactions.LINES)
    scorecards.GroupView.model_validate(scorecards.SCORECARD)
    counts = (*scorecards.SCORECARD["resolution"].values(), scorecards.SCORECARD["cannot_tell"])
    assert sum(part["n"] for part in counts) == 42


def test_every_model_that_goes_out_has_an_example(document: dict[str, Any]) -> None:
    models = {
        reference["$ref"].rpartition("/")[2]
        for _, _, found in operations(document)
        for response in found["responses"].values()
        for content in response.get("content", {}).values()
        if "$ref" in (reference := content["schema"])
    }
    assert models
    for model in models:
        assert document["components"]["schemas"][model].get("examples"), model


def test_every_error_that_the_service_raises_is_in_the_table() -> None:
    from qa_service import errors, refusals

    raised = [one for module in (errors, refusals) for one in vars(module).values() if isinstance(one, type)]
    internal = {errors.QaError, errors.EngineFailed, refusals.Refused}
    for error in raised:
        if issubclass(error, errors.QaError):
            assert (problems.kind_of(error.__new__(error)).status == 500) is (error in internal), error
