"""Figures with intervals as documents: one shape for shares, scores, differences and courses, wherever they show."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from qa_service.domain import rounding
from qa_service.domain.estimate import (
    Difference,
    Estimate,
    Figure,
    MachineCount,
    Note,
    Rank,
    TooFew,
    Trend,
    Unanswered,
)
from qa_service.domain.groups import Course

TOO_FEW = "too_few"


def figure_document(figure: Estimate | TooFew | Unanswered) -> dict[str, Any]:
    """`value` is null where too few interactions are there to show one, or where only people may answer and none has;
    where the interval is `wide`, it is shown and the value is not. `machine` is the count that the value corrects;
    `note` says what a reader must know.
    """
    if isinstance(figure, TooFew):
        return {"value": None, "n_machine": figure.n_machine, "minimum": figure.minimum, "note": TOO_FEW}
    if isinstance(figure, Unanswered):
        return {"value": None, "n_machine": figure.n_machine, "note": Note.ASKS_FOR_PERSON.value}
    return {
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "level": figure.level,
        "n_machine": figure.n_machine,
        "n_human": figure.n_human,
        "method": figure.method.value,
        "sampling": figure.sampling.value,
        "versions": dict(figure.versions),
        "note": None if figure.note is None else figure.note.value,
        "wide": figure.wide,
        "machine": machine_document(figure.machine),
    }


def machine_document(count: MachineCount | None) -> dict[str, Any] | None:
    """The machine's own count; null where it decided nothing."""
    if count is None:
        return None
    return {"value": _number(count.value), "numerator": plain(count.numerator), "denominator": count.denominator}


def plain(number: float) -> float | int:
    """A whole number without its decimal point."""
    return int(number) if number == int(number) else round(number, 3)


def figures_document(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """Figures by name; absent ones stay absent."""
    return {name: figure_document(one) for name, one in figures.items() if one is not None}


def course_document(course: Course) -> dict[str, Any]:
    """Weeks with their figures, and the change by week with its interval (null: fewer than three weeks)."""
    weeks = [_week(monday, figure) for monday, figure in course.weeks if figure is not None]
    return {"weeks": weeks, "trend": None if course.trend is None else _trend(course.trend)}


def _week(monday: date, figure: Estimate | TooFew | Unanswered) -> dict[str, Any]:
    brief = ("value", "low", "high", "n_machine", "n_human", "minimum", "note", "wide", "machine")
    shown = figure_document(figure)
    return {"week": monday.isoformat(), **{name: shown[name] for name in brief if name in shown}}


def _trend(trend: Trend) -> dict[str, Any]:
    return {
        "change_a_week": round(trend.slope, 6),
        "low": round(trend.low, 6),
        "high": round(trend.high, 6),
        "level": trend.level,
        "weeks": trend.periods,
    }


def difference_document(difference: Difference) -> dict[str, Any]:
    """First minus second; `told_apart` says whether the interval leaves zero out."""
    return {
        "value": _number(difference.value),
        "low": _number(difference.low),
        "high": _number(difference.high),
        "level": difference.level,
        "told_apart": difference.told_apart,
    }


def rank_document(rank: Rank) -> dict[str, int]:
    """The places that a group may hold; equal ends mean that it is told apart from all others."""
    return {"first": rank.first, "last": rank.last}


def _number(value: float) -> float:
    return rounding.for_documents(value)
