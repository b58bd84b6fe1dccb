"""Notices to workers and customers, a draft of the agreement and a sheet on the AI Act, of what is in force here."""

from zoneinfo import ZoneInfo

from sqlmodel import Session

from qa_service.documents.notices import Notice, NoticeFacts, NoticeKind
from qa_service.domain.measured import MeasuredErrors
from qa_service.domain.people import Role
from qa_service.exports import notice
from qa_service.exports.wording import Language
from qa_service.figures.basis import NOTHING
from qa_service.services import access, retention
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.use_case import reads
from qa_service.store import adaptations, learned_models, policies


@reads(Permission.ADMINISTER, own_transactions=True)
def write(context: Context, kind: NoticeKind, lang: Language, client: str | None = None) -> Notice:
    """The notice, with marked blanks for what only the employer knows. It names no customer and no worker. Raises
    Forbidden for another client.
    """
    client = client or context.caller.client
    if client is not None:
        access.check_client(context.caller, client)
    return notice.render(kind, lang, _facts(context, client))


def _facts(context: Context, client: str | None) -> NoticeFacts:
    deps = context.deps
    days = retention.clocks(context, client).days
    with context.reading() as session:
        policy, adapted = policies.policy(session, client), _adapted(session, client)
    configured = deps.configured_facts()
    return NoticeFacts(
        made_on=deps.clock().astimezone(ZoneInfo(deps.timezone)).date(),
        service=deps.version,
        client=client,
        configured=configured,
        monitoring_basis=deps.monitoring_basis.strip(),
        minimum=deps.basis.minimum,
        days=days,
        access={permission.name: _in_order(roles) for permission, roles in access.ALLOWED.items()},
        second_factor=_in_order(deps.second_factor_roles),
        dispute_days=policy.dispute_days,
        decision_days=policy.decision_days,
        measured=_measured(deps, configured.models.get("heads", "")),
        adapted=adapted,
        vocabulary=deps.vocabulary,
    )


def _in_order(roles: frozenset[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)


def _measured(deps: Dependencies, heads: str) -> MeasuredErrors:
    """Only where it is of the heads that are in force."""
    return deps.basis.measured if deps.basis.measured.speaks_for({heads}) else NOTHING


def _adapted(session: Session, client: str | None) -> tuple[str, ...] | None:
    if client is None:
        return None
    rows = learned_models.in_force(session, client, adaptations.FAMILIES)
    return tuple(f"courtesy:{row.subject}" if row.family == "courtesy" else str(row.family) for row in rows)
