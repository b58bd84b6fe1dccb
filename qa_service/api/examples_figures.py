"""Examples of figures for the description of the API."""

from typing import Any

from qa_service.api.examples import GROUP

_VERSIONS = {"heads": "heads@sha256:0b28bad80b4d", "rubric": "default@1"}
FIGURE: dict[str, Any] = {
    "value": 0.69,
    "low": 0.58,
    "high": 0.78,
    "level": 0.95,
    "n_machine": 40,
    "n_human": 12,
    "method": "post_stratified",
    "sampling": "simple",
    "versions": _VERSIONS,
    "note": None,
}
_NOTICE = {
    "it": "Per il miglioramento del servizio e la formazione; da sole queste cifre non decidono nulla sui lavoratori.",
    "en": "For coaching and quality; these figures alone decide nothing about workers.",
}
_BRIEF = {name: FIGURE[name] for name in ("value", "low", "high", "n_machine", "n_human", "note")}
_TREND = {"change_a_week": 0.004, "low": -0.002, "high": 0.01, "level": 0.95, "weeks": 9}
SCORECARD: dict[str, Any] = {
    **GROUP,
    "n_checked": 12,
    "figures": {"resolution": FIGURE, "critical": {"customer": {**FIGURE, "value": 0.02, "low": 0.0, "high": 0.07}}},
    "pooled": {"resolution": {**FIGURE, "method": "partially_pooled"}},
    "courses": {"resolution": {"weeks": [{"week": "2026-03-02", **_BRIEF}], "trend": _TREND}},
    "versions": _VERSIONS,
    "notice": _NOTICE,
}
DIFFERENCE: dict[str, Any] = {"value": 0.11, "low": -0.02, "high": 0.24, "level": 0.95, "told_apart": False}
_SIDE = {"name": "a17", "since": None, "until": None, "n": 42, "figures": {"resolution": FIGURE}}
COMPARISON: dict[str, Any] = {
    "kind": "agent",
    "first": _SIDE,
    "second": {**_SIDE, "name": "a18"},
    "differences": {"resolution": DIFFERENCE},
}
RANKING: dict[str, Any] = {
    "client": "acme",
    "since": None,
    "until": None,
    "monitoring_basis": "agreement with the works council of 2026-01-15",
    "notice": _NOTICE,
    "agents": [
        {
            "agent": "a17",
            "n": 42,
            "figures": {"resolution": FIGURE},
            "pooled": {"resolution": {**FIGURE, "method": "partially_pooled"}},
            "rank": {"resolution": {"first": 1, "last": 3}},
        }
    ],
}
