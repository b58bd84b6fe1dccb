"""Numbers and codes that point at a person: which runs are personal data, and of which type.

The form decides where it can (codice fiscale, IBAN, card, POD, telephone); otherwise the words around do, the question
of an earlier turn included. Quantities, prices and times stay.
"""

import re
from collections.abc import Sequence

from qa_service.understand.recognizers import checks
from qa_service.understand.recognizers.lines import Hit, Line
from qa_service.understand.recognizers.runs import Run

PHONE, CARD, IBAN, POD = "PHONE", "CREDIT_CARD", "IBAN", "POD_PDR"
NATIONAL, CUSTOMER, OTHER = "NATIONAL_ID", "CUSTOMER_CODE", "OTHER_ID"


def _words(kind: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), kind)


_CUES = {
    **_words(PHONE, "telefono telefonico cellulare cell tel recapito fisso whatsapp telefonino tél mobile phone telephone"
             " landline richiamo richiamarla richiama chiamo chiamarla chiama chiamano richiamano sms telefonare cel text"),
    **_words(CARD, "carta visa mastercard maestro bancomat postepay amex card cards debit credit carte"),
    **_words(IBAN, "iban conto ban account"),
    **_words(POD, "pod pdr mpan mprn"),
    **_words(NATIONAL, "fiscale fisc cf identità passaporto patente documento passport licence license ssn nino nhs pps"
             " aadhaar sanitaria ppsn security insurance cie tin medicare"),
    **_words(CUSTOMER, "cliente clienti utente tessera abbonamento abbonato abbonata utenza socio customer cust acct"
             " membership member username user login subscriber userid loyalty fidelity hospital patient acc nus"),
    **_words(OTHER, "ordine ordini pratica pratiche ticket sinistro fattura targa targata protocollo prot prenotazione"
             " reclamo segnalazione richiesta polizza preventivo spedizione lotto tracking pnr contratto bolletta bolla"
             " partita piva iva sdi rif riferimento contestazione reso caso seriale serie matricola imei pin otp codice"
             " code order case claim policy reference ref booking reservation confirmation consignment parcel invoice"
             " reg registration plate serial incident complaint contract quote passcode vin sinistri verbale cartella"
             " univoco codici lettera raccomandata voucher buono coupon intervento cod nota job licenza bsb sort enne"
             " invoices avviso biglietto abbonata's impegnativa nre delivery device badge telaio rma delega polizze"
             " preventivi spid password parola sicurezza barcode collo pacco contatore"),
}  # fmt: skip
_GENERIC = frozenset("codice code numero number no nr num n cod codici it's it is è ce l'ho".split())
_ENDINGS = frozenset(
    "finisce finiva finiscono finisca termina terminante terminava finale finali ending ends end ended finishes"
    " cifre digits four".split()
)
_UNITS = frozenset(
    "euro eur giorni giorno ore ora minuti minuto mesi mese anni anno settimane settimana percento gradi chilometri"
    " chili metri punti volte volta pezzi persone gigabyte giga mega kilowatt metro litri centesimi rate scatti copie"
    " days day hours hour minutes minute months month years year weeks week percent degrees miles kilos metres points"
    " times pieces people gig gigs pounds quid dollars pence cents p pages euros nights seats miles kilometres meters"
    " notti posti stanze piani pagine quintali ettari grammi watt volt stelle stars bags items secondi seconds stops"
    " o'clock pm am uomini bambini adulti scatole confezioni bottiglie righe lettere letters persons rooms".split()
)
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"), NATIONAL),  # codice fiscale
    (re.compile(r"[A-Z]{6}\d[\dLMNP-V][ABCDEHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]"), NATIONAL),
    (re.compile(r"IT\d{3}E\d{8,9}"), POD),
    (re.compile(r"IT\d\d[A-Z]\d{4,22}"), IBAN),
    (re.compile(r"[A-CEGHJ-PR-TW-Z]{2}\d{6}[A-D]"), NATIONAL),  # UK national insurance
    (re.compile(r"[A-Z]{2}\d{3}[A-Z]{2}"), OTHER),  # Italian plate
    (re.compile(r"[A-Z]{2}\d{2}[A-Z]{3}"), OTHER),  # UK plate
    (re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}"), OTHER),  # parcel (UPU S10)
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[\dA-Z]?\d[A-Z]{2}")
_LOOK_BACK = 14
_LOOK_AHEAD = 4


def classify(line: Line, runs: Sequence[Run], asked: Sequence[str]) -> list[Hit]:
    """The runs of a line that are personal data. `asked` are the types that earlier turns asked for, nearest first."""
    hits = []
    for run in runs:
        kind, score = _judge(line, run, asked)
        if kind:
            hits.append(line.hit(run.first, run.last, kind, score))
    return hits


def cues(line: Line) -> list[str]:
    """The types that the words of a line speak of, last first, each once."""
    return list(dict.fromkeys(kind for low in reversed(line.lows) if (kind := _CUES.get(low))))


def _judge(line: Line, run: Run, asked: Sequence[str]) -> tuple[str, float]:
    shape = _shape(run.code)
    if shape:
        return shape, 0.95
    near = _near(line, run)
    if near and _is_ending(line, run) and run.digits >= 2 and not _measured(line, run):
        return next((kind for kind in [*near, *asked] if kind in (CARD, IBAN, PHONE)), near[0]), 0.8
    kind = _fit(run, near) or _fit(run, asked)
    if _stands_out(run):
        return kind or _by_form(run), 0.75
    if _measured(line, run):
        return "", 0.0
    if near and _fit(run, near) and _tied(line, run) and _worth(run):
        return _fit(run, near), 0.7
    if asked and _fit(run, asked) and _answers(run):
        return _fit(run, asked), 0.6
    return "", 0.0


def _shape(code: str) -> str:
    """The type that the form alone proves."""
    if checks.luhn(code) and len(code) >= 15:
        return CARD
    if checks.iban(code) or (checks.fiscal_code(code)):
        return IBAN if checks.iban(code) else NATIONAL
    return next((kind for pattern, kind in _SHAPES if pattern.fullmatch(code)), "")


def _near(line: Line, run: Run) -> list[str]:
    """Types of the cues around a run, the nearest before it first, then those right after it."""
    before = [_CUES[low] for low in reversed(line.lows[max(0, run.first - _LOOK_BACK) : run.first]) if low in _CUES]
    after = [_CUES[low] for low in line.lows[run.last + 1 : run.last + 1 + _LOOK_AHEAD] if low in _CUES]
    return before + after


def _fit(run: Run, kinds: Sequence[str]) -> str:
    """The first of `kinds` that a code of this form can be."""
    for kind in kinds:
        if kind == PHONE and (run.letters or not 3 <= run.digits <= 13):
            continue
        if kind == CARD and (run.letters or not (run.digits <= 4 or 12 <= run.digits <= 19)):
            continue
        if kind == POD and run.digits < 7:
            continue
        if kind == IBAN and run.digits < 3:
            continue
        return kind
    return ""


def _by_form(run: Run) -> str:
    """The likeliest type of a code about which nothing is said."""
    code = run.code
    if _POSTCODE.fullmatch(code):
        return "ADDRESS"
    if run.letters:
        return CUSTOMER if run.letters <= 2 and run.spoken else OTHER
    if len(code) >= 15:
        return CARD if len(code) == 16 else OTHER
    if (code[0] == "3" and 9 <= len(code) <= 10) or (code[0] == "0" and 8 <= len(code) <= 12):
        return PHONE
    if code.startswith("44") and len(code) >= 11:
        return PHONE
    return OTHER


def _stands_out(run: Run) -> bool:
    """Whether a run is a code whatever stands around it: nobody counts or prices in this form."""
    if run.spoken:
        if run.letters == 0:
            return run.groups >= 5 and run.digits >= 5
        return run.groups >= 4 and run.digits >= 2 and len(run.code) >= 5
    if run.letters:
        return run.joined and run.digits >= 3 and len(run.code) >= 6
    return run.digits >= 8


def _tied(line: Line, run: Run) -> bool:
    """Whether a cue stands close before the run, or right after it."""
    before = line.lows[max(0, run.first - 5) : run.first]
    after = line.lows[run.last + 1 : run.last + 3]
    return any(low in _CUES for low in before) or any(low in _CUES for low in after)


def _worth(run: Run) -> bool:
    """Whether a run beside a cue is long enough to be a code: three numbers said, four digits written."""
    if run.spoken:
        return run.groups >= 3 or (run.groups >= 2 and len(run.code) >= 4)
    return len(run.code) >= 4 and run.digits >= 2


def _answers(run: Run) -> bool:
    """Whether a run can be the answer to a question for a code."""
    if run.spoken:
        return run.groups >= 3 and run.digits >= 2
    return run.digits >= 4 and not (len(run.code) == 4 and run.code[:2] in ("19", "20"))


def _is_ending(line: Line, run: Run) -> bool:
    """`la carta che finisce con 4471`, `ending seven seven oh six`, `ultime quattro cifre 4471`."""
    return any(low in _ENDINGS for low in line.lows[max(0, run.first - 4) : run.first])


def _measured(line: Line, run: Run) -> bool:
    """Whether a unit follows: then it is a quantity."""
    return run.last + 1 < len(line) and line.lows[run.last + 1] in _UNITS
