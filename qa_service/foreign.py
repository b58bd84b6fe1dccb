"""What libraries say inside our refusals (pydantic, PyYAML, json, FFmpeg), as sentences that can be translated.

Where a library says it in other words than these, it stands as it came, in English.
"""

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from qa_service.errors import Sentence, say

PYDANTIC: Mapping[str, Sequence[Sentence]] = {
    "missing": (say("field required"),),
    "extra_forbidden": (say("extra inputs are not permitted"),),
    "value_error": (say("value error, {error}"),),
    "string_type": (say("input should be a valid string"),),
    "int_parsing": (say("input should be a valid integer, unable to parse string as an integer"),),
    "int_type": (say("input should be a valid integer"),),
    "float_parsing": (say("input should be a valid number, unable to parse string as a number"),),
    "float_type": (say("input should be a valid number"),),
    "finite_number": (say("input should be a finite number"),),
    "bool_parsing": (say("input should be a valid boolean, unable to interpret input"),),
    "bool_type": (say("input should be a valid boolean"),),
    "list_type": (say("input should be a valid list"),),
    "tuple_type": (say("input should be a valid tuple"),),
    "dict_type": (say("input should be a valid dictionary"),),
    "model_type": (say("input should be a valid dictionary or instance of {class_name}"),),
    "model_attributes_type": (say("input should be a valid dictionary or object to extract fields from"),),
    "datetime_from_date_parsing": (say("input should be a valid datetime or date, {error}"),),
    "datetime_parsing": (say("input should be a valid datetime, {error}"),),
    "date_from_datetime_parsing": (say("input should be a valid date or datetime, {error}"),),
    "timezone_aware": (say("input should have timezone info"),),
    "greater_than_equal": (say("input should be greater than or equal to {ge}"),),
    "greater_than": (say("input should be greater than {gt}"),),
    "less_than_equal": (say("input should be less than or equal to {le}"),),
    "less_than": (say("input should be less than {lt}"),),
    "literal_error": (say("input should be {expected}"),),
    "enum": (say("input should be {expected}"),),
    "string_too_short": (
        say("string should have at least {min_length} character"),
        say("string should have at least {min_length} characters"),
    ),
    "string_too_long": (
        say("string should have at most {max_length} character"),
        say("string should have at most {max_length} characters"),
    ),
    "string_pattern_mismatch": (say("string should match pattern '{pattern}'"),),
    "too_short": (
        say("list should have at least {min_length} item after validation, not {actual_length}"),
        say("list should have at least {min_length} items after validation, not {actual_length}"),
        say("tuple should have at least {min_length} item after validation, not {actual_length}"),
    ),
    "union_tag_not_found": (say("unable to extract tag using discriminator {discriminator}"),),
}
"""By the type of the error, in the forms that its message takes; slots are called as in its context."""

REASONS: Sequence[Sentence] = (
    say("mapping values are not allowed here"),
    say("expected {expected}, but found {found}"),
    say("could not find expected {expected}"),
    say("found unexpected end of stream"),
    say("found character {character} that cannot start any token"),
    say("found undefined alias {alias}"),
    say("aliases (*) are not read here; write it out"),
    say("{key} stands here twice"),
    say("expecting property name enclosed in double quotes"),
    say("expecting value"),
    say("expecting {delimiter} delimiter"),
    say("unterminated string starting at"),
    say("invalid control character at"),
    say("extra data"),
    say("input is too short"),
    say("invalid character in year"),
    say("invalid character in month"),
    say("invalid character in day"),
    say("month value is outside expected range of 1-12"),
    say("day value is outside expected range"),
    say("hour value is outside expected range of 0-23"),
    say("minute value is outside expected range of 0-59"),
    say("unexpected extra characters at the end of the input"),
    say("Invalid data found when processing input"),
    say("End of file"),
    say("Decoder not found"),
    say("Demuxer not found"),
    say("Protocol not found"),
    say("Invalid argument"),
    say("Input/output error"),
    say("Cannot allocate memory"),
    say("Not yet implemented in FFmpeg, patches welcome"),
    say("Internal bug, should not have happened"),
)
"""What YAML, JSON, dates (for pydantic) and FFmpeg give as reasons: words are all that they hand on."""


def as_it_came(text: str) -> Sentence:
    """A text that nobody translates."""
    return Sentence(text)


def of_pydantic(detail: Mapping[str, Any]) -> Sentence:
    """One error of a ValidationError; ours says what it said, pydantic's begins with a small letter."""
    context = detail.get("ctx", {})
    if isinstance(what := context.get("what"), Sentence):
        return what
    message = detail["msg"][:1].lower() + detail["msg"][1:]
    values = {name: _value(name, value) for name, value in context.items()}
    forms = (Sentence(form.template, values) for form in PYDANTIC.get(detail["type"], ()))
    return next((form for form in forms if str(form) == message), Sentence(message))


def _value(name: str, value: Any) -> Any:
    if isinstance(value, ValueError):
        value = value.args[0] if value.args else ""
    if name == "error" and isinstance(value, str):
        return in_words(value)
    first, _, last = str(value).rpartition(" or ")
    if name == "expected" and first:
        return say("{choices} or {last}", choices=first, last=last)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def in_words(text: str | Sentence) -> str | Sentence:
    """A reason that a library gives, to stand in a sentence of ours."""
    if isinstance(text, Sentence):
        return text
    for template in REASONS:
        slots = [name for _, name, _, _ in Formatter().parse(template.template) if name]
        shape = re.escape(template.template)
        for slot in slots:
            shape = shape.replace(re.escape(f"{{{slot}}}"), f"(?P<{slot}>.+?)")
        if match := re.fullmatch(shape, text, re.DOTALL):
            return Sentence(template.template, match.groupdict())
    return text
