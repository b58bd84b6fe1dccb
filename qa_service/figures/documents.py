"""Figures as the documents that HTTP doors, command line and exports show: the same for all of them."""

from typing import Any

from qa_service.figures.client import ClientReport, Reason
from qa_service.figures.kpis import Measured
from qa_service.kpi.pack import Pack, Reference, Target, Treatment
from qa_service.kpi.words import endings_note
from qa_service.report import client as words
from qa_service.report.kpis import both, kpi_document
from qa_service.report.scorecard import scorecard_document


def kpis_document(pack: Pack, measured: list[Measured]) -> dict[str, Any]:
    """A pack with its figures, aspect by aspect."""
    found = {one.kpi.id: _kpi(one) for one in measured}
    return {
        "pack": pack.id,
        "name": both(pack.name),
        **_reference(pack.reference),
        "endings": {ending.value: how.value for ending, how in pack.treatments.items()},
        "endings_note": both(endings_note(pack.treated(Treatment.NOT_ANSWERED), pack.treated(Treatment.LEFT_OUT))),
        "aspects": [
            {"id": aspect.id, "name": both(aspect.name), "kpis": [found[kpi.id] for kpi in aspect.kpis]}
            for aspect in pack.aspects
        ],
    }


def _kpi(one: Measured) -> dict[str, Any]:
    kpi = one.kpi
    about = {
        "id": kpi.id,
        "name": both(kpi.name),
        "formula": kpi.formula,
        "parameters": dict(kpi.parameters),
        "target": _target(kpi.target),
        **_reference(kpi.reference),
        "period": None if kpi.period is None else both(kpi.period),
    }
    return kpi_document(about, one.found, one.met, one.sure)


def _reference(reference: Reference) -> dict[str, Any]:
    """The text as it always stood here, and in both languages."""
    return {"reference": reference.en, "reference_in": {"it": reference.it, "en": reference.en}}


def _target(target: Target | None) -> dict[str, float] | None:
    if target is None:
        return None
    return {name: value for name in ("at_least", "at_most") if (value := getattr(target, name)) is not None}


def client_document(report: ClientReport, packs: list[Pack]) -> dict[str, Any]:
    """The scorecard and the rest of the report to a client organisation."""
    reasons = [_reason(one) for one in report.reasons]
    return {
        **scorecard_document(report.scorecard),
        "kpis": [_pack(pack, report.measured) for pack in packs],
        "causes": words.CAUSES,
        "reasons": reasons,
        "complaints": words.complaints_document(reasons, report.scorecard.total.get("n", 0)),
        "critical_errors": [
            words.incident_document(one.id, one.at, one.day, one.agent, one.harms, one.extracts)
            for one in report.incidents
        ],
        "changes": [
            words.change_document(one.part, one.before, one.after, one.day, one.moved) for one in report.changes
        ],
        "agreement": words.agreement_document(report.scorecard.agreed),
    }


def _pack(pack: Pack, measured: list[Measured]) -> dict[str, Any]:
    return kpis_document(pack, [one for one in measured if any(one.kpi is kpi for kpi in pack.kpis)])


def _reason(one: Reason) -> dict[str, Any]:
    return words.reason_document(one.intent, one.stands, one.asked, one.repeats, one.repeats_clients_own)
