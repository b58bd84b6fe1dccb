"""Key figures as a document: value, numerator, denominator and exclusions always beside each other."""

from collections.abc import Mapping
from typing import Any

from qa_service.domain import rounding
from qa_service.domain.estimate import Estimate
from qa_service.domain.key_figure import Exclusion, Finding, Value
from qa_service.domain.rubric import Wording
from qa_service.report.figure import figure_document, machine_document, plain


def both(wording: Wording) -> dict[str, str]:
    """A sentence in both languages."""
    return {"it": wording.it, "en": wording.en}


def kpi_document(about: Mapping[str, Any], found: Finding, met: bool | None, sure: bool | None) -> dict[str, Any]:
    """One key figure. `value` is null where it cannot be measured; `why` then says what is missing. `machine` is the
    machine's own count where the value is an estimate that corrects it, null where the value is the plain fraction.
    """
    common = {**about, "exclusions": [_left_out(one) for one in found.exclusions], "met": met, "sure": sure}
    if not isinstance(found, Value):
        nothing = dict.fromkeys(("value", "unit", "numerator", "denominator", "machine", "figure"))
        return {**common, "measurable": False, "why": both(found.why), **nothing}
    return {
        **common,
        "measurable": True,
        "why": None,
        "value": rounding.for_documents(found.value),
        "unit": found.unit,
        "numerator": plain(found.numerator),
        "denominator": plain(found.denominator),
        "machine": machine_document(found.figure.machine) if isinstance(found.figure, Estimate) else None,
        "figure": figure_document(found.figure) if isinstance(found.figure, Estimate) else None,
    }


def _left_out(exclusion: Exclusion) -> dict[str, Any]:
    return {"why": both(exclusion.why), "n": exclusion.n}
