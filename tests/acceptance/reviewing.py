"""Interactions to review over HTTP, and answers to them."""

from typing import Any

import httpx

from qa_service.domain.people import Role
from tests.acceptance.house import House, settled

GREETING = "criterion:greeting"


def second(house: House, client: str | None = None) -> httpx.Client:
    return house.user(Role.QA, client)


def chat(id: str, client: str, **change: Any) -> dict[str, Any]:
    turns = [
        {"speaker": "customer", "text": "buongiorno, sono il 3331234567"},
        {"speaker": "agent", "text": "mi dica"},
    ]
    return {"id": id, "client": client, "channel": "chat", "agent": "a1", "team": "nord", "turns": turns, **change}


def taken(admin: httpx.Client, client: str, count: int) -> list[str]:
    """Analysed interactions of a client of its own, by uuid."""
    places = []
    for n in range(count):
        answer = admin.post("/v1/interactions", json=chat(f"{client}-{n}", client, agent=f"a{n % 3 + 1}"))
        places.append(answer.raise_for_status().headers["location"])
    return [settled(admin, place)["uuid"] for place in places]


def answered(user: httpx.Client, id: str, answer: str, question: str = GREETING, **more: Any) -> httpx.Response:
    body = {"answers": [{"question": question, "answer": answer, "why": "heard twice"}], **more}
    return user.post(f"/v1/interactions/{id}/reviews", json=body)
