"""Every regular expression that the service has takes time in proportion to its text; the exceptions and what bounds
their text stand in tests/patterns.toml.
"""

import re

import pytest

from tests import patterns
from tests.patterns import BOUND, LONGEST, Found

FOUND = list(patterns.found())
BOUNDED = {(entry["module"], entry["source"]): entry["longest"] for entry in patterns.listed()["bounded"]}
MADE = {(entry["module"], entry["source"]) for entry in patterns.listed()["made"]}
TRIED = list({one.name: one for one in FOUND if one.pattern is not None}.values())


def longest(one: Found) -> int:
    assert one.pattern is not None
    return BOUNDED.get((one.module, str(one.pattern.pattern)), LONGEST)


def test_they_are_found() -> None:
    assert len(TRIED) > 80
    assert {"qa_service.ingest.mail.headers", "qa_service.understand.recognizers.dates"} <= {
        one.module for one in TRIED
    }


def test_patterns_that_are_made_while_the_service_runs_are_listed() -> None:
    """A new one is named in tests/patterns.toml, with what it is made of."""
    assert {(one.module, one.source) for one in FOUND if one.pattern is None} == MADE


def test_what_is_listed_is_there() -> None:
    assert set(BOUNDED) <= {(one.module, str(one.pattern.pattern)) for one in TRIED if one.pattern}


@pytest.mark.slow
@pytest.mark.parametrize("one", TRIED, ids=lambda one: one.name)
def test_it_takes_time_in_proportion(one: Found) -> None:
    """Where it does not: write it otherwise (bounded repeats, a possessive one), or list in tests/patterns.toml what
    bounds the text that it sees.
    """
    assert one.pattern is not None
    seconds, text = patterns.slowest(one.pattern, longest(one), anchored=one.anchored)
    assert seconds < BOUND, f"{seconds:.2f} s on {text!r}..."


@pytest.mark.slow
@pytest.mark.parametrize("planted", [r"(a+)+$", r"\d+x", r"\S+@\S+\.\w+"])
def test_a_planted_one_is_caught(planted: str) -> None:
    seconds, _ = patterns.slowest(re.compile(planted), LONGEST, anchored=False)
    assert seconds > BOUND


@pytest.mark.parametrize("plain", [r"\d+", r"[^\W_]+|[^\w\s]", r"(?<!\d)\d{4,20}(?!\d)", r"[\w.]{1,64}@\w{1,63}"])
def test_a_plain_one_passes(plain: str) -> None:
    seconds, _ = patterns.slowest(re.compile(plain), LONGEST, anchored=False)
    assert seconds < BOUND
