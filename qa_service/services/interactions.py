"""Interactions: listed, searched, looked at, read, tried again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from qa_service.documents.analysis import Analysis
from qa_service.documents.interactions import InteractionView, Page
from qa_service.domain.interaction import Channel, State
from qa_service.domain.processed import Processed
from qa_service.domain.review import DisputeState, MachineAnswer, machine_answers
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import Reason
from qa_service.errors import BadInput, NotFound, Sentence, one_of, say
from qa_service.figures.answers import that_count
from qa_service.figures.basis import rubric_finder
from qa_service.refusals import NotReady
from qa_service.reviewing import blindness
from qa_service.services import access
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import changes, reads
from qa_service.store import (
    agent_segments,
    audit,
    corrections,
    disputes,
    interactions,
    maskings,
    opt_outs,
    results,
    reviews,
    saved_views,
    search,
    withholding,
)
from qa_service.store.interactions import Filters
from qa_service.store.results import FailureFilters
from qa_service.store.reviews import ReviewFilters
from qa_service.store.search import Search
from qa_service.store.tables import AuditRow, InteractionRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.store.tables_people import SavedViewRow
from qa_service.store.tables_reviews import CorrectionRow, DisputeRow, ReviewRow

FLAGS = search.FLAGS
"""What makes an interaction worth a look, as far as it can be seen of one alone."""
Interaction = InteractionRow
"""By the name under which pages know it."""
_AT_ONCE = 200
_MOST_ANSWERS = 500
_LINES = 30


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list is narrowed to, as callers name it. `id` and `customer` are as they were handed in."""

    client: str | None = None
    id: str | None = None
    agent: str | None = None
    team: str | None = None
    channel: Channel | None = None
    automatic: bool | None = None
    state: State | None = None
    intent: str | None = None
    resolution: str | None = None
    customer: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    callback: bool | None = None


def filters(caller: Caller, deps: Dependencies, narrowing: Narrowing) -> Filters:
    """What it means in the store. Raises Forbidden for who may not see agents, Withheld without a legal basis, and
    BadInput on labels that are none and on a customer without a client.
    """
    client = narrowing.client or caller.client
    check_labels(deps, narrowing.intent, narrowing.resolution, "query")
    if narrowing.agent or narrowing.team:
        access.check_role(caller, Permission.SEE_AGENTS)
    access.check_list(narrowing.agent, narrowing.team, caller.scope, deps.monitoring_basis)
    customer = pseudonym_of(deps, client, narrowing.customer, where="query.customer", hint=say("add client=..."))
    values = {**asdict(narrowing), "client": client, "customer": customer}
    return Filters(**deps.intake.metadata.named(values.pop("id")), **values)


def check_labels(deps: Dependencies, intent: str | None, resolution: str | None, where: str) -> None:
    """Raises BadInput on labels that are none; `where` says of what they stand in."""
    vocabulary = deps.vocabulary
    for name, label, labels in (
        ("intent", intent, vocabulary.intent),
        ("resolution", resolution, vocabulary.resolution),
    ):
        if label not in (None, *labels):
            raise BadInput("is no such label", where=f"{where}.{name}", hint=one_of(labels))


def pseudonym_of(
    deps: Dependencies, client: str | None, customer: str | None, *, where: str, hint: Sentence
) -> str | None:
    """Under which a customer is kept who is named as it was handed in. Raises BadInput without a client."""
    if customer is None:
        return None
    if client is None:
        raise BadInput("needs a client beside it", where=where, hint=hint)
    return deps.intake.pseudonyms.of(client, customer)


def view(caller: Caller, row: InteractionRow) -> InteractionView:
    """A row as this caller may see it."""
    words = withholding.is_open_to_all(row) or caller.may(Permission.READ_UNSURE)
    return InteractionView.of(row, agents=caller.may(Permission.SEE_AGENTS), words=words)


@reads(Permission.READ, noted="read list of workers")
def listed(context: Context, terms: "Terms", cursor: str | None = None, limit: int = 50) -> Page:
    """Newest first, a page at a time; without findings where the caller is to answer blind. Raises as `filters`, and
    BadInput on behaviours that are none.
    """
    caller = context.caller
    _check_behaviours(context, terms)
    query = _query(context, terms)
    page = search.page(context.session, query, cursor=cursor, limit=limit)
    _note_workers(context, query.filters)
    rows = blindness.veiled(context.session, page.rows, caller.reviewer, narrowed=query.tells_findings)
    return Page(items=[view(caller, row) for row in rows], next=page.next)


def _note_workers(context: Context, narrowed: Filters) -> None:
    """A list narrowed to one worker tells of that worker; a team may be a single one."""
    for kind, name in (("agent", narrowed.agent), ("team", narrowed.team)):
        if name is not None:
            context.note_read(f"{kind}:{name}", narrowed.client)
    context.unchanged()  # one that is narrowed to nobody


@dataclass(frozen=True, slots=True)
class Terms:
    """What a search asks beyond its `narrowing`; as in `store.search.Search`."""

    narrowing: Narrowing = field(default_factory=Narrowing)
    words: str = ""
    shows: str | None = None
    lacks: str | None = None
    sentiment_end: str | None = None
    sure_below: float | None = None
    flag: str | None = None
    disputed: bool = False


def _query(context: Context, terms: Terms) -> Search:
    beyond = {term.name: getattr(terms, term.name) for term in fields(terms) if term.name != "narrowing"}
    return Search(filters(context.caller, context.deps, terms.narrowing), **beyond)


def _check_behaviours(context: Context, terms: Terms) -> None:
    courtesy = context.deps.vocabulary.courtesy
    for name in ("shows", "lacks"):
        if getattr(terms, name) not in (None, *courtesy):
            raise BadInput("is no such label", where=f"query.{name}", hint=one_of(courtesy))


class Hits(NamedTuple):
    """A page of what was searched for; those of them that the caller is to judge blind; why each is worth a look; the
    searches that the caller keeps; and the cursor of the next page.
    """

    rows: Sequence[InteractionRow]
    held: frozenset[UUID]
    flags: Mapping[UUID, Sequence[Reason]]
    kept: Sequence[SavedViewRow]
    next: str | None


@reads(Permission.READ, noted="read list of workers")
def find(context: Context, terms: Terms, cursor: str | None = None, limit: int = 25) -> Hits:
    """Newest first. Raises as `filters`."""
    caller, session = context.caller, context.session
    query = _query(context, terms)
    page = search.page(session, query, cursor=cursor, limit=limit)
    _note_workers(context, query.filters)
    held = blindness.held_back(session, [row.id for row in page.rows], caller.reviewer)
    rows = [row for row in page.rows if not (query.tells_findings and row.id in held)]
    flags = search.flags_of(session, rows)
    return Hits(rows, held, flags, saved_views.listed(session, caller.actor), page.next)


@changes(Permission.READ, "keep search")
def keep_search(context: Context, name: str, query: str) -> None:
    """Under a name, as it stands in an address; an interaction that it names, by the id that may be written down."""
    row = saved_views.save(context.session, context.caller.actor, name, _without_given_ids(context, query))
    context.note(row.id, context.caller.client)


def _without_given_ids(context: Context, query: str) -> str:
    parameters = dict(parse_qsl(query))
    if "id" not in parameters:
        return query
    named = Filters(client=parameters.get("client"), **context.deps.intake.metadata.named(parameters["id"]))
    return urlencode({**parameters, "id": interactions.known_as(context.session, named).external_id})


@changes(Permission.READ, "drop search")
def drop_search(context: Context, id: UUID) -> None:
    """Raises NotFound, for what somebody else keeps as well."""
    saved_views.remove(context.session, context.caller.actor, id)
    context.note(id, context.caller.client)


@reads(Permission.READ)
def show(context: Context, id: UUID) -> InteractionView:
    """Its state and main findings; without findings while the caller has a blind review of it to answer. Raises
    NotFound.
    """
    row = interactions.get(context.session, id)
    (row,) = blindness.veiled(context.session, [row], context.caller.reviewer)
    return view(context.caller, row)


@reads(Permission.READ)
def segments(context: Context, id: UUID) -> list[InteractionView]:
    """The parts that colleagues of its agent and bots had in an interaction, as far as the caller may see them. Raises
    NotFound.
    """
    interactions.get(context.session, id)
    rows = agent_segments.of(context.session, id)
    return [view(context.caller, row) for row in blindness.veiled(context.session, rows, context.caller.reviewer)]


@reads(Permission.READ)
def progress(context: Context, id: UUID) -> InteractionRow:
    """The row, for whoever waits for its result. Raises NotFound."""
    return interactions.get(context.session, id)


@reads(Permission.READ, own_transactions=True, noted="read analysis")
def analysis(context: Context, id: UUID, *, pii: bool = False) -> Analysis:
    """The whole of it; that the caller reads it is kept. `pii`: with where personal data stood, if the caller may see
    that.

    Raises NotFound, NotReady while there is none, and Withheld while the caller has a blind review of it to answer.
    """
    caller = context.caller
    with context.reading() as session:
        row = interactions.get(session, id)
        check_finished(row)
        blindness.refuse(session, id, caller.reviewer)
        processed = results.processed(session, id)
        why = withholding.reason(session, processed.understood.transcript.lang, id)
    blindness.note_read(context.deps.store, [id], caller.reviewer)
    context.note_read(id, row.client)
    document = Analysis.of(processed, show_pii=pii and caller.may(Permission.SEE_PII), withheld=why)
    return as_seen(document, agents=caller.may(Permission.SEE_AGENTS), own=caller.agent)


def as_seen(document: Analysis, *, agents: bool, own: str | None) -> Analysis:
    """An analysis with the names of those who served as far as its reader may see them: all, none, or only their
    own.
    """
    return document if agents and own is None else document.without_agents(own if agents else None)


def check_finished(row: InteractionRow) -> None:
    """Raises NotReady, with its state, on an interaction that has no result (yet)."""
    if row.state is State.FAILED:
        raise NotReady(say("it could not be analysed: {failure}", failure=row.failure), state=row.state.value)
    if row.state is not State.DONE:
        wait = {"Retry-After": "2"}
        raise NotReady("it waits for a worker; ask again in a moment", state=row.state.value, headers=wait)


@dataclass(frozen=True, slots=True)
class OpenedInteraction:
    """All that is known of an interaction. `processed` None: there is no result yet; `rubric` None: the one that it was
    scored under is gone. `counts` are the answers of people that count, by question; `answers` all of them, newest
    first. `segments` are the parts of colleagues and bots, as far as the caller may see them; `is_part_of_seen`: it is
    itself a part, of a contact that the caller may see.
    """

    row: InteractionRow
    processed: Processed | None = None
    rubric: Rubric | None = None
    machine: Mapping[str, MachineAnswer] = field(default_factory=dict)
    counts: Mapping[str, ReviewRow] = field(default_factory=dict)
    answers: Sequence[ReviewRow] = ()
    corrections: Sequence[CorrectionRow] = ()
    disputes: Sequence[tuple[DisputeRow, DisputeState]] = ()
    judged: str = ""
    trail: Sequence[AuditRow] = ()
    maskings: Sequence[MaskingRow] = ()
    segments: Sequence[InteractionRow] = ()
    is_part_of_seen: bool = False


@reads(Permission.READ, own_transactions=True, noted="read analysis")
def opened(context: Context, id: UUID) -> OpenedInteraction:
    """That the caller reads it is kept. Raises NotFound, and Withheld for what the caller is to answer blind."""
    with context.reading() as session:
        row = interactions.get(session, id)
        blindness.refuse(session, id, context.caller.reviewer)
        try:
            processed = results.processed(session, id)
        except NotFound:
            context.unchanged()
            return OpenedInteraction(row)
        page = _opened(context, row, processed)
    blindness.note_read(context.deps.store, [id], context.caller.reviewer)
    context.note_read(id, row.client)
    return page


def _opened(context: Context, row: InteractionRow, processed: Processed) -> OpenedInteraction:
    session, caller, moment = context.session, context.caller, context.deps.clock()
    sees = caller.may(Permission.SEE_REVIEWS)
    of_people = ReviewFilters(interaction=row.id, viewer=caller.actor)
    is_judged = row.state is State.DONE and row.automatic is None
    return OpenedInteraction(
        row,
        processed,
        rubric_finder(session, context.deps.rubrics)(row.client, processed.scorecard.rubric),
        machine_answers(processed),
        that_count(session, context.deps.rubrics, row) if sees else {},
        reviews.page(session, of_people, limit=_MOST_ANSWERS).rows if sees else (),
        corrections.of_interaction(session, row.id) if sees else (),
        [(dispute, disputes.state(dispute, moment)) for dispute in disputes.of_interaction(session, row.id)]
        if sees
        else (),
        disputes.judgements(session, [row])[row.id].value if is_judged else "",
        audit.trail(session, subject=str(row.id), changes=True, limit=_LINES) if caller.may(Permission.REVIEW) else (),
        maskings.of_interaction(session, row.id) if caller.may(Permission.REVIEW) else (),
        blindness.veiled(session, agent_segments.of(session, row.id), caller.reviewer),
        row.segment_of is not None and session.get(InteractionRow, row.segment_of) is not None,
    )


@changes(Permission.UPLOAD, "retry")
def retry(context: Context, id: UUID) -> InteractionView:
    """A failed one waits again, while its unmasked original is still kept (seven days). Raises NotFound, and Conflict
    when it did not fail.
    """
    row = results.try_again(context.session, id)
    opt_outs.refuse(context.session, row.client, row.customer)
    context.note(id, row.client)
    return view(context.caller, row)


@changes(Permission.UPLOAD, "retry", own_transactions=True)
def retry_all(
    context: Context,
    reason: str,
    client: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    failure: str | None = None,
) -> int:
    """The same with all of this client that failed from `since` to before `until` with these words in their failure, a
    batch at a time; returns how many wait again.
    """
    failed, count, after = FailureFilters(client, since, until, failure), 0, None
    context.unchanged()  # as long as none is found
    while rows := _retry_some(context, failed, after, reason):
        count, after = count + len(rows), rows[-1].id
    return count


def _retry_some(context: Context, failed: FailureFilters, after: UUID | None, reason: str) -> Sequence[InteractionRow]:
    with context.transaction() as session:
        rows = [results.try_again(session, row.id) for row in results.failed(session, failed, after, _AT_ONCE)]
        for row in rows:
            context.note(row.id, row.client, reason=reason)
    return rows
