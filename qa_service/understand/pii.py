"""Finds personal data in the turns of an interaction: presidio for the forms with check digits, own recognisers for
what people dictate, and the memory of an interaction (what was asked before, what was found before).

The only file that imports presidio. Its recognisers are used directly, without its spaCy pipelines: they need none,
and a turn costs a tenth of a millisecond instead of a few.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from qa_service.domain.transcript import PiiSpan
from qa_service.understand.recognizers import addresses, birthdates, codes, emails, names, runs
from qa_service.understand.recognizers.lines import Hit, Line

_REGIONS = ("IT", "GB", "IE", "US", "CH", "FR", "DE")
_KINDS = {
    "CREDIT_CARD": "CREDIT_CARD",
    "EMAIL_ADDRESS": "EMAIL",
    "IBAN_CODE": "IBAN",
    "IT_FISCAL_CODE": "NATIONAL_ID",
    "IT_VAT_CODE": "OTHER_ID",
    "PHONE_NUMBER": "PHONE",
    "UK_NINO": "NATIONAL_ID",
    "US_SSN": "NATIONAL_ID",
}


class PresidioFinder:
    """A `ports.PiiFinder` for Italian and English; other languages get what does not depend on words."""

    def __init__(self, model: names.Model | None = None) -> None:
        """Loads presidio's recognisers (seconds). `model`: the names model, by default the one that ships."""
        self._base = _presidio()
        self._names = model or names.shipped()

    def find(self, texts: Sequence[str], lang: str | None) -> tuple[PiiSpan, ...]:
        """Spans over `texts`, sorted, never overlapping; `PiiSpan.turn` is the index into `texts`."""
        lines = [Line(text) for text in texts]
        found = [self._written(line) + hits for line, hits in zip(lines, self._own(lines), strict=True)]
        return tuple(
            PiiSpan(turn, hit.start, hit.end, hit.kind) for turn, hits in enumerate(found) for hit in _settle(hits)
        )

    def _written(self, line: Line) -> list[Hit]:
        """What presidio finds; only lines with enough digits or an at sign are shown to it."""
        digits = sum(map(str.isdecimal, line.text))
        if digits < 7 and "@" not in line.text:
            return []
        return [
            Hit(result.start, result.end, _KINDS[result.entity_type], 0.5 + 0.5 * result.score)
            for recognizer in self._base
            for result in recognizer.analyze(line.text, recognizer.supported_entities, None)
            if result.entity_type in _KINDS and result.score >= 0.4
        ]

    def _own(self, lines: Sequence[Line]) -> list[list[Hit]]:
        """The hits of the own recognisers, line by line, each line knowing what was asked before it."""
        spelled = [runs.find(line) for line in lines]
        asked = [codes.cues(line) for line in lines]
        found = [
            codes.classify(line, own, list(dict.fromkeys(chain.from_iterable(reversed(asked[max(0, at - 3) : at])))))
            for at, (line, own) in enumerate(zip(lines, spelled, strict=True))
        ]
        hits = [
            [line.hit(item.run.first, item.run.last, item.kind, item.sure) for item in items]
            for line, items in zip(lines, codes.agree(spelled, found), strict=True)
        ]
        births = [birthdates.speaks_of_birth(line) for line in lines]
        homes = [addresses.asks(line) for line in lines]
        days: list[tuple[int, int]] = []
        for at, line in enumerate(lines):
            dates, more = birthdates.find(line, any(births[max(0, at - 2) : at]), days)
            days += more
            hits[at] += dates + emails.find(line) + addresses.find(line, any(homes[max(0, at - 2) : at]))
        return [own + called for own, called in zip(hits, names.find(lines, self._names), strict=True)]


def _presidio() -> list[Any]:
    """Presidio's recognisers for written forms, with the download of the public suffix list turned off."""
    import tldextract
    from presidio_analyzer import predefined_recognizers as known

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.tldextract.TLD_EXTRACTOR = offline
    setattr(tldextract, "extract", offline)  # noqa: B010  (its declared type is a plain function)
    return [
        known.CreditCardRecognizer(),
        known.EmailRecognizer(),
        known.IbanRecognizer(),
        known.ItFiscalCodeRecognizer(),
        known.ItVatCodeRecognizer(),
        known.PhoneRecognizer(supported_regions=_REGIONS),
        known.UkNinoRecognizer(),
        known.UsSsnRecognizer(),
    ]


def _settle(hits: Iterable[Hit]) -> list[Hit]:
    """Sorted hits without overlap: the surest wins, then the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (-h.score, h.start - h.end)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept)
