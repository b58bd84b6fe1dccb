"""Finds personal data in the turns of an interaction: presidio for the forms with check digits, own recognisers for
what people dictate (`recognizers`), and a small network for what no rule foresaw (`recognizers.tokens`).

The only file that imports presidio. Its recognisers are used directly, without its spaCy pipelines: they need none,
and a turn costs a tenth of a millisecond instead of a few.
"""

from collections.abc import Sequence
from typing import Any

from qa_service.domain.languages import READ
from qa_service.domain.transcript import PiiSpan
from qa_service.understand.recognizers import code_forms, conversation, foreign, names, not_names, token_model, tokens
from qa_service.understand.recognizers.text_line import Hit, TextLine

_REGIONS = ("IT", "GB", "IE", "US", "CH", "FR", "DE")
_LEAST_DIGITS = 7
_LONGEST_FOR_PHONES = 8_000
_KINDS = {
    "CREDIT_CARD": "CREDIT_CARD",
    "IBAN_CODE": "IBAN",
    "IT_FISCAL_CODE": "NATIONAL_ID",
    "IT_VAT_CODE": "OTHER_ID",
    "PHONE_NUMBER": "PHONE",
    "UK_NINO": "NATIONAL_ID",
    "US_SSN": "NATIONAL_ID",
}


class PresidioFinder:
    """A `ports.PiiFinder` for Italian and English. In other languages, where nobody could tell which it is, and in
    lines whose words are mostly unknown, the same recognisers look, and `foreign` beside them: better hidden too much
    than too little.
    """

    def __init__(self, model: names.NameModel | None = None) -> None:
        """Loads presidio's recognisers (seconds). `model`: the names model, by default the one that ships."""
        self._base = _presidio()
        self._quick = [recognizer for recognizer in self._base if recognizer.supported_entities != ["PHONE_NUMBER"]]
        self._names = model or names.shipped()
        self._tokens = token_model.shipped()

    def find(self, texts: Sequence[str], lang: str | None) -> tuple[PiiSpan, ...]:
        """Spans over `texts`, sorted, never overlapping; `PiiSpan.turn` is the index into `texts`."""
        lines = [TextLine(text) for text in texts]
        shares = self._tokens.probabilities(lines)
        dictated = conversation.find(lines, self._names)
        dictated = [
            hits
            + seen
            + (foreign.find(line) if lang not in READ or foreign.is_strange(line) else foreign.find_introduced(line))
            for line, hits, seen in zip(lines, dictated, tokens.find(lines, shares), strict=True)
        ]
        return tuple(
            PiiSpan(turn, hit.start, hit.end, hit.kind)
            for turn, (line, hits, own) in enumerate(zip(lines, dictated, shares, strict=True))
            for hit in conversation.settle(self._written(line) + _without_things(line, hits, own), texts[turn])
        )

    def _written(self, line: TextLine) -> list[Hit]:
        """What presidio finds; only lines with enough digits are shown to it. Its telephone numbers take 50 µs a
        character where digits stand close: in very long lines those are left to `codes`, which hides any long number.
        """
        if not line.has_digits or sum(map(str.isdecimal, line.text)) < _LEAST_DIGITS:
            return []
        return [
            Hit(result.start, result.end, _KINDS[result.entity_type], 0.5 + 0.5 * result.score)
            for recognizer in (self._base if len(line.text) <= _LONGEST_FOR_PHONES else self._quick)
            for result in recognizer.analyze(line.text, recognizer.supported_entities, None)
            if result.entity_type in _KINDS and result.score >= 0.4 and not _is_toll_free(line.text, result)
        ]


def _without_things(line: TextLine, hits: list[Hit], shares: token_model.Floats) -> list[Hit]:
    """The hits that are not names of things, or plain talk taken for a name."""
    return [hit for hit in hits if not not_names.is_thing(line, hit) and not tokens.is_plain_talk(line, hit, shares)]


def _is_toll_free(text: str, result: Any) -> bool:
    """Whether a telephone number is one of those that companies have."""
    digits = "".join(filter(str.isdecimal, text[result.start : result.end]))
    return result.entity_type == "PHONE_NUMBER" and code_forms.is_toll_free(digits)


def _presidio() -> list[Any]:
    """Presidio's recognisers for written forms, with the download of the public suffix list turned off."""
    import tldextract
    from presidio_analyzer import predefined_recognizers as known

    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    tldextract.tldextract.TLD_EXTRACTOR = offline
    setattr(tldextract, "extract", offline)  # noqa: B010  (its declared type is a plain function)
    return [
        known.CreditCardRecognizer(),
        known.IbanRecognizer(),
        known.ItFiscalCodeRecognizer(),
        known.ItVatCodeRecognizer(),
        known.PhoneRecognizer(supported_regions=_REGIONS),
        known.UkNinoRecognizer(),
        known.UsSsnRecognizer(),
    ]
