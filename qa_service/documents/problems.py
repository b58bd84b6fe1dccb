"""What a refusal looks like over HTTP: `application/problem+json` (RFC 9457)."""

from typing import Any

PROBLEM: dict[str, Any] = {
    "type": "urn:qa-service:problem:bad-input",
    "title": "The input cannot be used",
    "status": 422,
    "detail": "turns[3].speaker: input should be 'agent', 'customer', 'bot' or 'other'; "
    "leave it out to have it inferred",
    "where": "turns[3].speaker",
    "instance": "urn:uuid:5b1f8c02-2c5e-4c0f-8f5a-1c4f1b7b8f11",
}
