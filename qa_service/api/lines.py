"""JSON Lines at the door: each line is taken in or refused on its own."""

from collections import Counter
from collections.abc import Iterator
from typing import IO

from qa_service.api import problems, views
from qa_service.api.taking import Taken, queue, take_in
from qa_service.errors import QaError, say
from qa_service.http.bodies import too_large
from qa_service.ingest import documents
from qa_service.refusals import TooLarge
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies

_QUEUE_EVERY = 100


def take_lines(service: Dependencies, caller: Caller, file: IO[bytes], *, replace: bool) -> views.Lines:
    """Take in every line of `file`. Raises TooLarge, before the first, when there are too many."""
    if sum(1 for _ in _numbered(file, service.limits.document_bytes)) > service.limits.lines:
        raise TooLarge(say("more than {limit} documents came at once; send them in parts", limit=service.limits.lines))
    file.seek(0)
    answers, fresh = [], list[Taken]()
    for number, raw in _numbered(file, service.limits.document_bytes):
        try:
            taken = _take(service, caller, raw, replace)
        except QaError as error:
            answers.append(_refused(number, error))
            continue
        answers.append(_accepted(number, taken))
        fresh.append(taken)
        if len(fresh) == _QUEUE_EVERY:
            queue(service, fresh)
            fresh.clear()
    queue(service, fresh)
    return views.Lines(counts=dict(Counter(str(answer.outcome) for answer in answers)), lines=answers)


def _numbered(file: IO[bytes], limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers; one over the limit is cut right above it."""
    number = 0
    while line := file.readline(limit + 2):  # a line of `limit` bytes, its end, and one byte too many
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(limit + 2)):
            pass
        if line := line.strip(b"\r\n"):
            yield number, line


def _take(service: Dependencies, caller: Caller, raw: bytes, replace: bool) -> Taken:
    if len(raw) > service.limits.document_bytes:
        raise too_large(service.limits.document_bytes)
    interaction = documents.read(raw, service.limits.documents(service.clock()), client=caller.client)
    return take_in(service, caller, interaction, replace=replace)


def _accepted(number: int, taken: Taken) -> views.Line:
    row = taken.row
    where = views.location(row.id)
    same = {"line": number, "status": taken.status, "outcome": taken.outcome, "id": row.external_id}
    return views.Line(**same, location=where, warnings=views.warnings(taken) or None)


def _refused(number: int, error: QaError) -> views.Line:
    problem = problems.body(error, "")
    return views.Line(line=number, status=problem["status"], outcome="refused", problem=problem)
