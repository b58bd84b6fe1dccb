"""Numbers and codes that point at a person: which runs are personal data, and of which type.

The form decides where it can (codice fiscale, IBAN, card, POD, telephone); otherwise the words around do, the question
of an earlier turn included. Quantities, prices and times stay.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.understand.recognizers import checks
from qa_service.understand.recognizers.lines import Line
from qa_service.understand.recognizers.runs import ACRONYMS, Run

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
_GENERIC = frozenset(
    [
        "codice",
        "code",
        "numero",
        "number",
        "no",
        "nr",
        "num",
        "n",
        "cod",
        "codici",
        "it's",
        "it",
        "is",
        "è",
        "ce",
        "l'ho",
    ]
)
_ENDINGS = frozenset(
    [
        "finisce",
        "finiva",
        "finiscono",
        "finisca",
        "termina",
        "terminante",
        "terminava",
        "finale",
        "finali",
        "ending",
        "ends",
        "end",
        "ended",
        "finishes",
        "cifre",
        "digits",
        "four",
    ]
)
_UNITS = frozenset(
    [
        "euro",
        "eur",
        "giorni",
        "giorno",
        "ore",
        "ora",
        "minuti",
        "minuto",
        "mesi",
        "mese",
        "anni",
        "anno",
        "settimane",
        "settimana",
        "percento",
        "gradi",
        "chilometri",
        "chili",
        "metri",
        "punti",
        "volte",
        "volta",
        "pezzi",
        "persone",
        "gigabyte",
        "giga",
        "mega",
        "kilowatt",
        "metro",
        "litri",
        "centesimi",
        "rate",
        "scatti",
        "copie",
        "days",
        "day",
        "hours",
        "hour",
        "minutes",
        "minute",
        "months",
        "month",
        "years",
        "year",
        "weeks",
        "week",
        "percent",
        "degrees",
        "miles",
        "kilos",
        "metres",
        "points",
        "times",
        "pieces",
        "people",
        "gig",
        "gigs",
        "pounds",
        "quid",
        "dollars",
        "pence",
        "cents",
        "p",
        "pages",
        "euros",
        "nights",
        "seats",
        "miles",
        "kilometres",
        "meters",
        "notti",
        "posti",
        "stanze",
        "piani",
        "pagine",
        "quintali",
        "ettari",
        "grammi",
        "watt",
        "volt",
        "stelle",
        "stars",
        "bags",
        "items",
        "secondi",
        "seconds",
        "stops",
        "o'clock",
        "pm",
        "am",
        "uomini",
        "bambini",
        "adulti",
        "scatole",
        "confezioni",
        "bottiglie",
        "righe",
        "lettere",
        "letters",
        "persons",
        "rooms",
    ]
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
_LOCATOR = re.compile(r"(?=[A-Z\d]*[A-Z]\d[A-Z\d]*)[A-Z\d]*\d[A-Z][A-Z\d]*(?<=.{6})")
_ASIDES = frozenset(
    [
        "sì",
        "si",
        "no",
        "ok",
        "okay",
        "yes",
        "yeah",
        "eh",
        "ecco",
        "allora",
        "poi",
        "e",
        "and",
        "then",
        "um",
        "uh",
        "er",
        "esatto",
        "giusto",
        "right",
        "so",
    ]
)
_LOOK_BACK = 14
_LOOK_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A run that is personal data, and how much its type rests on (0: the form alone, 3: a proof)."""

    run: Run
    kind: str
    evidence: int

    @property
    def sure(self) -> float:
        """The score of the hit: a long code that was dictated beats a street number or a date that overlaps it."""
        return 0.95 if self.evidence == 3 or self.run.singles >= 6 else 0.75


def classify(line: Line, spelled: Sequence[Run], asked: Sequence[str]) -> list[Found]:
    """The runs of a line that are personal data. `asked` are the types that earlier turns asked for, nearest first."""
    judged = [(run, *_judge(line, run, asked)) for run in spelled]
    return [Found(run, kind, evidence) for run, kind, evidence in judged if kind]


def agree(spelled: Sequence[Sequence[Run]], found: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """The finds of a whole interaction made consistent.

    A code said again has one type, the best founded; and a run that repeats a part of a code found elsewhere
    (the last digits read back) is that datum too.
    """
    types: dict[str, tuple[int, str]] = {}
    for item in (item for items in found for item in items):
        if item.evidence > types.get(item.run.code, (-1, ""))[0]:
            types[item.run.code] = (item.evidence, item.kind)
    known = sorted(types, key=len, reverse=True)
    return [
        [
            Found(run, types[code][1], types[code][0])
            for run in own
            if (code := _same(run, known, any(item.run is run for item in items)))
        ]
        for own, items in zip(spelled, found, strict=True)
    ]


def _same(run: Run, known: Sequence[str], is_found: bool) -> str:
    """The known code that a run repeats whole or in part, or its own when it was found itself; "" for neither."""
    if run.digits >= 2 and len(run.code) >= 3 and (run.singles >= 2 or not run.spoken or is_found):
        for code in known:
            if run.code in code and (len(run.code) >= 4 or code.endswith(run.code)):
                return code
    return run.code if is_found else ""


def cues(line: Line) -> list[str]:
    """The types that the words of a line speak of, last first, each once."""
    return list(dict.fromkeys(kind for low in reversed(line.lows) if (kind := _CUES.get(low))))


def _judge(line: Line, run: Run, asked: Sequence[str]) -> tuple[str, int]:
    """The type of a run and how much it rests on; ("", 0) when it is no personal data."""
    shape = _shape(run.code)
    if shape:
        return shape, 3
    near = _near(line, run)
    if _measured(line, run) and not (run.spoken and run.singles >= 6):
        return "", 0
    if near and _is_ending(line, run) and run.digits >= 2:
        return next((kind for kind in [*near, *asked] if kind in (CARD, IBAN, PHONE)), near[0]), 2
    told, expected = _fit(run, near), _fit(run, asked)
    if _stands_out(run):
        return told or expected or _by_form(run), 2 if told else int(bool(expected))
    if told and _tied(line, run) and _worth(run):
        return told, 2
    if expected and _answers(run):
        return expected, 1
    if run.letters >= 4 and run.groups >= 4 and not run.digits and run.code not in ACRONYMS:
        return "PERSON", 1
    if run.singles >= 3 and _alone(line, run):
        return expected or told or OTHER, int(bool(expected))
    return "", 0


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
            return run.groups >= 4 and run.digits >= 5 and run.singles >= 3
        return run.groups >= 4 and run.singles >= 2 and len(run.code) >= 5
    if run.letters:
        mixed = run.joined and run.first == run.last and bool(_LOCATOR.fullmatch(run.code))
        return mixed or (run.joined and run.digits >= 3 and len(run.code) >= 6) or run.digits >= 6
    return run.digits >= 8


def _tied(line: Line, run: Run) -> bool:
    """Whether a cue stands close before the run, or right after it."""
    before = line.lows[max(0, run.first - 5) : run.first]
    after = line.lows[run.last + 1 : run.last + 3]
    return any(low in _CUES for low in before) or any(low in _CUES for low in after)


def _worth(run: Run) -> bool:
    """Whether a run beside a cue is long enough to be a code: digits said one by one, four digits written."""
    if run.spoken:
        return run.groups >= 2 and len(run.code) >= 3 and (run.singles >= 2 or run.joined)
    return len(run.code) >= 4 and run.digits >= 1 + (run.letters == 0)


def _answers(run: Run) -> bool:
    """Whether a run can be the answer to a question for a code."""
    if run.spoken:
        return run.groups >= 3 and run.digits >= 2 and (run.singles >= 2 or run.joined)
    return run.digits >= 4 and not (len(run.code) == 4 and run.code[:2] in ("19", "20"))


def _alone(line: Line, run: Run) -> bool:
    """Whether a turn says nothing but this run: a code dictated in parts."""
    rest = line.lows[: run.first] + line.lows[run.last + 1 :]
    return all(not low[0].isalnum() or low in _ASIDES for low in rest)


def _is_ending(line: Line, run: Run) -> bool:
    """`la carta che finisce con 4471`, `ending seven seven oh six`, `ultime quattro cifre 4471`."""
    return any(low in _ENDINGS for low in line.lows[max(0, run.first - 4) : run.first])


def _measured(line: Line, run: Run) -> bool:
    """Whether a unit follows: then it is a quantity."""
    return run.last + 1 < len(line) and line.lows[run.last + 1] in _UNITS
