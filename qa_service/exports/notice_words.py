"""The words of notices that depend on what is in force, in Italian and English; the rest stands in their templates."""

from collections.abc import Mapping

from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.exports.wording import Language

Pair = tuple[str, str]
ROLES: Mapping[Role, Pair] = {
    Role.ADMIN: ("amministratori", "administrators"),
    Role.QA: ("addetti alla qualità", "people of quality"),
    Role.TEAM_LEADER: ("capi squadra", "team leaders"),
    Role.COACH: ("formatori", "coaches"),
    Role.CLIENT_VIEWER: ("committente", "client organisation"),
    Role.AGENT: ("operatori", "agents"),
    Role.AUDITOR: ("revisori", "auditors"),
}
ACCESS: Mapping[str, Pair] = {
    "READ": (
        "leggere trascrizioni mascherate, ascoltare registrazioni oscurate, vederne la valutazione",
        "read masked transcripts, hear redacted recordings, see how they were judged",
    ),
    "SEE_AGENTS": ("vedere chi era l'operatore", "see who the agent was"),
    "AGENT_FIGURES": ("vedere i dati di un singolo operatore", "see figures on single agents"),
    "CLIENT_FIGURES": ("vedere i dati di un intero committente", "see figures on a whole client organisation"),
    "SEE_PII": ("vedere dove stavano i dati personali coperti", "see where personal data stood that is covered"),
    "READ_UNSURE": (
        "leggere testi in lingue in cui la copertura dei dati è incerta",
        "read texts in languages in which masking is not sure",
    ),
    "RELEASE_WORDS": (
        "togliere una copertura sbagliata, rendere visibili quei testi",
        "take a wrong mask away, release such texts",
    ),
    "COACH": ("raccogliere momenti per la formazione", "collect moments for coaching"),
    "SAMPLE": ("estrarre campioni da verificare", "draw samples to check"),
    "REVIEW": ("rispondere al posto della macchina", "answer in the machine's place"),
    "SEE_REVIEWS": ("vedere che cosa hanno risposto le persone", "see what people answered"),
    "SEE_COMPLAINTS": (
        "vedere il registro dei reclami, senza nomi",
        "see the register of complaints, without names",
    ),
    "FOLLOW_PROMISES": (
        "seguire ciò che è stato promesso ai clienti, senza nomi di operatori",
        "follow what was promised to customers, without names of agents",
    ),
    "KEEP_COMPLAINTS": ("registrare i reclami e le risposte", "register complaints and their answers"),
    "DISPUTE": ("contestare una valutazione", "object to a judgement"),
    "ANNOTATE": ("portare fuori testi mascherati per annotarli", "take masked texts out to annotate them"),
    "ERASE": ("cancellare contatti", "erase contacts"),
    "RETAIN": ("stabilire per quanto tempo si conserva", "set for how long things are kept"),
    "ADMINISTER": ("gestire persone, chiavi e committenti", "manage people, keys and client organisations"),
    "PROVISION": (
        "creare e bloccare gli accessi dal sistema delle identità dell'organizzazione",
        "make and lock accounts from the organisation's system of identities",
    ),
    "READ_AUDIT": ("leggere il registro degli accessi", "read the audit trail"),
    "CONNECT": ("stabilire da dove i contatti arrivano da soli", "set from where contacts come in by themselves"),
    "SEND_EVENTS": ("stabilire a chi il servizio segnala gli eventi", "set whom the service tells of events"),
}
"""By the name of a permission: those by which somebody sees or decides something of persons."""
OF_CUSTOMERS = (
    *("READ", "SEE_PII", "READ_UNSURE", "RELEASE_WORDS", "ANNOTATE", "ERASE", "READ_AUDIT"),
    *("SEE_COMPLAINTS", "KEEP_COMPLAINTS", "FOLLOW_PROMISES"),
)
"""Those by which somebody sees or erases what a customer said."""
NOT_OF_PERSONS = frozenset(
    {
        *("UPLOAD", "EDIT_RUBRICS", "SEE_DRAFTS", "SEE_AGREEMENT", "SET_POLICY", "MANAGE_ACCESS", "MONITOR"),
        "OWN_ACCOUNT",
    }
)
"""Permissions of which a notice has nothing to tell."""
KEPT: Mapping[KeptKind, Pair] = {
    KeptKind.ORIGINAL: ("registrazione e testo originali, non mascherati", "original recording and text, unmasked"),
    KeptKind.RECORDING: (
        "registrazione per l'ascolto, muta dove si dicono dati personali",
        "recording for listening, silent where personal data is spoken",
    ),
    KeptKind.TRANSCRIPT: ("trascrizione mascherata", "masked transcript"),
    KeptKind.REVIEW: ("risposte e contestazioni delle persone", "answers and objections of people"),
    KeptKind.ANALYSIS: (
        "valutazione (allo scadere va via l'intero contatto)",
        "analysis (when its time is up the whole contact goes)",
    ),
    KeptKind.EXPORT: ("file esportati", "exported files"),
    KeptKind.COMPLAINT: ("registro dei reclami", "register of complaints"),
    KeptKind.SURVEY: ("risposte dei clienti ai questionari", "answers of customers to surveys"),
    KeptKind.AUDIT: ("registro degli accessi e delle modifiche", "trail of who read and changed what"),
}
KEPT_BESIDES: tuple[tuple[Pair, Pair], ...] = (
    (
        (
            "somme per le statistiche, senza parole; pseudonimo del cliente",
            "sums for figures, without words; customer's pseudonym",
        ),
        ("con il loro contatto", "with their contact"),
    ),
    (
        ("raccolte per la formazione", "coaching packs"),
        (
            "finché qualcuno le toglie; i loro momenti con il contatto",
            "until somebody removes them; their moments with the contact",
        ),
    ),
    (
        (
            "elenchi da cui si sono estratti campioni: numeri, pseudonimi degli operatori, date; nessuna parola",
            "lists that samples were drawn from: numbers, pseudonyms of agents, dates; no word",
        ),
        ("restano, per poter controllare l'estrazione", "stay, so that the draw can be checked"),
    ),
    (
        ("opposizioni all'analisi: lo pseudonimo del cliente", "objections to analysis: the customer's pseudonym"),
        ("finché sono in vigore", "while they are in force"),
    ),
    (
        (
            "chi accede: nome, ruolo, limiti, impronta della password",
            "who signs in: name, role, bounds, hash of the password",
        ),
        ("restano, anche se l'accesso è bloccato", "stay, also when the account is locked"),
    ),
    (
        ("accessi falliti, senza nomi leggibili", "failed sign-ins, without readable names"),
        ("6 ore", "6 hours"),
    ),
)
"""What goes by no clock, and until when it stays."""
MODELS: Mapping[str, Pair] = {
    "asr": ("riconoscimento del parlato", "speech recognition"),
    "diarizer": (
        "distinzione di due voci in una registrazione mono; i vettori di voce non si conservano e non identificano "
        "nessuno",
        "telling two voices of a mono recording apart; vectors of voices are not kept and identify nobody",
    ),
    "encoder": ("lettura del testo mascherato", "reading of the masked text"),
    "heads": (
        "giudizi su motivo, esito, umore scritto del cliente e comportamenti; chi dei due è l'operatore",
        "judgements on reason, outcome, sentiment of the customer's words and behaviours; which party is the agent",
    ),
    "pii": ("ricerca dei dati personali da coprire", "finding of personal data to mask"),
    "language": ("riconoscimento della lingua", "finding of the language"),
    "service": ("regole, griglia e calcolo dei punteggi", "rules, rubric and scores"),
}
FAMILIES: Mapping[str, Pair] = {
    "intent": ("motivo del contatto", "reason for contact"),
    "resolution": ("esito del caso", "how the case ended"),
    "sentiment": ("umore del cliente, dalle parole", "customer's sentiment, from the words"),
    "sentiment_start": (
        "umore del cliente all'inizio, dalle parole",
        "customer's sentiment at the start, from the words",
    ),
    "sentiment_end": ("umore del cliente alla fine, dalle parole", "customer's sentiment at the end, from the words"),
    "courtesy": ("comportamenti", "behaviours"),
}
SCORES: Mapping[str, Pair] = {"courtesy": ("cortesia", "courtesy"), "resolution": ("esito", "resolution")}
HARMS: Mapping[str, Pair] = {
    "customer": ("errore critico verso il cliente", "critical failure that harms the customer"),
    "business": ("errore critico verso l'azienda", "critical failure that harms the business"),
    "compliance": ("errore critico verso le regole", "critical failure of compliance"),
}
BLANKS: Mapping[str, Pair] = {
    "controller": ("nome e indirizzo del titolare del trattamento", "name and address of the controller"),
    "contact": ("contatto per le richieste degli interessati", "contact for requests of data subjects"),
    "dpo": ("responsabile della protezione dei dati, se nominato", "data protection officer, if there is one"),
    "client": ("servizi o committenti interessati", "services or client organisations concerned"),
    "start": ("data di inizio dell'uso", "day on which use begins"),
    "basis_workers": (
        "base giuridica verso i lavoratori (art. 6 GDPR), con il legittimo interesse se è quella",
        "legal basis towards workers (art. 6 GDPR), with the legitimate interest if it is that",
    ),
    "basis_customers": (
        "base giuridica verso i clienti (art. 6 GDPR), con il legittimo interesse se è quella",
        "legal basis towards customers (art. 6 GDPR), with the legitimate interest if it is that",
    ),
    "agreement": (
        "accordo sindacale o autorizzazione dell'Ispettorato (art. 4 l. 300/1970), con la data",
        "agreement with the unions or authorisation of the labour inspectorate (art. 4 law 300/1970), with its date",
    ),
    "recipients": (
        "destinatari e responsabili del trattamento, e dove stanno le macchine",
        "recipients and processors, and where the machines stand",
    ),
    "transfer": (
        "trasferimenti fuori dallo Spazio economico europeo e loro garanzie, o «nessuno»",
        "transfers out of the European Economic Area and their safeguards, or “none”",
    ),
    "announcement": (
        "come si avvisa chi chiama o scrive, e come può dire di no",
        "how callers and writers are told, and how they may decline",
    ),
    "overseer": (
        "persone incaricate della sorveglianza umana",
        "persons charged with human oversight",
    ),
    "dpia": ("data della valutazione d'impatto (art. 35 GDPR)", "day of the impact assessment (art. 35 GDPR)"),
    "key_holder": ("chi custodisce la chiave degli pseudonimi", "who keeps the key of the pseudonyms"),
    "backups": ("termine per le copie di sicurezza", "term of backups"),
    "unions": ("RSU, RSA o associazioni sindacali firmatarie", "union representatives who sign"),
    "uses": (
        "a quali altri fini del rapporto di lavoro i dati possono servire, o «nessuno»",
        "for which other ends of the employment the data may serve, or “none”",
    ),
    "review_months": ("ogni quanti mesi le parti si incontrano", "every how many months the parties meet"),
    "duration": ("durata e disdetta", "duration and notice"),
    "signatures": ("luogo, data e firme", "place, day and signatures"),
    "provider": (
        "chi fornisce il sistema nel senso dell'art. 3(3), e con quale nome",
        "who is the provider in the meaning of art. 3(3), and under which name",
    ),
    "fria": (
        "se l'art. 27 si applica, e data della valutazione d'impatto sui diritti fondamentali",
        "whether article 27 applies, and day of the assessment of impact on fundamental rights",
    ),
    "ask_operator": (
        "chi gestisce il server del modello linguistico, con quale contratto e che cosa conserva",
        "who runs the server of the language model, by which contract and what it keeps",
    ),
}
"""What only the employer knows."""
PERIODS: Mapping[KeptKind, Pair] = {
    KeptKind.ORIGINAL: ("termine per gli originali", "term of the originals"),
    KeptKind.RECORDING: ("termine per le registrazioni oscurate", "term of redacted recordings"),
    KeptKind.TRANSCRIPT: ("termine per le trascrizioni", "term of transcripts"),
    KeptKind.REVIEW: ("termine per le risposte delle persone", "term of people's answers"),
    KeptKind.ANALYSIS: ("termine per le valutazioni e i contatti interi", "term of analyses and whole contacts"),
    KeptKind.EXPORT: ("termine per i file esportati", "term of exported files"),
    KeptKind.COMPLAINT: ("termine per i reclami a cui si è risposto", "term of complaints that are answered"),
    KeptKind.SURVEY: ("termine per le risposte dei clienti", "term of customers' answers"),
    KeptKind.AUDIT: ("termine per il registro degli accessi", "term of the audit trail"),
}
"""Blanks, too: what goes by no clock has no term yet."""
_SENTENCES: Mapping[str, Pair] = {
    "no_basis": (
        "Nel sistema non è registrato nessun accordo né autorizzazione: i dati dei singoli operatori e delle squadre "
        "restano perciò nascosti a tutti. Accordo o autorizzazione: {blank}.",
        "No agreement or authorisation is recorded in the system: figures on single agents and teams are therefore "
        "withheld from everybody. Agreement or authorisation: {blank}.",
    ),
    "basis": (
        "Nel sistema è registrato come fondamento: {basis}. Solo per questo i dati dei singoli operatori si vedono.",
        "The basis that is recorded in the system is: {basis}. Figures on single agents show for this reason alone.",
    ),
    "no_ask": (
        "Nessun modello linguistico esterno è interrogato; nessuna parola lascia il sistema per questo.",
        "No external language model is asked; no words leave the system for that.",
    ),
    "ask": (
        "Per i criteri che lo chiedono, i turni mascherati di un contatto (chi parla e le parole; non nomi, numeri, "
        "committente né orari) vanno al modello linguistico {model} sul server {host}: {blank}.",
        "For criteria that ask for it, the masked turns of a contact (who speaks and the words; no ids, client or "
        "times) go to the language model {model} on the server {host}: {blank}.",
    ),
    "originals_go": (
        "si cancella appena il contatto è analizzato; se l'analisi non riesce, dopo sette giorni",
        "erased as soon as the contact is analysed; where the analysis fails, after seven days",
    ),
    "days": ("{days} giorni", "{days} days"),
    "no_days": ("nessun termine impostato: {blank}", "no term is set: {blank}"),
    "file_hours": ("{hours} ore; la richiesta: ", "{hours} hours; the order for it: "),
    "kept_head": ("| che cosa | per quanto tempo |", "| what | for how long |"),
    "access_head": ("| chi può | ruoli |", "| who may | roles |"),
    "models_head": ("| a che cosa serve | modello e versione |", "| what it does | model and version |"),
    "measured_head": (
        "| che cosa la macchina dice | quante volte sbaglia |",
        "| what the machine says | how often it is wrong |",
    ),
    "encrypted": (
        "Registrazioni, testi in attesa e file esportati sono cifrati (AES-256-GCM) con chiavi di questa "
        "installazione; la base di dati con i testi mascherati non è cifrata dal sistema.",
        "Recordings, waiting texts and exported files are encrypted (AES-256-GCM) with keys of this installation; the "
        "database with the masked texts is not encrypted by the system.",
    ),
    "not_encrypted": (
        "I testi in attesa di analisi sono cifrati (AES-256-GCM); registrazioni nuove, file esportati e base di dati "
        "**non** sono cifrati dal sistema.",
        "Texts that wait for analysis are encrypted (AES-256-GCM); new recordings, exported files and the database are "
        "**not** encrypted by the system.",
    ),
    "own_sign_in": (
        "Si entra con un nome e una password del sistema.",
        "People sign in with a name and a password of the system.",
    ),
    "sign_in_at": (
        "Si entra con l'accesso unico dell'organizzazione ({host}).",
        "People sign in by the organisation's single sign-on ({host}).",
    ),
    "second_factor": (
        "Un secondo fattore è obbligatorio per: {roles}.",
        "A second factor is required of: {roles}.",
    ),
    "no_second_factor": (
        "Un secondo fattore è possibile per tutti e obbligatorio per nessuno.",
        "A second factor is open to everybody and required of nobody.",
    ),
    "audit_here": (
        "Ogni lettura di una trascrizione, di una registrazione o dei dati di una persona, e ogni modifica, resta in "
        "un registro concatenato in cui si vede se qualcosa è stato tolto.",
        "Every read of a transcript, a recording or figures on a person, and every change, stays in a chained trail "
        "that shows when something was taken out.",
    ),
    "audit_feed": (
        "Le stesse righe vanno anche al raccoglitore dei registri dell'organizzazione.",
        "The same lines also go to the organisation's log collector.",
    ),
    "measured_on": ("Misurato su «{on}», modello `{model}`.", "Measured on “{on}”, model `{model}`."),
    "measured_on_corpus": (
        "Misurato su {n} conversazioni scritte per il progetto e non usate per addestrare il modello `{model}`; non su "
        "contatti di questo centro e non su parole riconosciute da registrazioni.",
        "Measured on {n} conversations that were written for the project and not used to train the model `{model}`; "
        "not on contacts of this centre, and not on words recognised from recordings.",
    ),
    "not_measured": (
        "Per il modello in uso (`{model}`) non è misurato nessun errore: di ogni risposta della macchina non si sa "
        "quanto spesso è sbagliata.",
        "For the model in force (`{model}`) no error has been measured: of no answer of the machine is it known how "
        "often it is wrong.",
    ),
    "wrong_label": ("{wrong} su {n} ({share})", "{wrong} of {n} ({share})"),
    "wrong_yes_no": (
        "lo dice {false} volte su {no} in cui non c'è ({false_share}); non lo dice {missed} volte su {yes} in cui c'è "
        "({missed_share})",
        "says so {false} of {no} times where it is not ({false_share}); does not {missed} of {yes} times where it is "
        "({missed_share})",
    ),
    "bias": (
        "{name}, punteggio 0–100 con la griglia predefinita: {bias} punti di scarto medio ({direction}), deviazione "
        "{deviation}, su {n} contatti",
        "{name}, score 0–100 under the default rubric: {bias} points off on average ({direction}), deviation "
        "{deviation}, over {n} contacts",
    ),
    "too_high": ("troppo alto", "too high"),
    "too_low": ("troppo basso", "too low"),
    "accusations": (
        "Dei comportamenti che pesano contro un operatore ({labels}) la macchina ne ha trovati {found}, {wrong} a "
        "torto ({share}); gliene sono sfuggiti {missed} su {true}. Quanti di quelli solo «da confermare» siano "
        "sbagliati non è misurato nei dati di questa installazione.",
        "Of the behaviours that count against an agent ({labels}) the machine found {found}, {wrong} wrongly "
        "({share}); it missed {missed} of {true}. How many of those that are only “to be confirmed” are wrong is not "
        "measured in the data of this installation.",
    ),
    "no_accusations": (
        "Quante volte la macchina accusa a torto un operatore non è misurato.",
        "How often the machine wrongly accuses an agent is not measured.",
    ),
    "asr_unmeasured": (
        "Quante parole il riconoscimento del parlato sbaglia non è misurato nei dati di questa installazione.",
        "How many words speech recognition gets wrong is not measured in the data of this installation.",
    ),
    "masking_unmeasured": (
        "La copertura non è perfetta: quanti dati personali le sfuggono non è misurato nei dati di questa "
        "installazione, e i testi coperti non vanno trattati come anonimi.",
        "Masking is not perfect: how much personal data it misses is not measured in the data of this installation, "
        "and masked texts are not to be treated as anonymous.",
    ),
    "other_models": (
        "Un modello scelto dal centro risponde al posto di quello fornito su: {names}. Il suo errore non è misurato "
        "qui.",
        "A model chosen by the centre answers in the place of the shipped one on: {names}. Its error is not measured "
        "here.",
    ),
    "adapted": (
        "Un modello appreso dalle risposte delle persone di questo servizio risponde su: {names}. Il suo errore sta "
        "nella relazione con cui è stato messo in uso, non in queste cifre.",
        "A model learned from the answers of this service's people answers on: {names}. Its error stands in the report "
        "with which it was put in force, not in these figures.",
    ),
    "not_adapted": (
        "Nessun modello appreso dalle risposte di questo servizio è in uso.",
        "No model learned from this service's answers is in force.",
    ),
    "adapted_unknown": (
        "Dove per un committente è in uso un modello appreso dalle risposte delle sue persone, le cifre sull'errore "
        "non valgono per quelle domande: si stampa allora questo testo per quel committente (`--client`).",
        "Where a model learned from a client organisation's own answers is in force, the figures on errors do not hold "
        "for those questions: this text is then printed for that organisation (`--client`).",
    ),
    "nobody_without_basis": (
        "nessuno, finché manca l'accordo o l'autorizzazione",
        "nobody, as long as agreement or authorisation is missing",
    ),
    "bounds": (
        "Gli operatori vedono solo i propri contatti, i capi squadra solo quelli della propria squadra, un committente "
        "solo il proprio servizio e mai chi era l'operatore.",
        "Agents see their own contacts only, team leaders those of their own team, a client organisation its own "
        "service alone and never who the agent was.",
    ),
    "trail_short": (
        "**il termine del registro ({days} giorni) è più breve dei sei mesi che gli articoli 19 e 26, paragrafo 6, "
        "chiedono**",
        "**the term of the trail ({days} days) is shorter than the six months that articles 19 and 26(6) ask for**",
    ),
    "trail_long": (
        "conservarlo almeno sei mesi (articoli 19 e 26, paragrafo 6): nessun termine più breve è impostato",
        "keeping it for at least six months (articles 19 and 26(6)): no shorter term is set",
    ),
}


def worded(pair: Pair, lang: Language) -> str:
    """One of the two."""
    return pair[0 if lang == "it" else 1]


def sentence(key: str, lang: Language, **values: object) -> str:
    """With its values filled in."""
    return worded(_SENTENCES[key], lang).format(**values)
