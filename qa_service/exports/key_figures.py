"""A pack of key figures, as `documents.key_figures.PackFigures` gives it, as tables of a paper and as flat records."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from qa_service.documents.figures import plain
from qa_service.exports.columns import Column, Record
from qa_service.exports.paper import Amount, Cell, Paper, Table, Unit
from qa_service.exports.scorecard import about, note, value_to_show
from qa_service.exports.wording import Language, number, word

Document = Mapping[str, Any]
COLUMNS = (
    *(Column(name) for name in ("pack", "aspect", "id", "name", "unit")),
    *(Column(name, "number") for name in ("value", "low", "high", "machine_value", "numerator", "denominator")),
    Column("checked_by_people", "number"),
    *(Column(name) for name in ("target", "kept", "not_measurable", "left_out", "reference")),
)
SPLIT_COLUMNS = (Column("by"), Column("group"), *COLUMNS)
_NAMES = ("key_figure", "value", "low", "high", "machine_value", "numerator", "denominator", "target", "kept", "remark")
_UNITS: tuple[Unit | None, ...] = (None, "share", "share", "share", "share", "count", "count", None, None, None)
_WIDTHS = (31.0, 13.0, 12.0, 14.0, 15.0, 17.0, 20.0, 19.0, 15.0, 27.0)
_KNOWN: Mapping[str, Unit] = {"share": "share", "seconds": "seconds", "count": "count", "score": "score"}


def tables(document: Document, language: Language) -> Iterator[Table]:
    """One table an aspect; numbers keep the unit of their figure."""
    header = tuple(word(name, language) for name in _NAMES)
    for aspect in document["aspects"]:
        rows = tuple(_row(kpi, language) for kpi in aspect["kpis"])
        corrected = any(kpi["machine"] for kpi in aspect["kpis"])
        under = word("kpis_note", language) if corrected else ""
        yield Table(aspect["name"][language], header, rows, under, _UNITS, _WIDTHS)


def paper(document: Document, who: str, language: Language) -> Paper:
    """All of a pack for the client called `who`."""
    return _paper(document, who, language, tuple(tables(document, language)))


def split_paper(document: Document, who: str, language: Language) -> Paper:
    """The same by site, vendor or sourcing (`documents.sites.SplitView`): the tables of one group after the other."""
    return _paper(document, who, language, tuple(_by_group(document, language)))


def _by_group(document: Document, language: Language) -> Iterator[Table]:
    for group in document["groups"]:
        counted = word("place_counts", language).format(n=group["n"], offered=group["offered"])
        for place, table in enumerate(tables(group, language)):
            title = f"{place_name(document, group, language)}: {table.title}"
            yield replace(table, title=title, note=" ".join(filter(None, (table.note, "" if place else counted))))


def place_name(document: Document, group: Document, language: Language) -> str:
    """How a site or a vendor is called; what is not stated, and how a sourcing is called in words."""
    if group["name"] is None:
        return word("not_stated", language).format(word(document["by"], language).lower())
    return word(group["name"], language) if document["by"] == "sourcing" else str(group["name"])


def _paper(document: Document, who: str, language: Language, tables: tuple[Table, ...]) -> Paper:
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
                    document.get("reference_in", {}).get(language, ""),
                ),
            )
        ),
        tables=tables,
        footer=document["pack"],
    )


def _row(kpi: Document, language: Language) -> tuple[Cell, ...]:
    unit: Unit = _KNOWN.get(kpi["unit"] or "", "count")
    figure = kpi["figure"] or {}
    ends = [None if figure.get(end) is None else Amount(figure[end], unit) for end in ("low", "high")]
    value = None if (number := _value(kpi)) is None else Amount(number, unit)
    machine = None if kpi["machine"] is None else Amount(kpi["machine"]["value"], unit)
    # the sum behind a mean of scores says nothing to a reader
    names = (None if unit == "score" else "numerator", "denominator")
    parts = [None if name is None or kpi[name] is None else Amount(kpi[name], "count") for name in names]
    remark = " ".join(remarks(kpi, language))
    return (
        _name(kpi, language),
        value,
        *ends,
        machine,
        *parts,
        target(kpi, language),
        target_kept(kpi, language),
        remark,
    )


def _value(kpi: Document) -> float | None:
    """The value as it may be shown."""
    value: float | None = kpi["value"]
    return value if kpi["figure"] is None else None if value_to_show(kpi["figure"]) is None else value


def _name(kpi: Document, language: Language) -> str:
    period = kpi["period"][language] if kpi["period"] else ""
    return f"{kpi['name'][language]} ({period})" if period else str(kpi["name"][language])


def target(kpi: Document, language: Language) -> str:
    """What is asked of the figure; empty where nothing is."""
    unit: Unit = _KNOWN.get(kpi["unit"] or "share", "count")
    for name, bound in (kpi["target"] or {}).items():
        return word(name, language).format(number(bound, unit, language))
    return ""


def target_kept(kpi: Document, language: Language) -> str:
    """Whether the target is kept; an interval on both sides of it cannot tell."""
    if kpi["met"] is None:
        return ""
    return word("cannot_be_told" if not kpi["sure"] else "is_kept" if kpi["met"] else "is_missed", language)


def remarks(kpi: Document, language: Language) -> list[str]:
    """Why it cannot be measured, what is to be known of its estimate, and what is left out of it."""
    sentences = [kpi["why"][language]] if kpi["why"] else []
    sentences += [sentence] if kpi["figure"] and (sentence := note(kpi["figure"], language)) else []
    return sentences + [
        f"{number(exclusion['n'], 'count', language)}: {exclusion['why'][language]}." for exclusion in kpi["exclusions"]
    ]


def records(document: Document, language: Language) -> Iterator[Record]:
    """One a figure, by the names of `COLUMNS`."""
    for aspect in document["aspects"]:
        for kpi in aspect["kpis"]:
            figure = kpi["figure"] or {}
            yield {
                "pack": document["pack"],
                "aspect": aspect["name"][language],
                **{name: kpi[name] for name in ("id", "unit")},
                **{name: None if kpi[name] is None else plain(kpi[name]) for name in ("numerator", "denominator")},
                "reference": kpi["reference_in"][language],
                "value": _value(kpi),
                "machine_value": kpi["machine"]["value"] if kpi["machine"] else None,
                "name": _name(kpi, language),
                "low": figure.get("low"),
                "high": figure.get("high"),
                "checked_by_people": figure.get("n_human"),
                "target": target(kpi, language),
                "kept": target_kept(kpi, language),
                "not_measurable": kpi["why"][language] if kpi["why"] else "",
                "left_out": " ".join(
                    f"{exclusion['n']}: {exclusion['why'][language]}." for exclusion in kpi["exclusions"]
                ),
            }


def split_records(document: Document, language: Language) -> Iterator[Record]:
    """One a figure and group, by the names of `SPLIT_COLUMNS`."""
    for group in document["groups"]:
        for record in records({"pack": document["pack"], "aspects": group["aspects"]}, language):
            yield {"by": document["by"], "group": place_name(document, group, language), **record}
