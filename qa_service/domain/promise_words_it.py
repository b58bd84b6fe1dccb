"""Italian words of promises: what commits the centre, and what beside it takes that back."""

import re
from collections.abc import Sequence

from qa_service.domain.promise_kinds import PromiseKind, Unsaid

_OURS = r"(?:o|iamo|ano|erò|eremo|erà|eranno)"
_CALLS = (
    rf"(?:(?:richiam|ricontatt|chiam|contatt|ricerc)(?:{_OURS}|a)|risent(?:o|iamo|irò|iremo|irà)|sentirò|sentiremo)"
)
_CALLED = r"(?:richiamat|ricontattat|contattat|chiamat)[oaie]"
_TO_CALL = r"(?:richiamare|ricontattare|chiamare|contattare|telefonare|risentire)"
_SENDS = (
    r"(?:mand(?:o|iamo|erò|eremo)|invi(?:o|amo|erò|eremo)|spedi(?:sco|amo|rò|remo)|inoltr(?:o|iamo|erò|eremo)"
    r"|rispedi(?:sco|amo|rò|remo)|trasmett(?:o|iamo|erò|eremo)|recapit(?:o|iamo|erò|eremo)|gir(?:o|iamo|erò|eremo)"
    r"|consegn(?:o|iamo|erò|eremo)|reinvi(?:o|amo|erò|eremo)|rimand(?:o|iamo|erò|eremo))"
)
_SENT = r"(?:inviat|spedit|mandat|inoltrat|trasmess|recapitat|rispedit|reinviat|girat)[aoie]"
_TO_SEND = r"(?:inviar|spedir|mandar|inoltrar|trasmetter|recapitar|girar|reinviar)\w{1,4}"
_CLITIC = r"(?:le|la|lo|li|vi|ti|gli|glielo|gliela|gliele|glieli)"
_PAY = r"(?:rimbors|riaccredit|accredit|storn|bonific|indennizz|scal)"
_PAYS = (
    rf"(?:{_PAY}(?:o|iamo|ano|h?erò|h?eremo|hiamo)|restitui(?:sco|amo|rò|remo)|ridò|ridiamo|ridar(?:ò|emo)"
    r"|risarci(?:sco|amo|rò|remo)|rend(?:iamo|erò|eremo)|liquid(?:iamo|eremo)|corrispond(?:iamo|eremo))"
)
_PAID = (
    r"(?:rimborsat|riaccreditat|accreditat|stornat|bonificat|restituit|corrispost|risarcit|liquidat|riconosciut"
    r"|scalat|rifus|indennizzat)[oaie]"
)
_MONEY = r"(?:rimborso|storno|accredito|riaccredito|bonifico|indennizzo|risarcimento|nota di credito)"
_WORKER = (
    r"(?:tecnic[oi]|perit[oi]|idraulic[oi]|elettricist[ai]|installator[ei]|addett[oiae]|operai[oe]?|squadra|ditta"
    r"|manutentor[ei]|incaricat[oi]|ispettor[ei])"
)
_COMES = (
    r"(?:passa|passerà|passeranno|viene|verrà|verranno|arriva|arriverà|interviene|interverrà|esce|uscirà|sarà|è|"
    r"si presenta|si presenterà)"
)
_NOT_PASSIVE = (
    rf"(?! (?:{_CALLED}|{_SENT}|previst|necessari|passat|già|stat|avvisat|informat|assegnat"
    rf"|a disposizione))"
)
_WILL_BE = r"(?:verrà|sarà|verranno|saranno)"
_WHEN = (
    r"(?:oggi|domani|domattina|dopodomani|stasera|stamattina|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|entro"
    r"|fra"
    r"|nel pomeriggio|in giornata|in serata|in settimana|la prossima settimana|settimana prossima|appena|più tardi)"
)
_UNDERTAKES = (
    r"(?:cura(?: di)?|(?:impegno|impegniamo|impegneremo) a|provved(?:o|iamo|erò|eremo|erà|eranno)(?: \w+)? (?:a|ad)"
    r"|proced(?:o|iamo|erò|eremo|erà) (?:a|ad)|occuper(?:ò|emo) (?:noi |io )?di|premura(?: di)?)"
)
_JOB = r"(?:intervento|sopralluogo|installazione|riparazione|uscita)"
_MATTER = r"(?:segnalazione|pratica|richiesta|reclamo|ticket|sollecito|verifica|caso|guasto)"
_TEAM = r"(?:al |all'|ai |alla |agli |a chi )"

PATTERNS: Sequence[tuple[PromiseKind, re.Pattern[str]]] = [
    (
        PromiseKind.TECHNICIAN,
        re.compile(
            rf"\b{_WORKER} (?:\w+ ){{0,2}}{_COMES}\b{_NOT_PASSIVE}(?=.{{0,60}}\b(?:da lei|da voi|presso|a casa"
            rf"|{_WHEN}"
            r"|il \d|tra|dalle|alle|a fare|a vedere|a controllare|a sistemare))"
            rf"|\b{_WORKER} (?:\w+ )?(?:passa|passerà|passeranno|interviene|interverrà|intervengono|interverranno"
            rf"|esce|uscirà)\b"
            rf"|\b{_SENDS} (?:\w+ )?(?:un[ao]? |un'|il |i |dei |l'|gli )?(?:\w+ )?(?:{_WORKER}|qualcuno"
            rf"|uno dei nostri)\b"
            rf"|\b(?:esce|passa|viene|arriva|uscirà|passerà|verrà|arriverà|interverrà) (?:un |il |una "
            rf"|la )?(?:\w+ )?(?:{_WORKER}|uno dei nostri)\b"
            rf"|\b(?:facciamo|faccio|faremo|farò) (?:uscire|venire|passare|intervenire)\b"
            rf"|\b(?:ho|abbiamo) (?:già )?(?:fissato|prenotato|programmato) (?:\S+ ){{1,6}}(?:l'|un')?{_WORKER}\b"
            rf"|\b(?:ho|abbiamo) (?:già )?(?:fissato|prenotato|programmato|pianificato) (?:\w+ |l'"
            rf"|un'){{1,2}}{_JOB}\b"
            rf"|\b{_JOB} (?:\w+ )?(?:fissat|programmat|prenotat|confermat|pianificat)[oa]\b(?! (?:ieri|in passato))"
            r"|\b(?:veniamo|verremo|passiamo|passeremo) (?:noi|a vedere|a controllare|a sistemare|a riparare|da lei"
            r"|a casa sua)\b|\binterverremo\b"
        ),
    ),
    (
        PromiseKind.REFUND,
        re.compile(
            rf"\b{_CLITIC} {_PAYS}\b|\b{_PAY}(?:h?erò|h?eremo)\b|\b(?:restitui|risarci)(?:rò|remo)\b"
            rf"|\b(?:procedo|procediamo|procederemo|procederò|provvedo|provvediamo|provvederò"
            rf"|provvederemo) (?:subito )?"
            rf"(?:con il |con lo |con l'|al |all'|allo |alla |a |ad )(?:{_PAY}\w+|restitu\w+|risarc\w+|indennizz\w+)"
            rf"|\b(?:sarà|mia|nostra) cura (?:di )?(?:{_PAY}|restitui|risarci)\w+"
            rf"|\b(?:ho|abbiamo) (?:già )?(?:predisposto|avviato|disposto|inserito|richiesto) (?:il |lo |un "
            rf"|l'){_MONEY}\b"
            rf"|\b{_MONEY} (?:\w+ ){{0,2}}(?:arriverà|sarà|verrà|parte|partirà)\b(?! (?:possibile|valutato))"
            rf"|\briceverà (?:il |un |uno |lo |l'|una )?{_MONEY}\b"
            rf"|\b(?:le|gliel[oaei]|glieli) (?:verrà|sarà|verranno|saranno|viene|vengono) (?:\w+ )?{_PAID}\b"
            rf"|\b{_WILL_BE} (?:\w+ )?{_PAID}\b"
            rf"|\bvien[eg]\w* {_PAID} (?:\w+ )?(?:sulla |nella |con la |nella sua )(?:prossima|sua prossima)\b"
            rf"|\ble (?:faccio|facciamo|farò|faremo|riconosco|riconosciamo|riconosceremo|emetto|emettiamo|emetteremo)"
            rf" (?:avere |subito |noi )?(?:il |un |uno |lo |l'|una )?(?:{_MONEY}|sconto|buono|voucher|credito)\b"
            rf"|\b(?:faccio|facciamo|faremo|farò) partire (?:il |un |lo ){_MONEY}\b"
            rf"|\b(?:dispongo|disponiamo|disporremo|emettiamo|emetteremo|effettueremo) (?:il |un |uno |lo |l'"
            rf"|una )?{_MONEY}"
            r"\b|\b(?:soldi|importo|somma|cifra) le (?:ritorn|torn)(?:a|ano|erà|eranno)\b"
            rf"|\b(?:vedrà|troverà) (?:già )?(?:il |lo |un |l')?(?:\w+ )?{_MONEY}\b"
            r"|\b(?:le|gliel[oaei]) (?:tolgo|togliamo|toglierò|toglieremo|abbon\w+|abbuon\w+|detrarr\w+|detraiamo"
            r"|rendo)\b(?! (?:noto|il dubbio|ogni dubbio))"
            r"|\b(?:avviato|aperto|inserito) la (?:pratica|procedura|richiesta) di (?:rimborso|storno)\b"
            r"|\b(?:riavrà|riavrete) (?:\w+ ){0,2}(?:soldi|importo|somma|cifra|tutto)\b"
        ),
    ),
    (
        PromiseKind.CALL_BACK,
        re.compile(
            rf"\b(?:la|vi|ti) {_CALLS}\b|\b(?:le|vi|ti) (?:ri)?telefon(?:o|erò|eremo|iamo|erà|eranno|a)\b"
            rf"|\b(?:la|vi|ti) sent(?:o|iamo|e) (?:io |noi |lui |lei )?(?:\w+ )?{_WHEN}"
            rf"|\b(?:la|vi|ti|le) (?:faccio|facciamo|farò|faremo) (?:\w+ )?{_TO_CALL}\b"
            rf"|\b{_UNDERTAKES} (?:\w+ )?(?:richiamar|ricontattar|contattar|chiamar|telefonar|risentir)(?:l[aeo]"
            rf"|vi)\b"
            rf"|\b{_WILL_BE} (?:\w+ )?{_CALLED}\b|\ble (?:do|diamo|darò|daremo) (?:io |noi )?(?:un|uno) (?:colpo"
            rf"|squillo)\b"
            r"|\ble (?:faccio|facciamo|farò|faremo) (?:io |noi )?(?:uno squillo|una (?:telefonata|chiamata)"
            r"|un colpo)\b"
            r"|\b(?:mi|ci) (?:rifaccio|faccio|facciamo|rifacciamo|farò|faremo|rifarò) (?:io |noi )?(?:vivo|viva"
            r"|vivi|risentire"
            r"|sentire)\b|\bsi (?:fa|fanno|farà|faranno) (?:vivo|viva|vivi|sentire)\b"
            r"|\briceverà (?:una|la) (?:nostra |mia )?(?:chiamata|telefonata)\b"
            r"|\bci pens(?:o|a|iamo) (?:\S+ ){0,4}a (?:ri)?(?:chiamar|contattar)l[ao]\b"
            r"|\bsi metterà in contatto con lei\b"
            r"|\b(?:ci metteremo|mi metterò|ci mettiamo|mi metto) (?:\w+ )?in contatto con lei\b"
            r"|\b(?:prenderemo|prenderà|prendiamo) contatto con lei\b"
            rf"|\bci ri?(?:sentiamo|aggiorniamo) (?:noi |io |allora )?{_WHEN}\b"
        ),
    ),
    (
        PromiseKind.CHECK,
        re.compile(
            r"\b(?:le|vi) (?:faccio|facciamo|farò|faremo|farà) (?:\w+ )?sapere\b"
            r"|\b(?:la |l'|vi )(?:aggiorno|aggiorniamo|aggiornerò|aggiorneremo|aggiornerà|informerò|informeremo)\b"
            r"|\b(?:le|vi) (?:do|diamo|darò|daremo) (?:\w+ )?(?:un |una )?(?:riscontro|risposta|conferma|notizie)\b"
            r"|\b(?:le|vi) (?:comunic(?:o|hiamo|herò|heremo)|rispond(?:o|iamo|erò|eremo)|saprò dire|confermerò"
            r"|confermeremo|sapremo dire)\b"
            r"|\bpoi le (?:so dire|dico|confermo|diciamo|sappiamo dire)\b|\bavrà (?:\w+ )?(?:notizie|riscontro"
            r"|risposta)\b"
            r"|\briceverà (?:un |una )?(?:nostr[oa] )?(?:riscontro|risposta|aggiornament[oi])\b"
            r"|\b(?:la|vi) (?:tengo|teniamo|terrò|terremo) (?:aggiornat|informat)[aoi]\b"
            rf"|\b{_UNDERTAKES} (?:\w+ )?(?:aggiornarl[ao]|informarl[ao]|farl[ea] sapere|comunicarl[eo]|risponderle"
            r"|tenerl[ao] aggiornat[ao]|darle (?:un )?(?:riscontro|risposta))\b"
        ),
    ),
    (
        PromiseKind.SEND,
        re.compile(
            rf"\b{_CLITIC} {_SENDS}\b(?! (?:\w+ )?(?:chiamata|telefonata|in attesa|un attimo|le spalle))"
            r"|\b(?:le|vi|ti|glielo|gliela|gliele|glieli) (?:faccio|facciamo|farò|faremo) (?:\w+ )?"
            r"(?:avere|arrivare|partire|recapitare|spedire|mandare|inviare|pervenire)\b"
            rf"|\b{_WHEN} (?:\S+ ){{0,3}}(?:le|vi) arriva(?:no)?\b"
            rf"|\b(?:proced|provved)(?:o|iamo|erò|eremo) (?:\w+ )?(?:con la |con l'|alla |all'|al )(?:spedizione"
            rf"|invio|inoltro"
            r"|trasmissione|recapito|consegna)\b"
            rf"|\b(?:merce|pacco|spedizione|ordine|lettera|raccomandata|ricambio) part(?:e|irà) (?:\w+ )?{_WHEN}\b"
            rf"|\b(?:faccio|facciamo|farò|faremo) partire\b"
            rf"|\briceverà\b|\b(?:le|vi) arriver(?:à|anno)\b|\b(?:le|vi) perverr(?:à|anno)\b"
            rf"|\b(?:le|vi) arriva(?:no)? (?:\S+ ){{0,4}}(?:via|per posta|per mail|per email|a casa|{_WHEN})\b"
            rf"|\b{_WILL_BE} (?:\w+ )?{_SENT}\b|\b{_UNDERTAKES} (?:\w+ )?{_TO_SEND}"
            r"|\b(?:invier|spedir|mander|trasmetter|recapiter|rispedir|reinvier)(?:ò|emo)\b"
            rf"|\b{_SENDS} (?:\S+ ){{0,4}}{_WHEN}\b|\bavrà (?:\S+ ){{1,5}}(?:via mail|per posta|entro|domani"
            rf"|a casa)\b"
            r"|\b(?:metto|mettiamo|metterò|metteremo) in spedizione\b|\ble (?:scrivo|scriverò|scriviamo|scriveremo)\b"
        ),
    ),
    (
        PromiseKind.CHECK,
        re.compile(
            r"\bmi (?:informo|informerò|attivo|attiverò) (?:\S+ ){0,2}(?:con|col|presso|dal|dalla|dai|all'|in)\b"
            r"|\bci informiamo\b"
            rf"|\b(?:apro|apriamo|aprirò|apriremo|faccio|facciamo|farò|faremo|inserisco|inseriamo) (?:subito |io )?"
            rf"(?:fare |aprire )?(?:una |un |la |il )(?:nuova |nuovo )?{_MATTER}\b"
            rf"|\b(?:inoltr|gir|pass|segnal)(?:o|iamo|erò|eremo|herò|heremo) (?!(?:la |questa )?(?:chiamata"
            rf"|telefonata|linea))(?:\S+ )?(?:\w+ )?(?:{_MATTER} )?{_TEAM}"
            rf"(?:reparto|ufficio|amministrazione|tecnic|colleg|magazzino|direzione|respons|settore)"
            rf"|\b{_WILL_BE} (?:\w+ )?(?:inoltrat|pres|esaminat|valutat|verificat|gestit|ripristinat"
            rf"|sollecitat)[aoi]\b"
            r"|\bsollecit(?:o|iamo) (?:io |noi |subito )?(?:l'|il |la |i |gli )"
            r"|\b(?:faccio|facciamo|farò|faremo) (?:controllare|verificare)\b"
            r"|\b(?:mi |la )?(?:prendo|prendiamo) (?:io |noi )?in carico\b|\b(?:me ne occupo|ce ne occupiamo"
            r"|ce ne occuperemo"
            r"|me ne occuperò)\b"
            r"|\b(?:verifich|controll|approfond|sollecit|indagh)(?:erò|eremo|irò|iremo)\b"
            r"|\b(?:provvederemo|provvederò|provvedo|provvediamo) a (?:\w+ )?(?:verific|controll|sollecit|segnal)\w+"
            r"|\b(?:sento|chiedo|parlo con|sollecito) (?:\S+ )?(?:reparto|ufficio|amministrazione|magazzino"
            r"|responsabile"
            rf"|colleghi|collega) (?:\S+ ){{0,4}}{_WHEN}\b"
        ),
    ),
]

UNSAID = Unsaid(
    harmless=re.compile(
        r"non si preoccupi|non c'è problema|non appena|non oltre|come se\b|anche se\b|se non (?:sbaglio|erro)"
        r"|\b(?:dire|dico|sapere|vedere|vedo|verificare|verifico|controllo|controllare|capire|chiedo|chiedere"
        r"|vediamo|vedremo)(?: insieme)? se\b"
    ),
    condition=re.compile(
        r"\?|\b(?:se|qualora|nel caso|in caso|in quel caso|casomai|eventualmente|di solito|solitamente|normalmente"
        r"|in genere|di norma|generalmente|per legge|nessuno|vuole che|avrei|avremmo|avevano|mi richiami"
        r"|ci richiami|solo quando|solo dopo|come sempre|come al solito|a meno che|purché|a patto che|sempre che"
        r"|ogni (?:mese|anno|volta|due"
        r"|tre)"
        r"|salvo|hanno detto che|ha detto che|dicevano che|detto che)\b|^ *quando\b|\b(?:può|deve|possono) mandar"
        r"|\bspetta\b"
    ),
    greeting=re.compile(
        r"\bchiamata (?:\w+ )?(?:sarà|verrà|viene)\b|\bscalat[aoie] dal\b|\b(?:la|le|ti|vi) (?:chiamo|telefono"
        r"|contatto|rispondo|scrivo|scriviamo|contattiamo|chiamiamo) "
        r"(?:\S+ )?(?:per|perché|da|dal|dalla|dall'|in merito|riguardo|a proposito)\b"
    ),
    refused=re.compile(
        r"\b(?:non|né|mai|senza) (?:\S+ ){0,2}$|\bnon (?:\S+ ){1,5}(?:che|se|di) (?:\S+ ){0,4}$"
        r"|\b(?:chi|quando|quanto) (?:\S+ )?$|\bnon (?:\w+ )?(?:so|sappiamo|posso|possiamo|saprei)\b[^,]{0,60}$"
        r"|\b(?:potrebbe|potrebbero|dovrebbe|dovrebbero|potremmo|dovremmo|vorrei|magari|forse) (?:\S+ ){0,3}$"
    ),
    within=re.compile(r"\bnon\b"),
    others=re.compile(
        r"(?<!con )(?<!per )(?:\b(?:il|la|lo|le|i|un|una|suo|sua|vostro|sue) |\bl')(?:corrier[ei]|banca|posta"
        r"|postino|poste|comune|emittente"
        r"|marito|moglie|figli[oa]|vicino|fornitore|venditore|distributore|notaio|avvocato|medico|amministratore"
        r"|gestore|vettore|proprietario|negozio|cliente|clienti)\b(?: \S+){0,4} $"
    ),
    by_others=re.compile(
        r"^(?: \S+){0,4}(?<!con)(?<!tramite) (?:dal |dalla |dall'|dalle |dai |il |la )(?:sua |suo )?(?:corriere"
        r"|banca|emittente|poste|comune|fornitore|vettore"
        r"|venditore|distributore|notaio|medico|gestore|negozio)\b"
    ),
    breaks=re.compile(r"[,:;]| (?:ma|però|e|perché|così|quindi|allora|poi|comunque|invece|ché) "),
    now=re.compile(r"\b(?:adesso|in questo momento|proprio ora)\b"),
    waits=re.compile(r"\b(?:attend[ae]|un attimo|un momento|un secondo|in linea|resti|rimanga|ho già)\b"),
    ours=re.compile(r"\|[^|]*(?:o|iamo|rò|remo)$"),
)
