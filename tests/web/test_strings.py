"""Every string of the pages is marked, and has its Italian."""

import re

import pytest

from qa_service.web.i18n import Locale, negotiated, translations
from tests.web import strings

_SLOT = re.compile(r"%\(\w+\)s|\{\w+(?:![rs])?\}")


def test_every_message_has_its_italian() -> None:
    assert strings.missing("it") == {}, "run python -m tests.web.strings, and translate what it prints"


def test_no_translation_is_left_over() -> None:
    assert set(strings.translated("it")) - set(strings.in_use()) == set()


def test_translations_keep_the_places_of_values() -> None:
    for message, translation in strings.translated("it").items():
        for before, after in zip(*([x] if isinstance(x, str) else x for x in (message, translation)), strict=True):
            assert set(_SLOT.findall(before)) == set(_SLOT.findall(after)), before


@pytest.mark.parametrize(("n", "form"), [(0, 1), (1, 0), (2, 1), (1_000_000, 1)])
def test_one_and_several_are_said_as_the_catalogues_say_them(n: int, form: int) -> None:
    """Whatever plural forms the library's own tables give the language."""
    counted = {m: said for m, said in strings.translated("it").items() if not isinstance(m, str)}
    assert counted
    for (one, many), said in counted.items():
        assert translations("it").ngettext(one, many, n) == said[form]


@pytest.mark.parametrize(("name", "source"), list(strings.templates()), ids=lambda x: x[:40])
def test_no_words_stand_unmarked_in_a_template(name: str, source: str) -> None:
    assert strings.unmarked(source) == []


def test_a_planted_unmarked_word_is_found() -> None:
    assert strings.unmarked('<p title="Look">{{ _("Fine") }} Not fine</p>') == ["Look", "Not", "fine"]


def test_the_language_is_the_visitors_then_the_browsers_then_italian() -> None:
    assert negotiated("en", "it") == "en"
    assert negotiated(None, "fr, en-GB;q=0.8, it;q=0.5") == "en"
    assert negotiated("xx", "de") == "it"
    assert negotiated(None, "") == "it"


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    it, en = Locale("it"), Locale("en")
    assert (it.number(12345.6, 1), en.number(12345.6, 1)) == ("12.345,6", "12,345.6")
    assert (it.number(-0.004, 2), it.number(-0.006, 2), it.percent(-0.001)) == ("0", "-0,01", "0%")
    assert (it.percent(0.834), en.percent(0.834)) == ("83%", "83%")
    assert it.duration(247) == "4:07"
    assert it.duration(3750) == "1:02:30"
    assert it.duration(None) == "–"
    start = it.start_of("2026-07-01")
    assert start is not None
    assert start.isoformat() == "2026-06-30T22:00:00+00:00"  # midnight in Rome in summer
    assert it.day(start) == "1 lug 2026"
    assert it.start_of("yesterday") is None
