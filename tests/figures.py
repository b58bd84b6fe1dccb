"""Scored interactions with chosen findings, for tests of what is counted."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from qa_service.domain.interaction import Channel, Direction, Interaction
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.sampling import Purpose
from qa_service.domain.scorecard import Answer, Scorecard, Verdict
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Behaviour, Dynamics, Judgement, Sentiment, Understanding
from qa_service.store import interactions, results
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_reviews import ReviewRow, SamplePickRow, SampleRow

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


def contact(id: str, *, day: float = 0.0, **more: Any) -> Interaction:
    """An inbound chat of client acme, `day` days after NOON."""
    fields = {"client": "acme", "channel": Channel.CHAT, "direction": Direction.INBOUND, **more}
    return Interaction(id=id, started_at=NOON + timedelta(days=day), **fields)


def judged(
    interaction: Interaction,
    *,
    intent: str | None = "billing",
    resolution: str | None = "resolved",
    courtesy: float | None = 80.0,
    answers: dict[str, str] | None = None,
    harms: dict[str, tuple[str, ...]] | None = None,
    end: str | None = "neutral",
    shown: dict[str, bool | None] | None = None,
    dynamics: Dynamics | None = None,
    versions: dict[str, str] | None = None,
    sure: float = 0.9,
    turns: tuple[Turn, ...] = (),
) -> Processed:
    """What the pipeline might have found of it."""
    understanding = Understanding(
        Judgement(intent, sure, {intent or "other": sure}),
        Judgement(resolution, sure, {resolution or "pending": sure}),
        Sentiment((), "neutral", end),
        {label: Behaviour(present, 0.9) for label, present in (shown or {}).items()},
        dynamics or Dynamics(),
    )
    given = tuple(Answer(id, Verdict(verdict), 0.9) for id, verdict in (answers or {"greeting": "yes"}).items())
    critical = tuple(id for ids in (harms or {}).values() for id in ids)
    card = Scorecard("default@1", given, {"courtesy": courtesy}, critical, harms or {})
    understood = Understood(Transcript(turns, "it", {"language": 1.0}), (), (), understanding)
    return Processed(interaction, understood, card, versions or {"rubric": "default@1", "heads": "heads@1"})


def saved(session: Session, interaction: Interaction, *, replace: bool = False, **findings: Any) -> InteractionRow:
    """The interaction registered and finished."""
    row, _ = interactions.register(
        session, interaction, sha256(f"{interaction} {findings}".encode()).hexdigest(), replace=replace
    )
    assert results.save_processed(session, row.id, row.run, judged(interaction, **findings))
    session.flush()
    return row


def drawn(
    session: Session, rows: Sequence[InteractionRow], *, chance: float = 0.1, purpose: Purpose = Purpose.RANDOM
) -> list[SamplePickRow]:
    """A sample that drew these interactions."""
    plan = SampleRow(client="acme", name="s", purpose=purpose, plan={}, frame={}, created_by="key:x", picks=len(rows))
    session.add(plan)
    session.flush()
    picks = [
        SamplePickRow(
            client=row.client,
            sample_id=plan.id,
            interaction_id=row.id,
            chance=chance,
            place=place,
            stratum=[],
            reasons=[],
        )
        for place, row in enumerate(rows)
    ]
    session.add_all(picks)
    session.flush()
    return picks


def answered(
    session: Session,
    row: InteractionRow,
    answers: dict[str, str],
    *,
    pick: SamplePickRow | None = None,
    purpose: Purpose | None = Purpose.RANDOM,
    minute: int = 0,
    **more: Any,
) -> None:
    """A person's answers; `machine` is not what figures read, so it stays empty."""
    for question, answer in answers.items():
        session.add(
            ReviewRow(
                client=row.client,
                interaction_id=row.id,
                run=row.run,
                question=question,
                answer=answer,
                reviewer="anna",
                at=NOON + timedelta(days=60, minutes=minute),
                purpose=purpose,
                pick_id=pick.id if pick is not None else None,
                **more,
            )
        )
    session.flush()
