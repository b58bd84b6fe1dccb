"""Where a contact was handled: at which site, by which vendor, in-house or outsourced."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator

from qa_service.errors import say

NOT_STATED = "not_stated"
"""Stands for the site, vendor or sourcing of contacts of which nothing says it; no site or vendor is called so."""


class Sourcing(StrEnum):
    """Whether the client's own organisation handles contacts, or a vendor for it."""

    IN_HOUSE = "in_house"
    OUTSOURCED = "outsourced"


_WORDS: Mapping[str, Sourcing] = {
    **dict.fromkeys(
        ("in_house", "in house", "in-house", "inhouse", "internal", "interno", "interna"), Sourcing.IN_HOUSE
    ),
    **dict.fromkeys(("outsourced", "outsourcing", "outsourcer", "external", "esterno", "esterna"), Sourcing.OUTSOURCED),
}


def _sourcing(sourcing: Any) -> Any:
    if not isinstance(sourcing, str) or isinstance(sourcing, Sourcing):
        return sourcing
    word = _WORDS.get(sourcing.strip().casefold())
    if word is None:
        raise ValueError(say("is neither in_house nor outsourced"))
    return word


def is_a_name(name: str) -> str:
    """Raises ValueError on the word that stands for what nobody knows."""
    if name.casefold() == NOT_STATED:
        raise ValueError(say("stands for contacts of which nothing is known; leave it out"))
    return name


SourcingWord = Annotated[Sourcing, BeforeValidator(_sourcing)]
"""Also as exports of other systems call it."""


class HandledAt(NamedTuple):
    """What is known of where a contact was handled."""

    site: str | None = None
    vendor: str | None = None
    sourcing: Sourcing | None = None

    @classmethod
    def of(cls, stated: Any) -> "HandledAt":
        """As an interaction, a call or their rows say."""
        return cls(*(getattr(stated, name) for name in cls._fields))

    def filled(self, other: "HandledAt") -> "HandledAt":
        """The same, and what `other` tells of the rest."""
        return HandledAt(self.site or other.site, self.vendor or other.vendor, self.sourcing or other.sourcing)


NOWHERE = HandledAt()
