"""Examples for the OpenAPI document. The tests check each against the model that it illustrates."""

from typing import Any

_UUID = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"

DOCUMENT: dict[str, Any] = {
    "schema": "qa-interaction/1",
    "id": "ext-8842",
    "client": "acme",
    "agent": "a17",
    "team": "nord",
    "channel": "chat",
    "direction": "inbound",
    "lang": "it",
    "started_at": "2026-03-03T09:14:05+01:00",
    "customer": "c-77120",
    "turns": [
        {"speaker": "customer", "text": "Buongiorno, la bolletta di febbraio è doppia."},
        {"speaker": "agent", "text": "Buongiorno, sono Anna. Mi scuso: la correggo subito."},
        {"speaker": "agent", "text": "Fatto, riceve la nuova bolletta oggi. Posso aiutarla in altro?"},
        {"speaker": "customer", "text": "No, grazie mille."},
    ],
}
RECORDED: dict[str, Any] = {
    "id": "call-31",
    "client": "acme",
    "channel": "call",
    "agent": "a17",
    "agent_channel": 0,
    "started_at": "2026-03-03T09:14:05+01:00",
}
INTERACTION: dict[str, Any] = {
    "uuid": _UUID,
    "id": "ext-8842",
    "client": "acme",
    "agent": "a17",
    "team": "nord",
    "channel": "chat",
    "automatic": None,
    "direction": "inbound",
    "lang": "it",
    "customer": "c-5f0c7a1be2d94c3e8a6b1f20d7c4e913",
    "case": None,
    "state": "done",
    "failure": None,
    "received_at": "2026-03-03T08:31:41.204+00:00",
    "done_at": "2026-03-03T08:31:42.010+00:00",
    "started_at": "2026-03-03T08:14:05.000+00:00",
    "ended_at": None,
    "progress": None,
    "duration": None,
    "intent": "billing",
    "resolution": "resolved",
    "resolution_probability": 0.94,
    "courtesy": 82.0,
    "sentiment_start": "negative",
    "sentiment_end": "positive",
    "confidence": 0.98,
    "links": {
        "interaction": f"/v1/interactions/{_UUID}",
        "analysis": f"/v1/interactions/{_UUID}/analysis",
        "audio": None,
    },
}
PROBLEM: dict[str, Any] = {
    "type": "urn:qa-service:problem:bad-input",
    "title": "The input cannot be used",
    "status": 422,
    "detail": "turns[3].speaker: input should be 'agent', 'customer', 'bot' or 'other'; "
    "leave it out to have it inferred",
    "where": "turns[3].speaker",
    "instance": "urn:uuid:5b1f8c02-2c5e-4c0f-8f5a-1c4f1b7b8f11",
}
LINES: dict[str, Any] = {
    "counts": {"created": 1, "refused": 1},
    "lines": [
        {"line": 1, "status": 202, "outcome": "created", "id": "ext-8842", "location": f"/v1/interactions/{_UUID}"},
        {
            "line": 2,
            "status": 422,
            "outcome": "refused",
            "problem": {key: value for key, value in PROBLEM.items() if key != "instance"},
        },
    ],
}
GROUP: dict[str, Any] = {
    "agent": "a17",
    "since": "2026-03-01T00:00:00.000+00:00",
    "n": 42,
    "resolution": {"pending": {"n": 12, "share": 0.2857}, "resolved": {"n": 27, "share": 0.6429}},
    "cannot_tell": {"n": 3, "share": 0.0714},
    "courtesy": {"mean": 81.4, "n": 40},
    "method": "machine only, no interval yet",
    "monitoring_basis": "agreement with the works council of 2026-01-15",
}
READY: dict[str, Any] = {"workers": 1, "oldest_waiting": None, "oldest_waiting_seconds": None, "idle_workers": []}
ANALYSIS: dict[str, Any] = {
    "schema": "qa-analysis/1",
    "id": "ext-8842",
    "client": "acme",
    "agent": "a17",
    "lang": "it",
    "channel": "chat",
    "transcript": [
        {"turn": 0, "speaker": "customer", "text": "Buongiorno, la bolletta di febbraio è doppia."},
        {"turn": 1, "speaker": "agent", "text": "Buongiorno, sono [PERSON]. Mi scuso: la correggo subito."},
    ],
    "intent": {
        "label": "billing",
        "probability": 0.91,
        "distribution": {"billing": 0.91, "other": 0.09},
        "evidence": [{"turn": 0, "quote": "la bolletta di febbraio è doppia"}],
    },
    "sentiment": {
        "turns": [{"turn": 0, "label": "negative", "probability": 0.83}],
        "start": "negative",
        "end": "negative",
    },
    "resolution": {
        "label": None,
        "probability": 0.48,
        "distribution": {"resolved": 0.48, "pending": 0.44, "unresolved": 0.08},
        "evidence": [],
        "reason": "two answers are about equally likely",
    },
    "courtesy": {
        "apology": {
            "present": True,
            "status": "present",
            "probability": 0.98,
            "evidence": [{"turn": 1, "quote": "Mi scuso"}],
        },
        "impatience": {
            "present": False,
            "status": "to_be_confirmed",
            "probability": 0.55,
            "evidence": [{"turn": 1, "quote": "la correggo subito"}],
        },
    },
    "dynamics": {
        "talk_share": {},
        "silence_share": None,
        "longest_silence": None,
        "overlaps": None,
        "response_time": {"agent": 41.0},
    },
    "scorecard": {
        "rubric": "default@1",
        "courtesy": 82.0,
        "sections": {"courtesy": 82.0},
        "critical": [],
        "critical_by_harm": {},
        "failed": [],
        "to_be_confirmed": [],
        "answers": [
            {
                "criterion": "apology",
                "verdict": "yes",
                "confidence": 0.98,
                "evidence": [{"turn": 1, "quote": "Mi scuso"}],
                "examined": [],
                "decided_by": "machine",
                "to_be_confirmed": False,
            }
        ],
    },
    "confidence": {"language": 0.99, "roles": 1.0},
    "versions": {
        "encoder": "e5-small-it-en@sha256:...",
        "rubric": "default@1",
        "service": "0.1.0",
        "contract": "qa-analysis/1.1",
    },
}
