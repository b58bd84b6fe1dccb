"""Rows of the tables of names: agents, clients, criteria, days."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from qa_service.domain.public_holidays import BY_COUNTRY
from qa_service.domain.rubric import Rubric
from qa_service.errors import NotFound
from qa_service.exporting.warehouse.facts import FactMaker, Facts
from qa_service.exporting.warehouse.schema import AGENTS, CLIENTS, CRITERIA, DATES
from qa_service.store.rubrics import Rubrics

Rows = list[dict[str, Any]]


@dataclass
class Names:
    """What facts speak of, gathered while they are read."""

    clients: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    rubrics: set[tuple[str, str]] = field(default_factory=set)
    days: set[date] = field(default_factory=set)

    def note(self, facts: Facts) -> None:
        """What one contact or call speaks of."""
        self.clients.add(facts.client)
        self.days.add(facts.day)
        if facts.agent is not None:
            self.agents.add(facts.agent)
        if facts.rubric is not None:
            self.rubrics.add((facts.client, facts.rubric))


def tables(session: Session, names: Names, maker: FactMaker, rubrics: Rubrics) -> Mapping[str, Rows]:
    """All tables of names, each whole and in a fixed order."""
    return {
        AGENTS.name: [{"agent_key": maker.agent(agent), "agent": agent} for agent in sorted(names.agents)],
        CLIENTS.name: [{"client_key": maker.client(client), "client": client} for client in sorted(names.clients)],
        CRITERIA.name: list(_criteria(session, names, maker, rubrics)),
        DATES.name: list(_dates(names.days)),
    }


def digest(rows: Rows) -> str:
    """Equal for equal tables."""
    return hashlib.sha256(json.dumps(rows, default=str, sort_keys=True).encode()).hexdigest()


def _criteria(session: Session, names: Names, maker: FactMaker, rubrics: Rubrics) -> Iterator[dict[str, Any]]:
    """Of a version that is gone nothing can be told."""
    for client, name in sorted(names.rubrics):
        try:
            rubric = rubrics.named(session, client, name)
        except NotFound:
            continue
        yield from _of_rubric(rubric, client, name, maker)


def _of_rubric(rubric: Rubric, client: str, name: str, maker: FactMaker) -> Iterator[dict[str, Any]]:
    for section in rubric.sections:
        for criterion in section.criteria:
            yield {
                "criterion_key": maker.criterion(client, name, criterion.id),
                "client_key": maker.client(client),
                "rubric": name,
                "section": section.id,
                "criterion": criterion.id,
                "question_it": criterion.question.it,
                "question_en": criterion.question.en,
                "weight": criterion.weight,
                "critical_for": None if criterion.critical is None else criterion.critical.harms,
            }


def _dates(days: set[date]) -> Iterator[dict[str, Any]]:
    """Every day from the first that a fact speaks of to the last."""
    if not days:
        return
    day, last, holidays = min(days), max(days), BY_COUNTRY["IT"]
    by_year = {year: holidays(year) for year in range(day.year, last.year + 1)}
    while day <= last:
        iso = day.isocalendar()
        yield {
            "day": day,
            "year": day.year,
            "quarter": (day.month + 2) // 3,
            "month": day.month,
            "iso_year": iso.year,
            "iso_week": iso.week,
            "weekday": iso.weekday,
            "is_weekend": iso.weekday > 5,
            "is_holiday_it": day in by_year[day.year],
        }
        day += timedelta(days=1)
