"""The scorecard of a group of interactions: what the machine counted, and figures with intervals."""

from typing import Any

from qa_service.documents.agreement import AutoPart
from qa_service.domain import rounding
from qa_service.domain.groups import GroupFigures
from qa_service.domain.totals import UNCLEAR, family, headline
from qa_service.report.figure import course_document, figures_document

NOTICE = {
    "it": "Per il miglioramento del servizio e la formazione; da sole queste cifre non decidono nulla sui lavoratori.",
    "en": "For coaching and quality; these figures alone decide nothing about workers.",
}
MACHINE_ONLY = "machine answers only, not yet checked here"
CHECKED = "machine answers of all, corrected by people's answers on interactions drawn by chance"


def scorecard_document(found: GroupFigures) -> dict[str, Any]:
    """The scorecard, ready for JSON.

    `resolution`, `cannot_tell` and `courtesy` count what the machine found; `figures` are estimates with intervals;
    `pooled` is a second figure, drawn towards those of all agents; `courses` run by week.
    """
    line, n = headline(found.total), found.total.get("n", 0)
    stands = family(found.total, "label:resolution")
    courtesy_n = line["courtesy_n"]
    return {
        "n": n,
        "n_checked": found.n_checked,
        "resolution": {label: _share(count, n) for label, count in sorted(stands.items()) if label != UNCLEAR},
        "cannot_tell": _share(stands.get(UNCLEAR, 0), n),
        "courtesy": {
            "mean": rounding.to_decimals(line["courtesy_tenths"] / 10 / courtesy_n, 1) if courtesy_n else None,
            "n": courtesy_n,
        },
        "method": CHECKED if found.n_checked else MACHINE_ONLY,
        "figures": _nested(found),
        "pooled": figures_document(found.pooled),
        "courses": {name: course_document(course) for name, course in found.courses.items()},
        "versions": dict(found.versions),
        "notice": NOTICE,
    }


def side_document(found: GroupFigures) -> dict[str, Any]:
    """One side of a comparison."""
    return {"n": found.total.get("n", 0), "figures": _nested(found)}


def _nested(found: GroupFigures) -> dict[str, Any]:
    """`criterion:greeting` stands under `criteria`, `critical:customer` under `critical`, and so on; criteria say
    whether the machine answers them alone.
    """
    places = {"criterion": "criteria", "section": "sections", "critical": "critical"}
    shown: dict[str, Any] = {}
    for name, document in figures_document(found.figures).items():
        kind, _, id = name.partition(":")
        if kind == "criterion":
            document = {**document, "auto": AutoPart.of(found.auto[id]).model_dump()}
        if kind in places:
            shown.setdefault(places[kind], {})[id] = document
        else:
            shown[name] = document
    return shown


def _share(count: int, n: int) -> dict[str, float]:
    return {"n": count, "share": rounding.for_documents(count / n)}
