"""Key figures (value, numerator, denominator and exclusions always beside each other), and queue logs."""

from collections.abc import Sequence
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from qa_service.documents.figures import FigureView, MachineCountView, Outgoing, plain
from qa_service.documents.times import Time
from qa_service.domain import rounding
from qa_service.domain.estimate import Estimate
from qa_service.domain.key_figure import Exclusion, NotMeasurable
from qa_service.domain.rubric import Wording
from qa_service.kpi.pack import Measured, Pack, Reference, Target, Treatment
from qa_service.kpi.words import endings_note

PACK: dict[str, Any] = {
    "client": "acme",
    "since": None,
    "until": None,
    "pack": "agcom-255-24",
    "name": {"it": "AGCOM 255/24/CONS", "en": "AGCOM 255/24/CONS"},
    "reference": "AGCOM, delibera 255/24/CONS of 10 July 2024; formulas as the press tells them",
    "reference_in": {
        "it": "AGCOM, delibera 255/24/CONS del 10 luglio 2024; formule come le riporta la stampa",
        "en": "AGCOM, delibera 255/24/CONS of 10 July 2024; formulas as the press tells them",
    },
    "endings": {"timeout": "not_answered", "exit_key": "left_out"},
    "endings_note": {
        "it": "Contano come non risposti anche i contatti usciti dalla coda a tempo scaduto. "
        "Sono esclusi i contatti usciti dalla coda con un tasto.",
        "en": "Contacts that left the queue when its time was up count as not answered. "
        "Contacts that left the queue by a key are left out.",
    },
    "aspects": [
        {
            "id": "telephone",
            "name": {"it": "Risposta telefonica", "en": "Answering the telephone"},
            "kpis": [
                {
                    "id": "answered_in_20",
                    "name": {
                        "it": "Risposte dell'operatore entro 20 secondi",
                        "en": "Answered by the operator within 20 seconds",
                    },
                    "formula": "answered_within",
                    "parameters": {"seconds": 20},
                    "target": {"at_least": 0.4},
                    "reference": "",
                    "reference_in": {"it": "", "en": ""},
                    "period": None,
                    "measurable": True,
                    "why": None,
                    "value": 0.51,
                    "unit": "share",
                    "numerator": 51,
                    "denominator": 100,
                    "exclusions": [{"why": {"it": "offerti, esito ignoto", "en": "offered, outcome unknown"}, "n": 2}],
                    "met": True,
                    "sure": True,
                    "machine": None,
                    "figure": None,
                }
            ],
        }
    ],
}


LINES: dict[str, Any] = {
    "client": "acme",
    "form": "asterisk_queue_log",
    "counts": {"created": 2},
    "events": {"ENTERQUEUE": 2, "CONNECT": 1, "ABANDON": 1, "CALLBACKASKED": 1},
    "unknown_events": {"CALLBACKASKED": 1},
    "passed_over": {},
    "refused": [],
}


class BothView(BaseModel):
    """A sentence in both languages."""

    it: str
    en: str

    @classmethod
    def of(cls, wording: Wording | Reference) -> Self:
        """Of the wording."""
        return cls(it=wording.it, en=wording.en)


class ExclusionView(BaseModel):
    """Contacts that the figure leaves out, and why."""

    why: BothView
    n: int

    @classmethod
    def of(cls, exclusion: Exclusion) -> Self:
        """Of one reason."""
        return cls(why=BothView.of(exclusion.why), n=exclusion.n)


class KpiView(BaseModel):
    """A key figure. Where it is not `measurable`, `why` says what is missing and `value` is null.

    `met`: the value keeps the target; `sure`: the whole interval says the same. `figure` is the estimate behind the
    value where the machine's answers are uncertain. Numerator and denominator are then the machine's count, which is
    `machine` with its own value; where `machine` is null, `value` is the plain fraction.
    """

    id: str
    name: BothView
    formula: str
    parameters: dict[str, Any]
    target: dict[str, float] | None
    reference: str
    reference_in: BothView
    period: BothView | None
    measurable: bool
    why: BothView | None
    value: float | None
    unit: str | None
    numerator: float | None
    denominator: float | None
    exclusions: list[ExclusionView]
    met: bool | None
    sure: bool | None
    machine: MachineCountView | None = None
    figure: FigureView | None

    @classmethod
    def of(cls, measured: Measured) -> Self:
        """What it is, and what was found."""
        kpi, result = measured.kpi, measured.found
        return cls(
            id=kpi.id,
            name=BothView.of(kpi.name),
            formula=kpi.formula,
            parameters=dict(kpi.parameters),
            target=_target(kpi.target),
            reference=kpi.reference.en,
            reference_in=BothView.of(kpi.reference),
            period=None if kpi.period is None else BothView.of(kpi.period),
            exclusions=[ExclusionView.of(exclusion) for exclusion in result.exclusions],
            met=measured.met,
            sure=measured.sure,
            **_result(measured),
        )


def _result(measured: Measured) -> dict[str, Any]:
    """`value` is null where it cannot be measured; `why` then says what is missing. `machine` is the machine's own
    count where the value is an estimate that corrects it, null where the value is the plain fraction.
    """
    result = measured.found
    if isinstance(result, NotMeasurable):
        nothing = dict.fromkeys(("value", "unit", "numerator", "denominator", "machine", "figure"))
        return {"measurable": False, "why": BothView.of(result.why), **nothing}
    estimate = result.figure if isinstance(result.figure, Estimate) else None
    return {
        "measurable": True,
        "why": None,
        "value": rounding.for_documents(result.value),
        "unit": result.unit,
        "numerator": plain(result.numerator),
        "denominator": plain(result.denominator),
        "machine": None if estimate is None else MachineCountView.of(estimate.machine),
        "figure": None if estimate is None else FigureView.of(estimate),
    }


def _target(target: Target | None) -> dict[str, float] | None:
    if target is None:
        return None
    return {name: value for name in ("at_least", "at_most") if (value := getattr(target, name)) is not None}


class AspectView(BaseModel):
    """A part of the service that several figures describe."""

    id: str
    name: BothView
    kpis: list[KpiView]


class PackFigures(Outgoing):
    """A pack with its figures. `reference` is free text, `reference_in` the same in both languages; `endings` says how
    contacts count that leave the queue without an answer (`not_answered` or `left_out`), `endings_note` the same in
    words.
    """

    pack: str
    name: BothView
    reference: str
    reference_in: BothView
    endings: dict[str, str]
    endings_note: BothView
    aspects: list[AspectView]

    @classmethod
    def of(cls, pack: Pack, measured: Sequence[Measured], **about: Any) -> Self:
        """Aspect by aspect. `about`: whose they are, over which days."""
        views = {entry.kpi.id: KpiView.of(entry) for entry in measured}
        return cls(
            pack=pack.id,
            name=BothView.of(pack.name),
            reference=pack.reference.en,
            reference_in=BothView.of(pack.reference),
            endings={ending.value: treatment.value for ending, treatment in pack.treatments.items()},
            endings_note=BothView.of(
                endings_note(pack.treated(Treatment.NOT_ANSWERED), pack.treated(Treatment.LEFT_OUT))
            ),
            aspects=[
                AspectView(id=aspect.id, name=BothView.of(aspect.name), kpis=[views[kpi.id] for kpi in aspect.kpis])
                for aspect in pack.aspects
            ],
            **about,
        )


class PackView(PackFigures):
    """A pack's figures of a client, over whole days on the calendar of the centre; where a site, a vendor or a sourcing
    is named, of that alone.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [PACK]})

    client: str | None
    since: Time | None
    until: Time | None
    site: str | None = None
    vendor: str | None = None
    sourcing: str | None = None


class RefusedView(BaseModel):
    """A line that was not kept."""

    line: int
    problem: dict[str, Any]


class QueueLinesView(BaseModel):
    """What became of the contacts: `created`, `added_to`, `unchanged`, `known_better` (a call record that says
    otherwise than what is known), `refused`.

    `form` is what the file was recognised as: `own`, `asterisk_queue_log`, `asterisk_cdr`, `freeswitch_cdr`, `mapped`.
    `events` counts what a queue log holds, `unknown_events` those that are not known here. `passed_over` counts records
    that are of no contact: `no_queue`, `not_inbound`, `other_leg`, `no_beginning`, `by_mapping`.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [LINES]})

    client: str
    form: str
    counts: dict[str, int]
    events: dict[str, int]
    unknown_events: dict[str, int]
    passed_over: dict[str, int]
    refused: list[RefusedView]
