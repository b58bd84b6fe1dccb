"""Alarms and override rates as documents."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qa_service.domain import rounding
from qa_service.domain.watching import Rate


def alarm_document(
    id: str, client: str, kind: str, subject: str, at: Mapping[str, datetime], detail: Any
) -> dict[str, Any]:
    """One alarm; `at` holds `raised_at`, `since` and `until`."""
    moments = {name: moment.isoformat() for name, moment in at.items()}
    return {"id": id, "client": client, "kind": kind, "subject": subject, **moments, "detail": detail}


def rate_document(rate: Rate) -> dict[str, Any]:
    """How often people overrule the machine; null where too few have looked."""
    return {
        "question": rate.question,
        "reviews": rate.reviews,
        "rolling": None if rate.rolling is None else rounding.kept(rate.rolling),
        "baseline": None if rate.baseline is None else rounding.kept(rate.baseline),
    }
