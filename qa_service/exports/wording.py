"""The words of exported files in Italian and English, and numbers as each language writes them."""

from typing import Literal

from qa_service.domain import rounding
from qa_service.exports.paper import Count, Unit

Language = Literal["it", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    # on papers
    "figure": ("Indicatore", "Figure"),
    "value": ("Valore", "Value"),
    "interval": ("Intervallo", "Interval"),
    "low": ("Minimo", "Low"),
    "high": ("Massimo", "High"),
    "n_machine": ("Valutate dalla macchina", "Judged by machine"),
    "n_human": ("Verificate da persone", "Checked by people"),
    "note": ("Nota", "Note"),
    "figures": ("Indicatori", "Figures"),
    "extracts": ("Estratti", "Extracts"),
    "about": ("Riguarda", "About"),
    "quote": ("Parole", "Words"),
    "where": ("Dove", "Where"),
    "page": ("Pagina", "Page"),
    "of": ("di", "of"),
    "no_figure": ("nessun dato", "no figure"),
    "no_interval": ("senza intervallo", "no interval"),
    "period": ("Periodo", "Period"),
    "whole_period": ("dall'inizio", "from the beginning"),
    "until_now": ("a oggi", "until now"),
    "scorecard_agent": ("Scheda dell'operatore", "Agent scorecard"),
    "scorecard_bot": ("Scheda del bot", "Bot scorecard"),
    "scorecard_team": ("Scheda della squadra", "Team scorecard"),
    "scorecard_client": ("Scheda del committente", "Client scorecard"),
    "report": ("Rapporto per il committente", "Client report"),
    "agent": ("Operatore", "Agent"),
    "bot": ("Bot", "Bot"),
    "team": ("Squadra", "Team"),
    "client": ("Committente", "Client organisation"),
    "channel": ("Canale", "Channel"),
    "surveys": ("Che cosa rispondono i clienti", "What customers answered"),
    "answers": ("Risposte", "Answers"),
    "survey_counts": (
        "Contatti con risposta: {answered} su {asked} {rate}.",
        "Contacts with an answer: {answered} of {asked} {rate}.",
    ),
    "survey_csat": ("Soddisfazione", "Satisfaction"),
    "survey_ces": ("Sforzo", "Effort"),
    "survey_top_two": ("quota dei due valori più alti", "share of the two highest values"),
    "survey_nps": ("NPS (promotori meno detrattori)", "NPS (promoters less detractors)"),
    "survey_solved": ("Risolto, a detta dei clienti", "Solved, as customers say"),
    "site": ("Sede", "Site"),
    "vendor": ("Fornitore", "Vendor"),
    "sourcing": ("Gestione", "Sourcing"),
    "in_house": ("Interna", "In-house"),
    "outsourced": ("In outsourcing", "Outsourced"),
    "not_stated": ("Non dichiarato ({})", "Not stated ({})"),
    "place_counts": (
        "{n} contatti valutati, {offered} offerti in coda.",
        "{n} contacts judged, {offered} offered in queues.",
    ),
    "channel_call": ("Telefonata", "Call"),
    "channel_chat": ("Chat", "Chat"),
    "channel_email": ("E-mail", "E-mail"),
    "interactions": ("Interazioni", "Interactions"),
    "resolution": ("Esito dei casi", "How cases ended"),
    "courtesy": ("Cortesia (0-100)", "Courtesy (0-100)"),
    "cannot_tell": ("Non si può dire", "Cannot tell"),
    "courtesy_short": ("Cortesia", "Courtesy"),
    "escalation": ("Casi passati ad altri", "Cases escalated"),
    "open_promise": ("Casi con un impegno in sospeso", "Cases with an open promise"),
    "critical_customer": ("Errori critici verso il cliente", "Critical failures that harm the customer"),
    "critical_business": ("Errori critici verso l'azienda", "Critical failures that harm the business"),
    "critical_compliance": ("Errori critici verso le regole", "Critical failures of compliance"),
    "criteria": ("Criteri", "Criteria"),
    "criterion": ("Criterio", "Criterion"),
    "met": ("Soddisfatto, corretto", "Met, corrected"),
    "criteria_note": (
        "Quota delle interazioni in cui il criterio vale. «Macchina» è il suo solo conteggio (sì, su quante); il "
        "valore corretto tiene conto di quanto sbaglia.",
        "Share of the interactions where it applies. “Machine” is its own count (yes, out of how many); the corrected "
        "value allows for how often it errs.",
    ),
    "machine_value": ("Macchina", "Machine"),
    "corrected": ("Corretto", "Corrected"),
    "yes": ("Sì", "Yes"),
    "out_of": ("Su", "Of"),
    "share_counted": ("{0} ({1} su {2})", "{0} ({1} of {2})"),
    "mean_counted": ("{0} (media di {2})", "{0} (mean of {2})"),
    "machine_corrected": ("macchina {0} → corretto {1}", "machine {0} → corrected {1}"),
    "machine_alone": ("macchina {0}, non corretto", "machine {0}, not corrected"),
    "answered_by": ("Chi risponde", "Answered by"),
    "auto_holds": ("macchina", "machine"),
    "auto_not_yet_checked_here": ("macchina, non ancora verificata qui", "machine, not yet checked here"),
    "auto_too_few_checked": (
        "serve una persona: verificate {units} di {least}",
        "asks for a person: {units} of {least} checked",
    ),
    "auto_below_threshold": (
        "solo persone: concordanza almeno {low}, richiesto {threshold}",
        "people alone: agreement at least {low}, {threshold} asked",
    ),
    "counts_note": ("Conteggio delle risposte della macchina.", "Count of the machine's answers."),
    "n_human_short": ("Persone", "People"),
    "course": ("Andamento per settimana", "Week by week"),
    "week": ("Settimana", "Week"),
    "mixed_rubrics": (
        "Cortesia: settimane valutate con più versioni della griglia ({0}); uno scalino può venire da questo.",
        "Courtesy: weeks scored under more than one version of the rubric ({0}); a step may come from that.",
    ),
    "trend": ("{0}: {1} punti a settimana ({2} – {3}).", "{0}: {1} points a week ({2} – {3})."),
    "method_checked": (
        "Risposte della macchina su tutte, corrette con quelle di persone su interazioni scelte a caso",
        "Machine answers of all, corrected by people's answers on a random sample of interactions",
    ),
    "method_machine": (
        "Solo risposte della macchina, non ancora verificate qui",
        "Machine answers only, not yet checked here",
    ),
    "note_not_yet_checked_here": (
        "Non ancora verificato qui: l'intervallo tiene conto degli errori misurati altrove.",
        "Not yet checked here: the interval allows for the errors measured elsewhere.",
    ),
    "note_machine_error_unknown": (
        "Quanto spesso la macchina sbagli qui non è noto: senza verifiche il valore vero può essere qualsiasi.",
        "How often the machine errs here is not known: without checks the true figure may be anything.",
    ),
    "note_machine_error_does_not_fit": (
        "Gli errori misurati altrove non si accordano con queste risposte: servono verifiche.",
        "The errors measured elsewhere do not fit these answers: checks are needed.",
    ),
    "note_asks_for_person": (
        "Macchina e persone sono troppo poco d'accordo: la cifra è solo delle persone.",
        "Machine and people agree too little here: the figure is people's alone.",
    ),
    "note_agent_not_checked": (
        "Nessuno l'ha verificato in interazioni di questo operatore: il valore vero può essere qualsiasi.",
        "Nobody has checked this in interactions of this agent: the true figure may be anything.",
    ),
    "note_few_checks": (
        "Poche verifiche: l'intervallo si basa solo sulle interazioni verificate, non più sugli errori misurati "
        "altrove, e si restringe a ogni nuova verifica. Finché copre più di metà della scala non si mostra un valore "
        "unico.",
        "Few checks: the interval rests on the checked interactions alone, no longer on errors measured elsewhere, and "
        "narrows with every further check. While it covers more than half of the scale no single value is shown.",
    ),
    "note_too_few": ("Servono almeno {minimum} interazioni.", "At least {minimum} interactions are needed."),
    "resolved": ("Casi risolti", "Cases resolved"),
    "share": ("Quota", "Share"),
    "count": ("Numero", "Number"),
    "basis": ("Base giuridica del monitoraggio", "Legal basis for monitoring"),
    "made": ("Prodotto il", "Made on"),
    "method": ("Metodo", "Method"),
    "versions": ("Versioni", "Versions"),
    "notice_machine": (
        "Cifre prodotte da una macchina e in parte verificate da persone. Servono a formare e a migliorare il "
        "servizio; non bastano da sole per decidere di una persona.",
        "Figures made by a machine and partly checked by people. They serve coaching and quality; they are not enough "
        "on their own for any decision about a person.",
    ),
    "notice_quotes": (
        "I dati personali sono coperti da segnaposti come [PHONE].",
        "Personal data is covered by placeholders such as [PHONE].",
    ),
    # in reports to clients, and of key figures
    "notice_report": (
        "Quello che la ISO 18295-2 chiede che un committente sappia dal suo centro. Nessun operatore è nominato.",
        "What ISO 18295-2 wants a client organisation to be told by its contact centre. Agents are not named.",
    ),
    "kpis": ("Indicatori di servizio", "Key figures"),
    "kpis_note": (
        "Dove c'è una cifra della macchina, numeratore e denominatore sono il suo conteggio; il valore è corretto per "
        "quanto sbaglia, e per questo può differire dalla frazione.",
        "Where the machine has a figure of its own, numerator and denominator are its count; the value is corrected "
        "for how often it errs, and may therefore differ from the fraction.",
    ),
    "key_figure": ("Indicatore", "Key figure"),
    "numerator": ("Numeratore", "Numerator"),
    "denominator": ("Denominatore", "Denominator"),
    "target": ("Obiettivo", "Target"),
    "kept": ("Rispettato", "Kept"),
    "remark": ("Osservazioni", "Remarks"),
    "at_least": ("almeno {}", "at least {}"),
    "at_most": ("al massimo {}", "at most {}"),
    "is_kept": ("sì", "yes"),
    "is_missed": ("no", "no"),
    "cannot_be_told": ("non si può dire", "cannot be told"),
    "complaints": ("Reclami", "Complaints"),
    "reasons": ("Motivi del contatto, per origine", "Reasons for contact, by where the cause lies"),
    "inside": ("interno", "inside"),
    "own": ("del committente", "client's own"),
    "repeats": ("Ripetuti", "Repeats"),
    "repeats_note": (
        "Ripetuto: un altro contatto dello stesso cliente sulla stessa materia entro 7 giorni, contato dalla macchina.",
        "A repeat: another contact of the same customer on the same matter within 7 days, counted by the machine.",
    ),
    "no_case": ("Nessun caso", "No case"),
    "agreement": ("Concordanza persone-macchina", "How far people and machine agree"),
    "question": ("Domanda", "Question"),
    "checked": ("Verificate", "Checked"),
    "same_answer": ("Stessa risposta", "Same answer"),
    "asked_intent": ("Motivo del contatto", "Reason for contact"),
    "asked_resolution": ("Esito del caso", "How the case stands at the end"),
    "asked_sentiment_end": ("Cliente alla fine", "Customer at the end"),
    "changes": ("Cambi di metodo", "Changes of method"),
    "day": ("Giorno", "Day"),
    "part": ("Parte", "Part"),
    "before": ("Prima", "Before"),
    "after": ("Dopo", "After"),
    "moved": ("Casi risolti, dopo meno prima, in punti", "Cases resolved, after minus before, in points"),
    "an_absence": ("(non è stato detto: nessuna parola lo mostra)", "(it was not said: no words show it)"),
    # in coaching packs
    "pack": ("Raccolta di coaching", "Coaching pack"),
    "to_be_confirmed": ("Da confermare", "To be confirmed"),
    "notice_confirm": (
        "Ciò che la macchina trova contro un operatore con meno del {least} di probabilità è da confermare: finché una "
        "persona non lo conferma non entra in nessuna cifra. Dove non è certo chi sia l'operatore, di lui non si dice "
        "nulla.",
        "What the machine finds against an agent with a probability under {least} is to be confirmed: until a person "
        "confirms it, it stands in no figure. Where it is not sure who the agent is, nothing is said of the agent.",
    ),
    "moments": ("Momenti", "Moments"),
    "moment": ("Momento", "Moment"),
    "whole": ("Interazione intera", "Whole interaction"),
    "transcript": ("Trascrizione", "Transcript"),
    "listen": ("Ascolta", "Listen"),
    "no_sound": ("Nessuna registrazione per questo momento.", "There is no recording for this moment."),
    "silence_kept": (
        "Dove si dicevano dati personali l'audio tace, come nella registrazione oscurata.",
        "Where personal data was spoken the sound is silent, as in the redacted recording.",
    ),
    "said": ("Appunto", "Note"),
    "seconds": ("secondi", "seconds"),
    "machine_says": ("Secondo la macchina", "According to the machine"),
    "used": ("usato", "used"),
    "party_agent": ("Operatore", "Agent"),
    "party_customer": ("Cliente", "Customer"),
    "party_other": ("Altra voce", "Other"),
    "party_bot": ("Bot", "Bot"),
    "topic_resolution": ("Esito", "Resolution"),
    "topic_intent": ("Motivo del contatto", "Reason for contact"),
    "topic_courtesy": ("Comportamento", "Behaviour"),
    "topic_criterion": ("Criterio", "Criterion"),
    "nothing": ("Nessun momento raccolto.", "No moment was collected."),
}


KEYS = tuple(_WORDS)
ASKED = frozenset(key for key in _WORDS if key.startswith("asked_"))


def word(key: str, language: Language) -> str:
    """The word for `key`."""
    return _WORDS[key][0 if language == "it" else 1]


def number(value: float | None, unit: Unit, language: Language) -> str:
    """A figure as people read it: 83,4 % or 83.4%; a dash where there is none."""
    if value is None:
        return "–"
    if unit == "count":
        return _decimals(f"{rounding.to_decimals(value, 0):,.0f}", language)
    if unit == "share":
        return _decimals(f"{rounding.points(value, 1):.1f}", language) + (" %" if language == "it" else "%")
    return _decimals(f"{rounding.to_decimals(value, 1):.1f}", language) + (" s" if unit == "seconds" else "")


def counted(count: Count, unit: Unit, language: Language) -> str:
    """The machine's own count: 31,1 % (23 su 74), or 63,8 (media di 89)."""
    template = word("share_counted" if unit == "share" else "mean_counted", language)
    parts = (number(part, "count", language) for part in (count.numerator, count.denominator))
    return template.format(number(count.value, unit, language), *parts)


def coefficient(value: float | None, language: Language) -> str:
    """A coefficient of agreement: 0,62 or 0.62; a dash where it is not known."""
    return "–" if value is None else _decimals(f"{rounding.to_decimals(value, 2):.2f}", language)


def _decimals(text: str, language: Language) -> str:
    return text.translate(str.maketrans(",.", ".,")) if language == "it" else text
