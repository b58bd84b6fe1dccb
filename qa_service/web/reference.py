"""The description of the interface (OpenAPI 3.1) as pages show it. Pure: a document in, what stands on a page out."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Document = Mapping[str, Any]
_METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
_SCHEMAS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value looks like: its type in words, and the schemas that have a page of their own."""

    text: str
    schemas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of an operation, or a property of a schema. `place`: path, query or header."""

    name: str
    shape: Shape
    required: bool
    description: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent or answered. `kind` is its content type, `example` JSON on several lines."""

    kind: str
    shape: Shape
    example: str = ""
    status: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, or one event that a webhook is sent on (then `path` is the event's type)."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    bodies: tuple[Body, ...]
    answers: tuple[Body, ...]


def sections(document: Document) -> Mapping[str, tuple[str, int]]:
    """Tag by tag: what it is about, and how many operations it has."""
    counts: dict[str, int] = defaultdict(int)
    for tag, _, _, _ in _operations(document):
        counts[tag] += 1
    about = {tag["name"]: tag.get("description", "") for tag in document.get("tags", ())}
    return {tag: (about.get(tag, ""), counts[tag]) for tag in (*about, *(counts.keys() - about.keys())) if counts[tag]}


def operations(document: Document, tag: str) -> tuple[Operation, ...]:
    """All of one tag, in the order of the document."""
    return tuple(
        _operation(document, method, path, operation)
        for its_tag, method, path, operation in _operations(document)
        if its_tag == tag
    )


def events(document: Document) -> tuple[Operation, ...]:
    """What webhooks are sent on."""
    return tuple(
        _operation(document, method, name, operation)
        for name, item in document.get("webhooks", {}).items()
        for method, operation in item.items()
    )


def schema(document: Document, name: str) -> tuple[str, tuple[Field, ...], str]:
    """Description, properties and example of a schema. Raises KeyError."""
    body = document["components"]["schemas"][name]
    required = set(body.get("required", ()))
    fields = tuple(
        Field(field, _shape(value), field in required, value.get("description", ""))
        for field, value in body.get("properties", {}).items()
    )
    description = body.get("description", "")
    if "enum" in body:
        description = f"{description}\n\n{_shape(body).text}"
    return description, fields, _example(document, {"$ref": _SCHEMAS + name})


def _operations(document: Document) -> Iterator[tuple[str, str, str, Document]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield (item[method].get("tags") or ["other"])[0], method, path, item[method]


def _operation(document: Document, method: str, path: str, operation: Document) -> Operation:
    parameters = tuple(
        Field(p["name"], _shape(p.get("schema", {})), p.get("required", False), p.get("description", ""), p["in"])
        for p in operation.get("parameters", ())
    )
    bodies = tuple(_bodies(document, operation.get("requestBody", {})))
    answers = tuple(
        body
        for status, answer in operation.get("responses", {}).items()
        for body in _bodies(document, answer, status) or (Body("", Shape(""), "", status, answer["description"]),)
    )
    id = operation.get("operationId", path)
    texts = operation.get("summary", ""), operation.get("description", "")
    return Operation(id, method.upper(), path, *texts, parameters, bodies, answers)


def _bodies(document: Document, container: Document, status: str = "") -> list[Body]:
    return [
        Body(
            kind,
            _shape(media.get("schema", {})),
            _example(document, media.get("schema", {})) if status[:1] in ("", "2") else "",
            status,
            container.get("description", ""),
        )
        for kind, media in container.get("content", {}).items()
    ]


def _shape(schema: Document) -> Shape:
    if reference := schema.get("$ref"):
        name = reference.removeprefix(_SCHEMAS)
        return Shape(name, (name,))
    for key, between in (("anyOf", " | "), ("oneOf", " | "), ("allOf", " & ")):
        if key in schema:
            return _joined([_shape(part) for part in schema[key]], between)
    if "const" in schema:
        return Shape(json.dumps(schema["const"]))
    if "enum" in schema:
        return Shape(" | ".join(map(json.dumps, schema["enum"])))
    if schema.get("type") == "array":
        item = _shape(schema.get("items", {}))
        return Shape(f"[{item.text}]", item.schemas)
    text = str(schema.get("type", "any"))
    return Shape(f"{text} ({schema['format']})" if "format" in schema else text)


def _joined(shapes: list[Shape], between: str) -> Shape:
    schemas = tuple(dict.fromkeys(name for shape in shapes for name in shape.schemas))
    return Shape(between.join(dict.fromkeys(shape.text for shape in shapes)), schemas)


def _example(document: Document, schema: Document) -> str:
    """The first example of a schema, or of the one that it names; empty where there is none."""
    name = schema.get("$ref", "").removeprefix(_SCHEMAS)
    whole = document["components"]["schemas"].get(name, {}) if name else schema
    examples = whole.get("examples", ())
    return json.dumps(examples[0], indent=2, ensure_ascii=False) if examples else ""
