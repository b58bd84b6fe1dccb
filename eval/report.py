"""The report as JSON and as Markdown. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.figures import Figure, Result
from eval.gate import Bounds, value_of

Report = Mapping[str, Any]


def result_json(result: Result) -> dict[str, Any]:
    """A set's result in plain types."""
    return {
        "n": result.n,
        "unit": result.unit,
        "figures": _plain(result.figures),
        "cuts": {
            kind: {name: {"n": n, "figures": _plain(found)} for name, (n, found) in members.items()}
            for kind, members in result.cuts.items()
        },
        "confusions": result.confusions,
        "curves": result.curves,
        "distinct": result.distinct,
    }


def _plain(figures: Mapping[str, Figure]) -> dict[str, dict[str, float | None]]:
    return {
        name: {"value": round(f.value, 4), "low": _rounded(f.low), "high": _rounded(f.high)}
        for name, f in figures.items()
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def markdown(report: Report, bounds: Bounds, pictures: Sequence[str]) -> str:
    """The whole report for people."""
    parts = ["# Evaluation", "", *_head(report), *_against(report, bounds)]
    for name, found in report["sets"].items():
        parts += ["", f"## {name}: {found['n']} {found['unit']}", "", *_table(name, found, report.get("baselines", {}))]
        for kind, members in found["cuts"].items():
            parts += ["", f"### {name} by {kind}", "", *_cut(found, members)]
    if pictures:
        parts += ["", "## Pictures", "", *(f"![{name}]({name})" for name in pictures)]
    return "\n".join([*parts, ""])


def _head(report: Report) -> list[str]:
    model = report.get("model") or {}
    limit = report["limit"]
    versions = ", ".join(model.get("versions", {}).values()) or "none"
    lines = [
        f"Model: {versions}. Reader: {model.get('engines', {}).get('reader', 'none')}.",
        f"Items a set: {'all' if limit is None else f'at most {limit}, drawn by chance'}. "
        "Intervals: 95 %, bootstrap over whole items. Personal data masked by the service's own search.",
    ]
    return [*lines, *(f"Not measured: {name} ({why})." for name, why in report["missing"].items())]


def _against(report: Report, bounds: Bounds) -> list[str]:
    lines = [
        "",
        "## Against the bounds",
        "",
        "| figure | value | 95 % | wanted | floor | |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for bound in bounds.figures:
        value = value_of(report, bound.figure)
        wanted = f"{bound.side} {bound.wanted:g}"
        floor = "" if bound.floor is None else f"{bound.floor:g}"
        if value is None:
            lines.append(f"| {bound.figure} | | | {wanted} | {floor} | not measured |")
            continue
        name, figure = bound.figure.split("/", 1)
        interval = _interval(report["sets"][name]["figures"][figure])
        verdict = "reached" if bound.holds(value, bound.wanted) else "**missed**"
        lines.append(f"| {bound.figure} | {value:.3f} | {interval} | {wanted} | {floor} | {verdict} |")
    return lines


def _interval(figure: Mapping[str, float | None]) -> str:
    low, high = figure["low"], figure["high"]
    return "" if low is None or high is None else f"{low:.3f} to {high:.3f}"


def _table(name: str, found: Mapping[str, Any], baselines: Mapping[str, Any]) -> list[str]:
    others = [other for other in baselines if name in baselines[other]]
    lines = [_row("figure", "value", "95 %", *others), _row(*["---"] * (3 + len(others)))]
    for figure, f in found["figures"].items():
        theirs = [baselines[other][name]["figures"].get(figure) for other in others]
        cells = ["" if their is None else f"{their['value']:.3f}" for their in theirs]
        lines.append(_row(figure, f"{f['value']:.3f}", _interval(f), *cells))
    return lines


def _cut(found: Mapping[str, Any], members: Mapping[str, Any]) -> list[str]:
    lines = [_row("figure", "all", *(f"{name} ({part['n']})" for name, part in members.items()))]
    lines.append(_row(*["---"] * (2 + len(members))))
    for figure, whole in found["figures"].items():
        parts = [part["figures"].get(figure) for part in members.values()]
        if any(parts):
            cells = ["" if f is None else f"{f['value']:.3f} ({_interval(f)})" for f in parts]
            lines.append(_row(figure, f"{whole['value']:.3f}", *cells))
    return lines


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
