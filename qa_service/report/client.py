"""The report for a client organisation (ISO 18295-2): what stands in it beside the scorecard."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from qa_service.domain import rounding
from qa_service.domain.estimate import Difference
from qa_service.report.figure import difference_document

CAUSES = {
    "it": "Causa del cliente: casi che il centro ha passato ad altri. Causa interna: tutti gli altri.",
    "en": "Client's own cause: cases that the centre passed on to others. Inside the centre: all others.",
}
_INSIDE = ("resolved", "pending", "unresolved")
_CLIENTS_OWN = "escalated"


def reason_document(intent: str, stands: Mapping[str, int], asked: int, repeats: int, own: int) -> dict[str, Any]:
    """One reason for contact: outcomes and repeats, apart by where the cause lies.

    `asked` contacts had the time to be followed by another of the same customer on the same matter; `own` of the
    `repeats` followed a case that the centre had passed on.
    """
    return {
        "intent": intent,
        "n": sum(stands.values()),
        "inside_the_centre": {label: stands.get(label, 0) for label in _INSIDE},
        "clients_own": stands.get(_CLIENTS_OWN, 0),
        "no_case": stands.get("not_applicable", 0),
        "cannot_tell": stands.get("unclear", 0),
        "repeats": {"followed": asked, "inside_the_centre": repeats - own, "clients_own": own},
    }


def complaints_document(reasons: Iterable[dict[str, Any]], n: int) -> dict[str, Any]:
    """Contacts that complain; how old each complaint is, only a log of complaints could tell."""
    found = next((one for one in reasons if one["intent"] == "complaint"), None)
    count = found["n"] if found else 0
    return {"n": count, "share": rounding.for_documents(count / n) if n else None, "outcomes": found}


def incident_document(
    id: str, at: datetime, day: date, agent: str | None, harms: Mapping[str, tuple[str, ...]], extracts: tuple[str, ...]
) -> dict[str, Any]:
    """A critical error with its masked passages; `day` is the centre's, `agent` a pseudonym."""
    return {
        "id": id,
        "at": at.isoformat(),
        "day": day.isoformat(),
        "agent": agent,
        "harms": {harm: list(ids) for harm, ids in harms.items()},
        "extracts": list(extracts),
    }


def change_document(part: str, before: str, after: str, day: date, moved: Difference | None) -> dict[str, Any]:
    """A change of method: `resolution_moved` is after minus before, null where one side cannot be told."""
    return {
        "part": part,
        "before": before,
        "after": after,
        "day": day.isoformat(),
        "resolution_moved": None if moved is None else difference_document(moved),
    }


def agreement_document(agreed: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """Machine against people by question; coefficients with intervals are found under /v1/agreement."""
    return {question: {"n": n, "share": rounding.for_documents(same / n)} for question, (n, same) in agreed.items()}
