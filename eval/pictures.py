"""Confusion tables and risk-coverage curves as SVG text. Pure."""

from collections.abc import Mapping, Sequence
from html import escape

CELL, MARGIN, FONT = 44, 150, 11
WIDE, HIGH, PAD = 520, 320, 56
COLOURS = ("#1f5fa8", "#c2571a", "#2d7d46", "#7a3e9d")


def confusion_svg(title: str, table: Mapping[str, Mapping[str, int]]) -> str:
    """Rows: what people said; columns: what the service said. Shade: share of the row."""
    rows = sorted(table)
    columns = sorted(set(rows) | {said for row in table.values() for said in row})
    parts = []
    for y, gold in enumerate(rows):
        total = sum(table[gold].values())
        parts.append(_text(MARGIN - 6, MARGIN + y * CELL + CELL / 2 + 4, gold, "end"))
        for x, said in enumerate(columns):
            parts.append(_cell(x, y, table[gold].get(said, 0), total))
    for x, said in enumerate(columns):
        at = MARGIN + x * CELL + CELL / 2 + 4
        parts.append(f'<g transform="rotate(-60 {at} {MARGIN - 8})">{_text(at, MARGIN - 8, said, "start")}</g>')
    parts.append(_text(8, 18, title, "start", 14))
    parts.append(_text(8, 34, "rows: people, columns: service, shade: share of the row", "start"))
    return _svg(MARGIN + len(columns) * CELL + 70, MARGIN + len(rows) * CELL + 16, parts)


def _cell(x: int, y: int, count: int, total: int) -> str:
    share = count / total if total else 0.0
    left, top = MARGIN + x * CELL, MARGIN + y * CELL
    box = (
        f'<rect x="{left}" y="{top}" width="{CELL}" height="{CELL}" fill="#1f5fa8" fill-opacity="{share:.2f}" '
        'stroke="#bbbbbb"/>'
    )
    ink = "#ffffff" if share > 0.5 else "#222222"
    return box + (_text(left + CELL / 2, top + CELL / 2 + 4, str(count), "middle", colour=ink) if count else "")


def risk_coverage_svg(title: str, curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Across: share of the cases answered, surest first. Up: share of those that is wrong."""
    top = max((risk for curve in curves.values() for _, risk in curve), default=0.0) or 0.1
    ceiling = -(-top // 0.05) * 0.05
    parts = [_text(PAD, 20, title, "start", 14), *_axes(ceiling)]
    for number, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{_x(coverage):.1f},{_y(risk, ceiling):.1f}" for coverage, risk in curve)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(PAD + 12, 44 + 16 * number, name, "start", 12, colour))
    return _svg(WIDE, HIGH, parts)


def _axes(ceiling: float) -> list[str]:
    parts = []
    for step in range(6):
        share = step / 5
        parts.append(_text(_x(share), HIGH - PAD + 18, f"{share:.0%}", "middle"))
        y = _y(share * ceiling, ceiling)
        parts.append(f'<line x1="{PAD}" y1="{y:.1f}" x2="{WIDE - 16}" y2="{y:.1f}" stroke="#dddddd"/>')
        parts.append(_text(PAD - 6, y + 4, f"{share * ceiling:.0%}", "end"))
    parts.append(_text((PAD + WIDE - 16) / 2, HIGH - 14, "answered (surest first)", "middle", 12))
    return [*parts, f'<g transform="rotate(-90 14 {HIGH / 2})">{_text(14, HIGH / 2, "wrong", "middle", 12)}</g>']


def _x(coverage: float) -> float:
    return PAD + coverage * (WIDE - 16 - PAD)


def _y(risk: float, ceiling: float) -> float:
    return HIGH - PAD - risk / ceiling * (HIGH - PAD - 30)


def _text(x: float, y: float, text: str, anchor: str, size: int = FONT, colour: str = "#222222") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{escape(text)}</text>'
    )


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        'font-family="sans-serif"><rect width="100%" height="100%" fill="#ffffff"/>'
    )
    return "\n".join([head, *parts, "</svg>", ""])
