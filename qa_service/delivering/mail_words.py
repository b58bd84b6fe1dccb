"""What notices by e-mail say, in Italian and English: what happened and where to look, and nothing of it itself."""

from collections.abc import Mapping
from typing import Any, Literal

from qa_service.domain.events import EventType

Language = Literal["it", "en"]
_SUBJECTS: Mapping[EventType, tuple[str, str]] = {
    EventType.REVIEW_ASKED: ("C'è da rivedere un campione", "There is a sample to review"),
    EventType.DISPUTE_OPENED: ("È arrivata una contestazione", "An objection has come in"),
    EventType.DISPUTE_DECIDED: ("Una contestazione è stata decisa", "An objection was decided"),
    EventType.ALARM_RAISED: ("Un allarme chiede attenzione", "An alarm asks for a look"),
    EventType.FINDING_TO_CONFIRM: ("Un rilievo critico aspetta conferma", "A critical finding waits to be confirmed"),
    EventType.COMPLAINT_DUE: ("Un reclamo sta per scadere", "A complaint is soon to be answered"),
    EventType.COMPLAINT_LATE: ("Un reclamo è scaduto senza risposta", "A complaint is late"),
    EventType.EXPORT_READY: ("Il file richiesto è pronto", "The file you asked for is ready"),
    EventType.DIGEST: ("Riepilogo del giorno", "Summary of the day"),
}
_LOOK = ("Si vede qui: {link}", "See it here: {link}")
_WHY = (
    "Ricevi questo avviso perché l'hai scelto nella pagina del tuo account, dove puoi anche toglierlo: {account}",
    "You get this notice because you chose it on the page of your account, where you can also switch it off: {account}",
)
_LINES: Mapping[str, tuple[str, str]] = {
    "interaction.done": ("interazioni analizzate: {n}", "interactions analysed: {n}"),
    "interaction.failed": ("interazioni non riuscite: {n}", "interactions that failed: {n}"),
    "finding.to_confirm": ("rilievi critici da confermare: {n}", "critical findings to be confirmed: {n}"),
    "review.asked": ("campioni da rivedere: {n}", "samples to review: {n}"),
    "dispute.opened": ("contestazioni arrivate: {n}", "objections that came in: {n}"),
    "dispute.decided": ("contestazioni decise: {n}", "objections that were decided: {n}"),
    "complaint.due": ("reclami in scadenza: {n}", "complaints soon to be answered: {n}"),
    "complaint.late": ("reclami scaduti senza risposta: {n}", "complaints that became late: {n}"),
    "alarm.raised": ("allarmi: {n}", "alarms: {n}"),
}
_CODE_SUBJECT = ("Codice di conferma", "Confirmation code")
_CODE = (
    "Il codice per confermare questo indirizzo è {code}. Vale 30 minuti. Se non l'hai chiesto, ignora questo "
    "messaggio.",
    "The code that confirms this address is {code}. It is good for 30 minutes. If you did not ask for it, ignore this "
    "message.",
)


def subject(type: EventType, language: Language) -> str:
    """The line under which a notice is listed."""
    return _in(_SUBJECTS[type], language)


def body(type: EventType, data: Mapping[str, Any], link: str, account: str, language: Language) -> str:
    """What stands in it; `link` is where to look, `account` where it can be switched off."""
    counts = data.get("counts", {}) if type is EventType.DIGEST else {}
    lines = [_in(_LINES[name], language).format(n=counts[name]) for name in _LINES if name in counts]
    head = f"{subject(type, language)}: {data['day']}" if type is EventType.DIGEST else f"{subject(type, language)}."
    listed = "".join(f"- {line}\n" for line in lines)
    look, why = _in(_LOOK, language).format(link=link), _in(_WHY, language).format(account=account)
    return f"{head}\n\n{listed}{look}\n\n-- \n{why}\n"


def code_subject(language: Language) -> str:
    """Of the mail with a code."""
    return _in(_CODE_SUBJECT, language)


def code_body(code: str, language: Language) -> str:
    """What stands in it."""
    return _in(_CODE, language).format(code=code) + "\n"


def _in(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "it" else pair[1]
