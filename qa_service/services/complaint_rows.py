"""Complaints as they are handed in, made into rows: fenced, masked, with their deadline."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from qa_service.domain.complaints import (
    ComplaintOutcome,
    ComplaintRules,
    ComplaintStep,
    deadline,
    step,
)
from qa_service.domain.interaction import Channel
from qa_service.domain.review import tidy_note
from qa_service.errors import BadInput, Forbidden, one_of, say
from qa_service.services import access
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store import complaints, interactions, opening_hours
from qa_service.store.intake import Intake
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_complaints import ComplaintRow

LONGEST_NOTE = 200
"""Characters: a short word on the matter, not what the customer wrote."""


@dataclass(frozen=True, slots=True)
class WantedComplaint:
    """A complaint as it is handed in. `reference` None: the register gives it a number; `customer` and `case` as they
    are known elsewhere. What is not said of client, customer, case, channel and day is taken from the `interaction`
    that it came with.
    """

    matter: str
    client: str | None = None
    reference: str | None = None
    customer: str | None = None
    interaction: UUID | None = None
    case: str | None = None
    channel: Channel | None = None
    note: str = ""
    received_on: date | None = None
    acknowledged_on: date | None = None
    answered_on: date | None = None
    outcome: ComplaintOutcome | None = None


def new_row(
    session: Session, deps: Dependencies, intake: Intake, caller: Caller, wanted: WantedComplaint
) -> ComplaintRow:
    """The row, not kept yet. Raises BadInput, Forbidden, NotFound."""
    contact = None if wanted.interaction is None else interactions.get(session, wanted.interaction)
    client = _client(caller, wanted, contact)
    rules, today = complaints.rules(session, client), deps.calendar.day(deps.clock())
    check_matter(rules, deps, wanted.matter)
    received = wanted.received_on or (today if contact is None else deps.calendar.day(contact.at))
    _check_days(wanted, received, today)
    reference = wanted.reference or f"R-{received:%Y%m%d}-{secrets.token_hex(3)}"
    identity = intake.metadata.identity(reference)
    due = deadline(received, rules, opening_hours.schedule(session, client))
    return ComplaintRow(
        client=client,
        reference=identity.stored,
        identity=identity.hash,
        matter=wanted.matter,
        note=_masked_note(intake, wanted.note),
        at=deps.calendar.start(received),
        received_on=received,
        due_on=due,
        first_due_on=due,
        **_of_contact(intake, client, wanted, contact),
        **_so_far(wanted, received, caller.actor),
    )


def _client(caller: Caller, wanted: WantedComplaint, contact: InteractionRow | None) -> str:
    if contact is None and caller.team is not None:
        raise Forbidden("a team leader registers complaints that came with a contact of the team")
    client = wanted.client or (caller.client if contact is None else contact.client)
    if client is None:
        raise BadInput("is missing", where="client", hint="say whose customer complains")
    access.check_client(caller, client)
    if contact is not None and contact.client != client:
        raise BadInput("is a contact of another client", where="interaction")
    return client


def check_matter(rules: ComplaintRules, deps: Dependencies, matter: str) -> None:
    """Raises BadInput on one that the client does not sort complaints by."""
    if matter not in (known := matters(rules, deps)):
        raise BadInput(
            "{matter!r} is no matter of complaints here", matter=matter[:64], where="matter", hint=one_of(known)
        )


def matters(rules: ComplaintRules, deps: Dependencies) -> tuple[str, ...]:
    """Those that a client's complaints are sorted by."""
    return rules.matters or tuple(deps.vocabulary.intent)


def _masked_note(intake: Intake, note: str) -> str | None:
    """Without names, numbers and addresses. Raises BadInput where it is too long to be a note."""
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise BadInput(
            "is longer than {most} characters", most=LONGEST_NOTE, where="note", hint=say("say it in a few words")
        )
    return tidy_note(intake.metadata.text(note) or "") or None


def _check_days(wanted: WantedComplaint, received: date, today: date) -> None:
    """Raises BadInput on days that cannot be."""
    for name in ("acknowledged_on", "answered_on"):
        day = getattr(wanted, name)
        if day is not None and day < received:
            raise BadInput("lies before the day of receipt", where=name)
    for name, day in (("received_on", received), ("answered_on", wanted.answered_on)):
        if day is not None and day > today:
            raise BadInput("lies in the future", where=name)
    if (wanted.answered_on is None) is not (wanted.outcome is None):
        where = "outcome" if wanted.outcome is None else "answered_on"
        raise BadInput("is missing", where=where, hint=say("an answer has both its day and its outcome"))


def _of_contact(
    intake: Intake, client: str, wanted: WantedComplaint, contact: InteractionRow | None
) -> Mapping[str, Any]:
    """Whose it is and what it came with, as far as it is known; pseudonyms and masked ids only."""
    customer = intake.pseudonyms.of(client, wanted.customer) if wanted.customer else None
    case = intake.metadata.identity(wanted.case).stored if wanted.case else None
    if contact is None:
        return {"customer": customer, "case_ref": case, "channel": wanted.channel}
    return {
        "interaction_id": contact.id,
        "customer": customer or contact.customer or contact.person,
        "case_ref": case or contact.case_ref,
        "channel": wanted.channel or contact.channel,
        "team": contact.team,
    }


def _so_far(wanted: WantedComplaint, received: date, by: str) -> Mapping[str, Any]:
    """What is done of it already, with its history."""
    history = [step(ComplaintStep.REGISTERED, received, by)]
    if wanted.acknowledged_on is not None:
        history.append(step(ComplaintStep.ACKNOWLEDGED, wanted.acknowledged_on, by))
    if wanted.answered_on is not None:
        history.append(step(ComplaintStep.ANSWERED, wanted.answered_on, by, wanted.outcome))
    return {
        "acknowledged_on": wanted.acknowledged_on,
        "answered_on": wanted.answered_on,
        "first_answered_on": wanted.answered_on,
        "outcome": wanted.outcome,
        "history": history,
    }
