"""Languages: catalogues, which language a visitor reads, and dates and numbers in it. The only file that knows Babel.

The catalogues are `locale/it/*.po`, one a group of pages; their messages are the English strings of templates and
modules. They are read once, at the first page.
"""

import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale as BabelLocale
from babel import dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from qa_service.domain import rounding
from qa_service.domain.calendar import DEFAULT_ZONE, Calendar
from qa_service.errors import Sentence

LANGUAGES: Mapping[str, str] = {"it": "Italiano", "en": "English"}
LOCALES = {"it": "it_IT", "en": "en_GB"}
FOLDER = Path(__file__).parent / "locale"
PLURALS = "nplurals=2; plural=(n != 1);"
"""One and more than one, as the catalogues have it; newer Unicode tables give Italian a third form for millions."""


def N_(message: str) -> str:
    """Marks a string that is translated where it is shown."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """The same for a number of things; `Locale.plural(*...)` says it."""
    return one, many


def catalog(lang: str) -> Catalog:
    """All messages of a language, from all its files."""
    whole = Catalog(locale=lang)
    whole.mime_headers = [("Plural-Forms", PLURALS)]
    for path in sorted((FOLDER / lang).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=lang):
                if message.id:
                    whole[message.id] = message
    return whole


@cache
def translations(lang: str) -> NullTranslations:
    """What gettext needs for `lang`; English is what the code is written in."""
    if not (FOLDER / lang).is_dir():
        return NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, catalog(lang))
    compiled.seek(0)
    return Translations(compiled)


def negotiated(chosen: str | None, accept: str) -> str:
    """The language asked for if we have it, else the first that the browser's `Accept-Language` names, else Italian."""
    if chosen is not None and chosen in LANGUAGES:
        return chosen
    ranked: list[tuple[float, str]] = []
    for part in accept.split(","):
        tag, _, quality = part.strip().partition(";q=")
        lang = tag.split("-")[0].lower()
        if lang in LANGUAGES:
            ranked.append((float(quality) if quality.replace(".", "", 1).isdecimal() else 1.0, lang))
    return max(ranked, key=lambda choice: choice[0])[1] if ranked else "it"


class LocalText(NamedTuple):
    """A text, and the language that it is in."""

    text: str
    lang: str


@cache
def _translated_templates(lang: str) -> frozenset[str]:
    """The templates that have their translation."""
    return frozenset(message.id for message in catalog(lang) if isinstance(message.id, str) and message.string)


@dataclass(frozen=True, slots=True)
class Locale:
    """How things are said to one visitor: the language, and the time zone of the centre."""

    lang: str
    zone: str = DEFAULT_ZONE

    def text(self, message: str, **values: Any) -> str:
        """`message` in this language, with its values put in."""
        translated = str(translations(self.lang).ugettext(message))
        return translated % values if values else translated

    def sentence(self, sentence: Sentence) -> LocalText:
        """What went wrong, in this language; in English where it, or a sentence in it, has no translation."""
        translated = self.lang != "en" and _is_translated(sentence, _translated_templates(self.lang))
        return LocalText(str(self._translated(sentence)), self.lang) if translated else LocalText(str(sentence), "en")

    def _translated(self, sentence: Sentence) -> Sentence:
        values = {n: self._translated(v) if isinstance(v, Sentence) else v for n, v in sentence.values.items()}
        return Sentence(str(translations(self.lang).ugettext(sentence.template)), values)

    def plural(self, one: str, many: str, n: int, **values: Any) -> str:
        """The same for a number of things."""
        translated = str(translations(self.lang).ungettext(one, many, n))
        return translated % {"n": self.number(n), **values}

    def number(self, value: float, digits: int = 0) -> str:
        """`12.345,6`, with at most so many decimals."""
        return _formatted(
            "#,##0" + ("." + "#" * digits if digits else ""), rounding.to_decimals(value, digits), self.lang
        )

    def percent(self, share: float, digits: int = 0) -> str:
        """A share 0..1 as `83 %`."""
        return _formatted(
            "0" + ("." + "0" * digits if digits else "") + "%", rounding.points(share, digits) / 100, self.lang
        )

    def day(self, moment: datetime) -> str:
        """`3 nov 2026`."""
        return _dated(self.local(moment).date(), self.lang)

    def date(self, day: date | str) -> str:
        """The same of a day that has no hour, also as documents write it."""
        return _dated(date.fromisoformat(day) if isinstance(day, str) else day, self.lang)

    def last_day(self, end: datetime) -> str:
        """The last day before `end`."""
        return self.day(end - timedelta(microseconds=1))

    def size(self, count: int) -> str:
        """So many bytes as `1,4 MB`."""
        for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
            if count >= step:
                return f"{self.number(count / step, 1)} {unit}"
        return f"{self.number(count)} B"

    def moment(self, moment: datetime) -> str:
        """`3 nov 2026, 09:14`."""
        return f"{self.day(moment)}, {self.clock(moment)}"

    def clock(self, moment: datetime) -> str:
        """`09:14`."""
        return f"{self.local(moment):%H:%M}"

    def duration(self, seconds: float | None) -> str:
        """`4:07`, `1:02:30`; a dash where it is not known."""
        if seconds is None:
            return "–"
        minutes, remainder = divmod(int(rounding.to_decimals(seconds, 0)), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{remainder:02d}" if hours else f"{minutes}:{remainder:02d}"

    def local(self, moment: datetime) -> datetime:
        """`moment` on the clocks of the centre."""
        return moment.astimezone(ZoneInfo(self.zone))

    def start_of(self, day: str) -> datetime | None:
        """The first moment (UTC) of a day written `2026-11-03`; None where it is none."""
        return self._start(day, timedelta())

    def end_of(self, day: str) -> datetime | None:
        """The first moment (UTC) after such a day, which may have 23 or 25 hours; None where it is none."""
        return self._start(day, timedelta(days=1))

    def _start(self, day: str, later: timedelta) -> datetime | None:
        try:
            return Calendar(self.zone).start(date.fromisoformat(day) + later)
        except (ValueError, OverflowError):
            return None


def _is_translated(sentence: Sentence, templates: Collection[str]) -> bool:
    inner = (value for value in sentence.values.values() if isinstance(value, Sentence))
    return sentence.template in templates and all(_is_translated(value, templates) for value in inner)


# Babel reads patterns and locales anew each time; pages show the same numbers and days over and over.
@cache
def _locale(lang: str) -> BabelLocale:
    return BabelLocale.parse(LOCALES[lang])


@cache
def _pattern(pattern: str) -> numbers.NumberPattern:
    return numbers.parse_pattern(pattern)


@lru_cache(maxsize=8192)
def _formatted(pattern: str, value: float, lang: str) -> str:
    return str(_pattern(pattern).apply(value, _locale(lang)))


@lru_cache(maxsize=4096)
def _dated(day: date, lang: str) -> str:
    return dates.format_date(day, "d MMM y", _locale(lang))
