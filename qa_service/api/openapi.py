"""The OpenAPI document: problems in their own media type, bodies that are read by hand, one schema of errors."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from qa_service.api.examples import DOCUMENT, RECORDED
from qa_service.documents import criteria, rubrics
from qa_service.documents.problems import PROBLEM
from qa_service.domain.interaction import Interaction
from qa_service.http.problems import MEDIA_TYPE

_MEANING = {
    400: "The body cannot be taken apart",
    401: "No key, or an unknown one",
    403: "The key's role or client does not reach this, or the figure is withheld",
    404: "Nothing with this name is visible to this key",
    408: "Nothing came for a minute",
    409: "It holds different content, or has no result yet (`state`)",
    412: "Another version of tus is spoken here",
    413: "Over the limit",
    415: "This kind of body is not read here",
    416: "Those bytes do not exist",
    422: "The input cannot be used; `where` is the path of the fault",
    423: "Another request writes to this upload",
    429: "More requests a minute than the key allows; come back after `Retry-After`",
    500: "The service failed; its log has the failure under `instance`",
    502: "The place of a connector cannot be reached or read now",
    503: "The machine or the database lacks something, or the service is not ready; come back after `Retry-After`",
    507: "No space is left",
}
_OF_THE_MACHINE = (500, 503, 507)
"""What any operation may be answered when it is not the caller's fault."""
_OF_UNREADABLE_BODIES = (400, 413)
"""What the framework's reading of a body may end in, before the operation sees it (see `bounds`)."""
_PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. `detail` is one sentence for people; `where` a path inside the input.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "where": {"type": "string"},
        "state": {"type": "string", "description": "of the interaction, where it has no result"},
    },
    "examples": [PROBLEM],
}
_REFERENCE = {"schema": {"$ref": "#/components/schemas/Problem"}}
_BYTES = {"type": "string", "format": "binary"}


def refuses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these problems; 401, 403, 422 and 429 are among them always."""
    return {status: problem(status) for status in sorted({401, 403, 422, 429, *statuses})}


def problem(status: int) -> dict[str, Any]:
    """The response with this problem, as the document describes it."""
    return {"description": _MEANING[status], "content": {MEDIA_TYPE: _REFERENCE}}


_SIGNED = {
    "webhook-id": "That of the event, the same however often it is sent: what has come already is left aside by it",
    "webhook-timestamp": "When it was sent this time, in seconds since 1970; refuse what is over five minutes old",
    "webhook-signature": "`v1,` and HMAC-SHA256 over `id.timestamp.body` in base64, by the secret of the endpoint; two "
    "of them, between blanks, while a secret is replaced (Standard Webhooks)",
}
DOCUMENTS = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"allOf": [{"$ref": "#/components/schemas/Interaction"}], "required": ["turns"]},
                "example": DOCUMENT,
            },
            "application/x-ndjson": {
                "schema": {"type": "string", "description": "one interaction document a line"},
            },
        },
    }
}
RUBRIC_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Rubric"}, "example": rubrics.EXAMPLE},
            "application/yaml": {"schema": {"type": "string", "description": "the same in YAML"}},
        },
    }
}
CRITERION_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Criterion"}, "example": criteria.CRITERION},
            "application/yaml": {"schema": {"type": "string", "description": "the same in YAML"}},
        },
    }
}
TRIED_BODY = {"requestBody": {**CRITERION_BODY["requestBody"], "required": False}}
ANSWER_LINES = {
    "requestBody": {
        "required": False,
        "content": {
            "application/x-ndjson": {
                "schema": {
                    "type": "string",
                    "description": 'one answer a line: {"interaction": "ext-8842", "answer": "yes"}',
                },
            },
        },
    }
}
RECORDING_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["audio"],
                    "additionalProperties": False,
                    "properties": {
                        "audio": {**_BYTES, "description": "the recording; its name is the id when none is given"},
                        "document": {"type": "string", "description": "an interaction document without turns"},
                    },
                },
                "encoding": {"document": {"contentType": "application/json"}},
                "examples": {"call": {"value": {"audio": "(bytes)", "document": RECORDED}}},
            }
        },
    }
}
RECORDING_BYTES = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": _BYTES}}}}
UPLOAD_BYTES = {"requestBody": {"required": True, "content": {"application/offset+octet-stream": {"schema": _BYTES}}}}


def install(app: FastAPI) -> None:
    """Replace FastAPI's own schema of errors by ours, and add the document that comes in."""
    app.openapi = lambda: _document(app)  # type: ignore[method-assign]  # as FastAPI's manual has it replaced


def _document(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            routes=app.routes,
            webhooks=app.webhooks.routes,
            tags=app.openapi_tags,
        )
        _describe_how_webhooks_are_signed(document)
        schemas = document["components"]["schemas"]
        incoming = Interaction.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= incoming.pop("$defs")
        schemas |= {"Interaction": {**incoming, "examples": [DOCUMENT]}, "Problem": _PROBLEM_SCHEMA}
        _describe_what_any_may_answer(document, app.state.routes)
        _name_requests(document)
        for operation in (operation for item in document["paths"].values() for operation in item.values()):
            for parameter in operation.get("parameters", []):
                # Without it the answer is 412, as tus wants it, so the framework must not find it missing.
                parameter["required"] |= parameter["name"] == "tus-resumable"
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        app.openapi_schema = document
    return app.openapi_schema


_NAMED = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "a UUID of your making: sent again with it, within a day, the request gets the answer it got",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _name_requests(document: dict[str, Any]) -> None:
    """Every POST may name itself (see `idempotency`)."""
    for path, item in document["paths"].items():
        if path.startswith("/v1/") and "post" in item:
            item["post"].setdefault("parameters", []).append(_NAMED)
            item["post"]["responses"].setdefault("409", problem(409))


def _describe_how_webhooks_are_signed(document: dict[str, Any]) -> None:
    """The headers of Standard Webhooks, and none of the problems that this service answers with."""
    for item in document["webhooks"].values():
        item["post"]["responses"].pop("422", None)
        item["post"]["parameters"] = [
            {"name": name, "in": "header", "required": True, "schema": {"type": "string"}, "description": meaning}
            for name, meaning in _SIGNED.items()
        ]


def _describe_what_any_may_answer(document: dict[str, Any], routes: Sequence[BaseRoute]) -> None:
    """Refusals that no operation names because none of them makes them: faults of the machine, bodies read ahead."""
    for route in routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            statuses = _OF_THE_MACHINE if route.body_field is None else _OF_UNREADABLE_BODIES + _OF_THE_MACHINE
            for method in route.methods or ():
                responses = document["paths"][route.path_format][method.lower()]["responses"]
                for status in statuses:
                    responses.setdefault(str(status), problem(status))
