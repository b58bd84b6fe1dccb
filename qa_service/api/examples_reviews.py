"""Examples of samples, reviews, disputes, calibration and agreement for the OpenAPI document."""

from typing import Any

_UUID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
_OTHER = "5c9a3c1e-0d7f-4b64-8a5e-9d1f0a7be2c3"
_AT = "2026-03-02T16:04:11.120+00:00"
SAMPLE: dict[str, Any] = {
    "uuid": _UUID,
    "client": "acme",
    "name": "March, five an agent",
    "purpose": "random",
    "plan": {
        "size": 5,
        "seed": 4711,
        "by": ["agent"],
        "allocation": "equal",
        "minimum": 0,
        "weights": {},
        "floor": 0.5,
        "spread": [],
    },
    "frame": {
        "client": "acme",
        "agent": None,
        "team": "nord",
        "channel": "call",
        "intent": None,
        "since": "2026-03-01T00:00:00Z",
        "until": "2026-04-01T00:00:00Z",
        "margins": {
            "low_confidence": 0.6,
            "long_silence": 30.0,
            "disagreement": 0.25,
            "disagreement_answers": 10,
        },
    },
    "second": 0.1,
    "blind": True,
    "created_by": "user:anna",
    "created_at": _AT,
    "draw": {"by": "user:anna", "at": _AT, "frame_hash": "9f" * 32, "frame_size": 1204, "picks": 60},
    "preview": None,
    "progress": {"wanted": 66, "done": 12, "in_hand": 1, "by_reviewer": {"user:anna": 7, "user:bruno": 5}},
}
PREVIEW: dict[str, Any] = {
    "frame_size": 1204,
    "size": 60,
    "half_width": 0.1233,
    "strata": [{"stratum": {"agent": "a17"}, "frame": 96, "picks": 5}],
    "reasons": {},
}
PICK: dict[str, Any] = {
    "pick": _OTHER,
    "interaction": _UUID,
    "chance": 0.0521,
    "place": 0,
    "stratum": {"agent": "a17"},
    "reasons": [],
}
CHECK: dict[str, Any] = {
    "identical": True,
    "frame_unchanged": True,
    "missing": [],
    "surplus": [],
    "since_then": {"added": 31, "gone": 1, "changed": 0},
}
SIZE: dict[str, Any] = {"population": 1204, "half_width": 0.05, "share": 0.5, "level": 0.95, "needed": 292}
ANSWER: dict[str, Any] = {
    "id": _OTHER,
    "interaction": _UUID,
    "question": "criterion:greeting",
    "answer": "no",
    "machine": "yes",
    "machine_confidence": 0.71,
    "reviewer": "user:anna",
    "why": "the greeting is the recorded one",
    "rubric": "default@1",
    "run": 1,
    "blind": True,
    "at": _AT,
    "purpose": "random",
    "pick": _OTHER,
    "session": None,
    "dispute": None,
}
ITEM: dict[str, Any] = {
    "interaction": _UUID,
    "pick": _OTHER,
    "session": None,
    "id": "ext-8842",
    "client": "acme",
    "channel": "call",
    "agent": "a17",
    "lang": "it",
    "rubric": "default@1",
    "blind": True,
    "transcript": [{"turn": 0, "speaker": "agent", "start": 0.0, "end": 3.1, "text": "Buongiorno, sono [PERSON]."}],
    "questions": [
        {
            "question": "criterion:greeting",
            "answers": ["yes", "no", "not_applicable", "unclear"],
            "machine": None,
            "evidence": [],
            "own": None,
        }
    ],
}
KEPT: dict[str, Any] = {
    "answers": [ANSWER],
    "machine": {"criterion:greeting": {"answer": "yes", "confidence": 0.71, "to_be_confirmed": False}},
}
DISPUTE: dict[str, Any] = {
    "uuid": _OTHER,
    "interaction": _UUID,
    "client": "acme",
    "agent": "a17",
    "questions": ["criterion:greeting"],
    "why": "I greeted her before the recording starts",
    "opened_by": "key:5f0c7a1be2d9",
    "opened_at": _AT,
    "due_at": "2026-04-01T16:04:11.120+00:00",
    "state": "open",
    "decided_by": None,
    "decided_at": None,
    "decision": None,
}
CORRECTION: dict[str, Any] = {
    "run": 2,
    "kind": "turns",
    "turns": [{"turn": 3, "words": True, "party_was": None, "party": None}],
    "why": "misheard",
    "by": "user:anna",
    "at": _AT,
}
JUDGED: dict[str, Any] = {
    "interaction": _UUID,
    "judgement": "disputed",
    "counts": {"criterion:greeting": ANSWER},
    "answers": [ANSWER],
    "disputes": [DISPUTE],
    "corrections": [CORRECTION],
}
_COEFFICIENT = {"value": 0.84, "low": 0.71, "high": 0.94, "level": 0.95}
QUESTION: dict[str, Any] = {
    "question": "criterion:greeting",
    "machine": {"units": 64, "raters": 2, "silent": 3, "coefficients": {"gwet_ac1": _COEFFICIENT}},
    "people": {"units": 12, "raters": 2, "silent": 0, "coefficients": {"krippendorff_alpha": _COEFFICIENT}},
    "auto": {
        "auto_scored": True,
        "grounds": "holds",
        "reason": "the agreement's lower bound 0.71 over 64 interactions holds the threshold 0.6",
        "low": 0.71,
        "threshold": 0.6,
        "units": 64,
        "least": 30,
    },
}
POLICY: dict[str, Any] = {
    "threshold": 0.6,
    "coefficient": "gwet_ac1",
    "least": 30,
    "dispute_days": 14,
    "decision_days": 30,
}
AGREEMENT: dict[str, Any] = {
    "client": "acme",
    "since": None,
    "until": None,
    "policy": POLICY,
    "questions": [QUESTION],
}
CALIBRATION: dict[str, Any] = {
    "uuid": _UUID,
    "client": "acme",
    "name": "greetings, March",
    "sample": None,
    "interactions": [_OTHER],
    "people": ["user:anna", "user:bruno"],
    "questions": ["criterion:greeting"],
    "created_by": "user:anna",
    "created_at": _AT,
    "revealed_by": "user:anna",
    "revealed_at": _AT,
    "progress": {"user:anna": 1, "user:bruno": 1},
    "gaps": [
        {
            "question": "criterion:greeting",
            "shared": 1,
            "agreed": 0,
            "apart": [{"interaction": _OTHER, "answers": {"user:anna": "yes", "user:bruno": "no"}, "machine": "yes"}],
        }
    ],
    "agreement": [QUESTION],
}
