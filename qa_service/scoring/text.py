"""A rubric's text as plain values, strictly: nothing that a reader could misunderstand, and no text that explodes."""

import json
import re
from collections.abc import Hashable
from typing import Any

import yaml

from qa_service.errors import BadRubric, Sentence, say
from qa_service.foreign import in_words


class _Strict(yaml.SafeLoader):
    """No aliases (a few lines of them unfold into gigabytes) and no key twice (the last one would win unseen).

    As in YAML 1.2, ``no`` and ``yes`` are words, so that `verdicts: [no]` says what it looks like, and dates are text.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the base declares it
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        """As the base, without aliases."""
        if self.check_event(yaml.AliasEvent):
            mark = self.current_event.start_mark
            raise yaml.MarkedYAMLError(problem="aliases (*) are not read here; write it out", problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        """As the base, each key once."""
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError(problem=f"{name!r} stands here twice", problem_mark=key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


_Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read(text: str) -> Any:
    """Plain values of YAML or JSON. Raises BadRubric with the line of the fault."""
    try:
        return _json(text) if text.lstrip().startswith("{") else yaml.load(text, _Strict)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = _place(mark.line + 1, mark.column + 1) if mark else ""
        raise BadRubric(
            "cannot be read as YAML: {problem}", problem=in_words(error.problem or ""), where=where
        ) from error
    except yaml.YAMLError as error:
        raise BadRubric("cannot be read as YAML: it holds characters that YAML does not know") from error
    except RecursionError as error:
        raise BadRubric("is nested too deeply", hint="split it into criteria") from error
    except ValueError as error:
        raise BadRubric("holds a number that cannot be read") from error


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = _place(error.lineno, error.colno)
        raise BadRubric(
            "cannot be read as JSON: {problem}", problem=in_words(error.msg.lower()), where=where
        ) from error


def _place(line: int, column: int) -> Sentence:
    return say("line {line}, column {column}", line=line, column=column)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if twice := next((key for n, key in enumerate(keys) if key in keys[:n]), None):
        raise BadRubric("{key!r} stands twice in one object", key=twice)
    return dict(pairs)


def write(values: Any) -> str:
    """Plain values as YAML that `read` takes back: in their own order, the innermost in one line."""
    return str(yaml.safe_dump(_short(values), sort_keys=False, allow_unicode=True, width=110, default_flow_style=None))


def _short(values: Any) -> Any:
    """Whole numbers without their `.0`."""
    match values:
        case dict():
            return {key: _short(value) for key, value in values.items()}
        case list():
            return [_short(value) for value in values]
        case float() if values.is_integer():
            return int(values)
        case _:
            return values


def line_of(text: str, path: str) -> int | None:
    """The line, from 1, on which what `path` names begins (``sections[0].criteria[2].weight``), or the innermost part
    of the path that is there. None where the text cannot be read or the path names nothing.
    """
    if line_match := re.match(r"line (\d+)\b", path):
        return int(line_match[1])
    try:
        node = yaml.compose(text, _Strict)
    except (yaml.YAMLError, RecursionError):
        return None
    line = None
    for key, number in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        part = _inside(node, key, number)
        if part is None:
            break
        mark, node = part
        line = mark.line + 1
    return line


def _inside(node: Any, key: str, number: str) -> tuple[Any, Any] | None:
    """Where a part of a mapping or a sequence begins, and the part."""
    if isinstance(node, yaml.MappingNode) and key:
        return next(((k.start_mark, v) for k, v in node.value if k.value == key), None)
    if isinstance(node, yaml.SequenceNode) and number and int(number) < len(node.value):
        inner = node.value[int(number)]
        return inner.start_mark, inner
    return None
