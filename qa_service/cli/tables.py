"""Tables as every command prints them."""

from typing import Any

from rich.table import Column, Table


def folding(*columns: str, **options: Any) -> Table:
    """A table whose cells fold where the terminal is narrow: half an id names nothing."""
    return Table(*(Column(name, overflow="fold") for name in columns), **options)
