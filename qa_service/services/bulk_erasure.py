"""Erasing what a file lists: a customer or an interaction a line, each as it is erased by itself."""

import csv
import io
from collections.abc import Iterator, Mapping
from uuid import UUID

from qa_service.documents.erasures import Erased, ErasedLine
from qa_service.errors import BadInput, NotFound, QaError, say
from qa_service.services import customer_names, erasure
from qa_service.services.access import CallerKind, Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes

MOST_LINES, MOST_IN_A_REQUEST = 10_000, 500
"""At the machine itself, and where somebody waits for the answer."""
_NAMES = ("customer", "phone", "email")
_COLUMNS = ("client", *_NAMES, "interaction")


@changes(Permission.ERASE, "erase list", own_transactions=True)
def erase_list(context: Context, text: str) -> list[ErasedLine]:
    """A CSV with a header: `client` and `customer` (or `phone`, or `email`), or `interaction` (its number). Every line
    is read before the first is carried out; then each ends erased, or refused with its reason, and none stops the
    others. Raises BadInput.
    """
    at_the_machine = context.caller.kind is CallerKind.SHELL
    lines = list(_parsed(text, MOST_LINES if at_the_machine else MOST_IN_A_REQUEST))
    done = [_carried_out(context, number, line) for number, line in lines]
    refused = sum(line.refused is not None for line in done)
    with context.transaction():
        context.note("list", context.caller.client, lines=len(done), refused=refused)
    context.deps.store.scrub()
    return done


def _parsed(text: str, most: int) -> Iterator[tuple[int, Mapping[str, str]]]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        if rows.fieldnames is None or not set(rows.fieldnames) <= set(_COLUMNS):
            raise BadInput(
                "the first line does not name the columns",
                where="line 1",
                hint="use client,customer,phone,email or interaction",
            )
        for count, row in enumerate(rows, 1):
            if count > most:
                raise BadInput(
                    "has more than {most} lines",
                    most=most,
                    where="list",
                    hint=say("send it in parts, or run `qa-service erase --list`"),
                )
            yield rows.line_num, _checked(rows.line_num, row)
    except csv.Error as error:
        raise BadInput("is no CSV", where=f"line {rows.line_num}", hint="separate columns by commas") from error


def _checked(number: int, row: Mapping[str | None, str | None]) -> Mapping[str, str]:
    line = {str(name): (value or "").strip() for name, value in row.items() if isinstance(value, str | None)}
    names_customer = bool(line.get("client")) and sum(bool(line.get(name)) for name in _NAMES) == 1
    if None in row or names_customer is bool(line.get("interaction")):
        raise BadInput(
            "names neither a customer with its client nor an interaction, or both",
            where=f"line {number}",
            hint="fill either client and one of customer, phone and email, or interaction",
        )
    return line


def _carried_out(context: Context, number: int, line: Mapping[str, str]) -> ErasedLine:
    try:
        return ErasedLine(line=number, erased=_erased(context, line))
    except QaError as error:
        return ErasedLine(line=number, refused=str(error))


def _erased(context: Context, line: Mapping[str, str]) -> Erased:
    if customer := customer_names.named(*(line.get(name) for name in _NAMES)):
        return erasure.erase_customer(context, line["client"], customer, scrub=False)
    try:
        id = UUID(line["interaction"])
    except ValueError:
        raise NotFound(say("there is no interaction of this number")) from None
    client = erasure.client_of(context, id)
    erasure.erase(context, id, scrub=False)
    return Erased(
        client=client,
        interactions=1,
        proof=context.prove_deletion("interaction", client, str(id), interactions=1, held=0),
    )
