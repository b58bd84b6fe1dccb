"""Long turns in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.segments import LONGEST, segments, spans

LETTER = (
    "Gentile signora, la ringraziamo della sua lettera e le confermiamo che il rimborso parte domani. "
    "Le suggerisco per la prossima volta di leggere il contratto prima di scrivere a chi lavora. "
    "Resto a disposizione per ogni chiarimento, anche per telefono dalle nove alle diciassette. Cordiali saluti"
)


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def test_a_short_turn_is_one_piece() -> None:
    assert spans("sì va bene. grazie. arrivederci.") == [(0, 32)]


def test_each_sentence_of_a_letter_is_a_piece_and_the_farewell_stays_with_the_last() -> None:
    found = pieces(LETTER)
    assert [piece.split()[0] for piece in found] == ["Gentile", "Le", "Resto"]
    assert found[-1].endswith("Cordiali saluti")


def test_a_monologue_without_full_stops_is_cut_into_equal_parts() -> None:
    text = " ".join(f"parola{n}" for n in range(2 * LONGEST + 10))  # 90 words: three pieces of 30
    assert [len(piece.split()) for piece in pieces(text)] == [30, 30, 30]


def test_pieces_name_their_turn() -> None:
    assert [piece.turn for piece in segments(["sì", LETTER, ""])] == [0, 1, 1, 1, 2]


@given(st.text(alphabet="ab .!?\n»", max_size=600))
def test_pieces_lie_in_order_and_lose_no_word(text: str) -> None:
    found = spans(text)
    assert found
    assert all(a <= b for a, b in found)
    assert [b for _, b in found[:-1]] == sorted(b for _, b in found[:-1])
    assert "".join(text[a:b] for a, b in found).split() == text.split()
