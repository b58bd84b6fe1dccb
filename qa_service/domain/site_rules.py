"""What a client says of its teams, queues, agents, sites and vendors: where their contacts are handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from qa_service.domain.interaction import SiteName
from qa_service.domain.sites import NOWHERE, HandledAt, SourcingWord
from qa_service.errors import BadInput, say
from qa_service.foreign import of_pydantic

_LARGEST = 1024 * 1024


class Belonging(BaseModel):
    """From `since` on and before `until`, the contacts of an agent, a team or a queue are handled at this site, by this
    vendor; a site is this vendor's; a vendor or a site is in-house or outsourced.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: Literal["agent", "team", "queue", "site", "vendor"]
    name: SiteName
    site: SiteName | None = None
    vendor: SiteName | None = None
    sourcing: SourcingWord | None = None
    since: date | None = None
    until: date | None = None

    @property
    def tells(self) -> HandledAt:
        """Where."""
        return HandledAt(self.site, self.vendor, self.sourcing)

    @property
    def starts(self) -> date:
        """Its first day; the beginning of time where it has none."""
        return self.since or date.min

    def holds_on(self, day: date) -> bool:
        """Whether it is in force then."""
        return self.starts <= day and (self.until is None or day < self.until)

    @model_validator(mode="after")
    def _tells_something(self) -> Self:
        if self.tells == NOWHERE:
            raise ValueError(say("tells nothing; give site, vendor or sourcing"))
        if self.of in ("site", "vendor") and getattr(self, self.of) is not None:
            raise ValueError(say("a {kind} belongs to no {kind}", kind=self.of))
        if self.of == "vendor" and self.site is not None:
            raise ValueError(say("a vendor may have several sites; say of each site which vendor it belongs to"))
        if self.until is not None and self.until <= self.starts:
            raise ValueError(say("ends before it begins"))
        return self


class SiteRules(BaseModel):
    """Of two that hold on one day the one that began later counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: Annotated[tuple[Belonging, ...], Field(max_length=5000)] = ()

    @model_validator(mode="after")
    def _say_it_once(self) -> Self:
        seen: set[tuple[str, str, date]] = set()
        for rule in self.rules:
            key = (rule.of, rule.name, rule.starts)
            if key in seen:
                what = say("says twice of {kind} {name!r} what holds from one day on", kind=rule.of, name=rule.name)
                raise ValueError(what)
            seen.add(key)
        return self


@dataclass(frozen=True, slots=True)
class Handling:
    """Who served a contact, on which day: what rules go by."""

    day: date
    agent: str | None = None
    team: str | None = None
    queue: str | None = None


class Directory:
    """The rules of a client, looked up by name."""

    def __init__(self, rules: SiteRules) -> None:
        self._by_name: dict[tuple[str, str], list[Belonging]] = {}
        for rule in sorted(rules.rules, key=lambda rule: rule.starts, reverse=True):
            self._by_name.setdefault((rule.of, rule.name), []).append(rule)

    def of(self, handling: Handling, stated: HandledAt = NOWHERE, *, agent_first: bool = False) -> HandledAt:
        """What the document says, and of the rest what the rules say: of the agent before the team before the queue,
        then what follows from the site, and from the vendor. `agent_first`: what is said of the agent counts more than
        the document, which speaks of a contact that others had a part in.
        """
        of_agent = self._tell("agent", handling.agent, handling.day)
        place = of_agent.filled(stated) if agent_first else stated.filled(of_agent)
        for kind, name in (("team", handling.team), ("queue", handling.queue)):
            place = place.filled(self._tell(kind, name, handling.day))
        place = place.filled(self._tell("site", place.site, handling.day))
        return place.filled(self._tell("vendor", place.vendor, handling.day))

    def _tell(self, kind: str, name: str | None, day: date) -> HandledAt:
        rules = self._by_name.get((kind, name), ()) if name is not None else ()
        return next((rule.tells for rule in rules if rule.holds_on(day)), NOWHERE)


def checked(values: Any) -> SiteRules:
    """Rules of plain values. Raises BadInput with the place of the first fault."""
    try:
        return SiteRules.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:60]
        raise BadInput(of_pydantic(first), where=where or "rules") from error


def parse(raw: bytes) -> SiteRules:
    """Rules of YAML or JSON. Raises BadInput with the place of the first fault."""
    hint = say("give a list of rules, each with of, name, site, vendor, sourcing, since and until")
    if len(raw) > _LARGEST:
        raise BadInput("is over {limit} bytes", limit=_LARGEST, where="rules", hint=hint)
    try:
        values = yaml.safe_load(raw) or {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise BadInput("is no YAML", where="rules", hint=hint) from error
    return checked({"rules": values} if isinstance(values, Sequence) else values)
