"""Answers of customers to surveys: taken in, held to their interactions, and figures beside the service's own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from sqlmodel import Session

from qa_service.documents.surveys import (
    SurveyAnswersView,
    SurveyAnswerView,
    SurveyFiguresView,
)
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.languages import READ
from qa_service.domain.surveys import SurveyAnswer
from qa_service.errors import BadDocument, QaError
from qa_service.figures.surveys import survey_figures
from qa_service.foreign import of_pydantic
from qa_service.ingest import survey_table
from qa_service.ingest.phone.clock import Clock
from qa_service.ingest.survey_table import AnswerLine, SurveyMapping
from qa_service.services import access, groups
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import interactions, opening_hours, surveys
from qa_service.store.surveys import About, AnswerOutcome
from qa_service.store.tables_surveys import SurveyAnswerRow

_AT_ONCE = 200


class TakenAnswers(NamedTuple):
    """How many answers came to what, of the new ones how many found their interaction, and the refused ones by line."""

    counts: Mapping[str, int]
    matched: int
    unmatched: int
    refused: Sequence[tuple[int, QaError]]


@changes(Permission.UPLOAD, "take in survey", own_transactions=True)
def take_table(context: Context, client: str, raw: bytes, mapping: SurveyMapping | None = None) -> TakenAnswers:
    """A CSV table, read by a mapping or by its columns' names. The same again changes nothing; a line that is refused
    stops no other. Raises Forbidden, and BadDocument where it is no such table.
    """
    access.check_client(context.caller, client)
    with context.reading(context.caller.client_scope) as session:
        zone = opening_hours.calendar(session, client).zone
    context.unchanged()  # unless an answer is kept
    lines = survey_table.read(raw, Clock(context.deps.clock(), ZoneInfo(zone)), mapping)
    return _take(context, client, lines)


@changes(Permission.UPLOAD, "take in survey", own_transactions=True)
def take(context: Context, client: str, answers: Sequence[Any]) -> TakenAnswers:
    """Answers as plain values, each a `SurveyAnswer`. Raises Forbidden."""
    access.check_client(context.caller, client)
    clock = Clock(context.deps.clock(), ZoneInfo(context.deps.calendar.zone))
    context.unchanged()  # unless an answer is kept
    return _take(context, client, (_checked(number, values, clock) for number, values in enumerate(answers, start=1)))


def _checked(number: int, values: Any, clock: Clock) -> AnswerLine:
    try:
        answer = SurveyAnswer.model_validate(values)
        clock.believed(answer.at)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:60]
        return AnswerLine(number, BadDocument(of_pydantic(first), where=where))
    except BadDocument as error:
        return AnswerLine(number, error)
    return AnswerLine(number, answer)


def _take(context: Context, client: str, lines: Iterable[AnswerLine]) -> TakenAnswers:
    counts, refused = Counter[str](), list[tuple[int, QaError]]()
    coming = iter(lines)
    while portion := list(islice(coming, _AT_ONCE)):
        with context.transaction(context.caller.client_scope) as session:
            tally, wrong = _keep(context, session, client, portion)
            if tally["created"] or tally["answered"]:
                context.note(client, client, **tally)
        counts.update(tally)
        refused += wrong
    matched, unmatched = counts.pop("matched", 0), counts.pop("unmatched", 0)
    return TakenAnswers(counts, matched, unmatched, refused)


def _keep(
    context: Context, session: Session, client: str, lines: Iterable[AnswerLine]
) -> tuple[Counter[str], list[tuple[int, QaError]]]:
    tally, refused = Counter[str](), list[tuple[int, QaError]]()
    for number, answer in lines:
        try:
            if isinstance(answer, QaError):
                raise answer
            row = _row(context, session, client, answer)
            outcome = surveys.keep(session, row)
            tally[outcome.value] += 1
            if outcome is AnswerOutcome.CREATED:
                tally["unmatched" if row.interaction_id is None else "matched"] += 1
        except QaError as error:
            tally["refused"] += 1
            refused.append((number, error))
    return tally, refused


def _row(context: Context, session: Session, client: str, answer: SurveyAnswer) -> SurveyAnswerRow:
    """With keyed hashes and masked ids in the place of what names anybody, and its comment sealed."""
    intake, metadata = context.deps.intake, context.deps.intake.metadata
    contact = None if answer.contact is None else metadata.identity(answer.contact)
    case = None if answer.case is None else metadata.identity(answer.case).stored
    content = intake.pseudonyms.of_survey(client, answer.model_dump_json())
    row = SurveyAnswerRow(
        client=client,
        identity=content if answer.id is None else intake.pseudonyms.of_survey(client, f"id:{answer.id}"),
        content=content,
        contact=contact and contact.stored,
        contact_identity=contact and contact.hash,
        case_ref=case,
        customer=None if answer.customer is None else intake.pseudonyms.of(client, answer.customer),
        kind=answer.kind,
        question=metadata.text(answer.question),
        value=answer.value,
        top=answer.top,
        at=answer.at,
        day=opening_hours.calendar(session, client).day(answer.at),
        channel=answer.channel,
    )
    about = About(answer.interaction, row.contact, row.contact_identity, case)
    row.interaction_id = surveys.interaction_of(session, client, about, row)
    if row.customer is None and row.interaction_id is not None:
        row.customer = interactions.get(session, row.interaction_id).customer
    if answer.comment:
        row.comment_sealed = context.deps.open_seal().close(answer.comment.encode(), surveys.seal_name(row.id))
    return row


@reads(Permission.READ)
def of_interaction(context: Context, id: UUID) -> SurveyAnswersView:
    """What the customer answered about an interaction. Raises NotFound."""
    interactions.get(context.session, id)
    rows, words = surveys.of_interaction(context.session, id), context.caller.scope.words
    return SurveyAnswersView(items=[SurveyAnswerView.of(row, words=words or row.comment_lang in READ) for row in rows])


@reads(Permission.CLIENT_FIGURES, own_transactions=True, noted="read figures")
def figures(context: Context, group: Group, days: Days) -> SurveyFiguresView:
    """Figures of a client's surveys, or of those about the contacts of a team, an agent, a site or a vendor, beside the
    service's own resolution. Raises Withheld, NotFound, BadInput.
    """
    if group.kind is not GroupKind.CLIENT and group.kind in (GroupKind.TEAM, GroupKind.AGENT, GroupKind.BOT):
        access.check_role(context.caller, Permission.AGENT_FIGURES)
    reached = groups.seen(group, context)
    with context.reading(context.caller.client_scope) as session:
        return survey_figures(session, reached, days, context.deps.basis, context.deps.rubrics)
