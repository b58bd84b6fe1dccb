"""Printing one document as JSON or as text."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

import typer
from rich.console import Console


def console() -> Console:
    """As wide as the terminal; wide enough for tables where there is none."""
    return Console(width=None if sys.stdout.isatty() else 140, highlight=False)


def emit(document: Mapping[str, Any], as_json: bool, show: Callable[[Console, Mapping[str, Any]], None]) -> None:
    """The document itself, or what `show` makes of it."""
    if as_json:
        typer.echo(json.dumps(document, ensure_ascii=False))
    else:
        show(console(), document)
