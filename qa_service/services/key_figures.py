"""Key figures by pack, and the queue log that accessibility and waiting are measured from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from sqlmodel import Session

from qa_service.documents.key_figures import PackView
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import Channel
from qa_service.domain.rubric import Wording
from qa_service.errors import BadInput, NotFound, QaError
from qa_service.figures import kpis
from qa_service.ingest.phone import read as reader
from qa_service.ingest.phone.log import LogLine, PhoneLog
from qa_service.ingest.phone.mapping import QueueMapping
from qa_service.ingest.phone.read import PhoneOptions
from qa_service.kpi.pack import Pack
from qa_service.services import access, groups
from qa_service.services.access import Caller, Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import directory, opening_hours, queue_log, queue_mappings, rollups
from qa_service.store.identity import Metadata
from qa_service.store.interactions import Outcome
from qa_service.store.queue_log import LineOutcome

_AT_ONCE = 200


class KeyFiguresPage(NamedTuple):
    """The figures of one client (None: nothing of it is known in the period), and what else may be looked at: clients,
    and packs by id with their names.
    """

    document: PackView | None
    client: str
    pack: str
    clients: Sequence[str]
    packs: Mapping[str, Wording]


class TakenLog(NamedTuple):
    """How many lines came to what, and the refused ones by number; of the file what it is (`form`), which events it
    holds, which of them nobody here knows, and how many records are of no contact, by why.
    """

    counts: Mapping[str, int]
    refused: Sequence[tuple[int, QaError]]
    form: str = "own"
    events: Mapping[str, int] = MappingProxyType({})
    unknown: Mapping[str, int] = MappingProxyType({})
    passed_over: Mapping[str, int] = MappingProxyType({})

    @property
    def is_new(self) -> bool:
        """Whether any line told something that was not known."""
        return any(self.counts.get(outcome) for outcome in (LineOutcome.CREATED, LineOutcome.ADDED_TO))

    @property
    def outcome(self) -> Outcome:
        """Of the whole file, as of one interaction."""
        return Outcome.CREATED if self.is_new else Outcome.UNCHANGED


@reads(Permission.CLIENT_FIGURES, own_transactions=True, noted="read figures")
def show(
    context: Context,
    client: str | None,
    pack: str,
    days: Days,
    channel: Channel | None = None,
    place: tuple[GroupKind, str] | None = None,
) -> PackView:
    """Every figure with numerator, denominator and exclusions, or with the reason why it cannot be measured. `pack`
    empty: the first. `place`: of one site, vendor or sourcing alone. Raises BadInput, Withheld, NotFound.
    """
    deps, kpi_pack, client = context.deps, pack_of(context.deps.kpi_packs, pack), whose(context.caller, client)
    whole = Group(GroupKind.CLIENT, client, None, channel)
    group = groups.seen(whole if place is None else Group(*place, client, channel), context)
    with context.reading(context.caller.client_scope) as session:
        measured = kpis.measured(session, kpi_pack, group, days, deps.basis, deps.rubrics, deps.clock())
        since, until = opening_hours.calendar(session, client).ends(days)
    about = {} if place is None else {place[0].value: place[1]}
    return PackView.of(kpi_pack, measured, client=client, since=since, until=until, **about)


def whose(caller: Caller, client: str | None) -> str:
    """The client that is named, or the caller's own. Raises BadInput."""
    named = client or caller.client
    if named is None:
        raise BadInput("is missing", where="query.client", hint="add client=...")
    return named


def pack_of(packs: Mapping[str, Pack], id: str) -> Pack:
    """The pack of that id; empty: the first. Raises NotFound."""
    named = id or next(iter(packs), "")
    if named not in packs:
        raise NotFound("no pack {name!r}; there are {packs}", name=named, packs=", ".join(packs) or "none")
    return packs[named]


@reads(Permission.CLIENT_FIGURES, own_transactions=True)
def overview(
    context: Context, client: str | None, pack: str, days: Days, channel: Channel | None = None
) -> KeyFiguresPage:
    """The same for a page, of the first client where none is named. Raises Withheld, NotFound."""
    with context.reading(context.caller.client_scope):
        clients = _clients(context)
    packs = {id: kpi_pack.name for id, kpi_pack in context.deps.kpi_packs.items()}
    client, chosen = (
        client or next(iter(clients), ""),
        pack_of(context.deps.kpi_packs, pack).id if pack or packs else "",
    )
    if not client or not chosen:
        return KeyFiguresPage(None, client, chosen, clients, packs)
    if not context.caller.scope.reaches(client):
        raise NotFound("nothing of client {client!r} is visible here", client=client)
    try:
        document = show(context, client, chosen, days, channel)
    except NotFound:
        document = None
    return KeyFiguresPage(document, client, chosen, clients, packs)


def _clients(context: Context) -> Sequence[str]:
    """Whose figures may be asked for. Raises Withheld: a team may be a single worker."""
    caller = context.caller
    if caller.client is not None:
        return [caller.client]
    if caller.team is not None:
        access.legal_basis(context.deps.monitoring_basis)
        return rollups.clients_of(context.session, Group(GroupKind.TEAM, caller.team))
    return [client.name for client in directory.clients(context.session)]


@changes(Permission.UPLOAD, "take in queue log", own_transactions=True)
def take_queue_log(context: Context, client: str, raw: bytes, mapping: QueueMapping | str | None = None) -> TakenLog:
    """What a telephone system wrote of its calls, recognised by its content, or read by a mapping or the name of one
    that the client has saved. The same line again changes nothing; one that contradicts what is known of its contact is
    refused, and the others are kept. Raises Forbidden, BadInput, NotFound.
    """
    access.check_client(context.caller, client)
    deps = context.deps
    with context.reading(context.caller.client_scope) as session:
        if isinstance(mapping, str):
            mapping = QueueMapping.model_validate(queue_mappings.get(session, client, mapping))
        zone = opening_hours.calendar(session, client).zone
    options = PhoneOptions(deps.clock(), zone, deps.limits.document_bytes, mapping)
    log, metadata = reader.read(raw, options), deps.intake.metadata
    counts, refused = Counter[str](), list[tuple[int, QaError]]()
    context.unchanged()  # unless a line is kept
    for start in range(0, len(log.lines), _AT_ONCE):
        with context.transaction(context.caller.client_scope) as session:
            tally, wrong = _keep_lines(session, client, metadata, log, log.lines[start : start + _AT_ONCE])
            if tally[LineOutcome.CREATED] or tally[LineOutcome.ADDED_TO]:
                context.note(client, client, **tally)
        counts.update(tally)
        refused += wrong
    passed_over = {why.value: n for why, n in log.passed_over.items()}
    return TakenLog(counts, refused, log.form.value, log.events, log.unknown, passed_over)


def _keep_lines(
    session: Session, client: str, metadata: Metadata, log: PhoneLog, lines: Sequence[LogLine]
) -> tuple[Counter[str], list[tuple[int, QaError]]]:
    """What lines came to, and those that were refused."""
    counts, refused = Counter[str](), list[tuple[int, QaError]]()
    for number, line in lines:
        try:
            if isinstance(line, QaError):
                raise line
            outcome = queue_log.keep(session, client, metadata.call(line), fills_only=log.fills_only)
            counts[outcome.value] += 1
        except QaError as error:
            counts["refused"] += 1
            refused.append((number, error))
    return counts, refused
