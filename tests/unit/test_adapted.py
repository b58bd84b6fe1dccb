"""Adaptations applied to what the shipped reader says: for one client, with evidence, never quicker to accuse."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.domain import withheld
from qa_service.domain.adaptation import Adaptation, version_of
from qa_service.domain.adapted_view import POOLS
from qa_service.domain.interaction import Channel, Interaction, Party
from qa_service.domain.processed import Understood
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import (
    CONFIRM_BELOW,
    Behaviour,
    Evidence,
    Judgement,
    Sentiment,
    TurnSentiment,
    Understanding,
)
from qa_service.ports import Reading
from qa_service.understand import stage
from qa_service.understand.adapted import ClientAdaptations
from tests.fakes import MarkedPii, NoOwnReasons, PlainReader

ENCODER, WIDTH = "heads@1", 4
OUTCOMES = ("resolved", "pending", "unresolved")
TURNS = (
    Turn(Party.CUSTOMER, "Buongiorno, aspetto da un mese."),
    Turn(Party.AGENT, "Vedo la pratica. La chiudo adesso."),
    Turn(Party.CUSTOMER, "  Va bene. "),
    Turn(Party.AGENT, "È fatto, arrivederci."),
)
TALK = Transcript(TURNS, "it")
PARTIES = [turn.party for turn in TURNS]
NAMES = (*(f"resolution:{label}" for label in OUTCOMES), "courtesy:blame", "sentiment:negative", "sentiment:neutral")
SHOWN = Evidence(3, 0, 8)


def reading(
    *, resolution: str | None = "unresolved", reason: str | None = None, blame: Behaviour | None = None
) -> Reading:
    spread = {"resolved": 0.2, "pending": 0.2, "unresolved": 0.6}
    said = Understanding(
        Judgement("billing", 0.9, {"billing": 0.9, "other": 0.1}),
        Judgement(resolution, 0.6, spread, (SHOWN,) if resolution else (), reason),
        Sentiment((TurnSentiment(0, "negative", 0.9), TurnSentiment(2, "neutral", 0.7)), "negative", "neutral"),
        {"blame": blame or Behaviour(False, 0.1), "thanks": Behaviour(False, 0.2)},
    )
    vectors = np.eye(len(TURNS), WIDTH, dtype=np.float32)
    features = TurnFeatures.of(ENCODER, vectors, NAMES, np.full((len(TURNS), len(NAMES)), 0.3, np.float32), ((),) * 4)
    return Reading(said, features).with_shipped_answers()


def towards(question: str, label: str, labels: tuple[str, ...], by: float = 4.0, **changes: object) -> bytes:
    """An adaptation that says `label` of everything."""
    offsets = tuple(by if name == label else 0.0 for name in labels)
    plain = Adaptation(question, ENCODER, labels, 1.0, offsets)
    return replace(plain, **changes).to_bytes()  # type: ignore[arg-type]


def adapted(reading: Reading, *bodies: bytes, client: str = "acme") -> Understanding:
    adaptations = ClientAdaptations(lambda asked: bodies if asked == "acme" else ())
    return adaptations.adapt(client, TALK, reading).understanding


def test_the_label_changes_and_the_distribution_stays_one() -> None:
    body = towards("resolution", "resolved", OUTCOMES)
    after = adapted(reading(), body)
    assert after.resolution.label == "resolved"
    assert after.resolution.probability == after.resolution.distribution["resolved"]
    assert abs(sum(after.resolution.distribution.values()) - 1) < 1e-6
    assert after.adapted == (version_of("resolution", body),)
    assert after.intent == reading().understanding.intent


def test_one_clients_adaptation_serves_no_other() -> None:
    body = towards("resolution", "resolved", OUTCOMES)
    assert adapted(reading(), body, client="other") == reading().understanding


def test_an_adaptation_of_other_models_is_left_alone() -> None:
    body = towards("resolution", "resolved", OUTCOMES, encoder="heads@2")
    assert adapted(reading(), body) == reading().understanding


def test_what_a_model_from_elsewhere_answered_is_left_alone() -> None:
    body = towards("resolution", "resolved", OUTCOMES)
    elsewhere = reading().with_shipped_answers(("resolution",))
    assert elsewhere.features is not None
    again = elsewhere._replace(features=TurnFeatures.from_bytes(elsewhere.features.to_bytes()))
    assert adapted(again, body) == reading().understanding
    assert adapted(again, towards("intent", "other", ("billing", "other"))).intent.label == "other"


def test_one_that_cannot_be_read_loses_no_contact() -> None:
    assert adapted(reading(), b"of a later version") == reading().understanding
    body = towards("resolution", "resolved", OUTCOMES)
    assert adapted(reading(), b"of a later version", body).resolution.label == "resolved"


def test_evidence_is_the_turn_that_speaks_for_it() -> None:
    pools = len(POOLS["resolution"])
    weights = np.zeros((pools, WIDTH, len(OUTCOMES)), np.float16)
    weights[list(POOLS["resolution"]).index("customer_all"), 2, 0] = 9  # the third turn, of the customer, says resolved
    body = towards("resolution", "resolved", OUTCOMES, 3.0, weights=weights.tobytes())
    after = adapted(reading(), body)
    assert after.resolution.label == "resolved"
    assert after.resolution.evidence == (Evidence(2, 2, 10),)
    assert TURNS[2].text[2:10] == "Va bene."


def test_the_shipped_passage_is_shown_where_the_label_is_the_same() -> None:
    pools = len(POOLS["resolution"])
    weights = np.zeros((pools, WIDTH, len(OUTCOMES)), np.float16)
    weights[list(POOLS["resolution"]).index("agent_all"), 3, 2] = 9
    after = adapted(reading(), towards("resolution", "unresolved", OUTCOMES, 0.0, weights=weights.tobytes()))
    assert after.resolution.evidence == (SHOWN,)


def test_what_was_withheld_stays_withheld_unless_it_may_speak() -> None:
    broken = reading(resolution=None, reason=withheld.BREAKS_OFF)
    after = adapted(broken, towards("resolution", "resolved", OUTCOMES))
    assert (after.resolution.label, after.resolution.reason) == (None, withheld.BREAKS_OFF)
    allowed = adapted(broken, towards("resolution", "resolved", OUTCOMES, speaks_on=(withheld.BREAKS_OFF,)))
    assert (allowed.resolution.label, allowed.resolution.reason) == ("resolved", None)
    fact = reading(resolution=None, reason="No turn of the customer was found.")
    after = adapted(fact, towards("resolution", "resolved", OUTCOMES, speaks_on=(withheld.BREAKS_OFF,)))
    assert after.resolution.label is None


def test_an_unsure_answer_is_withheld() -> None:
    # 0.2 times e is 0.54, beside 0.2 and 0.6: the most probable of them has 0.45
    after = adapted(reading(), towards("resolution", "resolved", OUTCOMES, 1.0))
    assert (after.resolution.label, after.resolution.reason) == (None, withheld.UNSURE)


def test_how_the_customer_leaves_changes_and_the_turns_before_stay() -> None:
    after = adapted(reading(), towards("sentiment", "negative", ("negative", "neutral")))
    assert after.sentiment.end == "negative"
    assert after.sentiment.start == "negative"
    assert [turn.label for turn in after.sentiment.turns] == ["negative", "negative"]
    assert after.sentiment.turns[0] == reading().understanding.sentiment.turns[0]


def test_a_turn_without_words_gets_no_sentiment() -> None:
    before = reading()
    blank = replace(
        before.understanding.sentiment, turns=(TurnSentiment(0, "negative", 0.9), TurnSentiment(2, None, 0.0))
    )
    silent = before._replace(understanding=replace(before.understanding, sentiment=blank))
    after = adapted(silent, towards("sentiment", "negative", ("negative", "neutral")))
    assert after.sentiment.end == "negative"
    assert after.sentiment.turns[1] == TurnSentiment(2, None, 0.0)


def test_a_correction_alone_accuses_nobody() -> None:
    body = towards("courtesy:blame", "yes", ("no", "yes"), 30.0)
    for before in (Behaviour(False, 0.1), Behaviour(True, 0.5)):
        after = adapted(reading(blame=before), body).courtesy["blame"]
        assert after.status == "to_be_confirmed"
        assert after.probability < CONFIRM_BELOW
        assert after.evidence
    assert adapted(reading(blame=Behaviour(True, 0.9, (SHOWN,))), body).courtesy["blame"].status == "present"


@settings(max_examples=200)
@given(
    shipped=st.floats(0.001, 0.999),
    found=st.booleans(),
    scale=st.floats(0, 5),
    offsets=st.tuples(st.floats(-50, 50), st.floats(-50, 50)),
)
def test_whatever_was_learned_stands_only_where_the_shipped_finding_stood(
    shipped: float, found: bool, scale: float, offsets: tuple[float, float]
) -> None:
    before = reading(blame=Behaviour(found, shipped))
    body = Adaptation("courtesy:blame", ENCODER, ("no", "yes"), scale, offsets).to_bytes()
    after = adapted(before, body).courtesy["blame"]
    assert not after.present or before.understanding.courtesy["blame"].present


def test_what_nobody_could_tell_is_not_told() -> None:
    before = reading(blame=Behaviour(None, 0.0))
    assert adapted(before, towards("courtesy:blame", "yes", ("no", "yes"))).courtesy["blame"].present is None


def test_versions_name_it_and_unsure_roles_take_the_courtesy_along() -> None:
    outcome = towards("resolution", "resolved", OUTCOMES)
    blame = towards("courtesy:blame", "yes", ("no", "yes"))
    said = adapted(reading(), blame, outcome)
    understood = Understood(TALK, (), (), said)
    both = ", ".join((version_of("courtesy:blame", blame), version_of("resolution", outcome)))
    assert understood.versions == {"adapted": both}
    unsure = replace(understood, transcript=replace(TALK, confidence={"roles": 0.5})).without_unsure_roles()
    assert unsure.versions == {"adapted": version_of("resolution", outcome)}


def test_the_stage_asks_for_the_client_and_notes_what_was_shipped() -> None:
    labels = ("resolved", "pending")
    body = replace(Adaptation.from_bytes(towards("resolution", "pending", labels)), encoder="fake@1").to_bytes()
    adaptations = ClientAdaptations(lambda client: (body,) if client == "acme" else ())
    for client, label in (("acme", "pending"), ("other", "resolved")):
        interaction = Interaction(id="c-1", client=client, channel=Channel.CHAT)
        understood = stage.understand(TALK, interaction, MarkedPii(), PlainReader(), NoOwnReasons(), adaptations)
        assert understood.understanding.resolution.label == label
        assert understood.features is not None
        assert understood.features.shipped is not None
        assert understood.features.shipped.labels["resolution"] == "resolved"
