"""Figures as text tables."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape

from qa_service.cli.tables import folding
from qa_service.domain import rounding

_SCORES = ("courtesy", "section")
_NOTES = {
    "not_yet_checked_here": "not yet checked here",
    "machine_error_unknown": "machine error unknown",
    "machine_error_does_not_fit": "machine error does not fit",
    "too_few": "too few",
    "asks_for_person": "people's answers alone",
    "agent_not_checked": "nobody has checked it in this agent's interactions",
    "few_checks": "wide: rests on few checks alone, no longer on errors measured elsewhere",
    None: "",
}
Document = Mapping[str, Any]


def scorecard(console: Console, document: Document) -> None:
    """A table of all figures, each with its interval."""
    who = next((f"{kind} {document[kind]}" for kind in ("agent", "team") if kind in document), "")
    _figures(console, f"{who}: {document['n']} interactions, {document['n_checked']} checked", document)
    console.print(escape(document["notice"]["en"]))


def client(console: Console, document: Document) -> None:
    """The report to a client organisation."""
    _figures(console, f"{document['n']} interactions, {document['n_checked']} checked", document)
    for pack in document["kpis"]:
        kpis(console, pack)
    table = folding("reason", "n", "resolved", "in hand", "unresolved", "client's own", "repeats, ours / client's")
    for entry in document["reasons"]:
        inside, again = entry["inside_the_centre"], entry["repeats"]
        counts = (entry["n"], inside["resolved"], inside["pending"], inside["unresolved"], entry["clients_own"])
        repeats = f"{again['inside_the_centre']} / {again['clients_own']} of {again['followed']}"
        table.add_row(entry["intent"], *map(str, counts), repeats)
    console.print(table)
    for entry in document["critical_errors"]:
        console.print(escape(f"{entry['day']}  {entry['id']}  {entry['agent'] or '-'}  {', '.join(entry['harms'])}"))
        for extract in entry["extracts"]:
            console.print(escape(f"    “{extract}”"))
    for entry in document["changes"]:
        console.print(escape(f"{entry['day']}  {entry['part']} changed from {entry['before']} to {entry['after']}"))


def kpis(console: Console, pack: Document) -> None:
    """Key figures, aspect by aspect."""
    title = escape(pack["name"]["en"])
    table = folding("", "machine", "value", "interval", "target", "", title=title, title_justify="left")
    for aspect in pack["aspects"]:
        table.add_row(f"[bold]{escape(aspect['name']['en'])}[/]")
        for kpi in aspect["kpis"]:
            table.add_row(escape(kpi["name"]["en"]), *_kpi(kpi))
    console.print(table)
    console.print(escape(pack["endings_note"]["en"]))


def split(console: Console, document: Document) -> None:
    """The same figures of each site, vendor or sourcing beside each other."""
    names = [escape(group["name"] or "not stated") for group in document["groups"]]
    headers = [f"{name} ({group['n']})" for name, group in zip(names, document["groups"], strict=True)]
    table = folding("", *headers, title=escape(f"{document['name']['en']} by {document['by']}"), title_justify="left")
    for kpis in zip(*(_kpis(group) for group in document["groups"]), strict=True):
        table.add_row(escape(kpis[0]["name"]["en"]), *(escape(_brief(kpi)) for kpi in kpis))
    console.print(table)
    if document["left_out"]:
        console.print(f"{document['left_out']} smaller ones are not shown")


def _kpis(group: Document) -> list[Document]:
    return [kpi for aspect in group["aspects"] for kpi in aspect["kpis"]]


def _brief(kpi: Document) -> str:
    """The value with what it rests on."""
    if not kpi["measurable"]:
        return str(kpi["why"]["en"])
    figure, unit = kpi["figure"], kpi["unit"]
    if figure is None:
        return f"{_value(kpi['value'], unit)} ({_of(kpi, unit)})"
    return f"{_corrected(figure, unit)} ({_limits(figure, unit)})"


def _kpi(kpi: Document) -> Iterable[str]:
    left_out = "; ".join(f"{entry['n']} {entry['why']['en']}" for entry in kpi["exclusions"])
    if not kpi["measurable"]:
        return "", "not measurable", "", "", escape("; ".join(filter(None, (kpi["why"]["en"], left_out))))
    met = {None: "", True: "met", False: "missed"}[kpi["met"]]
    sure = " (not sure)" if kpi["sure"] is False else ""
    target = "".join(f"{name.replace('_', ' ')} {value:g} " for name, value in (kpi["target"] or {}).items())
    figure, unit = kpi["figure"], kpi["unit"]
    if figure is None:
        plain = f"{_value(kpi['value'], unit)} ({_of(kpi, unit)})"
        return "", plain, "", f"{target}{met}{sure}", escape(left_out)
    note = escape("; ".join(filter(None, (_NOTES[figure["note"]], left_out))))
    return _machine(figure, unit), _corrected(figure, unit), _limits(figure, unit), f"{target}{met}{sure}", note


def comparison(console: Console, document: Document) -> None:
    """Differences with their intervals."""
    table = folding("", f"{escape(document['first']['name'])} - {escape(document['second']['name'])}", "interval", "")
    for name, gap in document["differences"].items():
        unit = "score" if name.startswith(_SCORES) else "share"
        limits = f"{_value(gap['low'], unit)} to {_value(gap['high'], unit)}"
        table.add_row(escape(name), _value(gap["value"], unit), limits, "told apart" if gap["told_apart"] else "")
    console.print(table)


def _figures(console: Console, title: str, document: Document) -> None:
    names = ("", "machine", "corrected", "interval", "n", "checked", "")
    table = folding(*names, title=escape(title), title_justify="left")
    for name, figure in _flat(document["figures"]):
        table.add_row(escape(name), *_row(figure, "score" if name.startswith(_SCORES) else "share"))
    for name, figure in document["pooled"].items():
        unit = "score" if name.startswith(_SCORES) else "share"
        table.add_row(escape(f"{name}, drawn towards all agents"), *_row(figure, unit))
    console.print(table)


def _flat(figures: Document) -> Iterable[tuple[str, Document]]:
    singular = {"criteria": "criterion", "sections": "section", "critical": "critical"}
    for name, part in figures.items():
        if name in singular:
            yield from ((f"{singular[name]} {id}", figure) for id, figure in part.items())
        else:
            yield name.replace("_", " "), part


def _row(figure: Document, unit: str) -> Iterable[str]:
    note = _note(figure)
    if figure["value"] is None:
        return "", "-", "", str(figure["n_machine"]), "", note
    values = _machine(figure, unit), _corrected(figure, unit), _limits(figure, unit)
    return *values, str(figure["n_machine"]), str(figure["n_human"]), note


def _machine(figure: Document, unit: str) -> str:
    """The machine's own count, before it is corrected."""
    count = figure["machine"]
    return "" if count is None else f"{_value(count['value'], unit)} ({_of(count, unit)})"


def _of(count: Document, unit: str) -> str:
    """The fraction behind a share; the sum behind a mean would tell nobody anything."""
    of = f"{count['denominator']:g}"
    return f"{count['numerator']:g} of {of}" if unit == "share" else f"mean of {of}"


def _corrected(figure: Document, unit: str) -> str:
    """The estimate; no single value where the interval covers more than half of the scale."""
    return "-" if figure["wide"] else _value(figure["value"], unit)


def _limits(figure: Document, unit: str) -> str:
    return f"{_value(figure['low'], unit)} to {_value(figure['high'], unit)}"


def _note(figure: Document) -> str:
    """What is to be known, and of a criterion that asks for a person the reason."""
    note, auto = _NOTES[figure["note"]], figure.get("auto")
    if figure["note"] == "too_few":
        note = f"{note}: {figure['minimum']} are needed"
    asks = "" if auto is None or auto["auto_scored"] else f"asks for a person: {auto['reason']}"
    return "; ".join(filter(None, (asks, note)))


def _value(value: float, unit: str) -> str:
    if unit == "share":
        return f"{rounding.points(value, 1):.1f} %"
    written = f"{rounding.to_decimals(value, 1):.1f}"
    return f"{written.removesuffix('.0')} s" if unit == "seconds" else written
