"""Corrections of a transcript: new words are masked before anything reads them, the rest stays."""

from qa_service.domain.interaction import Channel, Direction, Interaction, Party
from qa_service.domain.processed import Silence, Understood
from qa_service.domain.transcript import PiiSpan, Transcript, TranscriptChanges, Turn, Word
from qa_service.domain.understanding import Judgement, Sentiment, Understanding
from qa_service.ports import Reading
from qa_service.understand.stage import correct
from tests.fakes import AsShipped

CONTACT = Interaction(id="a", client="acme", channel=Channel.CALL, direction=Direction.OUTBOUND)
SEEN = Understanding(Judgement(None, 0.5, {}), Judgement(None, 0.5, {}), Sentiment((), None, None), {})


class Digits:
    def find(self, texts, lang):
        return tuple(PiiSpan(n, text.index("7"), len(text), "PHONE") for n, text in enumerate(texts) if "7" in text)


class Reader:
    def __init__(self) -> None:
        self.read_turns: list[tuple[Party, str]] = []
        self.direction: Direction | None = None

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        self.direction = direction
        self.read_turns = [(turn.party, turn.text) for turn in transcript.turns]
        return Reading(SEEN, None)


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
    changes = TranscriptChanges({0: Party.CUSTOMER}, {1: "il 777"})
    after = correct(before, changes, CONTACT, Digits(), reader, NoReasons(), AsShipped())
    assert reader.direction is Direction.OUTBOUND
    assert reader.read_turns == [(Party.CUSTOMER, "mi chiamo [PERSON]"), (Party.CUSTOMER, "il [PHONE]")]
    assert after.pii == (PiiSpan(0, 10, 15, "PERSON"), PiiSpan(1, 3, 6, "PHONE"))
    # "sì" hid a number: silent from the beginning of its turn (2.0) to its end (3.0), and a quarter on both sides
    assert after.silences == (*before.silences, Silence(1.75, 3.25, 0))
    assert [len(turn.words) for turn in after.transcript.turns] == [1, 0]
    assert after.transcript.confidence == {"roles": 1.0, "asr": 0.9}
    assert after.understanding.dynamics.talk_share == {"customer": 1.0}


def heard(*words: str) -> Understood:
    """One turn whose words take a second each, said by the customer on channel 1."""
    timed = tuple(Word(word, float(n), n + 1.0, 0.9, 1) for n, word in enumerate(words))
    turn = Turn(Party.CUSTOMER, " ".join(words), 0.0, float(len(words)), words=timed)
    return Understood(Transcript((turn,), "it", {}, 9.0), (), (Silence(8.0, 8.5, 0),), SEEN)


def silences_after(before: Understood, text: str) -> tuple[Silence, ...]:
    changes = TranscriptChanges({}, {0: text})
    return correct(before, changes, CONTACT, Digits(), Reader(), NoReasons(), AsShipped()).silences


KEPT = Silence(8.0, 8.5, 0)


def test_what_new_words_hide_is_silenced_where_the_old_ones_were_spoken() -> None:
    before = heard("il", "mio", "numero", "è", "sette", "otto", "grazie")
    # "sette otto" take seconds 4 to 6; a quarter of a second of guard band on both sides
    for by_hand in (
        "il mio numero è [PHONE] grazie",
        "Il mio numero è: [PHONE]. Grazie",
        "il mio numero è grazie",
    ):
        assert silences_after(before, by_hand) == (Silence(3.75, 6.25, 1), KEPT)
    # the masking finds it: `Digits` hides all from the first 7 on
    assert silences_after(before, "il mio numero è 777") == (Silence(3.75, 7.25, 1), KEPT)


def test_words_that_were_only_misheard_stay_audible() -> None:
    before = heard("la", "bolleta", "di", "[PERSON]", "grazie")
    assert silences_after(before, "la bolletta di [PERSON], grazie") == (KEPT,)


def test_where_nobody_knows_when_it_was_said_the_whole_turn_is_silenced() -> None:
    before = heard("sono", "esposito")
    put_in = silences_after(before, "sono [PERSON] esposito")  # in between nothing was heard
    assert put_in == (Silence(0.0, 2.25, 1), KEPT)
    turn = Turn(Party.CUSTOMER, "sono esposito", 2.0, 4.0)
    untimed = Understood(Transcript((turn,), "it", {}, 9.0), (), (KEPT,), SEEN)
    assert silences_after(untimed, "sono [PERSON]") == (Silence(1.75, 4.25, None), KEPT)
    written = Understood(Transcript((Turn(Party.CUSTOMER, "sono esposito"),), "it"), (), (), SEEN)
    assert silences_after(written, "sono [PERSON]") == ()
