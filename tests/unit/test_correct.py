"""Corrections of a transcript: new words are masked before anything reads them, the rest stays."""

from qa_service.domain.interaction import Party
from qa_service.domain.processed import Silence, Understood
from qa_service.domain.transcript import Changes, PiiSpan, Transcript, Turn, Word
from qa_service.domain.understanding import Judgement, Sentiment, Understanding
from qa_service.understand.stage import correct

SEEN = Understanding(Judgement(None, 0.5, {}), Judgement(None, 0.5, {}), Sentiment((), None, None), {})


class Digits:
    def find(self, texts, lang):
        return tuple(PiiSpan(n, text.index("7"), len(text), "PHONE") for n, text in enumerate(texts) if "7" in text)


class Reader:
    def __init__(self) -> None:
        self.read_turns: list[tuple[Party, str]] = []

    def read(self, transcript: Transcript) -> Understanding:
        self.read_turns = [(turn.party, turn.text) for turn in transcript.turns]
        return SEEN


class NoReasons:
    def find(self, client, masked):
        return None


def test_new_words_are_masked_parties_changed_and_the_rest_kept() -> None:
    turns = (
        Turn(Party.AGENT, "mi chiamo [PERSON]", 0.0, 2.0, words=(Word("mi", 0.0, 0.2, 0.9),)),
        Turn(Party.CUSTOMER, "sì", 2.0, 3.0, words=(Word("sì", 2.0, 2.5, 0.9),)),
    )
    before = Understood(
        Transcript(turns, "it", {"roles": 0.6, "asr": 0.9}, 3.0),
        (PiiSpan(0, 10, 15, "PERSON"), PiiSpan(1, 0, 2, "OTHER_ID")),
        (Silence(0.5, 1.5, 0),),
        SEEN,
    )
    reader = Reader()
    after = correct(before, Changes({0: Party.CUSTOMER}, {1: "il 777"}), "acme", Digits(), reader, NoReasons())
    assert reader.read_turns == [(Party.CUSTOMER, "mi chiamo [PERSON]"), (Party.CUSTOMER, "il [PHONE]")]
    assert after.pii == (PiiSpan(0, 10, 15, "PERSON"), PiiSpan(1, 3, 6, "PHONE"))
    assert after.silences == before.silences
    assert [len(turn.words) for turn in after.transcript.turns] == [1, 0]
    assert after.transcript.confidence == {"roles": 1.0, "asr": 0.9}
    assert after.understanding.dynamics.talk_share == {"customer": 1.0}
