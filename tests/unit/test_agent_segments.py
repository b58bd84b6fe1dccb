"""Whose turn each is where several served, and that the parts of all add up to the contact."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain import agent_segments
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party, Transfer
from qa_service.domain.processed import Processed
from qa_service.domain.rollups import added, contribution, family, for_kind, summed
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.errors import BadDocument
from qa_service.ingest import documents
from qa_service.ingest.documents import DocumentLimits
from qa_service.pipeline import Pipeline
from tests.fakes import FakeEngines, ScriptedTranscriber
from tests.store.test_agent_segments import CurtReader, rubric

NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)
A, C, B, X = Party.AGENT, Party.CUSTOMER, Party.BOT, Party.OTHER
TEXTS = ("buongiorno", "lei è un idiota", "vediamo", "ecco")
turns = st.lists(
    st.tuples(st.sampled_from((A, C, B)), st.sampled_from((None, "a", "b", "c")), st.sampled_from(TEXTS)),
    min_size=1,
    max_size=9,
)


def about(**more: Any) -> Interaction:
    return Interaction(id="x", client="acme", channel=Channel.CALL, started_at=NINE, **more)


def parties(spoken: Sequence[tuple[Party, str | None, float]], **more: Any) -> list[tuple[Party, str | None]]:
    transcript = Transcript(tuple(Turn(p, "...", s, s + 1, agent=name) for p, name, s in spoken), "it")
    return [(turn.party, turn.agent) for turn in agent_segments.attributed(transcript, about(**more)).turns]


def test_one_agent_needs_no_name_at_turns() -> None:
    assert parties([(A, None, 0), (C, None, 2), (A, None, 4)], agent="a") == [(A, None), (C, None), (A, None)]


def test_the_last_who_answers_closes_and_the_others_are_colleagues() -> None:
    spoken = [(A, None, 0.0), (C, None, 2.0), (A, "b", 4.0)]  # what names nobody is the interaction's agent's
    assert parties(spoken, agent="a") == [(X, "a"), (C, None), (A, "b")]
    assert parties([(A, "b", 0), (A, "a", 2)], agent="a") == [(X, "b"), (A, "a")]


@pytest.mark.parametrize(
    "transfer",
    [Transfer(start=3, from_agent="a", to_agent="b"), Transfer(at=NINE + timedelta(seconds=3), to_agent="b")],
    ids=["in seconds", "by the clock"],
)
def test_a_recording_is_told_apart_by_the_moment_of_its_transfer(transfer: Transfer) -> None:
    spoken = [(A, None, 0.0), (C, None, 2.0), (A, None, 4.0)]
    assert parties(spoken, agent="a", transfers=(transfer,)) == [(X, "a"), (C, None), (A, "b")]


def test_transfers_that_came_in_disorder_are_put_in_order() -> None:
    transfers = (Transfer(start=6, from_agent="b", to_agent="c"), Transfer(start=3, from_agent="a", to_agent="b"))
    spoken = [(A, None, 0.0), (A, None, 4.0), (A, None, 8.0)]
    assert parties(spoken, transfers=transfers) == [(X, "a"), (X, "b"), (A, "c")]


@pytest.mark.parametrize(
    "transfer", [Transfer(from_agent="a", to_agent="b"), Transfer(start=3, from_agent="a", to_queue="guasti")]
)
def test_words_of_which_nobody_knows_who_said_them_are_held_against_nobody(transfer: Transfer) -> None:
    spoken = [(A, None, 4.0), (C, None, 6.0)]
    transcript = Transcript(tuple(Turn(p, "...", s, s + 1) for p, _, s in spoken), "it")
    after = agent_segments.attributed(transcript, about(agent="a", transfers=(transfer,)))
    assert [(turn.party, turn.agent) for turn in after.turns] == [(X, agent_segments.SOMEBODY), (C, None)]
    assert agent_segments.owner(after, "a") is None
    assert agent_segments.segments(after) == ()
    assert agent_segments.whole_view(after).turns[0].party is A  # of the contact as a whole an agent did speak


def test_a_bot_under_a_persons_name_is_a_bot_without_a_name() -> None:
    assert parties([(B, "a", 0), (A, "a", 2)], agent="a") == [(B, None), (A, "a")]
    assert parties([(B, "ivr", 0), (A, None, 2)], agent="a") == [(B, "ivr"), (A, None)]


def test_a_part_begins_with_what_its_agent_answers_and_ends_with_the_answer_to_it() -> None:
    spoken = [(C, None), (A, "a"), (C, None), (C, None), (A, "b"), (C, None)]
    transcript = Transcript(tuple(Turn(party, str(n), agent=name) for n, (party, name) in enumerate(spoken)), "it")
    (part,) = agent_segments.segments(agent_segments.attributed(transcript, about()))
    assert (part.name, part.start, part.stop, part.closes) == ("a", 0, 3, False)


def processed(spoken: Sequence[tuple[Party, str | None, str]], agent: str | None) -> Processed:
    line = Pipeline(FakeEngines(ScriptedTranscriber(()), reader=CurtReader()), lambda _: UsableRubric(rubric()))
    given_turns = tuple(GivenTurn(speaker=party, agent=name, text=text) for party, name, text in spoken)
    return line.process(about(agent=agent, turns=given_turns))


@settings(deadline=None)  # CI is slow and loaded
@given(turns, st.sampled_from((None, "a", "b")))
def test_the_parts_of_all_who_served_add_up_to_the_contact(
    spoken: list[tuple[Party, str | None, str]], agent: str | None
) -> None:
    whole = processed(spoken, agent)
    people = [whole, *(part.processed for part in whole.segments if not part.segment.is_bot)]
    by_agent = [for_kind(contribution(one), "agent") for one in people]
    client = summed(for_kind(contribution(one), "client") for one in people)
    assert client["n"] == 1  # a contact is one, however many served
    assert sum(family(client, "label:resolution").values()) == 1
    together = summed(by_agent)
    different = added(together, client, -1)
    # What agents have more of than the client is that each was there; what the client has more of, it alone holds.
    only = {"n", *(name for name in client if name.startswith(("reason:", "own_intent:")))}
    assert set(different) <= only
    assert together["n"] == len(people)


@settings(deadline=None)  # CI is slow and loaded
@given(turns, st.sampled_from((None, "a", "b")))
def test_each_turn_of_an_agent_is_judged_once_and_by_its_own_words_alone(
    spoken: list[tuple[Party, str | None, str]], agent: str | None
) -> None:
    whole = processed(spoken, agent)
    named = whole.understood.transcript.turns
    own: dict[str | None, list[str]] = {whole.interaction.agent: [turn.text for turn in named if turn.party is A]}
    own |= {part.segment.name: [] for part in whole.segments if not part.segment.is_bot}
    for turn in named:
        if turn.party is X and turn.agent:
            own[turn.agent].append(turn.text)
    cards: dict[str | None, Processed] = {whole.interaction.agent: whole}
    cards |= {part.segment.name: part.processed for part in whole.segments if not part.segment.is_bot}
    for name, texts in own.items():
        courtesy = cards[name].understood.understanding.courtesy
        assert courtesy["greeting"].present is any("buongiorno" in text for text in texts)
        assert courtesy["rudeness"].present is any("idiota" in text for text in texts)
    judged = sum(map(len, own.values())) + sum(turn.agent == agent_segments.SOMEBODY for turn in named)
    assert judged == sum(party is A for party, _, _ in spoken)


def test_a_contact_of_very_many_agents_is_refused() -> None:
    document = {
        "id": "x",
        "client": "acme",
        "channel": "chat",
        "turns": [{"speaker": "agent", "agent": f"a{n}", "text": "ecco"} for n in range(21)],
    }
    with pytest.raises(BadDocument, match="turns: name 21 agents, over the limit of 20"):
        documents.build(document, DocumentLimits(NINE + timedelta(days=30)))


def test_a_bot_that_answered_alone_closed_the_contact() -> None:
    whole = processed([(C, None, "aiuto"), (B, "ivr", "ecco"), (C, None, "grazie mille")], "a")
    (part,) = whole.segments
    assert (part.segment.closes, part.processed.understood.understanding.resolution.label) == (True, "resolved")
    assert contribution(part.processed)["label:resolution:resolved"] == 1
