"""Examples for the OpenAPI document. The tests check each against the model that it illustrates."""

from typing import Any

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
