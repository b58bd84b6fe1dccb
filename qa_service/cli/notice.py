"""`qa-service notice`: notices, a draft agreement and a sheet on the AI Act, of what is in force here."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qa_service.cli.context import shell
from qa_service.documents.notices import NoticeKind
from qa_service.errors import BadInput, reason


class Lang(StrEnum):
    """What notices are written in."""

    IT = "it"
    EN = "en"


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(notice)


def notice(
    kind: Annotated[NoticeKind, typer.Argument(help="Whom it is for.")],
    lang: Annotated[Lang, typer.Option(help="In which language.")] = Lang.IT,
    client: Annotated[str | None, typer.Option(help="The client organisation; none: the whole installation.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write; none: print it.")] = None,
) -> None:
    """Write a notice to workers or customers, a draft of the agreement (art. 4 law 300/1970), or a sheet on the AI Act.

    It is made of the running configuration and of the measured error. What only the employer knows is left blank as
    […] and listed on stderr.
    """
    from qa_service.services import notices

    written = notices.write(shell(), kind, lang.value, client)
    if out is None:
        typer.echo(written.text, nl=False)
    else:
        _save(out, written.text)
    for blank in written.blanks:
        typer.echo(f"left blank: {blank}", err=True)


def _save(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput("cannot be written ({reason})", reason=reason(error), where=str(out)) from error
