"""A pack of key figures, as `figures.documents.kpis_document` gives it, as tables of a paper and as flat records."""

from collections.abc import Iterator, Mapping
from typing import Any

from qa_service.exports.columns import Column, Record
from qa_service.exports.paper import Amount, Cell, Paper, Table, Unit
from qa_service.exports.scorecard import about, note, shown
from qa_service.exports.wording import Language, number, word

Document = Mapping[str, Any]
COLUMNS = (
    *(Column(name) for name in ("pack", "aspect", "id", "name", "unit")),
    *(Column(name, "number") for name in ("value", "low", "high", "machine_value", "numerator", "denominator")),
    Column("checked_by_people", "number"),
    *(Column(name) for name in ("target", "kept", "not_measurable", "left_out", "reference")),
)
_NAMES = ("key_figure", "value", "low", "high", "machine_value", "numerator", "denominator", "target", "kept", "remark")
_UNITS: tuple[Unit | None, ...] = (None, "share", "share", "share", "share", "count", "count", None, None, None)
_WIDTHS = (31.0, 13.0, 12.0, 14.0, 15.0, 17.0, 20.0, 19.0, 15.0, 27.0)
_KNOWN: Mapping[str, Unit] = {"share": "share", "seconds": "seconds", "count": "count", "score": "score"}


def tables(document: Document, language: Language) -> Iterator[Table]:
    """One table an aspect; numbers keep the unit of their figure."""
    header = tuple(word(name, language) for name in _NAMES)
    for aspect in document["aspects"]:
        rows = tuple(_row(one, language) for one in aspect["kpis"])
        corrected = any(one["machine"] for one in aspect["kpis"])
        under = word("kpis_note", language) if corrected else ""
        yield Table(aspect["name"][language], header, rows, under, _UNITS, _WIDTHS)


def paper(document: Document, who: str, language: Language) -> Paper:
    """All of a pack for the client called `who`."""
    return Paper(
        title=word("kpis", language),
        subtitle=f"{word('client', language)} {who} · {document['name'][language]}",
        language=language,
        facts=tuple(about(document, language)),
        notices=tuple(
            filter(
                None,
                (
                    word("notice_machine", language),
                    document["endings_note"][language],
                    document["reference_in"][language],
                ),
            )
        ),
        tables=tuple(tables(document, language)),
        footer=document["pack"],
    )


def _row(one: Document, language: Language) -> tuple[Cell, ...]:
    unit: Unit = _KNOWN.get(one["unit"] or "", "count")
    figure = one["figure"] or {}
    ends = [None if figure.get(end) is None else Amount(figure[end], unit) for end in ("low", "high")]
    value = None if (number := _value(one)) is None else Amount(number, unit)
    machine = None if one["machine"] is None else Amount(one["machine"]["value"], unit)
    # the sum behind a mean of scores says nothing to a reader
    names = (None if unit == "score" else "numerator", "denominator")
    parts = [None if name is None or one[name] is None else Amount(one[name], "count") for name in names]
    remark = " ".join(remarks(one, language))
    return (_name(one, language), value, *ends, machine, *parts, target(one, language), kept(one, language), remark)


def _value(one: Document) -> float | None:
    """The value as it may be shown."""
    value: float | None = one["value"]
    return value if one["figure"] is None else None if shown(one["figure"]) is None else value


def _name(one: Document, language: Language) -> str:
    period = one["period"][language] if one["period"] else ""
    return f"{one['name'][language]} ({period})" if period else str(one["name"][language])


def target(one: Document, language: Language) -> str:
    """What is asked of the figure; empty where nothing is."""
    unit: Unit = _KNOWN.get(one["unit"] or "share", "count")
    for name, bound in (one["target"] or {}).items():
        return word(name, language).format(number(bound, unit, language))
    return ""


def kept(one: Document, language: Language) -> str:
    """Whether the target is kept; an interval on both sides of it cannot tell."""
    if one["met"] is None:
        return ""
    return word("cannot_be_told" if not one["sure"] else "is_kept" if one["met"] else "is_missed", language)


def remarks(one: Document, language: Language) -> list[str]:
    """Why it cannot be measured, what is to be known of its estimate, and what is left out of it."""
    why = [one["why"][language]] if one["why"] else []
    why += [said] if one["figure"] and (said := note(one["figure"], language)) else []
    return why + [f"{number(left['n'], 'count', language)}: {left['why'][language]}." for left in one["exclusions"]]


def records(document: Document, language: Language) -> Iterator[Record]:
    """One a figure, by the names of `COLUMNS`."""
    for aspect in document["aspects"]:
        for one in aspect["kpis"]:
            figure = one["figure"] or {}
            yield {
                "pack": document["pack"],
                "aspect": aspect["name"][language],
                **{name: one[name] for name in ("id", "unit", "numerator", "denominator")},
                "reference": one["reference_in"][language],
                "value": _value(one),
                "machine_value": one["machine"]["value"] if one["machine"] else None,
                "name": _name(one, language),
                "low": figure.get("low"),
                "high": figure.get("high"),
                "checked_by_people": figure.get("n_human"),
                "target": target(one, language),
                "kept": kept(one, language),
                "not_measurable": one["why"][language] if one["why"] else "",
                "left_out": " ".join(f"{left['n']}: {left['why'][language]}." for left in one["exclusions"]),
            }
