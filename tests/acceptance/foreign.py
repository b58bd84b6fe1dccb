"""Calls of use cases with things of a client, and the same calls with things that do not exist.

Whoever is bound to another client must not be able to tell one from the other: neither by an answer nor by a refusal.
"""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from io import BytesIO
from itertools import islice
from typing import Any

from pydantic import BaseModel
from sqlmodel import Session

from qa_service.documents.exports import Wanted
from qa_service.documents.opening_hours import MAPPING
from qa_service.domain.centre_addresses import ClientAddresses
from qa_service.domain.complaints import ComplaintFilters, ComplaintOutcome, ComplaintRules
from qa_service.domain.followed_promises import PromiseFilters, PromiseOutcome
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.opening_hours import OpeningHours
from qa_service.domain.people import Role
from qa_service.domain.promise_kinds import PromiseKind
from qa_service.domain.retention import KeptKind
from qa_service.domain.review import Policy, ReviewAnswer
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.domain.site_rules import SiteRules
from qa_service.domain.transcript import TurnChange
from qa_service.errors import QaError
from qa_service.ingest.phone.mapping import QueueMapping
from qa_service.scoring.placing import SectionChoice
from qa_service.services.access import ALLOWED, Caller
from qa_service.services.coaching import PickedMoment
from qa_service.services.comparison import Side
from qa_service.services.complaint_rows import WantedComplaint
from qa_service.services.context import Context
from qa_service.services.dependencies import Dependencies
from qa_service.services.holds import WantedHold
from qa_service.services.inclusion import Part
from qa_service.services.interactions import Narrowing, Terms
from qa_service.services.use_case import UseCase
from qa_service.services.webhooks import EndpointChanges, WantedEndpoint
from qa_service.store import interactions
from qa_service.store.overruled import OverruledFilters
from qa_service.store.tables_promises import PromiseRow
from tests.acceptance.house import DEFAULT

Arguments = Mapping[str, Any]
_MAPPING = QueueMapping.model_validate(MAPPING)
_ALWAYS = Days(date(2025, 1, 1), date(2027, 1, 1))
_MOST = 10_000


@dataclass(frozen=True)
class Things:
    """Of a client: its name, and one of each kind of what it has."""

    client: str
    interaction: uuid.UUID
    of_kind: Mapping[str, uuid.UUID]
    rubric: str = "own"

    def id(self, kind: str) -> uuid.UUID:
        """The pack, pick, sample and so on; an interaction where the kind has none of its own."""
        return self.of_kind.get(kind, self.interaction)

    @property
    def names(self) -> list[str]:
        """All that an answer may call back; longest first."""
        every = [self.client, str(self.interaction), *map(str, self.of_kind.values()), self.rubric]
        return sorted(every, key=len, reverse=True)


def promised(session: Session, interaction: uuid.UUID) -> uuid.UUID:
    """A promise in an interaction."""
    row = interactions.get(session, interaction)
    values: Any = {"client": row.client, "interaction_id": row.id, "turn": 0, "start": 0, "end": 1, "at": row.at}
    promise = PromiseRow(kind=PromiseKind.SEND, **values)
    session.add(promise)
    session.flush()
    return promise.id


def nothing_like(things: Things) -> Things:
    """As many things that do not exist, of a client that does not exist."""
    unknown = {kind: uuid.uuid5(uuid.NAMESPACE_URL, kind) for kind in things.of_kind}
    return Things("nowhere", uuid.uuid5(uuid.NAMESPACE_URL, "interaction"), unknown, "unheard-of")


_KIND_BY_MODULE = {
    "adaptations": "attempt",
    "calibrations": "calibration",
    "complaints": "complaint",
    "criterion_jobs": "attempt",
    "disputes": "dispute",
    "exports": "export",
    "holds": "hold",
    "learned_models": "learned",
    "overruled": "answer",
    "packs": "pack",
    "promises": "promise",
    "rescorings": "attempt",
    "samples": "sample",
}
_CRITERION = next(criterion for section in DEFAULT.sections for criterion in section.criteria)
_ANSWER = ReviewAnswer("criterion:greeting", "yes", "")
_ARGUMENTS: Mapping[str, Callable[[Things], Any]] = {
    "answer": lambda _: "yes",
    "answers": lambda _: [_ANSWER],
    "before": lambda _: None,
    "cause": lambda _: None,
    "changed": lambda _: {"threshold": 0.9},
    "channel": lambda _: None,
    "check": lambda _: False,
    "client": lambda things: things.client,
    "complaint": lambda things: WantedComplaint("billing", things.client, customer="c-1"),
    "count": lambda _: 10,
    "criterion": lambda _: "greeting",
    "cursor": lambda _: None,
    "customer": lambda _: "c-1",
    "days": lambda _: _ALWAYS,
    "filters": lambda things: OverruledFilters(client=things.client),
    "finish": lambda _: False,
    "first": lambda things: Side(Group(GroupKind.CLIENT, things.client), _ALWAYS),
    "group": lambda things: Group(GroupKind.AGENT, "a01", things.client),
    "half_width": lambda _: 0.1,
    "interaction": lambda things: things.interaction,
    "interactions": lambda things: [things.interaction],
    "labels": lambda _: [],
    "last": lambda _: 50,
    "limit": lambda _: 50,
    "lines": lambda _: "",
    "moment": lambda things: things.id("moment"),
    "name": lambda _: "own@1",
    "narrowing": lambda things: Narrowing(client=things.client),
    "note": lambda _: "a note",
    "pack": lambda things: things.id("pack"),
    "parts": lambda _: (Part.ANALYSIS,),
    "picked": lambda things: [PickedMoment(things.interaction, 0, "courtesy:greeting")],
    "place": lambda _: "",
    "policy": lambda _: Policy(),
    "progress": lambda _: lambda *_: None,
    "purpose": lambda _: None,
    "purposes": lambda _: list(Purpose),
    "question": lambda _: "criterion:greeting",
    "questions": lambda _: ["criterion:greeting"],
    "raw": lambda _: b"",
    "reason": lambda _: "a reason",
    "request": lambda things: Wanted.read({"kind": "interactions", "filters": {"client": things.client}}),
    "sample": lambda things: things.id("sample"),
    "second": lambda things: Side(Group(GroupKind.CLIENT, things.client), _ALWAYS),
    "section": lambda _: SectionChoice("courtesy"),
    "seen_too": lambda _: False,
    "since": lambda _: None,
    "sink": lambda _: BytesIO(),
    "source": lambda _: "",
    "spec": lambda things: FrameSpec(client=things.client),
    "start": lambda _: 0,
    "state": lambda _: None,
    "terms": lambda things: Terms(Narrowing(client=things.client)),
    "title": lambda _: "a title",
    "turns": lambda _: [TurnChange(0, "other words")],
    "until": lambda _: None,
    "uphold": lambda _: True,
    "version": lambda _: 1,
    "wanted": lambda things: WantedHold(interaction=things.interaction),
    "why": lambda _: "a reason",
    "widths": lambda _: [0.1],
    "wish": lambda things: SampleRequest("a sample", Purpose.RANDOM, 3, FrameSpec(client=things.client)),
}
_OWN: Mapping[str, Mapping[str, Callable[[Things], Any]]] = {
    "comparison.agents_of_client": {"group": lambda things: Group(GroupKind.CLIENT, things.client)},
    "comparison.agents_of_team": {"group": lambda things: Group(GroupKind.TEAM, "nord", things.client)},
    "bulk_erasure.erase_list": {"text": lambda things: f"interaction\n{things.interaction}\n"},
    "centre_addresses.put": {"new": lambda _: ClientAddresses()},
    "complaint_rules.put": {"rules": lambda _: ComplaintRules()},
    "complaints.answer": {"outcome": lambda _: ComplaintOutcome.UPHELD},
    "complaint_page.show": {"filters": lambda things: ComplaintFilters(client=things.client)},
    "complaints.listed": {"filters": lambda things: ComplaintFilters(client=things.client)},
    "promises.confirm": {"outcome": lambda _: PromiseOutcome.KEPT},
    "promises.listed": {"filters": lambda things: PromiseFilters(client=things.client)},
    "opening_hours.put": {"hours": lambda _: OpeningHours()},
    "surveys.figures": {"group": lambda things: Group(GroupKind.CLIENT, things.client)},
    "surveys.take": {"answers": lambda _: []},
    "surveys.take_table": {"raw": lambda _: b"at,csat\n"},
    "sites.put": {"rules": lambda _: SiteRules()},
    "sites.split": {"pack": lambda _: "iso18295", "by": lambda _: GroupKind.VENDOR},
    "queue_mappings.save": {"mapping": lambda _: _MAPPING},
    "webhooks.add": {"wanted": lambda things: WantedEndpoint("https://crm.example.com/hook", "a label", things.client)},
    "webhooks.change": {"wanted": lambda _: EndpointChanges(label="another")},
    "webhooks.switch": {"on": lambda _: False},
    "notices.write": {"kind": lambda _: "workers", "lang": lambda _: "en"},
    "maskings.mask": {"kind": lambda _: "PERSON", "turn": lambda _: 0, "start": lambda _: 0, "end": lambda _: 3},
    "maskings.mask_everywhere": {"kind": lambda _: "PERSON", "words": lambda _: "buongiorno"},
    "maskings.release": {"turn": lambda _: 0, "start": lambda _: 0},
    "client_erasure.erase_client_data": {"confirmed": lambda things: things.client},
    "criteria.preview": {"criterion": lambda _: _CRITERION},
    "criteria_drafts.save": {"criterion": lambda _: _CRITERION},
    "rubrics.put_in_force": {"rubric": lambda _: DEFAULT},
    "criterion_page.compared": {"before": lambda _: "default@1", "after": lambda _: "own@1"},
    "criterion_page.show": {"id": lambda _: "greeting"},
    "criterion_page.work": {"id": lambda _: "greeting"},
    "criterion_jobs.attempt": {"after": lambda things: f"{things.rubric}@1"},
    "key_figures.overview": {"pack": lambda _: "iso18295"},
    "key_figures.show": {"pack": lambda _: "iso18295"},
    "rescorings.ask": {"id": lambda things: things.rubric},
    "reviews.open_pick": {"id": lambda things: things.id("pick")},
    "reviews.answer_pick": {"id": lambda things: things.id("pick")},
    "rubrics.attempt": {"after": lambda things: f"{things.rubric}@1"},
    "rubrics.publish": {"id": lambda things: things.rubric},
    "rubrics.show": {"id": lambda things: things.rubric},
    "rubrics.start_of_draft": {"id": lambda things: things.rubric},
    "retention.set_clocks": {"days": lambda _: {KeptKind.EXPORT: 9}},
    "samples.overview": {"purpose": lambda _: None},
}
NAMES_ONE = frozenset({"client", "id", "interaction", "interactions", "pack", "sample", "moment", "group", "first"}) | {
    *("narrowing", "terms", "filters", "spec", "wish", "request", "picked", "wanted", "complaint")
}
"""Parameters that name something of a client."""


def arguments(case: UseCase, parameters: Mapping[str, bool], things: Things) -> Arguments:
    """For all parameters of a use case that are needed, and for those that name something of a client; `parameters`:
    by name, whether each is needed. Raises KeyError on one that nothing is known for.
    """
    own = _OWN.get(case.name, {})
    module = case.name.partition(".")[0]
    known = {"id": lambda things: things.id(_KIND_BY_MODULE.get(module, "interaction")), **_ARGUMENTS, **own}
    return {name: known[name](things) for name, needed in parameters.items() if needed or name in NAMES_ONE}


def outcome(call: Callable[..., Any], caller: Caller, deps: Dependencies, given: Arguments, things: Things) -> str:
    """What the caller gets, as text without what was asked for: an answer in all its parts, or a refusal."""
    try:
        answer = _text(call(Context(caller, deps), **given))
    except QaError as error:
        answer = f"{type(error).__name__}: {error}"
    for name in things.names:
        answer = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "<it>", answer)
    return re.sub(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", "<id>", answer)


def _text(value: Any) -> str:
    """All parts of a value."""
    if isinstance(value, BaseModel):
        return f"{type(value).__name__}({_text(dict(value))})"
    if is_dataclass(value) and not isinstance(value, type):
        return f"{type(value).__name__}({_text({part.name: getattr(value, part.name) for part in fields(value)})})"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_text(key)}: {_text(part)}" for key, part in value.items()) + "}"
    if isinstance(value, (str, bytes, int, float, Enum, uuid.UUID, date)) or value is None:
        return repr(value)
    if isinstance(value, (list, tuple, set, frozenset, Iterator)):
        return "[" + ", ".join(_text(part) for part in islice(value, _MOST)) + "]"
    return type(value).__name__


def callers_of(case: UseCase, client: str | None) -> list[Caller]:
    """One of each role that may, bound to `client`, its team and its agent."""
    bounds: Mapping[Role, Mapping[str, Any]] = {Role.TEAM_LEADER: {"team": "sud"}, Role.AGENT: {"agent": "a05"}}
    every = [Caller("3f0c", role, client, **bounds.get(role, {})) for role in sorted(ALLOWED[case.permission])]
    return [caller for caller in every if caller.may(case.permission)]
