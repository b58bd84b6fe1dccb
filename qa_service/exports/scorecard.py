"""From a scorecard document to a paper. What a document lacks is left out; nothing is computed here."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from qa_service.domain.understanding import CONFIRM_BELOW
from qa_service.exports.naming import Naming
from qa_service.exports.paper import Cell, Count, Figure, Paper, Table, Unit
from qa_service.exports.wording import Language, coefficient, number, word

Of = Literal["agent", "team", "client", "bot", "site", "vendor", "sourcing"]
Document = Mapping[str, Any]
_NOTES = (
    "not_yet_checked_here",
    "machine_error_unknown",
    "machine_error_does_not_fit",
    "asks_for_person",
    "agent_not_checked",
    "few_checks",
    "too_few",
)
_WIDTHS = (46.0, 16.0, 14.0, 15.0, 16.0, 11.0, 11.0, 14.0, 27.0)
"""Of the criteria's columns."""


def paper(document: Document, of: Of, who: str, naming: Naming) -> Paper:
    """The scorecard of an agent, team or client called `who`."""
    language = naming.language
    notice = document.get("notice", {}).get(language) or word("notice_machine", language)
    return Paper(
        title=word(f"scorecard_{of}", language),
        subtitle=f"{word(of, language)} {who}",
        language=language,
        facts=tuple(_facts(document, of, language)),
        notices=(notice, confirm(language)),
        figures=tuple(_figures(document.get("figures", {}), naming)),
        tables=tuple(_tables(document, naming)),
        footer=" · ".join(f"{name} {value}" for name, value in document.get("versions", {}).items())[:160],
    )


def confirm(language: Language) -> str:
    """What stands in no figure until a person has looked."""
    return word("notice_confirm", language).format(least=number(CONFIRM_BELOW, "share", language))


def _facts(document: Document, of: Of, language: Language) -> Iterator[tuple[str, str]]:
    named = about(document, language)
    yield next(named)
    yield word("interactions", language), number(document["n"], "count", language)
    if "n_checked" in document:
        yield word("n_human", language), number(document["n_checked"], "count", language)
        yield word("method", language), word("method_checked" if document["n_checked"] else "method_machine", language)
    yield from (pair for pair in named if pair[0] != word(of, language))


def about(document: Document, language: Language) -> Iterator[tuple[str, str]]:
    """The period first, then what else the figures are narrowed to, and what allows them."""
    since, until = (_day(document.get(name)) for name in ("since", "until"))
    yield (
        word("period", language),
        f"{since or word('whole_period', language)} – {until or word('until_now', language)}",
    )
    for name, label in (("client", "client"), ("team", "team"), ("channel", "channel"), ("monitoring_basis", "basis")):
        if document.get(name):
            value = str(document[name])
            yield word(label, language), word(f"channel_{value}", language) if name == "channel" else value


def _day(moment: Any) -> str:
    return "" if moment is None else str(moment)[:10]


def _figures(figures: Document, naming: Naming) -> Iterator[Figure]:
    """Headlines first, then sections and critical failures; the criteria have a table of their own."""
    language = naming.language
    if "resolution" in figures:
        yield _figure(word("resolved", language), figures["resolution"], "share", language)
    if "courtesy" in figures:
        yield _figure(word("courtesy", language), figures["courtesy"], "score", language)
    for name in ("escalation", "open_promise"):
        if name in figures:
            yield _figure(word(name, language), figures[name], "share", language)
    for id, figure in figures.get("sections", {}).items():
        yield _figure(f"{naming.sections.get(id, id)} (0-100)", figure, "score", language)
    for harm, figure in figures.get("critical", {}).items():
        yield _figure(word(f"critical_{harm}", language), figure, "share", language)


def _figure(label: str, figure: Document, unit: Unit, language: Language) -> Figure:
    return Figure(
        label=label,
        value=value_to_show(figure),
        unit=unit,
        low=figure.get("low"),
        high=figure.get("high"),
        n_machine=figure.get("n_machine"),
        n_human=figure.get("n_human"),
        note=note(figure, language),
        machine=machine(figure),
    )


def value_to_show(figure: Document) -> float | None:
    """The value as it may be shown: none where the interval covers more than half of the scale."""
    value: float | None = None if figure.get("wide") else figure["value"]
    return value


def machine(figure: Document) -> Count | None:
    """The machine's own count."""
    count = figure.get("machine")
    return None if count is None else Count(count["value"], count["numerator"], count["denominator"])


def note(figure: Document, language: Language) -> str:
    """What a reader must know of a figure; empty where there is nothing."""
    key = figure.get("note")
    if not key:
        return ""
    return word(f"note_{key}", language).format(minimum=figure.get("minimum", "")) if key in _NOTES else str(key)


def _tables(document: Document, naming: Naming) -> Iterator[Table]:
    criteria = document.get("figures", {}).get("criteria", {})
    if criteria:
        yield _criteria(criteria, naming)
    yield _resolution(document, naming)
    weeks = _weeks(document.get("courses", {}), naming.language)
    if weeks is not None:
        yield weeks


def _criteria(criteria: Document, naming: Naming) -> Table:
    """The weakest first; those without a value to show last."""
    language = naming.language
    values = {id: value_to_show(figure) for id, figure in criteria.items()}
    by_value = sorted(criteria.items(), key=lambda pair: (values[pair[0]] is None, values[pair[0]] or 0.0, pair[0]))
    rows = tuple(
        (
            naming.questions.get(id, id),
            values[id],
            *(figure.get(name) for name in ("low", "high")),
            *(machine(figure) or (None, None, figure.get("n_machine"))),
            figure.get("n_human"),
            _answered_by(figure.get("auto"), language),
        )
        for id, figure in by_value
    )
    names = ("criterion", "met", "low", "high", "machine_value", "yes", "out_of", "n_human_short", "answered_by")
    header = tuple(word(name, language) for name in names)
    under = word("criteria_note", language)
    units: tuple[Unit | None, ...] = (None, "share", "share", "share", "share", "count", "count", "count", None)
    return Table(word("criteria", language), header, rows, under, units, _WIDTHS)


def _answered_by(auto: Document | None, language: Language) -> str:
    """Whether the machine may answer alone, and why not."""
    if auto is None:
        return ""
    bounds = {name: coefficient(auto[name], language) for name in ("low", "threshold")}
    return word(f"auto_{auto['grounds']}", language).format(units=auto["units"], least=auto["least"], **bounds)


def _resolution(document: Document, naming: Naming) -> Table:
    language = naming.language
    rows: list[tuple[Cell, ...]] = [
        (naming.vocabulary.name("resolution", label, language), count["n"], count["share"])
        for label, count in document["resolution"].items()
    ]
    undecided = document["cannot_tell"]
    rows.append((word("cannot_tell", language), undecided["n"], undecided["share"]))
    header = tuple(word(name, language) for name in ("resolution", "count", "share"))
    return Table(
        word("resolution", language), header, tuple(rows), word("counts_note", language), (None, "count", "share")
    )


def _weeks(courses: Document, language: Language) -> Table | None:
    """Both courses week by week, weeks without any figure left out; None where there are less than two weeks."""
    by_week: dict[str, dict[str, Document]] = {}
    for name in ("resolution", "courtesy"):
        for week in courses.get(name, {}).get("weeks", ()):
            if week["value"] is not None:
                by_week.setdefault(week["week"], {})[name] = week
    if len(by_week) < 2:
        return None
    rows = tuple(
        (week, *_ends(figures.get("resolution")), *_ends(figures.get("courtesy")))
        for week, figures in sorted(by_week.items())
    )
    names = ("week", "resolved", "low", "high", "courtesy_short", "low", "high")
    units: tuple[Unit | None, ...] = (None, "share", "share", "share", "score", "score", "score")
    header = tuple(word(name, language) for name in names)
    return Table(word("course", language), header, rows, _trend(courses, language), units)


def _ends(week: Document | None) -> tuple[Cell, Cell, Cell]:
    return (None, None, None) if week is None else (value_to_show(week), week.get("low"), week.get("high"))


def _trend(courses: Document, language: Language) -> str:
    """The change by week of each, with its interval; and that a course mixes versions of the rubric, where it does."""
    sentences = []
    for name, label, full in (("resolution", "resolved", 100.0), ("courtesy", "courtesy_short", 1.0)):
        trend = courses.get(name, {}).get("trend")
        if trend:
            points = [number(full * trend[end], "score", language) for end in ("change_a_week", "low", "high")]
            sentences.append(word("trend", language).format(word(label, language), *points))
    versions = courses.get("courtesy", {}).get("rubrics", ())
    if len(versions) > 1:
        sentences.append(word("mixed_rubrics", language).format(", ".join(versions)))
    return " ".join(sentences)
