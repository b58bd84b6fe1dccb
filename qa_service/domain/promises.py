"""What agents commit the centre to in a contact: to call back, send, refund, have a technician come, check and tell.

Rules over the words of agents, made on one half of the lines of eval/promises and measured on the other. Conditions,
questions, habits and what is refused are no promises; when in doubt, none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from qa_service.domain.interaction import Party
from qa_service.domain.promised_times import Clock, due
from qa_service.domain.transcript import Turn


class PromiseKind(StrEnum):
    """What is promised."""

    CALL_BACK = "call_back"
    SEND = "send"
    REFUND = "refund"
    TECHNICIAN = "technician"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment in a turn: characters `start` to `end` of its text are the sentence that holds it. `due_at` None: it
    is not said by when, or not for sure.
    """

    turn: int
    start: int
    end: int
    kind: PromiseKind
    due_at: datetime | None


_SENTENCE = re.compile(r"[^.!?;]+[.!?;]*")
_NO_REFUSAL = re.compile(
    r"non si preoccupi|non c'è problema|non appena|non oltre|don't worry|not a problem|no later than"
)
_NO_PROMISE: Mapping[str, re.Pattern[str]] = {
    "it": re.compile(
        r"\?|\b(?:se|qualora|nel caso|in caso|in quel caso|casomai|eventualmente|di solito|solitamente|normalmente"
        r"|in genere|di norma|generalmente|per legge|non|nessuno|vuole che|avrei|avremmo|avevano|potrebbe|mi richiami"
        r"|ci richiami)\b|^ *quando\b|\b(?:può|deve|possono) mandar|\bspetta\b"
        r"|\b(?:la|le|ti|vi) (?:chiamo|telefono|contatto|rispondo) "
        r"(?:per|perché|da|dal|dalla|dall'|in merito|riguardo)\b"
    ),
    "en": re.compile(
        r"\?|\b(?:if|in case|unless|whether|should you|shall i|usually|normally|by law|not|never|nobody|no one|cannot"
        r"|might|may|could|would|must|they'd|otherwise)\b|n't\b|^ *(?:when|so you)\b|\bcall us\b"
        r"|\bsending (?:you|him|her|it|that|this) (?:over|to|up|back|through|across)\b"
    ),
}
_NOW = re.compile(
    r"\b(?:adesso|in questo momento|proprio ora|right now|this (?:very )?(?:minute|second)|as we speak)\b"
)
"""What is done while they speak is not to be followed."""
_OURS = r"(?:o|iamo|erò|eremo|erà|eranno)"
_CALLS = rf"(?:richiam|ricontatt|chiam|contatt)(?:{_OURS}|a)"
_SENDS = (
    r"(?:mando|manderò|mandiamo|manderemo|invio|invierò|inviamo|invieremo|spedisco|spedirò|spediamo|spediremo"
    r"|inoltro|inoltrerò|inoltriamo|inoltreremo)"
)
_PAYS = r"(?:rimbors|riaccredit|accredit|storn)"
_WORKER = r"(?:tecnic[oi]|perit[oi]|idraulic[oi]|elettricist[ai]|installator[ei])"
_COMES = r"(?:passa|passerà|passeranno|viene|verrà|verranno|arriva|arriverà|interviene|interverrà|esce|uscirà)"
_WILL = r"(?:\bwill|\bshall|'ll|\b(?:am|is|are) going to|'(?:m|re|s) going to)"
_ENGINEER = r"(?:engineer|technician|fitter|plumber|electrician|surveyor)"
_VISITS = r"(?:be with you|visit|come|call round|be there|be out)"
_LOOKS = r"(?:look into|check|find out|investigate|speak to|ask)"
_PATTERNS: Mapping[str, Sequence[tuple[PromiseKind, re.Pattern[str]]]] = {
    "it": [
        (
            PromiseKind.TECHNICIAN,
            re.compile(
                rf"\b{_WORKER} (?:\w+ ){{0,2}}{_COMES}\b"
                rf"|\b{_SENDS} (?:un[ao]? |il |i )?(?:\w+ )?(?:{_WORKER}|qualcuno)\b"
                rf"|\b(?:ho|abbiamo) (?:già )?(?:fissato|prenotato|programmato) (?:\S+ ){{1,4}}{_WORKER}\b"
            ),
        ),
        (
            PromiseKind.REFUND,
            re.compile(
                rf"\b(?:le|glielo|gliela|gliele|la) {_PAYS}(?:o|iamo|erò|eremo)\b"
                r"|\b(?:le|glielo|gliela|gliele) restitui(?:sco|amo|rò|remo)\b"
                r"|\b(?:procedo|procediamo|provvedo|provvediamo|provvederò|provvederemo) (?:subito )?"
                rf"(?:con il|con lo|al|allo|a) {_PAYS}\w+"
                r"|\b(?:ho|abbiamo) (?:già )?(?:predisposto|avviato|disposto|inserito|richiesto) (?:il|lo|un) "
                r"(?:rimborso|storno|accredito)\b"
                r"|\b(?:rimborso|storno|accredito) (?:\w+ )?(?:arriverà|sarà|verrà)\b|\briceverà (?:il|un) rimborso\b"
            ),
        ),
        (
            PromiseKind.CALL_BACK,
            re.compile(
                rf"\b(?:la|vi|ti) {_CALLS}\b|\ble telefon(?:o|erò|eremo|iamo|erà)\b"
                r"|\b(?:la|vi|ti) (?:faccio|facciamo|farò|faremo) (?:richiamare|ricontattare|chiamare|contattare)\b"
                r"|\b(?:cura|impegno a|provvederò a|provvederemo a) (?:richiamar|ricontattar|contattar|chiamar)l[ao]\b"
            ),
        ),
        (
            PromiseKind.CHECK,
            re.compile(
                r"\ble (?:faccio|facciamo|farò|faremo) sapere\b"
                r"|\b(?:la |l')(?:aggiorno|aggiorniamo|aggiornerò|aggiorneremo)\b"
                r"|\ble (?:do|diamo|darò|daremo) (?:un |una )?(?:riscontro|risposta|conferma|notizie)\b"
                r"|\ble (?:comunic(?:o|hiamo|herò|heremo)|rispond(?:o|iamo|erò|eremo))\b"
                r"|\bla (?:tengo|teniamo|terrò|terremo) aggiornat[ao]\b"
            ),
        ),
        (
            PromiseKind.SEND,
            re.compile(
                rf"\b(?:le|vi|ti|glielo|gliela|gliele|glieli) {_SENDS}\b"
                r"|\b(?:le|vi|glielo|gliela) (?:faccio|facciamo|farò|faremo) avere\b"
                r"|\briceverà\b|\ble arriver(?:à|anno)\b"
                r"|\ble (?:verrà|sarà|verranno|saranno) (?:inviat|spedit|mandat|inoltrat)[aoie]\b"
            ),
        ),
    ],
    "en": [
        (
            PromiseKind.TECHNICIAN,
            re.compile(
                rf"\b{_ENGINEER}(?:'s| is)? (?:coming|due)\b|\b{_ENGINEER}'ll {_VISITS}\b"
                rf"|\b{_ENGINEER} (?:will|is going to) (?:\w+ )?{_VISITS}\b"
                rf"|(?:\bhave|'ve) (?:just )?(?:booked|arranged|scheduled) (?:an? |the |your )?(?:\w+ )?{_ENGINEER}\b"
                rf"|{_WILL} (?:send|have|get) (?:an? |the )?(?:{_ENGINEER}|somebody|someone) (?:out|round|over|to)\b"
            ),
        ),
        (
            PromiseKind.REFUND,
            re.compile(
                rf"{_WILL} (?:\w+ )?(?:refund|reimburse|credit)\b"
                r"|(?:\bhave|'ve) (?:just |already )?(?:raised|put|processed|issued|requested) (?:\w+ )?refund\b"
                r"|\byou(?:'ll| will) (?:get|have|receive) (?:your money back|(?:a|the|your) refund)\b"
            ),
        ),
        (
            PromiseKind.CHECK,
            re.compile(
                r"\b(?:and|will) (?:then )?(?:let you know|update you|keep you (?:posted|updated|informed)|tell you)\b"
                r"|'ll (?:then )?(?:let you know|update you|keep you (?:posted|updated|informed)|tell you)\b"
                rf"|\b{_LOOKS}\b[^,]{{0,60}}[, ](?: and)? ?(?:i|we)(?:'ll| will) get back to you\b"
            ),
        ),
        (
            PromiseKind.CALL_BACK,
            re.compile(
                rf"(?:{_WILL}|\band) (?:\w+ )?(?:call|ring|phone|contact|get back to) you\b"
                rf"|{_WILL} (?:\w+ )?give you a (?:call|ring|bell)\b|{_WILL} (?:\w+ )?be in touch\b"
            ),
        ),
        (
            PromiseKind.SEND,
            re.compile(
                rf"{_WILL} (?:\w+ )?(?:send|e-?mail|post|mail|text|forward)\b"
                rf"|{_WILL} (?:pop|put) [^,]{{1,40}}\bin the post\b|\bwill be sent\b"
                r"|(?:'re|'m|\bare|\bam) sending\b|\byou(?:'ll| will) (?:receive|get)\b"
            ),
        ),
    ],
}


def find(turns: Sequence[Turn], lang: str | None, clock: Clock) -> list[Promise]:
    """What agents promise in turns of Italian or English; `clock` is of the contact's beginning, and a message counts
    from its own moment.
    """
    if lang is None or lang not in _PATTERNS:
        return []
    return [
        promise
        for number, turn in enumerate(turns)
        if turn.party is Party.AGENT
        for promise in _of_turn(number, turn.text, lang, Clock(said_at(turn, clock.at), clock.zone, clock.schedule))
    ]


def _of_turn(number: int, text: str, lang: str, clock: Clock) -> Iterator[Promise]:
    """At most one of a kind in a turn: the first that says by when, else the first."""
    promises: dict[PromiseKind, Promise] = {}
    for start, sentence in _sentences(text):
        kind = promised(sentence, lang)
        if kind is None:
            continue
        moment = due(sentence, clock)
        before = promises.get(kind)
        if before is None or (before.due_at is None and moment is not None):
            promises[kind] = Promise(number, start, start + len(sentence), kind, moment)
    yield from promises.values()


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """In small letters, of the same length, each with its place."""
    low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text).replace("’", "'")
    for match in _SENTENCE.finditer(low):
        bare = match[0].strip()
        if bare:
            yield match.start() + match[0].index(bare), bare


def promised(sentence: str, lang: str) -> PromiseKind | None:
    """What a sentence (in small letters) commits the centre to; None: nothing."""
    if _NO_PROMISE[lang].search(_NO_REFUSAL.sub(" ", sentence)):
        return None
    kind = next((kind for kind, pattern in _PATTERNS[lang] if pattern.search(sentence)), None)
    return None if kind is PromiseKind.SEND and _NOW.search(sentence) else kind


def said_at(turn: Turn, began: datetime) -> datetime:
    """When a turn was said: a message at its own moment, words of a call so many seconds after its beginning."""
    return turn.at or began + timedelta(seconds=turn.start or 0.0)
