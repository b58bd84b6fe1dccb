"""Where it is not sure who the agent is: not a word on the agent, until a person says who is who."""

from dataclasses import dataclass

import pytest

from qa_service.documents.analysis import Analysis
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party
from qa_service.domain.processed import Processed
from qa_service.domain.rollups import contribution
from qa_service.domain.transcript import ROLES_SURE, TranscriptChanges
from tests.unit.test_pipeline import CALL, WAV, pipeline

CHAT = Interaction(
    id="t1",
    client="acme",
    channel=Channel.CHAT,
    agent="a1",
    turns=(GivenTurn(text="buongiorno", voice=0), GivenTurn(text="salve", voice=1)),
)


@dataclass
class Guess:
    """The first speaker is the agent with this probability."""

    share: float

    def find(self, texts: object, lang: str | None) -> tuple[float, ...]:
        return (self.share, 1 - self.share)


def processed(share: float, interaction: Interaction = CHAT) -> Processed:
    return pipeline(roles=Guess(share)).process(interaction, WAV if interaction is CALL else None)


@pytest.mark.parametrize("interaction", [CHAT, CALL], ids=["chat", "call"])
def test_nothing_is_said_of_the_agent_and_no_score_given(interaction: Interaction) -> None:
    unsure = processed(0.79, interaction)
    document = Analysis.of(unsure).document()
    assert {tuple(shown.values())[:2] for shown in document["courtesy"].values()} == {(None, None)}
    reasons = {shown["reason"] for shown in document["courtesy"].values()}
    assert reasons == {"It is not sure who the agent is (0.79); a person is to confirm it."}
    assert unsure.scorecard.courtesy is None
    assert {answer.verdict.value for answer in unsure.scorecard.answers} == {"unclear"}
    assert document["sentiment"]["start"] is document["sentiment"]["end"] is None
    assert {turn["label"] for turn in document["sentiment"]["turns"]} == {None}
    assert document["dynamics"]["talk_share"] == document["dynamics"]["response_time"] == {}
    assert document["intent"]["label"] == "billing"  # what the contact is about needs no roles
    assert document["confidence"]["roles"] == 0.79


def test_nothing_of_it_is_in_a_figure() -> None:
    counters = contribution(processed(0.79))
    assert counters["courtesy:greeting:unclear"] == 1
    assert not any(
        name.startswith(("section:", "spoken_response", "chat_response", "email_", "harm:")) for name in counters
    )
    assert contribution(processed(ROLES_SURE))["section:courtesy:n"] == 1


@pytest.mark.parametrize("parties", [{0: Party.AGENT, 1: Party.CUSTOMER}, {0: Party.CUSTOMER, 1: Party.AGENT}])
def test_a_person_who_confirms_or_swaps_the_roles_has_it_judged(parties: dict[int, Party]) -> None:
    unsure = processed(0.6)
    line = pipeline(roles=Guess(0.6))
    understood = line.correct(unsure.interaction, unsure.understood, TranscriptChanges(parties=parties))
    again = line.judge(unsure.interaction, understood)
    assert again.understood.transcript.confidence["roles"] == 1.0
    greeted = parties[0] is Party.AGENT  # the first voice says "buongiorno"
    assert again.understood.understanding.courtesy["greeting"].present is greeted
    assert again.scorecard.courtesy == (100.0 if greeted else 0.0)
    assert again.understood.understanding.sentiment.start == "neutral"


def test_new_words_alone_do_not_confirm_who_speaks() -> None:
    unsure = processed(0.6)
    understood = pipeline(roles=Guess(0.6)).correct(
        unsure.interaction, unsure.understood, TranscriptChanges(texts={0: "buongiorno a lei"})
    )
    assert understood.understanding.courtesy["greeting"].present is None
