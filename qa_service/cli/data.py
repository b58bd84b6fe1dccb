"""`db upgrade`, `keys create` and `ingest`: what fills and prepares the store."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from qa_service.settings import Settings

db = typer.Typer(no_args_is_help=True, help="The database.")
keys = typer.Typer(no_args_is_help=True, help="Keys to the API.")
