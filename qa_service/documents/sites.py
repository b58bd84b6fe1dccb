"""Where a client's contacts are handled: what it has said of it, and key figures by site, vendor or sourcing."""

from collections.abc import Sequence
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from qa_service.documents.key_figures import PACK, AspectView, BothView, PackFigures
from qa_service.domain.groups import GroupKind
from qa_service.domain.site_rules import SiteRules
from qa_service.domain.sites import NOT_STATED
from qa_service.kpi.pack import Pack
from qa_service.kpi.places import PlaceFigures

RULES: dict[str, Any] = {
    "rules": [
        {"of": "team", "name": "nord", "site": "Torino", "since": "2026-01-01"},
        {"of": "queue", "name": "assistenza", "site": "Bari", "vendor": "Alfa"},
        {"of": "site", "name": "Torino", "sourcing": "in_house"},
        {"of": "vendor", "name": "Alfa", "sourcing": "outsourced"},
    ]
}
_SPLIT: dict[str, Any] = {
    "client": "acme",
    "since": None,
    "until": None,
    "by": "vendor",
    "pack": PACK["pack"],
    "name": PACK["name"],
    "endings_note": PACK["endings_note"],
    "groups": [
        {"name": "Alfa", "n": 80, "offered": 100, "aspects": PACK["aspects"]},
        {"name": None, "n": 7, "offered": 0, "aspects": PACK["aspects"]},
    ],
    "left_out": 0,
}


class SiteRulesView(BaseModel):
    """What a client has said of its teams, queues, agents, sites and vendors."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"client": "acme", **RULES}]})

    client: str
    rules: list[dict[str, Any]]

    @classmethod
    def of(cls, client: str, rules: SiteRules) -> Self:
        """In the order in which they were given."""
        return cls(client=client, rules=plain(rules))


def plain(rules: SiteRules) -> list[dict[str, Any]]:
    """Rules without what they do not say."""
    return [rule.model_dump(mode="json", exclude_none=True) for rule in rules.rules]


class PlaceView(BaseModel):
    """The figures of one site, vendor or sourcing. `name` null: of the contacts of which it is not stated. `n` finished
    contacts, `offered` contacts of the queue log.
    """

    name: str | None
    n: int
    offered: int
    aspects: list[AspectView]


class SplitView(BaseModel):
    """The figures of a pack by site, vendor or sourcing, the group with the most contacts first, contacts of which it
    is not stated last. A figure over fewer contacts than the least number is not measurable. `left_out`: so many
    further groups, the smallest, are not shown.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_SPLIT]})

    client: str
    since: str | None
    until: str | None
    by: GroupKind
    pack: str
    name: BothView
    endings_note: BothView
    groups: list[PlaceView]
    left_out: int

    @classmethod
    def of(cls, pack: Pack, by: GroupKind, places: Sequence[PlaceFigures], **about: Any) -> Self:
        """`about`: whose they are, over which days, and how many groups are left out."""
        groups = [
            PlaceView(
                name=None if place.name == NOT_STATED else place.name,
                n=place.n,
                offered=place.offered,
                aspects=PackFigures.of(pack, place.measured).aspects,
            )
            for place in places
        ]
        whole = PackFigures.of(pack, places[0].measured)
        return cls(by=by, pack=pack.id, name=whole.name, endings_note=whole.endings_note, groups=groups, **about)
