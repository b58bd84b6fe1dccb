"""`erase`: remove contacts, all contacts of a customer, or what a list names; `erase-client` removes a client; `proof`
checks what an erasure signed.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

if TYPE_CHECKING:
    from qa_service.documents.erasures import DeletionProof, Erased
    from qa_service.services.context import Context

    Proofs = list[DeletionProof | None]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command()(erase)
    app.command("erase-client")(erase_client)
    app.command()(proof)


Yes = Annotated[bool, typer.Option("--yes", help="Do not ask first.")]
Out = Annotated[Path | None, typer.Option("--proof", help="Write what was signed here: JSON, a line each.")]


def erase(
    ids: Annotated[list[UUID] | None, typer.Argument(help="Interactions, by the number that `ingest` printed.")] = None,
    client: Annotated[str | None, typer.Option(help="The client organisation of the customer.")] = None,
    customer: Annotated[str | None, typer.Option(help="As it was handed in, or its pseudonym: all contacts.")] = None,
    phone: Annotated[str | None, typer.Option(help="Instead of --customer: a telephone number of theirs.")] = None,
    email: Annotated[str | None, typer.Option(help="Instead of --customer: an address of theirs.")] = None,
    listed: Annotated[
        Path | None, typer.Option("--list", help="A CSV with the columns client,customer,phone,email or interaction.")
    ] = None,
    proof: Out = None,
    yes: Yes = False,
) -> None:
    """Remove all that is kept of contacts: words, findings, recordings, reviews, and exports they are in."""
    from qa_service.cli.context import shell
    from qa_service.errors import BadInput
    from qa_service.services import customer_names

    customer = customer_names.named(customer, phone, email)
    if [bool(ids), bool(customer), bool(listed)].count(True) != 1 or bool(customer) is not bool(client):
        raise BadInput(
            "say what to erase",
            where="erase",
            hint="give numbers of interactions, or --client with --customer, --phone or --email, or --list",
        )
    several = f"what {listed} names" if listed else f"{len(ids or ())} interactions"
    if not yes:
        what = f"all contacts of this customer with {client}" if customer else several
        typer.confirm(f"Erase {what}? This cannot be undone", abort=True)
    _check_writable(proof)
    context = shell()
    if customer and client:
        _write(proof, [_customer(context, client, customer)])
    else:
        _write(proof, _list(context, listed) if listed else [_interaction(context, id) for id in ids or ()])


def _customer(context: "Context", client: str, customer: str) -> "DeletionProof | None":
    from qa_service.services import erasure

    return _told(erasure.erase_customer(context, client, customer))


def _told(erased: "Erased") -> "DeletionProof | None":
    typer.echo(f"{erased.interactions} interactions erased")
    if erased.left:
        typer.echo(erased.left)
    return erased.proof


def _interaction(context: "Context", id: UUID) -> "DeletionProof":
    from qa_service.services import erasure

    client = erasure.client_of(context, id)
    erasure.erase(context, id)
    typer.echo(f"{id} is erased")
    return context.prove_deletion("interaction", client, str(id), interactions=1, held=0)


def _list(context: "Context", path: Path) -> "Proofs":
    from qa_service.errors import BadInput
    from qa_service.services import bulk_erasure

    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise BadInput("cannot be read", where=str(path), hint="give a CSV in UTF-8") from error
    proofs: Proofs = []
    for line in bulk_erasure.erase_list(context, text):
        typer.echo(f"line {line.line}: ", nl=False)
        if line.erased is None:
            typer.echo(line.refused)
        else:
            proofs.append(_told(line.erased))
    return proofs


def erase_client(
    client: Annotated[str, typer.Argument(help="The client organisation whose contract is over.")],
    confirm: Annotated[str, typer.Option(help="Its name again.")],
    proof: Out = None,
) -> None:
    """Remove all that is kept of a client, contacts, rubrics, samples, packs, totals, keys, users; the trail stays."""
    from qa_service.cli.context import shell
    from qa_service.services import client_erasure

    _check_writable(proof)
    _write(proof, [_told(client_erasure.erase_client_data(shell(), client, confirm))])


def _check_writable(path: Path | None) -> None:
    """Before anything is erased: proofs are kept nowhere else. Raises BadInput."""
    from qa_service.errors import BadInput

    try:
        if path is not None:
            path.open("a", encoding="utf-8").close()
    except OSError as error:
        raise BadInput("cannot be written", where=str(path), hint="choose another file; nothing was erased") from error


def _write(path: Path | None, proofs: "Proofs") -> None:
    """Behind the proofs that are there already."""
    if path is not None:
        with path.open("a", encoding="utf-8") as file:
            file.writelines(f"{signed.model_dump_json()}\n" for signed in proofs if signed)


def proof(
    path: Annotated[Path, typer.Argument(help="What `erase --proof` wrote, or the interface gave.")],
    name: Annotated[str | None, typer.Option(help="Whose it is said to be, as it was named then.")] = None,
) -> None:
    """Tell whether a proof of deletion was signed here and is unchanged; exit status 1 where not."""
    from qa_service.cli.context import shell
    from qa_service.errors import BadInput
    from qa_service.services import deletions

    try:
        documents = [dict(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, TypeError, ValueError) as error:
        raise BadInput("is no proof of deletion", where=str(path), hint="give the JSON as it was written") from error
    context = shell()
    verdicts = [deletions.check(context, document, name) for document in documents]
    for document, verdict in zip(documents, verdicts, strict=True):
        about = "" if verdict.is_of is None else ", of this name" if verdict.is_of else ", of another name"
        told = "{interactions} interactions of {client} erased at {erased_at}"
        typer.echo(
            f"genuine{about}: {told.format(**document)}" if verdict.is_genuine else "not signed here, or changed"
        )
    if not verdicts or not all(verdict.is_genuine and verdict.is_of is not False for verdict in verdicts):
        raise typer.Exit(1)
