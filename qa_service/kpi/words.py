"""Why something is left out or cannot be measured, in both languages."""

from collections.abc import Sequence

from qa_service.domain.queue import Ending
from qa_service.domain.rubric import Wording


def _both(it: str, en: str) -> Wording:
    return Wording(it=it, en=en)


NO_QUEUE_LOG = _both(
    "serve il registro delle code: le registrazioni contengono solo contatti con risposta",
    "needs a queue log: recordings hold only contacts that were answered",
)
NOTHING_OFFERED = _both("nel registro delle code non c'è nulla di questo periodo", "the queue log holds nothing here")
TOO_FEW = Wording(it="troppo pochi contatti per una cifra", en="too few contacts for a figure")
NOTHING_COUNTED = _both("in questo periodo nessun contatto vi si presta", "no contact of this period speaks to it")
WINDOWS_OPEN = _both(
    "nessuna finestra è ancora chiusa: i contatti sono troppo recenti",
    "no window has closed yet: the contacts are too recent",
)
OPEN_WINDOW = _both("finestra ancora aperta", "window still open")
NOT_LINKABLE = _both(
    "cliente o motivo sconosciuto, o contatto in uscita", "customer or reason unknown, or an outbound contact"
)
NO_CASE = _both("senza numero di pratica", "without a case number")
SHORT_ABANDON = _both("abbandoni brevi", "short abandons")
UNCLOSED = _both("offerti, esito ignoto", "offered, outcome unknown")
ENDINGS = {
    Ending.TIMEOUT: _both("usciti dalla coda a tempo scaduto", "left the queue when its time was up"),
    Ending.KEY: _both("usciti dalla coda con un tasto", "left the queue by a key"),
    Ending.EMPTY: _both("usciti perché nessun operatore era collegato", "left since no operator was logged on"),
    Ending.FULL: _both("respinti da una coda piena", "were turned away by a full queue"),
    Ending.OVERFLOW: _both("passati a un'altra coda senza altro seguito", "were passed on to another queue for good"),
    Ending.DROPPED: _both("la cui linea è caduta nel centralino", "were dropped by the telephone system"),
    Ending.CLOSED: _both("respinti da una coda chiusa", "were turned away by a closed queue"),
}
OUTSIDE_HOURS = _both("arrivati fuori dall'orario di apertura", "came outside of opening hours")
NO_HOURS = _both("gli orari di apertura non sono noti", "opening hours are not known")
NO_CUSTOMER = _both("cliente sconosciuto, o contatto in uscita", "customer unknown, or an outbound contact")
UNCHATTED = _both("altri canali, o senza tempi", "other channels, or without times")
NO_WORKED = _both("senza orari di apertura noti", "without known opening hours")
MIXED = _both(
    "chat ed e-mail non si mescolano: usare chat_first_response o email_first_response",
    "chat and e-mail are never mixed: use chat_first_response or email_first_response",
)
NO_WAIT = _both("attesa ignota", "wait unknown")
STILL_IN_TIME = _both("senza risposta, ancora nei termini", "not answered, still in time")
TAKEN_BACK = _both("ritirati dal cliente", "taken back by the customer")
OUT_OF_SCOPE = _both("nessun caso da risolvere", "no case to settle")
CANNOT_TELL = _both("la macchina non sa dirlo", "the machine cannot tell")
UNWRITTEN = _both("telefonate, o senza tempi", "calls, or without times")
UNSPOKEN = _both("messaggi, o senza tempi", "messages, or without times")
UNSCORED = _both("senza punteggio", "without a score")
NOT_KEPT = {
    "survey": _both(
        "non si raccolgono risposte a sondaggi; vedi il sentimento a fine contatto",
        "no survey answers are taken in; see the sentiment at the end of contacts",
    ),
    "trunk_log": _both(
        "serve il registro delle linee: il registro delle code non vede chi trova occupato",
        "needs the log of the lines: the queue log does not see who finds them busy",
    ),
    "hours": _both(
        "serve sapere quando c'erano operatori: gli orari di apertura dicono solo quando sono promessi",
        "needs when operators were there: opening hours tell only when they are promised",
    ),
    "ivr": _both("serve il registro dell'IVR", "needs the log of the voice menu"),
    "complaint_log": _both(
        "nel registro dei reclami non c'è nulla di questo committente",
        "the register of complaints holds nothing of this client",
    ),
}


def endings_note(not_answered: Sequence[Ending], left_out: Sequence[Ending]) -> Wording:
    """How the figures of a pack treat contacts that leave the queue without an answer."""
    sentences = {
        "it": ("Contano come non risposti anche i contatti {}.", "Sono esclusi i contatti {}."),
        "en": ("Contacts that {} count as not answered.", "Contacts that {} are left out."),
    }
    notes = {
        lang: " ".join(
            sentence.format(", ".join(getattr(ENDINGS[ending], lang) for ending in endings))
            for sentence, endings in zip(both, (not_answered, left_out), strict=True)
            if endings
        )
        for lang, both in sentences.items()
    }
    return _both(**notes)
