"""Rubrics of clients: drafted, tried on what is there, published, read."""

from collections.abc import Sequence
from typing import NamedTuple

from qa_service.documents.rubrics import RubricView, TrialView, VersionsView, VersionView
from qa_service.domain.rubric import Rubric
from qa_service.errors import NotFound
from qa_service.reviewing import blindness
from qa_service.scoring.load import parse_text
from qa_service.scoring.trial import TrialCase, compare
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import directory, rubrics
from qa_service.store.directory import Client
from qa_service.store.interactions import Outcome, to_interaction
from qa_service.store.rubrics import usable
from qa_service.store.tables_rubrics import RubricVersionRow

LARGEST = 128 * 1024
"""Bytes of the text of a rubric; the default one has six thousand."""
_MOST = 1000


class RubricDirectory(NamedTuple):
    """Versions, newest first; `default` is what counts where a client has none. `clients` are for editors alone."""

    versions: VersionsView
    default: str
    clients: Sequence[Client]


class OpenRubric(NamedTuple):
    """A version, and the name of what is in force for its client; `shipped`: it comes with the service."""

    document: RubricView
    current: str
    shipped: bool


class Draft(NamedTuple):
    """A draft as it is kept; `created`: there was none of this version."""

    document: RubricView
    created: bool


class Trial(NamedTuple):
    """What would change, and the two rubrics that were compared."""

    document: TrialView
    before: Rubric
    after: Rubric


@reads(Permission.READ)
def listed(context: Context, client: str | None = None, cursor: str | None = None, limit: int = 50) -> VersionsView:
    """Newest first, with what is in force for the client; drafts for staff alone. Raises BadInput."""
    caller, session = context.caller, context.session
    client = client or caller.client
    published = not caller.may(Permission.SEE_DRAFTS)
    page = rubrics.listed(session, client, published=published, cursor=cursor, limit=limit)
    reached = client is not None and caller.scope.reaches(client)
    current = context.deps.rubrics.current(session, client).name_at_version if client and reached else None
    named = caller.may(Permission.SEE_AGENTS)
    items = [VersionView.of(row, in_force=row.id in page.in_force, named=named) for row in page.rows]
    return VersionsView(in_force=current, items=items, next=page.next)


@reads(Permission.READ)
def overview(context: Context, client: str | None, cursor: str | None) -> RubricDirectory:
    """The same, with what is in force for each client. Raises Forbidden where `client` is another than the caller's."""
    if client is not None:
        access.check_client(context.caller, client)
    versions = listed(context, client, cursor)
    default = context.deps.rubrics.default.name_at_version
    return RubricDirectory(versions, default, _clients(context))


@reads(Permission.READ)
def show(context: Context, client: str, id: str, version: int) -> OpenRubric:
    """All that a version asks; the service's own is read under any client in reach. Raises NotFound,
    Forbidden.
    """
    name = f"{id}@{version}"
    current = context.deps.rubrics.current(context.session, client).name_at_version
    shipped = context.deps.rubrics.ours(name)
    if shipped is not None:
        access.check_client(context.caller, client)
        return OpenRubric(RubricView.shipped(shipped, client, in_force=current == name), current, shipped=True)
    row = rubrics.get(context.session, client, id, version)
    if row.published_at is None and not context.caller.may(Permission.SEE_DRAFTS):
        raise NotFound("client {client!r} has no rubric {name}", client=client, name=name)
    return OpenRubric(_document(context, row, in_force=current == name), current, shipped=False)


@reads(Permission.EDIT_RUBRICS)
def clients(context: Context) -> Sequence[Client]:
    """Those whose rubric may be edited."""
    return _clients(context)


@reads(Permission.EDIT_RUBRICS)
def start_of_draft(context: Context, client: str, id: str, version: int) -> Rubric:
    """A draft as it is; of a published version, the start of the next one; of one that comes with the service, of the
    client's first. Raises NotFound.
    """
    document, _, shipped = show(context, client, id, version)
    if shipped:  # its name is nobody else's
        return document.rubric.model_copy(update={"id": _first_id(client), "version": 1})
    if document.published_at is None:
        return document.rubric
    rows = rubrics.listed(context.session, client, limit=_MOST).rows
    latest = max(row.version for row in rows if row.rubric == id)
    return document.rubric.model_copy(update={"version": latest + 1})


@reads(Permission.EDIT_RUBRICS)
def check(context: Context, text: str) -> Rubric:
    """The rubric of a text in YAML or JSON. Raises BadRubric with the path of the first fault."""
    return parse_text(text, context.deps.vocabulary)


@changes(Permission.EDIT_RUBRICS, "draft rubric")
def draft(context: Context, client: str, source: str | Rubric) -> Draft:
    """Keep a rubric or the text of one, in the place of an older draft of the same version; nothing is scored under it.

    Raises Forbidden, BadRubric, and Conflict where the version is published with other content.
    """
    access.check_client(context.caller, client)
    rubric = check(context, source) if isinstance(source, str) else source
    row, outcome = context.deps.rubrics.draft(context.session, client, rubric, context.caller.actor)
    if outcome is Outcome.UNCHANGED:
        context.unchanged()
    else:
        context.note(row.id, client, rubric=rubric.name_at_version)
    current = rubrics.in_force(context.session, client)
    in_force = current is not None and current.id == row.id
    return Draft(_document(context, row, in_force=in_force), outcome is Outcome.CREATED)


@reads(Permission.EDIT_RUBRICS)
def attempt(context: Context, client: str, after: str | Rubric, last: int) -> Trial:
    """What would change on the client's `last` finished interactions if `after`, a rubric or the name of one
    (``id@version``), were in force; without those that the caller is to answer blind, since what changes tells what the
    machine answered. Nothing is stored. Raises NotFound.
    """
    session, book = context.session, context.deps.rubrics
    rubric = book.named(session, client, after) if isinstance(after, str) else after
    before = book.current(session, client)
    ids = rubrics.history(session, client, last)
    held = blindness.held_back(session, ids, context.caller.reviewer)
    seen = rubrics.to_try(session, [id for id in ids if id not in held])
    cases = (TrialCase.of(row.id, to_interaction(row), understood) for row, understood in seen)
    pair = (usable(session, client, before), usable(session, client, rubric))
    return Trial(TrialView.model_validate(compare(*pair, cases)), before, rubric)


@changes(Permission.EDIT_RUBRICS, "publish rubric")
def publish(context: Context, client: str, id: str, version: int) -> RubricView:
    """From now on the client is scored under it, and it never changes again; an older published one may be put back.

    Raises NotFound.
    """
    before = rubrics.in_force(context.session, client)
    row = rubrics.publish(context.session, client, id, version, context.caller.actor)
    if before is not None and before.id == row.id:
        context.unchanged()
    else:
        context.noted()
    return _document(context, row, in_force=True)


@changes(Permission.EDIT_RUBRICS, "publish rubric")
def put_in_force(context: Context, client: str, rubric: Rubric) -> RubricView:
    """Keep a rubric and publish it at once. Raises Forbidden, BadRubric, Conflict."""
    draft(context, client, rubric)
    document = publish(context, client, rubric.id, rubric.version)
    context.unchanged()  # each of the two has noted its own
    return document


def _document(context: Context, row: RubricVersionRow, *, in_force: bool) -> RubricView:
    return RubricView.of(row, in_force=in_force, named=context.caller.may(Permission.SEE_AGENTS))


def _clients(context: Context) -> Sequence[Client]:
    return directory.clients(context.session) if context.caller.may(Permission.EDIT_RUBRICS) else ()


def _first_id(client: str) -> str:
    """An id for the client's first rubric."""
    slug = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in client.casefold()).strip("-")
    return slug[:50] or "rubric"
