"""Signatures: below their delimiter, below the words that close a letter, or as a block of contact details at its end.

What is of a person's own hand stays: greetings, closing words and the name below them. A telephone number in a sentence
is no contact detail.
"""

import re
from collections.abc import Sequence

from qa_service.ingest.mail.additions import LEGAL
from qa_service.ingest.mail.lines import Line, paragraphs_of

_RULE = re.compile(r"[_=*~#+\u2500\u2014-]{5,200}")
_DELIMITER = re.compile(r"-{2,3} ?|\u2014 ?")
_MOST_SIGNATURE = 40  # lines below a delimiter
_LONGEST_LINE = 90  # of a signature
_CLOSING = re.compile(
    r"(?:(?:un |i (?:più|miei) |i nostri |con i |con )?(?:cordial(?:i|mente|e)?|distint[io]|migliori|affettuosi|"
    r"tanti|molti|"
    r"sinceri)?[ ,]{0,2}(?:salut[io]|saluto)\b.{0,30}|cordialmente|in fede|grazie(?: mille| ancora| e .{1,30}|"
    r" in anticipo| "
    r"dell.{1,30})?|buon[ao] (?:giornata|serata|lavoro)|a presto|resto in attesa.{0,40}|ciao|un abbraccio|"
    r"(?:(?:best|kind|warm|many|with (?:best|kind)|kindest|warmest)[ ,]{0,2}(?:regards|wishes|thanks)?|regards|thanks?"
    r"(?: you)?(?: .{1,30})?|cheers|sincerely(?: yours)?|yours(?: .{1,20})?|cordially|respectfully|br|rgds|"
    r"all the best|take care)|"
    r"(?:mit )?(?:freundlichen?|besten|herzlichen?|schönen?|vielen|lieben?)[ ](?:gr(?:ü|ue)(?:ß|ss)e?n?|"
    r"dank)(?: .{1,30})?|"
    r"(?:viele|liebe|beste|herzliche|schöne) gr(?:ü|ue)(?:ß|ss)e(?: .{1,30})?|mfg|vg|lg|hochachtungsvoll|danke|"
    r"(?:bien )?cordialement|(?:bien )?à vous|sincères salutations|salutations(?: .{1,30})?|merci(?: .{1,30})?|"
    r"bonne journée|"
    r"(?:un )?(?:cordial(?:es)?|atento|atentos) saludos?|saludos(?: .{1,30})?|un saludo|atentamente|"
    r"gracias(?: .{1,30})?"
    r")[ ,.!;:)-]{0,4}",
    re.IGNORECASE,
)
_PHONE = r"\+?\(?\d[\d ()./-]{5,22}\d"
_LINK = r"(?:https?://|www\.)\S{3,200}|<?(?:mailto:)?[\w.+-]{1,64}@[\w.-]{3,100}>?"
_LABEL = (
    r"(?:tel|telefono|tel\. ?/ ?fax|tlf|tfno|phone|ph|mob|mobile|mobil|cell|cellulare|cel|fax|tél|téléphone|"
    r"téléfono|telefon|handy|portable|móvil|office|ufficio|direct|direkt|e-?mail|mail|pec|web|website|sito|skype|"
    r"numero verde|p\.? ?iva|whatsapp|linkedin|c\.? ?f\.?|[tmfweopc])"
)
_CONTACT = re.compile(
    rf"(?:{_LABEL}\.?(?: {{0,2}}[:|/)] {{0,3}}.{{2,80}}| {{0,3}}(?:{_PHONE}|{_LINK}))|{_PHONE}|{_LINK})"
    r"(?:[ |,/\u00b7-]{1,4}.{0,90})?",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:s\.? ?r\.? ?l\.?|s\.? ?p\.? ?a\.?|s\.n\.c\.|s\.a\.s\.|gmbh|\bag\b|\binc\b\.?|\bltd\b\.?|\bllc\b|\bs\.l\.|"
    r"\bvia\b .{2,40}\d|\bviale\b|\bpiazza\b|\bcorso\b|straße|strasse|\bstreet\b|\brue\b|\bcalle\b|(?<!\d)\d{5} [A-Z])",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"p\.? ?s\b", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?;:,\u2026]$")


def before_delimiter(lines: list[Line]) -> list[Line]:
    """`-- ` begins a signature (RFC 3676, 4.3), also where the blank is lost; not one that a letter goes on below."""
    written = [number for number, line in enumerate(lines) if line.text]
    first = written[-_MOST_SIGNATURE - 1] if len(written) > _MOST_SIGNATURE else 0
    for number in range(first, len(lines)):
        text = lines[number].text
        if _DELIMITER.fullmatch(text):
            below = [line.text for line in lines[number + 1 :] if line.text]
            if text.strip() != "---" or not any(map(_is_prose, below[:4])):
                return lines[:number]
    return lines


def _is_prose(text: str) -> bool:
    return len(text.split()) > 8 and not LEGAL.search(text)


def without_block(paragraphs: list[list[str]]) -> list[list[str]]:
    """Contact details at the end, with the name above them, down to the words that close the letter."""
    lines = [text for paragraph in paragraphs for text in (*paragraph, "")]
    start = _block_start(lines)
    return paragraphs if start is None else paragraphs_of(lines[:start])


def _block_start(lines: Sequence[str]) -> int | None:
    """The first line of the signature; None where the letter has none."""
    written = [number for number, text in enumerate(lines) if text.strip()]
    tail = written[-14:]
    if not tail:
        return None
    closing = max((number for number in tail if _is_closing(lines[number])), default=None)
    if closing is not None and closing != written[0]:
        return _start_below(lines, [number for number in tail if number > closing])
    return _contact_start(lines, tail, written[0])


def _start_below(lines: Sequence[str], below: Sequence[int]) -> int | None:
    """Below the closing words: a name with anything under it, or contact details. A name alone is by the own hand."""
    for place, number in enumerate(below):
        rest = [lines[other].strip() for other in below[place:]]
        is_contact = _is_contact(rest[0])
        if (is_contact or (_is_name(rest[0]) and len(rest) > 1)) and all(map(_fits, rest)):
            return number
    return None


def _is_contact(text: str) -> bool:
    return _CONTACT.fullmatch(text) is not None or _FIRM.search(text) is not None


def _is_name(text: str) -> bool:
    """Words that all begin with a capital, as names do."""
    words = [word for word in re.split(r"[ ,./-]+", text.strip("*_ ,.")) if len(word) > 3 or word[:1].isupper()]
    return 0 < len(words) < 6 and all(word[:1].isupper() for word in words)


def _is_closing(text: str) -> bool:
    return len(text) <= 60 and _CLOSING.fullmatch(text.strip(" *_")) is not None


def _fits(text: str) -> bool:
    """A line as signatures have them."""
    text = text.strip()
    if _CONTACT.fullmatch(text) or _RULE.fullmatch(text):
        return True
    if len(text) > _LONGEST_LINE or _POSTSCRIPT.match(text) or _is_sentence(text):
        return False
    return len(text.split()) <= 8 or _FIRM.search(text) is not None or "|" in text


def _contact_start(lines: Sequence[str], tail: Sequence[int], least: int) -> int | None:
    """Without closing words: two lines or more of contact details, and a name right above them."""
    start, contacts = None, 0
    for number in reversed(tail):
        text = lines[number].strip()
        if number <= least or not _fits(text):
            break
        contacts += _is_contact(text)
        start = number
    return start if contacts > 1 else None


def _is_sentence(text: str) -> bool:
    if _CONTACT.fullmatch(text):
        return False
    return (_ENDS_SENTENCE.search(text) is not None and _FIRM.search(text) is None) or len(text.split()) > 8
