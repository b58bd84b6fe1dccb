"""Handing in what a telephone system wrote: queue logs, call records, tables read by a mapping."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from qa_service.errors import BadInput, QaError
from qa_service.ingest.phone.mapping import QueueMapping, parse
from qa_service.services import key_figures, queue_mappings
from qa_service.services.key_figures import TakenLog
from qa_service.web.i18n import N_
from qa_service.web.page import page
from qa_service.web.route import WebRoute
from qa_service.web.visitor import Opens, Visitor, bounded

router = APIRouter(prefix="/queue-logs", route_class=WebRoute, include_in_schema=False)

FORMS = {
    "own": N_("The service's own form"),
    "asterisk_queue_log": N_("Queue log of Asterisk"),
    "asterisk_cdr": N_("Call records of Asterisk"),
    "freeswitch_cdr": N_("Call records of FreeSWITCH"),
    "mapped": N_("Table, read by a mapping"),
}
COUNTS = {
    "created": N_("Contacts taken in"),
    "added_to": N_("Contacts of which more is known now"),
    "unchanged": N_("Contacts that were here already"),
    "known_better": N_("Records that say otherwise than what is known, passed over"),
    "refused": N_("Lines refused"),
    "no_queue": N_("Records of calls that reached no queue and no operator"),
    "not_inbound": N_("Records of calls that nobody made from outside"),
    "other_leg": N_("Records of other legs of the same calls"),
    "no_beginning": N_("Calls whose beginning is in another file"),
    "by_mapping": N_("Lines that the mapping passes over"),
}
_ROOM, _SHOWN = 1 << 20, 200
_STREAMED: dict[str, Any] = {"requestBody": {}}
_Logs = Annotated[Visitor, Opens(key_figures.take_queue_log)]


async def _form(request: Request, visitor: _Logs) -> AsyncIterator[FormData]:
    """The form, read only once it is known who sends it. Raises TooLarge."""
    bounded(request, visitor.context.deps.limits.document_bytes + _ROOM)
    async with request.form(max_files=2, max_fields=20, max_part_size=10_000) as sent:
        yield sent


@router.get("")
def form(request: Request, visitor: _Logs, client: str = "") -> Response:
    """The form."""
    return _page(request, visitor, {"client": client[:200]})


@router.post("", openapi_extra=_STREAMED)
async def hand_in(request: Request, visitor: _Logs, sent: Annotated[FormData, Depends(_form)]) -> Response:
    """What became of the file, on the same page."""
    typed = {name: str(value).strip() for name, value in sent.items() if isinstance(value, str)}
    try:
        log = await run_in_threadpool(_taken, visitor, typed, sent)
    except QaError as error:
        return _page(request, visitor, typed, error=error)
    return _page(request, visitor, typed, log)


def _taken(visitor: Visitor, typed: dict[str, str], sent: FormData) -> TakenLog:
    client = visitor.caller.client or typed.get("client", "")
    if not client:
        raise BadInput("is missing", where="client")
    mapping = _mapping(visitor, client, typed, sent)
    return key_figures.take_queue_log(visitor.context, client, _content(sent, "file"), mapping)


def _mapping(visitor: Visitor, client: str, typed: dict[str, str], sent: FormData) -> QueueMapping | str | None:
    """The one that is handed in, and saved where it is given a name; else the one that is named."""
    name, raw = typed.get("mapping", ""), _content(sent, "mapping_file")
    if not raw:
        return name or None
    mapping = parse(raw)
    if name:
        queue_mappings.save(visitor.context, client, name, mapping)
    return mapping


def _content(sent: FormData, name: str) -> bytes:
    file = sent.get(name)
    return file.file.read() if isinstance(file, UploadFile) and file.filename else b""


def _page(
    request: Request, visitor: Visitor, typed: dict[str, str], log: TakenLog | None = None, error: QaError | None = None
) -> Response:
    fault = None if error is None else visitor.locale.sentence(error.sentence)
    refused = [] if log is None else [(n, visitor.locale.sentence(line.sentence)) for n, line in log.refused[:_SHOWN]]
    counts = {} if log is None else {**log.counts, **log.passed_over}
    values: dict[str, Any] = {"typed": typed, "log": log, "fault": fault, "refused": refused, "counts": counts}
    status = 200 if error is None else 422
    return page(request, visitor, "queue_logs.html", status, forms=FORMS, count_names=COUNTS, **values)
