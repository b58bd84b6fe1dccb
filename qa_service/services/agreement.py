"""How far people and machine agree, and what a client asks of its reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from qa_service.documents.agreement import AgreementView, PolicyView
from qa_service.documents.alarms import AlarmView
from qa_service.domain.review import Policy
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import Purpose
from qa_service.reviewing import agreements
from qa_service.services import access
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import alarms, policies
from qa_service.store.answers import FOR_AGREEMENT, AgreementFilters

_LATEST = 10
"""Alarms that a page shows."""


class AgreementPage(NamedTuple):
    """The agreement, the rubric whose questions it is about, the purposes of samples that it counts, and what the watch
    found last.
    """

    document: AgreementView
    rubric: Rubric
    purposes: Sequence[Purpose]
    alarms: Sequence[AlarmView]


@reads(Permission.SEE_AGREEMENT)
def show(
    context: Context,
    client: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    purposes: Sequence[Purpose] = (),
    *,
    seen_too: bool = False,
) -> AgreementView:
    """By question: people with each other, the machine with people. Blind answers of random samples and calibration
    sessions, unless other `purposes` are named, or answers in sight of the machine's count too.
    """
    client = client or context.caller.client
    which = AgreementFilters(client, since, until, purposes or FOR_AGREEMENT, seen_too=seen_too)
    agreement, policy = agreements.agreement(context.session, which), policies.policy(context.session, client)
    return AgreementView.of(agreement, policy, client, since, until)


@reads(Permission.SEE_AGREEMENT)
def overview(
    context: Context,
    client: str | None,
    since: datetime | None,
    until: datetime | None,
    purposes: Sequence[Purpose],
    *,
    seen_too: bool,
) -> AgreementPage:
    """The same for a page."""
    document = show(context, client, since, until, purposes, seen_too=seen_too)
    rubrics = context.deps.rubrics
    rubric = rubrics.current(context.session, document.client) if document.client else rubrics.default
    rows = alarms.page(context.session, document.client, limit=_LATEST).rows
    return AgreementPage(document, rubric, purposes or FOR_AGREEMENT, [AlarmView.of(row) for row in rows])


@reads(Permission.SEE_AGREEMENT)
def policy(context: Context, client: str | None) -> PolicyView:
    """The client's own, or the defaults."""
    return PolicyView.of(policies.policy(context.session, client or context.caller.client))


@changes(Permission.SET_POLICY, "review.policy")
def set_policy(context: Context, client: str, policy: Policy) -> PolicyView:
    """The threshold below which a criterion asks for a person, and the times for disputes. Raises Forbidden."""
    access.check_client(context.caller, client)
    policies.save(context.session, client, policy, context.caller.actor)
    context.noted()
    return PolicyView.of(policy)


@changes(Permission.SET_POLICY, "review.policy")
def change_policy(context: Context, client: str, changed: Mapping[str, Any]) -> PolicyView:
    """Change what is named and keep the rest. Raises Forbidden, BadInput."""
    view = set_policy(context, client, replace(policies.policy(context.session, client), **changed))
    context.unchanged()  # `set_policy` has noted it
    return view
