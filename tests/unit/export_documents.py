"""An analysis document and a vocabulary for tests of exports."""

from typing import Any

import yaml

from qa_service import resources
from qa_service.domain import vocabulary
from qa_service.domain.review import MachineAnswer

LABELS = vocabulary.parse(yaml.safe_load(resources.path("schema.yaml").read_text(encoding="utf-8")))


def document(**changes: Any) -> dict[str, Any]:
    """A call of four turns: greeting in turn 0, blame in turn 2, no farewell (looked for in turn 3)."""
    texts = ("Buongiorno, sono Anna.", "Il mio numero è [PHONE] <b>", "È colpa sua. È colpa sua.", "Va bene & basta")
    parties = ("agent", "customer", "agent", "agent")
    turns = [
        {"turn": n, "speaker": party, "text": text, "start": 10.0 * n, "end": 10.0 * n + 4.0}
        for n, (party, text) in enumerate(zip(parties, texts, strict=True))
    ]
    blame = {"turn": 2, "quote": "È colpa sua.", "start": 20.0, "end": 24.0}
    greeting = {"turn": 0, "quote": "Buongiorno", "start": 0.0, "end": 4.0}

    def answer(criterion: str, verdict: str, evidence: list[Any], examined: list[int]) -> dict[str, Any]:
        return {"criterion": criterion, "verdict": verdict, "evidence": evidence, "examined": examined}

    return {
        "id": "call/1",
        "client": "acme",
        "agent": "a17",
        "channel": "call",
        "lang": "it",
        "transcript": turns,
        "intent": {"label": "billing", "evidence": []},
        "resolution": {"label": None, "evidence": []},
        "sentiment": {"start": "negative", "end": "neutral", "turns": [{"turn": 1, "label": "negative"}]},
        "courtesy": {
            "greeting": {"present": True, "evidence": [greeting]},
            "blame": {"present": True, "evidence": [blame]},
            "thanks": {"present": None, "evidence": []},
        },
        "scorecard": {
            "answers": [
                answer("greeting", "yes", [greeting], []),
                answer("farewell", "no", [], [3]),
            ]
        },
        "versions": {"service": "0.1.0", "encoder": "e5@1"},
        **changes,
    }


MACHINE = {
    "criterion:greeting": MachineAnswer("yes", 0.9),
    "label:intent": MachineAnswer("billing", 0.8),
    "label:resolution": MachineAnswer(None, None),
    "courtesy:blame": MachineAnswer("yes", 0.7),
}
