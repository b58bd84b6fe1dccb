"""The headings that mail programs write above what they quote or pass on, line by line, in Italian, English, German,
French and Spanish, and the commonest of five more languages.

Four kinds: one sentence over up to four lines (`Il 2 novembre Luca Neri ha scritto:`), a block of fields (`Da: …
Inviato: …`), a line of dashes (`---- Messaggio originale ----`) and the announcement of a forwarded message. Each line
is looked at once, so that any text is cut in linear time.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa_service.ingest.mail.headers import ADDRESS
from qa_service.ingest.mail.lines import Line, Mark

_LONGEST_LINE = 400  # of a heading: a date, a name, an address
_MOST_LINES = 4
_LONGEST_BLOCK = 25  # lines
_OPENING = re.compile(
    r"(?:on|il(?: giorno)?|in data|nel giorno|at|am|le|el|em|no dia|op|den|dnia|w dniu|"
    r"-{4,9} ?(?:on|il|am|le|el))\b.{0,2}",
    re.IGNORECASE,
)
_WROTE = (
    r"wrote|writes|ha scritto|scriveva|scrive|a écrit|a ecrit|escribió|escribio|escribió lo siguiente|"
    r"schrieb|geschrieben|escreveu|schreef|skrev|napisał(?:\(a\)|a)?|has written|said"
)
_VERB = re.compile(rf"(?<!\w)(?:{_WROTE})(?!\w)", re.IGNORECASE)
_NAME_BEFORE_VERB = re.compile(rf"[A-ZÀ-Þ][\w.'-]{{0,40}}>?,? (?:{_WROTE})(?!\w)")
_BEFORE_NAME = re.compile(r"(?:schrieb|schreef|hat) |(?:you wrote|hai scritto|avez écrit|has escrito) ?:$")
_QUOTING = re.compile(
    r"(?:quoting|quoth|zitat von|citando|citazione da|citando a|citation de) .{2,200}:", re.IGNORECASE
)
_DATE_THEN_NAME = re.compile(r"\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)?[+-]?[\d:]{0,6},? ?.{1,200}[>)]:")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABELS = {
    "from": "from|da|von|de|expéditeur|mittente|remitente|absender|van|fra|från|od|desde",
    "date": "sent|date|inviato|inviata|data|gesendet|datum|envoyé|envoye|enviado|enviado el|fecha|verzonden|sendt|"
    "skickat|wysłano|data invio|sent at|received|ricevuto|sent on|dato",
    "to": "to|a|an|à|para|pour|per|destinatario|destinataire|empfänger|aan|til|till|do|sent to",
    "copy": "cc|bcc|ccn|cci|cco|kopie|copie|copia|kopia|cc to",
    "subject": "subject|oggetto|ogg|betreff|objet|asunto|assunto|onderwerp|emne|ämne|temat|re",
    "other": "organization|reply-to|rispondi a|antwort an|importance|importanza|priorità|wichtigkeit|attachments|"
    "allegati|anlagen|pièces jointes|mailed-by|newsgroups|message-id|delivered-to|priority|sensitivity|"
    "responder a|répondre à|in-reply-to",
}
_KINDS = {label: kind for kind, labels in _LABELS.items() for label in labels.split("|")}
_FIELD = re.compile(r"[* _|]{0,6}([^\W\d][\w -]{0,24}?)[* _]{0,4} ?:[* _]{0,4}(.{0,400})")
_SENT = frozenset(
    {
        "sent",
        "inviato",
        "inviata",
        "gesendet",
        "envoyé",
        "envoye",
        "enviado",
        "enviado el",
        "verzonden",
        "sendt",
        "skickat",
    }
)
_ORIGINAL = (
    r"original message|messaggio originale|messaggio original|ursprüngliche (?:nachricht|mail|e-?mail)|"
    r"original-?nachricht|message (?:d[\u2019' ]?origine|original|initial)|mail original|"
    r"(?:mensaje|mensagem|correo) original|reply message|messaggio di risposta|oorspronkelijk bericht|"
    r"original appointment|original e?-?mail"
)
_PASSED_ON = (
    r"forwarded (?:message|by [^\n]{1,120})|messaggio inoltrato|weitergeleitete (?:nachricht|mail|e-?mail)|"
    r"message (?:transféré|réexpédié|transmis)|(?:mensaje|correo) reenviado|"
    r"mensagem (?:reencaminhada|encaminhada)|doorgestuurd bericht|forwarded mail|inoltrato da [^\n]{1,120}"
)
_SEPARATOR = re.compile(rf"[-_=\u2014* ]{{2,99}}(?:({_ORIGINAL})|({_PASSED_ON}))[-_=\u2014:* ]{{0,99}}", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"(?:begin forwarded message|inizio (?:del )?messaggio inoltrato|anfang der weitergeleiteten (?:nachricht|e-mail)|"
    r"début du (?:message|courriel) (?:transféré|réexpédié)|"
    r"(?:inicio|comienzo) del mensaje reenviado|início da mensagem reencaminhada) ?:?",
    re.IGNORECASE,
)
_RULE = re.compile(r"[_\u2500-]{10,200}")


class Heading(NamedTuple):
    """`size` lines of it; `text` without its marks. `forwards`: what is below is passed on, not answered."""

    size: int
    text: str
    forwards: bool = False


def at(lines: Sequence[Line], start: int) -> Heading | None:
    """The heading that begins at line `start`, all of its lines as deep as the first. None where there is none."""
    first = lines[start]
    if first.mark is Mark.HISTORY:
        below = at(lines, start + 1) if start + 1 < len(lines) and lines[start + 1].mark is not Mark.HISTORY else None
        return Heading(
            1 + (below.size if below else 0), below.text if below else "", below is not None and below.forwards
        )
    if not first.text:
        return None
    if first.mark is Mark.HEADING:
        return _marked(lines, start)
    return _separator(lines, start) or _rule(lines, start) or _sentence(lines, start) or _block(lines, start)


def _marked(lines: Sequence[Line], start: int) -> Heading:
    end = start
    while end < len(lines) and (lines[end].mark is Mark.HEADING or (not lines[end].text and end - start < 20)):
        end += 1
    text = "\n".join(line.text for line in lines[start:end]).strip()
    return Heading(end - start, text, _SEPARATOR.match(text) is not None and _forwards(text))


def _forwards(text: str) -> bool:
    match = _SEPARATOR.match(text)
    return match is not None and match.group(2) is not None


def _separator(lines: Sequence[Line], start: int) -> Heading | None:
    """A line of dashes or the announcement of a forwarded message, with the block of fields below it."""
    text = lines[start].text.strip()
    if len(text) > _LONGEST_LINE:
        return None
    line = _SEPARATOR.fullmatch(text)
    if line is None and not _ANNOUNCED.fullmatch(text):
        return None
    below = _written_below(lines, start + 1)
    block = _block(lines, below, strict=False) if below < len(lines) else None
    forwards = line is None or line.group(2) is not None
    if block is None:
        return Heading(1, text, forwards)
    return Heading(below - start + block.size, f"{text}\n{block.text}", forwards)


def _rule(lines: Sequence[Line], start: int) -> Heading | None:
    """The line that Outlook draws above a block of fields."""
    if not _RULE.fullmatch(lines[start].text.strip()):
        return None
    below = _written_below(lines, start + 1)
    block = _block(lines, below) if below < len(lines) else None
    return None if block is None else Heading(below - start + block.size, block.text)


def _written_below(lines: Sequence[Line], start: int) -> int:
    """The next line with words, two empty ones further on at most; the marks of a history are none."""
    end = start
    while end < len(lines) and end - start < 3 and not lines[end].text:
        end += 1
    return end


def _sentence(lines: Sequence[Line], start: int) -> Heading | None:
    first = lines[start].text
    if len(first) > _LONGEST_LINE:
        return None
    opens = _OPENING.match(first) is not None
    most = _MOST_LINES if opens else 2 if ADDRESS.search(first) or first[:1] in "\"'" else 1
    text = ""
    for size, line in enumerate(lines[start : start + most], start=1):
        is_broken = text.rpartition("<")[2].find(">") < 0 <= text.find("<")  # programs wrap and mark inside an address
        deepest = lines[start].depth + is_broken
        if not line.text or len(line.text) > _LONGEST_LINE or not lines[start].depth <= line.depth <= deepest:
            break
        text = f"{text} {line.text}".strip()
        if not text.endswith((":", "----")):
            continue
        if _is_quoted_below(lines, start + size, lines[start].depth) and _is_likely(text):
            return Heading(size, text)
        if _is_sentence(text, opens):
            return Heading(size, text) if _is_sure(text) else None
    return None


def _is_likely(text: str) -> bool:
    """What stands right above a quote heads it, in whatever language."""
    return _VERB.search(text) is not None or _is_dated(text) or ADDRESS.search(text) is not None


def _is_sentence(text: str, opens: bool) -> bool:
    if _QUOTING.fullmatch(text) or _DATE_THEN_NAME.fullmatch(text):
        return True
    return _VERB.search(text) is not None and (opens or ADDRESS.search(text) is not None or _is_dated(text))


def _is_dated(text: str) -> bool:
    return _TIME.search(text) is not None or _YEAR.search(text) is not None


def _is_sure(text: str) -> bool:
    """A sentence that programs write and people hardly do: with an address, a time of day, or a year and a name."""
    if ADDRESS.search(text) or _QUOTING.fullmatch(text):
        return True
    return _TIME.search(text) is not None or (_YEAR.search(text) is not None and _names(text))


def _names(text: str) -> bool:
    return _NAME_BEFORE_VERB.search(text) is not None or _BEFORE_NAME.search(text) is not None


def _is_quoted_below(lines: Sequence[Line], start: int, depth: int) -> bool:
    below = _written_below(lines, start)
    return below < len(lines) and lines[below].depth > depth


def _block(lines: Sequence[Line], start: int, *, strict: bool = True) -> Heading | None:
    """Fields one below the other; the rest of a value may stand on a line between, and one empty line."""
    end, kinds, labels = start, set[str](), set[str]()
    while end < len(lines) and lines[end].depth == lines[start].depth and end - start < _LONGEST_BLOCK:
        field = _field(lines[end].text)
        if field is None:
            step = _rest_of_value(lines, end) if kinds else 0
            if not step:
                break
            end += step
            continue
        label, value = field
        kinds.add(_KINDS[label])
        labels.add(label)
        end += 1
        if not value.strip() and end < len(lines) and lines[end].text and _field(lines[end].text) is None:
            end += 1
    text = "\n".join(line.text for line in lines[start:end]).strip()
    return Heading(end - start, text) if _is_block(kinds, labels, text, strict) else None


def _field(text: str) -> tuple[str, str] | None:
    match = _FIELD.match(text[:_LONGEST_LINE])
    if match is None:
        return None
    label = match.group(1).strip().lower()
    return (label, match.group(2)) if label in _KINDS else None


def _rest_of_value(lines: Sequence[Line], end: int) -> int:
    """How many lines that are no field stand before the next field: two at most."""
    for step in (1, 2):
        if end + step < len(lines) and _field(lines[end + step].text) is not None:
            return step if all(len(line.text) <= _LONGEST_LINE for line in lines[end : end + step]) else 0
    return 0


def _is_block(kinds: set[str], labels: set[str], text: str, strict: bool) -> bool:
    """Who tells of a journey writes `Da: Roma`, `A: Milano`, `Data: domani`; programs name a subject or an address."""
    if not strict:
        return bool(kinds & {"from", "date", "subject", "to"})
    if "from" in kinds:
        return len(kinds) > 1 and ("subject" in kinds or bool(labels & _SENT) or ADDRESS.search(text) is not None)
    return {"subject", "to"} <= kinds and ("date" in kinds or ADDRESS.search(text) is not None)
