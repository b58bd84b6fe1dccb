import numpy as np

from qa_service.domain.interaction import Party
from qa_service.understand import features, ngrams
from qa_service.understand.segments import segments
from qa_service.understand.tuned import TunedLogits
from qa_service.understand.window_encoder import TurnVectors

TEXTS = ("buongiorno", "la luce manca", "un attimo", "grazie")
NOTHING = TunedLogits(*(np.zeros((0, 0), np.float32),) * 5)
PARTIES = (Party.AGENT, Party.CUSTOMER, Party.OTHER, Party.AGENT)


def view(parties=PARTIES, texts=TEXTS):
    size = len(parties)
    vectors = np.arange(size * 2, dtype=np.float32).reshape(size, 2)
    read = TurnVectors(vectors, vectors, segments(texts))
    cues = [[(label, (0, 2)) for label in "abc"] for _ in texts]
    return features.inputs(parties, texts, read, cues, "abc", NOTHING)


def test_each_turn_is_seen_with_the_turns_around_it():
    seen = features.turns(view())
    assert {name: rows.shape for name, rows in seen.items()} == {
        "own": (4, 5),  # 2 of the vector, 3 cues
        "spoken": (4, 8),  # own, 3 parties
        "context": (4, 17),  # spoken, 5 of the place, 2 before, 2 after
    }
    assert seen["context"][1, -4:].tolist() == [0.0, 1.0, 4.0, 5.0]


def test_the_first_turn_has_nothing_before_and_the_last_nothing_after():
    context = features.turns(view())["context"]
    assert context[0, -4:-2].tolist() == [0.0, 0.0]
    assert context[-1, -2:].tolist() == [0.0, 0.0]


def test_interaction_inputs_have_one_width_however_many_turns_and_parties():
    long, short = features.interaction(view()), features.interaction(view(PARTIES[:1], TEXTS[:1]))
    assert {k: v.shape for k, v in long.items()} == {k: v.shape for k, v in short.items()}


def test_means_of_an_absent_party_are_zero():
    opening = features.interaction(view(PARTIES[:1], TEXTS[:1]))["opening"][0]
    assert opening[:6].tolist() == [0.0] * 6  # first, first three and all customer turns


def test_words_count_for_all_and_for_their_party():
    said = features.interaction_grams(view())["said"]
    assert len(said) == 8  # four turns plain, four as said by a party


def test_one_sure_turn_is_enough_for_the_pool():
    sure = features.pooled(np.array([[0.9, 0.1], [0.0, 0.1]], np.float32))
    assert np.allclose(sure, np.log([0.95, 0.25]))  # 0.05 + 0.9, 0.05 + 0.2


def test_the_two_highest_turns_count_and_missing_ones_are_the_lowest():
    best = features.top_two(np.array([[1.0, -9.0], [3.0, 2.0], [2.0, -9.0]], np.float32))
    assert best.tolist() == [[3.0, 2.0], [2.0, -8.0]]
    assert features.top_two(np.zeros((0, 2), np.float32)).tolist() == [[-8.0, -8.0], [-8.0, -8.0]]


def test_cues_are_counted_with_damping():
    counts = features.count_cues([[("thanks", (0, 6)), ("thanks", (9, 15))], []], ["apology", "thanks"])
    assert np.allclose(counts, [[0.0, 1.0 + np.log(2)], [0.0, 0.0]])


def test_a_turn_that_is_nothing_but_names_is_known_by_its_grams():
    for text, bare in (("[PERSON]", True), ("[PERSON], [PERSON]", True), ("[PERSON] speaking", False), ("", False)):
        assert ngrams.is_name(ngrams.grams(text)) is bare


LETTER = "Gentile cliente, il rimborso parte domani e arriva entro cinque giorni sul suo conto corrente. " * 4


def test_a_piece_is_seen_with_the_pieces_of_its_own_party_and_nothing_of_the_other():
    rows = features.pieces(view())
    # 2 of the vector, 3 cues, 5 of the place, 3 inside the turn, 1 invited, 2 before, 2 after
    assert rows.shape == (4, 18)
    before, after = rows[:, -4:-2], rows[:, -2:]
    # the agent speaks first and last: the vectors are (0, 1) and (6, 7)
    assert after[0].tolist() == [6.0, 7.0]
    assert before[3].tolist() == [0.0, 1.0]
    assert before[1].tolist() == after[1].tolist() == [0.0, 0.0]


def test_the_strongest_piece_of_a_turn_is_the_turns():
    scores = np.array([[0.1, 3.0], [2.0, 1.0], [0.5, 0.5]], np.float32)
    assert features.by_turn(scores, np.array([0, 0, 1]), 2).tolist() == [[2.0, 3.0], [0.5, 0.5]]


def test_a_few_turns_of_which_the_agents_is_long_are_a_letter():
    def letter(parties, texts):
        vectors = np.zeros((len(segments(texts)), 2), np.float32)
        read = TurnVectors(np.zeros((len(texts), 2), np.float32), vectors, segments(texts))
        return features.is_letter(features.inputs(parties, texts, read, [[]] * len(texts), "abc", NOTHING))

    assert letter((Party.CUSTOMER, Party.AGENT), ("Quando arriva?", LETTER))
    assert not letter((Party.CUSTOMER, Party.AGENT), (LETTER, "Domani."))
    assert not letter((Party.CUSTOMER, Party.AGENT) * 4, ("Quando?", LETTER) * 4)
