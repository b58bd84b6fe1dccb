"""Figures by site, vendor and sourcing: what documents and rules say, counted again by hand, on both databases."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from qa_service.bootstrap.service import kpi_packs
from qa_service.domain.groups import PLACES, Days, Group, GroupKind
from qa_service.domain.interaction import Channel, Interaction, QueueRecord
from qa_service.domain.key_figure import NotMeasurable, Value
from qa_service.domain.queue import Ending, QueueCall
from qa_service.domain.site_rules import Belonging, Directory, Handling, SiteRules, checked, parse
from qa_service.domain.sites import NOT_STATED, HandledAt, Sourcing
from qa_service.errors import BadInput, Conflict, NotFound
from qa_service.figures import kpis, places
from qa_service.figures.basis import Basis
from qa_service.kpi import words
from qa_service.kpi.places import PlaceFigures
from qa_service.settings import Settings
from qa_service.store import interactions, queue_log, rollup_rebuild, rollups, sites
from qa_service.store.codec import fingerprint
from qa_service.store.repository import Store
from tests.figures import NOON, answered, contact, drawn, saved
from tests.store.test_figures import ACME, EVER, RUBRICS

PACK = kpi_packs(Settings())["iso18295"]
LATER = NOON + timedelta(days=60)
RULES = SiteRules(
    rules=(
        Belonging(of="team", name="nord", site="Torino", since=date(2026, 1, 1)),
        Belonging(of="team", name="nord", site="Bari", since=date(2026, 11, 5)),
        Belonging(of="queue", name="assistenza", site="Tirana", vendor="Beta"),
        Belonging(of="agent", name="a9", site="Bari"),
        Belonging(of="site", name="Bari", vendor="Alfa"),
        Belonging(of="site", name="Torino", sourcing=Sourcing.IN_HOUSE),
        Belonging(of="vendor", name="Alfa", sourcing=Sourcing.OUTSOURCED),
        Belonging(of="vendor", name="Beta", sourcing=Sourcing.OUTSOURCED),
    )
)


def set_rules(store: Store, rules: SiteRules) -> None:
    """As the use case does it."""
    with store.transaction() as session:
        sites.save(session, "acme", rules, "test")
    with store.transaction() as session:
        queue_log.place_at_sites(session, "acme", "", 1000)
    rollup_rebuild.recount_by_sites(store, "acme")


def split(store: Store, by: GroupKind, minimum: int = 1, **narrowed: Any) -> dict[str, PlaceFigures]:
    whole = Group(GroupKind.CLIENT, "acme", None, narrowed.get("channel"))
    with store.reading() as session:
        found = places.split(session, PACK, whole, by, EVER, Basis(minimum=minimum), RUBRICS, LATER)
    return {place.name: place for place in found.places}


def found(place: PlaceFigures) -> dict[str, Any]:
    return {entry.kpi.id: entry.found for entry in place.measured}


def month(store: Store) -> list[tuple[Interaction, str, float]]:
    """120 contacts of all kinds of statement: what was said of each, how it ended, how courteous it was."""
    contacts = []
    for number in range(120):
        more: dict[str, Any] = {"agent": f"a{number % 11}", "channel": list(Channel)[number % 3]}
        if number % 2:
            more["team"] = "nord"
        if number % 5 == 0:
            more["queue"] = QueueRecord(name="assistenza")
        if number % 7 == 0:
            more |= {"site": "Roma", "vendor": "Gamma", "sourcing": "in_house"}
        interaction = contact(str(number), day=number % 6, **more)
        contacts.append((interaction, ("resolved", "pending", "unresolved")[number % 4 % 3], 50.0 + number % 50))
    with store.transaction() as session:
        for interaction, resolution, courtesy in contacts:
            saved(session, interaction, resolution=resolution, courtesy=courtesy)
    return contacts


def by_hand(interaction: Interaction) -> HandledAt:
    """What `RULES` mean for `month`, told without them."""
    day = (interaction.started_at or NOON).date()
    site, vendor, sourcing = interaction.site, interaction.vendor, interaction.sourcing
    if site is None and interaction.agent == "a9":
        site = "Bari"
    if site is None and interaction.team == "nord":
        site = "Torino" if day < date(2026, 11, 5) else "Bari"
    if site is None and interaction.queue is not None:
        site = "Tirana"
    if vendor is None and interaction.queue is not None:
        vendor = "Beta"
    if vendor is None and site == "Bari":
        vendor = "Alfa"
    if sourcing is None and site == "Torino":
        sourcing = Sourcing.IN_HOUSE
    if sourcing is None and vendor in ("Alfa", "Beta"):
        sourcing = Sourcing.OUTSOURCED
    return HandledAt(site, vendor, sourcing)


@pytest.mark.parametrize("by", PLACES)
def test_figures_by_place_are_what_a_count_by_hand_gives_and_add_up_to_the_client(store: Store, by: GroupKind) -> None:
    contacts = month(store)
    set_rules(store, RULES)
    names = [getattr(by_hand(interaction), by.value) or NOT_STATED for interaction, _, _ in contacts]
    groups = split(store, by)
    assert {name: group.n for name, group in groups.items()} == dict(Counter(names))
    assert sum(group.n for group in groups.values()) == len(contacts)
    for name, group in groups.items():
        mine = [
            (ended, courtesy) for (_, ended, courtesy), theirs in zip(contacts, names, strict=True) if theirs == name
        ]
        resolved, courtesy = found(group)["resolved"], found(group)["courtesy"]
        assert isinstance(resolved, Value)
        assert (resolved.numerator, resolved.denominator) == (sum(end == "resolved" for end, _ in mine), len(mine))
        assert isinstance(courtesy, Value)
        assert courtesy.numerator == pytest.approx(sum(points for _, points in mine))
    assert rollup_rebuild.check(store) == []


def test_rules_that_change_move_what_is_counted_and_without_any_documents_alone_tell(store: Store) -> None:
    contacts = month(store)
    stated = Counter(interaction.site or NOT_STATED for interaction, _, _ in contacts)
    assert {name: group.n for name, group in split(store, GroupKind.SITE).items()} == dict(stated)
    set_rules(store, RULES)
    assert split(store, GroupKind.SITE).keys() == {"Torino", "Bari", "Tirana", "Roma", NOT_STATED}
    set_rules(store, SiteRules())
    assert {name: group.n for name, group in split(store, GroupKind.SITE).items()} == dict(stated)
    assert rollup_rebuild.check(store) == []
    assert list(rollup_rebuild.rebuild(store))[-1] == 120
    assert {name: group.n for name, group in split(store, GroupKind.SITE).items()} == dict(stated)


def test_a_channel_narrows_every_group(store: Store) -> None:
    contacts = month(store)
    set_rules(store, RULES)
    calls = [interaction for interaction, _, _ in contacts if interaction.channel is Channel.CALL]
    names = Counter(by_hand(interaction).vendor or NOT_STATED for interaction in calls)
    assert {name: group.n for name, group in split(store, GroupKind.VENDOR, channel=Channel.CALL).items()} == dict(
        names
    )


def test_waiting_and_accessibility_are_those_of_the_queues_of_each_vendor(store: Store) -> None:
    set_rules(store, RULES)
    waits: dict[str, list[int | None]] = {"assistenza": [5, 15, 45, None], "vendite": [10, None, None], "estera": [30]}
    with store.transaction() as session:
        for queue, ends in waits.items():
            for number, wait in enumerate(ends):
                at = NOON + timedelta(minutes=number)
                end: dict[str, Any] = {"abandoned_at": at + timedelta(seconds=60)} if wait is None else {}
                answer = {} if wait is None else {"answered_at": at + timedelta(seconds=wait)}
                stated = {"vendor": "Gamma", "sourcing": "esterno"} if queue == "estera" else {}
                call = QueueCall(call=f"{queue}{number}", queue=queue, offered_at=at, **end, **answer, **stated)
                queue_log.keep(session, "acme", call)
    groups = split(store, GroupKind.VENDOR)
    assert {name: group.offered for name, group in groups.items()} == {"Beta": 4, "Gamma": 1, NOT_STATED: 3}
    for name, queue in (("Beta", "assistenza"), ("Gamma", "estera"), (NOT_STATED, "vendite")):
        answers = [wait for wait in waits[queue] if wait is not None]
        answer_rate, wait = found(groups[name])["answer_rate"], found(groups[name])["mean_wait"]
        assert (answer_rate.numerator, answer_rate.denominator) == (len(answers), len(waits[queue]))
        assert wait.value == pytest.approx(sum(answers) / len(answers))
    by_sourcing = {name: group.offered for name, group in split(store, GroupKind.SOURCING).items()}
    assert by_sourcing == {"outsourced": 5, NOT_STATED: 3}
    assert found(split(store, GroupKind.VENDOR, minimum=5)["Beta"])["answer_rate"] == NotMeasurable(words.TOO_FEW)


def test_a_call_that_two_lines_place_differently_is_refused(store: Store) -> None:
    at = datetime(2026, 11, 3, 12, tzinfo=UTC)
    with store.transaction() as session:
        queue_log.keep(session, "acme", QueueCall(call="1", offered_at=at, site="Roma"))
        queue_log.keep(
            session, "acme", QueueCall(call="1", offered_at=at, left_at=at + timedelta(minutes=1), ending=Ending.FULL)
        )
        with pytest.raises(Conflict, match="site contradicts"):
            queue_log.keep(session, "acme", QueueCall(call="1", offered_at=at, site="Bari"))
        names = queue_log.places(session, "acme", EVER, GroupKind.SITE)
    assert names == {"Roma": 1}


def test_what_people_checked_counts_for_the_site_where_it_was_handled(store: Store) -> None:
    with store.transaction() as session:
        rows = [
            saved(session, contact(str(n), site="Roma" if n < 20 else None), resolution="resolved") for n in range(40)
        ]
        for row, pick in zip(rows, drawn(session, rows), strict=True):
            answered(session, row, {"label:resolution": "resolved" if row.site else "unresolved"}, pick=pick)
    with store.reading() as session:
        means: dict[str, Any] = {}
        for name in ("Roma", NOT_STATED):
            group = Group(GroupKind.SITE, name, "acme")
            measured = kpis.measured(session, PACK, group, EVER, Basis(minimum=5), RUBRICS, LATER)
            means[name] = next(entry.found for entry in measured if entry.kpi.id == "resolved")
    assert means["Roma"].value > 0.8
    assert means[NOT_STATED].value < 0.2
    assert means["Roma"].figure.n_human == means[NOT_STATED].figure.n_human == 20


def test_the_same_document_is_known_again_and_a_site_makes_it_another() -> None:
    plain = contact("1")
    assert fingerprint(plain, None) != fingerprint(plain.model_copy(update={"site": "Roma"}), None)


def test_nothing_of_a_client_is_not_found(store: Store) -> None:
    with store.reading() as session, pytest.raises(NotFound):
        places.split(session, PACK, ACME, GroupKind.SITE, Days(), Basis(), RUBRICS, LATER)
    with store.reading() as session:
        assert rollups.slices(session, Group(GroupKind.SITE, NOT_STATED, "acme")) == ()


def test_a_document_keeps_what_it_says(store: Store) -> None:
    with store.transaction() as session:
        row = saved(session, contact("1", site="Roma", vendor="Alfa", sourcing="outsourcing"))
        again = interactions.to_interaction(row)
    assert (again.site, again.vendor, again.sourcing) == ("Roma", "Alfa", Sourcing.OUTSOURCED)


def test_rules_are_looked_up_by_day_and_what_follows_fills_what_is_not_said() -> None:
    known = Directory(RULES)
    before, after = date(2026, 11, 4), date(2026, 11, 5)
    assert known.of(Handling(before, team="nord")) == HandledAt("Torino", None, Sourcing.IN_HOUSE)
    assert known.of(Handling(after, team="nord")) == HandledAt("Bari", "Alfa", Sourcing.OUTSOURCED)
    assert known.of(Handling(date(2025, 12, 31), team="nord")) == HandledAt()
    stated = HandledAt("Roma", None, None)
    assert known.of(Handling(after, agent="a9", team="nord"), stated) == stated
    assert known.of(Handling(after, agent="a9"), stated, agent_first=True).site == "Bari"


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ([{"of": "team", "name": "nord"}], "tells nothing"),
        ([{"of": "vendor", "name": "Alfa", "site": "Roma"}], "several sites"),
        ([{"of": "site", "name": "Roma", "site": "Bari"}], "belongs to no site"),
        ([{"of": "team", "name": "nord", "site": "not_stated"}], "leave it out"),
        ([{"of": "team", "name": "n", "sourcing": "perhaps"}], "neither in_house nor outsourced"),
        ([{"of": "team", "name": "n", "site": "R", "since": "2026-02-01", "until": "2026-02-01"}], "ends before"),
        ([{"of": "team", "name": "n", "site": "R"}, {"of": "team", "name": "n", "site": "B"}], "twice"),
        ([{"of": "desk", "name": "n", "site": "R"}], "rules.0.of"),
    ],
)
def test_rules_that_mean_nothing_are_refused_in_one_sentence(rules: list[dict[str, str]], where: str) -> None:
    with pytest.raises(BadInput, match=where):
        checked({"rules": rules})


def test_rules_are_read_as_a_list_or_under_their_name_and_nothing_else_is() -> None:
    assert parse(b"- {of: team, name: nord, site: Roma, since: 2026-01-01}").rules[0].since == date(2026, 1, 1)
    assert parse(b"rules: [{of: vendor, name: Alfa, sourcing: esterno}]").rules[0].sourcing is Sourcing.OUTSOURCED
    assert parse(b"") == SiteRules()
    with pytest.raises(BadInput, match="no YAML"):
        parse(b"{")
    with pytest.raises(BadInput):
        parse(b"just words")
