"""Interactions that people answered, read a few at a time as cases to learn from, with the job's progress."""

import uuid
from collections.abc import Callable, Sequence
from typing import TypeVar

from qa_service.domain.calendar import Calendar
from qa_service.domain.processed import Understood
from qa_service.learning.cases import AnsweredCase
from qa_service.store import criterion_jobs, rubrics
from qa_service.store.interactions import to_interaction
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_criteria import CriterionJobRow

Answer = TypeVar("Answer")
MakeCase = Callable[[InteractionRow, Understood], AnsweredCase[Answer]]


def cases_of(
    store: Store, job: CriterionJobRow, ids: Sequence[uuid.UUID], at_once: int, make: MakeCase[Answer]
) -> list[AnsweredCase[Answer]] | None:
    """Those that are still there, by `make`. None: the job is not to be done any more."""
    cases: list[AnsweredCase[Answer]] = []
    for start in range(0, len(ids), at_once):
        chunk = ids[start : start + at_once]
        with store.reading() as session:
            contacts = list(rubrics.to_try(session, chunk))
        cases += [make(contact, understood) for contact, understood in contacts]
        with store.transaction(hasty=True) as session:
            if not criterion_jobs.count(session, job.id, start + len(chunk), len(ids)):
                return None
    return cases


def case_of(row: InteractionRow, understood: Understood, answer: Answer, calendar: Calendar) -> AnsweredCase[Answer]:
    """What people answered of an interaction as it is understood."""
    year, week, _ = calendar.day(row.at).isocalendar()
    setting = understood.setting(to_interaction(row))
    return AnsweredCase(str(row.id), row.agent, f"{year}-W{week:02}", setting, answer)
