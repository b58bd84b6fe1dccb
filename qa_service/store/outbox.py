"""Events, written where something happens and by the same transaction: what is undone is told to nobody, and what is
kept is told however often a process dies in between (see `deliveries`).
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from qa_service.domain.events import EventType
from qa_service.domain.interaction import State
from qa_service.domain.scorecard import Scorecard, Verdict
from qa_service.store.tables import AnalysisRow, InteractionRow
from qa_service.store.tables_complaints import ComplaintRow
from qa_service.store.tables_events import EventRow
from qa_service.store.tables_exports import ExportRow
from qa_service.store.tables_figures import AlarmKind, AlarmRow
from qa_service.store.tables_reviews import CalibrationRow, DisputeRow, ReviewRow, SampleRow

_CRITERION = "criterion:"


def interaction_ended(session: Session, row: InteractionRow) -> None:
    """It has its result, or none comes of it."""
    type = EventType.INTERACTION_DONE if row.state is State.DONE else EventType.INTERACTION_FAILED
    _of_interaction(session, row.id, row.client, type, run=row.run)


def findings_made(session: Session, row: InteractionRow, card: Scorecard, before: Mapping[str, Any] | None) -> None:
    """The machine's critical findings, where it has some that it did not have `before` (the stored analysis)."""
    failed, unsure = set(card.critical), {*card.to_be_confirmed} & {*card.critical_asked}
    known = set() if before is None else _critical_of(before)
    if new := (failed | unsure) - known:
        ids = {"failed": sorted(failed & new), "unsure": sorted(unsure - failed & new)}
        _of_interaction(session, row.id, row.client, EventType.FINDING_TO_CONFIRM, run=row.run, **ids)


def _critical_of(body: Mapping[str, Any]) -> set[str]:
    """What was found critical, or might have been, in a scored interaction as it is stored. What older versions scored
    does not say which criteria are critical: there all that is unsure might be, so that nobody is told of it anew.
    """
    card = body.get("scorecard", {})
    unsure = {answer["criterion"] for answer in card.get("answers", ()) if answer.get("to_be_confirmed")}
    return {*card.get("critical", ()), *(unsure & {*card.get("critical_asked", unsure)})}


def findings_answered(session: Session, rows: Sequence[ReviewRow], analysis: AnalysisRow | None) -> None:
    """What people made of critical findings; answers of calibration sessions count for nothing."""
    body = {} if analysis is None else analysis.body
    asked = {*body.get("scorecard", {}).get("critical_asked", ()), *_critical_of(body)}
    for row in rows:
        criterion = row.question.removeprefix(_CRITERION)
        if row.session_id is not None or not row.question.startswith(_CRITERION) or criterion not in asked:
            continue
        if row.answer == Verdict.NO:
            type = EventType.FINDING_CONFIRMED
        elif criterion in _critical_of(body):
            type = EventType.FINDING_DISMISSED
        else:
            continue
        _of_interaction(session, row.interaction_id, row.client, type, run=row.run, criterion=criterion)


def sample_drawn(session: Session, sample: SampleRow) -> None:
    """People are asked to answer its picks."""
    ids = {"sample": str(sample.id), "interactions": sample.picks}
    _add(session, EventType.REVIEW_ASKED, sample.client, f"sample:{sample.id}", ids)


def calibration_opened(session: Session, row: CalibrationRow) -> None:
    """People are asked to answer the same interactions."""
    ids = {"calibration": str(row.id), "interactions": len(row.interactions)}
    _add(session, EventType.REVIEW_ASKED, row.client, f"calibration:{row.id}", ids)


def dispute_changed(session: Session, row: DisputeRow) -> None:
    """An objection was opened, or decided."""
    type = EventType.DISPUTE_OPENED if row.decided_at is None else EventType.DISPUTE_DECIDED
    ids = {"dispute": str(row.id), "state": row.state.value}
    _of_interaction(session, row.interaction_id, row.client, type, **ids)


def alarm_raised(session: Session, alarm: AlarmRow) -> None:
    """Something asks for a look."""
    ids: dict[str, Any] = {"alarm": str(alarm.id), "kind": alarm.kind.value, "subject": alarm.subject}
    if alarm.kind is AlarmKind.WEBHOOK:
        ids |= {"subject": None, "endpoint": alarm.subject}
    _add(session, EventType.ALARM_RAISED, alarm.client, f"alarm:{alarm.id}", ids)


def complaint_waits(session: Session, row: ComplaintRow, type: EventType) -> None:
    """Its deadline comes near, or has passed."""
    ids = {"complaint": str(row.id), "due_on": row.due_on.isoformat()}
    _add(session, type, row.client, f"complaint:{row.id}", ids, interaction=row.interaction_id)


def export_ready(session: Session, row: ExportRow) -> None:
    """Its file can be fetched; a notice goes to whoever asked for it."""
    expires = None if row.expires_at is None else row.expires_at.isoformat()
    ids = {"export": str(row.id), "kind": row.wanted["kind"], "expires_at": expires}
    _add(session, EventType.EXPORT_READY, row.client, f"export:{row.id}", ids, maker=row.maker)


def test(session: Session, client: str, endpoint: uuid.UUID) -> EventRow:
    """One by which somebody sees whether an endpoint hears us."""
    return _add(session, EventType.TEST, client, f"endpoint:{endpoint}", {"endpoint": str(endpoint)})


def _of_interaction(session: Session, id: uuid.UUID, client: str, type: EventType, **ids: Any) -> None:
    _add(session, type, client, f"interaction:{id}", {"interaction": str(id), **ids}, interaction=id)


def _add(
    session: Session,
    type: EventType,
    client: str,
    object: str,
    data: dict[str, Any],
    *,
    interaction: uuid.UUID | None = None,
    maker: str | None = None,
) -> EventRow:
    row = EventRow(type=type, client=client, object=object, data=data, interaction_id=interaction, maker=maker)
    session.add(row)
    return row
