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
