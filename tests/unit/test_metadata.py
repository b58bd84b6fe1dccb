"""Which parts of ids, cases and queues are personal, and which ids stay as systems gave them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.understand.metadata import LONGEST, masked


@pytest.mark.parametrize(
    "id",
    [
        *("ext-8842", "c-77120", "call-31", "t-991", "TCK-2026-004411", "INC0012345", "CASE-00012345", "0000012345"),
        "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10",
        "5f0c7a1be2d94c3e8a6b1f20d7c4e913",
        "1699000000.4711",
        "20261103-091405-1730621645.123",
        "2026-11-03_09-14-05_a17",
        "03112026",
        "a84b4c76e66710@pc33.atlanta.com",
        "CAF+xyz123=abc@mail.gmail.com",
        *("billing", "back office", "Ufficio Reclami", "desk 2", "Napoli", "area sud", "Vendite Outbound", "gold"),
        *("it-bolletta-stimata", "en-locked-out", "nord/turno1/call1"),
    ],
)
def test_what_systems_give_stays(id: str) -> None:
    assert masked(id) == id


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("rossi_mario_2026-11-03", "[PERSON]_2026-11-03"),
        ("Mario Rossi 3481234567", "[PERSON] [PHONE]"),
        ("MarioRossi", "[PERSON]"),
        ("mariorossi", "[PERSON]"),
        ("m.rossi", "m.[PERSON]"),
        ("rossi2026", "[PERSON]2026"),
        ("chiamata signora Quagliarella", "chiamata signora [PERSON]"),
        ("Paolo (backoffice)", "[PERSON] (backoffice)"),
        ("in-0612345678-200-20261103-091405-1699000000.12", "in-[PHONE]-200-20261103-091405-1699000000.12"),
        ("out_+393481234567_a17", "out_[PHONE]_a17"),
        ("348-123-45-67", "[PHONE]"),
        ("0039 348 1234567", "[PHONE]"),
        ("mario.rossi@example.it", "[EMAIL]"),
        ("info@acme.it", "[EMAIL]"),
        ("RSSMRA80A01H501U", "[NATIONAL_ID]"),
    ],
)
def test_names_numbers_and_addresses_are_masked(given: str, kept: str) -> None:
    assert masked(given) == kept
    assert masked(kept) == kept


def test_in_the_name_of_a_file_a_word_that_nobody_knows_is_taken_for_a_name() -> None:
    assert masked("03112026_quagliarella_reclamo") == "03112026_quagliarella_reclamo"
    assert masked("03112026_quagliarella_reclamo", True) == "03112026_[PERSON]_reclamo"
    for kept in ("it-bolletta-stimata", "call-31", "rec 2026-11-03", "inbound_queue_0044", "9abcdef0"):
        assert masked(kept, True) == kept


@pytest.mark.slow
@given(st.text(max_size=300), st.booleans())
def test_any_text_is_masked_without_failing(text: str, of_file: bool) -> None:
    masked(text, of_file)


@pytest.mark.parametrize("piece", ["1-", "a.", "a@", "mario ", "3 4", "+3", "AA00"])
def test_long_texts_take_no_time(piece: str) -> None:
    began = time.perf_counter()
    assert len(masked(piece * 100_000)) <= LONGEST * len("[NATIONAL_ID]")
    assert time.perf_counter() - began < 1
