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
    "wide": False,
    "machine": {"value": 0.575, "numerator": 23, "denominator": 40},
}
_NOTICE = {
    "it": "Per il miglioramento del servizio e la formazione; da sole queste cifre non decidono nulla sui lavoratori.",
    "en": "For coaching and quality; these figures alone decide nothing about workers.",
}
_BRIEF = {name: FIGURE[name] for name in ("value", "low", "high", "n_machine", "n_human", "note", "wide", "machine")}
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
CLIENT: dict[str, Any] = {
    **{name: value for name, value in SCORECARD.items() if name not in ("agent", "monitoring_basis")},
    "client": "acme",
    "kpis": [
        {
            name: PACK[name]
            for name in ("pack", "name", "reference", "reference_in", "endings", "endings_note", "aspects")
        }
    ],
    "causes": {
        "it": "Causa del cliente: casi che il centro ha passato ad altri. Causa interna: tutti gli altri.",
        "en": "Client's own cause: cases that the centre passed on to others. Inside the centre: all others.",
    },
    "reasons": [
        {
            "intent": "billing",
            "n": 30,
            "inside_the_centre": {"resolved": 20, "pending": 5, "unresolved": 1},
            "clients_own": 3,
            "no_case": 0,
            "cannot_tell": 1,
            "repeats": {"followed": 25, "inside_the_centre": 2, "clients_own": 1},
        }
    ],
    "complaints": {"n": 2, "share": 0.05, "outcomes": None},
    "critical_errors": [
        {
            "id": "ext-8842",
            "at": "2026-03-03T09:14:05+00:00",
            "day": "2026-03-03",
            "agent": "agent-5c1d90aa",
            "harms": {"customer": ["no_rudeness"]},
            "extracts": ["non è colpa mia se lei non capisce"],
        }
    ],
    "changes": [
        {
            "part": "rubric",
            "before": "default@1",
            "after": "default@2",
            "day": "2026-03-10",
            "resolution_moved": DIFFERENCE,
        }
    ],
    "agreement": {"label:resolution": {"n": 12, "share": 0.9167}},
}
