"""What the shipped models answered, kept beside what they saw."""

from dataclasses import replace

from qa_service.domain.interaction import Channel, Interaction, Party
from qa_service.domain.shipped_answers import ShippedAnswers
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import Behaviour, Judgement, Sentiment, Understanding
from qa_service.understand import stage
from tests.fakes import AsShipped, MarkedPii, NoOwnReasons, PlainReader, features_of

WORDS = ["buongiorno, sono Anna", "la bolletta è doppia"]
BREAKS_OFF = "The contact breaks off before its end."
SAID = Understanding(
    Judgement("billing", 0.9, {"billing": 0.9, "other": 0.1}),
    Judgement(None, 0.41234567, {"resolved": 0.41234567, "pending": 0.58765433}, reason=BREAKS_OFF),
    Sentiment((), None, "negative"),
    {
        "greeting": Behaviour(True, 0.9),
        "thanks": Behaviour(False, 0.1),
        "blame": Behaviour(True, 0.5),  # less than 0.7: a person is to confirm it
        "empathy": Behaviour(None, 0.0),
    },
)


def test_answers_chances_and_reasons_are_those_of_the_reader() -> None:
    shipped = ShippedAnswers.of(SAID)
    assert shipped.labels == {
        "intent": "billing",
        "sentiment": "negative",
        "courtesy:greeting": "yes",
        "courtesy:thanks": "no",
        "courtesy:blame": "yes",
    }
    assert shipped.reasons == {"resolution": BREAKS_OFF}
    assert shipped.chances["resolution:resolved"] == 0.412346
    assert shipped.chances["courtesy:blame"] == 0.5


def test_they_come_back_from_bytes_and_older_bytes_have_none() -> None:
    features = features_of(WORDS)
    assert TurnFeatures.from_bytes(features.to_bytes()).shipped is None
    noted = features.answered(SAID)
    again = TurnFeatures.from_bytes(noted.to_bytes())
    assert again == noted
    assert replace(again, shipped=None) == features


def test_the_stage_notes_them() -> None:
    interaction = Interaction(id="c-1", client="acme", channel=Channel.CHAT)
    turns = (Turn(Party.AGENT, WORDS[0]), Turn(Party.CUSTOMER, WORDS[1]))
    understood = stage.understand(
        Transcript(turns, "it"), interaction, MarkedPii(), PlainReader(), NoOwnReasons(), AsShipped()
    )
    assert understood.features is not None
    assert understood.features.shipped == ShippedAnswers.of(understood.understanding)
