"""From the path of a fault in a criterion to the field of the form, and the line in it, where it shows."""

import re
from typing import NamedTuple

from qa_service.web.typed import Typed

_PLACES = (
    (r"question\.(?P<lang>it|en)", "question_{lang}"),
    (r"question", "question_it"),
    (r"rule\.(any|all|(?P<what>without|sentences))\.(?P<lang>it|en)(\[(?P<n>\d+)\].*)?", "{what}_{lang}"),
    (r"rule\.(any|all|(?P<what>without|sentences))", "{what}_{lang}"),
    (r"rule\.share", "share"),
    (r"rule\.by.*", "by"),
    (r"rule\.where\.(first|last)_(?P<what>turns|seconds)", "{what}"),
    (r"rule\.where\.(?P<what>before|after)", "{what}"),
    (r"rule\.where", "turns"),
    (r"rule\.question.*", "ask"),
    (r"rule.*", "kind"),
    (r"applies\.(?P<what>channels|directions|intents).*", "{what}"),
    (r"only_if\.verdicts.*", "verdicts"),
    (r"only_if.*", "only_if"),
    (r"critical\.(?P<what>cap|harms)", "{what}"),
    (r"(?P<what>id|weight|reference|critical|look)", "{what}"),
)


class FieldPlace(NamedTuple):
    """A field of the form; `line` as it is counted there."""

    field: str
    line: int | None = None


def field_of(path: str, typed: Typed) -> FieldPlace:
    """Where a fault at this path of a criterion (``rule.any.it[1]``) shows; the whole form where no field is meant."""
    for pattern, name in _PLACES:
        if match := re.fullmatch(pattern, path):
            groups = match.groupdict()
            field = name.format(what=groups.get("what") or "phrases", lang=groups.get("lang") or "it")
            return FieldPlace(field, _line(typed, field, groups.get("n")))
    return FieldPlace("")


def _line(typed: Typed, field: str, index: str | None) -> int | None:
    """The line of the field in which the phrase of this index stands."""
    lines = typed.lines(field)
    return lines[int(index)].number if index is not None and int(index) < len(lines) else None
