import json
import random
import shutil

import pytest

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.errors import MissingModel
from qa_service.understand.heads import Heads
from qa_service.understand.reader import HeadsReader
from qa_service.understand.roles import HeadsRoleFinder
from qa_service.understand.window_encoder import WindowEncoder
from tests.engines import text_models

A, C, OTHER = Party.AGENT, Party.CUSTOMER, Party.OTHER

BILL = (
    (A, "Buongiorno, Energia Chiara, sono [PERSON], come posso aiutarla?"),
    (C, "Buongiorno, mi è arrivata una bolletta di quattrocento euro, ma io ne pago sempre novanta. È assurdo!"),
    (A, "Capisco, una cifra così spaventa. Mi dà per cortesia il codice cliente?"),
    (C, "[CUSTOMER_CODE]"),
    (A, "La ringrazio. Ecco, c'è una lettura sbagliata. Ho corretto adesso, la nuova bolletta è di ottantotto euro."),
    (C, "Ah, meno male, grazie mille davvero, è stata gentilissima!"),
    (A, "Si figuri. Posso aiutarla in altro?"),
    (C, "No, tutto a posto."),
    (A, "Grazie di averci chiamato, buona giornata."),
)
PARCEL = (
    (A, "Hello, Swift Parcels, my name is [PERSON], how can I help?"),
    (C, "Hi, my parcel was due on Monday and it still hasn't come. I need it for a wedding tomorrow!"),
    (A, "I'm so sorry about that, that must be very stressful. May I have the tracking number, please?"),
    (C, "[OTHER_ID]"),
    (
        A,
        "Thank you. It is stuck at the depot. I've asked the depot to call you by five o'clock today"
        " with a delivery slot.",
    ),
    (C, "Okay. I hope so."),
    (A, "I'll follow it up myself, and you'll have a call from us by five. Is there anything else I can help with?"),
    (C, "No, I'll wait for the call."),
    (A, "Thank you for calling, goodbye."),
)


@pytest.fixture(scope="module")
def reader():
    return HeadsReader(text_models.windows(), text_models.heads(), text_models.linguistics())


@pytest.fixture(scope="module")
def finder():
    return HeadsRoleFinder(text_models.windows(), text_models.heads(), text_models.linguistics())


def transcript(turns, lang="it"):
    return Transcript(tuple(Turn(party, text) for party, text in turns), lang)


def quotes(found, turns):
    return [turns[e.turn][1][e.start : e.end] for e in found]


def keeps_the_contract(said, turns, labels):
    """What contracts/check_analysis.py asks of every document."""
    for family in ("intent", "resolution"):
        judged = getattr(said, family)
        assert set(judged.distribution) == set(labels[family])
        assert sum(judged.distribution.values()) == pytest.approx(1, abs=1e-4)
        assert judged.label in {*labels[family], None}
        assert all(quotes(judged.evidence, turns))
        if judged.label is None:
            assert judged.reason is not None
            assert judged.reason.endswith(".")
        else:
            assert judged.evidence
    assert [t.turn for t in said.sentiment.turns] == [i for i, (party, _) in enumerate(turns) if party == C]
    assert set(said.courtesy) == set(labels["courtesy"])
    for behaviour in said.courtesy.values():
        assert bool(behaviour.present) == bool(behaviour.evidence)
        assert all(turns[e.turn][0] == A for e in behaviour.evidence)
        assert all(quotes(behaviour.evidence, turns))


def test_an_italian_billing_case_that_was_settled(reader):
    said = reader.read(transcript(BILL)).understanding
    keeps_the_contract(said, BILL, text_models.heads().labels)
    assert (said.intent.label, said.resolution.label) == ("billing", "resolved")
    assert (said.sentiment.start, said.sentiment.end) == ("negative", "positive")
    present = {label for label, b in said.courtesy.items() if b.present}
    assert {"greeting", "thanks", "offer_of_help", "farewell"} <= present
    assert not present & {"rudeness", "blame", "impatience"}


def test_the_quote_is_the_sentence_that_shows_it(reader):
    said = reader.read(transcript(BILL)).understanding
    assert "Posso aiutarla in altro?" in quotes(said.courtesy["offer_of_help"].evidence, BILL)
    assert "buona giornata" in quotes(said.courtesy["farewell"].evidence, BILL)[-1]


def test_an_english_delivery_case_with_a_promise(reader):
    said = reader.read(transcript(PARCEL, "en")).understanding
    keeps_the_contract(said, PARCEL, text_models.heads().labels)
    assert (said.intent.label, said.resolution.label) == ("order_delivery", "pending")
    assert said.courtesy["apology"].present


@pytest.mark.parametrize(("opening", "greets"), [("[PERSON]", False), ("good morning, [PERSON] speaking", True)])
def test_a_bare_name_is_no_greeting(reader, opening, greets):
    said = reader.read(transcript(((A, opening), *PARCEL[1:]), "en")).understanding
    assert said.courtesy["greeting"].present is greets


@pytest.mark.parametrize("lang", ["de", None])
def test_another_language_is_read_but_not_judged(reader, lang):
    said = reader.read(transcript(BILL, lang)).understanding
    keeps_the_contract(said, BILL, text_models.heads().labels)
    assert (said.intent.label, said.resolution.label) == (None, None)
    assert all(b.present is None for b in said.courtesy.values())
    assert all(t.label is None for t in said.sentiment.turns)


def test_without_an_agent_there_is_no_verdict_but_the_customers_sentiment(reader):
    turns = ((C, "pronto"), (C, "è vergognoso, sono furioso, nessuno risponde"), (C, "metto giù"))
    said = reader.read(transcript(turns)).understanding
    keeps_the_contract(said, turns, text_models.heads().labels)
    assert (said.intent.label, said.resolution.label) == (None, None)
    assert said.sentiment.turns[1].label == "negative"


def test_two_short_turns_are_not_judged(reader):
    turns = ((C, "salve"), (A, "buongiorno"))
    said = reader.read(transcript(turns)).understanding
    keeps_the_contract(said, turns, text_models.heads().labels)
    assert "Too little" in said.resolution.reason


def test_an_empty_transcript_is_answered_with_reasons(reader):
    said = reader.read(Transcript((), "it")).understanding
    keeps_the_contract(said, (), text_models.heads().labels)


def test_any_turns_keep_the_contract(reader):
    chance = random.Random(5)
    words = [text for _, text in (*BILL, *PARCEL)] + ["", "  ", "?!", "😀", "sì", "[PERSON]", "x" * 3000, "a. b. c. d."]
    for _ in range(40):
        turns = tuple((chance.choice((A, C, OTHER)), chance.choice(words)) for _ in range(chance.randint(1, 12)))
        said = reader.read(transcript(turns, chance.choice(("it", "en")))).understanding
        keeps_the_contract(said, turns, text_models.heads().labels)


def test_the_agent_is_found_whichever_speaker_comes_first(finder):
    for turns, lang in ((BILL, "it"), (PARCEL, "en")):
        agent, customer = [t for p, t in turns if p == A], [t for p, t in turns if p == C]
        first, second = finder.find([agent, customer], lang), finder.find([customer, agent], lang)
        assert first[0] > 0.8
        assert second[1] == pytest.approx(first[0])
        assert sum(first) == pytest.approx(1)


def test_speakers_who_say_nothing_are_equally_likely(finder):
    assert finder.find([[], [""]], "it") == pytest.approx((0.5, 0.5))


def test_the_party_of_a_turn_without_speaker_is_told_from_its_words(finder):
    found = [finder.find([[text]], "it")[0] > 0.5 for _, text in BILL]
    # nine turns; a bare masked code could be anybody's
    assert sum(agent == (party == A) for agent, (party, _) in zip(found, BILL, strict=True)) >= 8


def test_heads_with_other_labels_are_refused(tmp_path):
    labels = {family: list(known) for family, known in text_models.heads().labels.items()}
    Heads(text_models.HEADS, labels)
    labels["intent"] = [*labels["intent"], "lottery"]
    with pytest.raises(MissingModel, match="other labels of intent"):
        Heads(text_models.HEADS, labels)


def test_another_encoder_than_that_of_training_is_refused():
    text_models.heads().require(text_models.windows())
    with pytest.raises(MissingModel, match="another text encoder"):
        text_models.heads().require(WindowEncoder(text_models.encoder()))


def test_altered_heads_are_refused(tmp_path):
    shutil.copytree(text_models.HEADS, tmp_path / "heads")
    about = json.loads((tmp_path / "heads" / "heads.json").read_text())
    (tmp_path / "heads" / "heads.json").write_text(json.dumps({**about, "weights_sha256": "0" * 64}))
    with pytest.raises(MissingModel, match="differs from the sha256"):
        Heads(tmp_path / "heads")


def test_absent_heads_are_refused_with_what_mends_it(tmp_path):
    with pytest.raises(MissingModel, match="make models"):
        Heads(tmp_path)
