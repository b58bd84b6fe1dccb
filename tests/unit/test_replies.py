"""E-mails cut at the headers of what they quote, Italian and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingest.replies import split


@pytest.mark.parametrize(
    "header",
    [
        "Il giorno lun 2 nov 2026 alle ore 10:20 Luca Neri <luca@posta.example> ha scritto:",
        "On Mon, 2 Nov 2026, Luca Neri wrote:",
        "On Nov 21, 2026,\nat 10:18,\nLuca Neri <luca@posta.example> wrote:",
        "> Il 2 nov 2026, Luca Neri\n> ha scritto:",
        "Da: Luca Neri\nInviato: lunedì 2 novembre 2026\nA: Assistenza\nOggetto: lavatrice",
        "From: Luca\nSent: Monday\nTo: a@x.example;\nb@x.example\nSubject: washer",
        "*From:* Luca\n*Subject:* washer",
        "-----Original Message-----",
        "----- Messaggio originale -----",
    ],
)
def test_a_header_parts_what_is_new_from_what_is_quoted(header: str) -> None:
    own, quoted = split(f"Domani alle 9.\n\n{header}\n\nPerde acqua.\nLuca")
    assert (own.header, own.text) == ("", "Domani alle 9.")
    assert (quoted.header, quoted.text) == (header, "Perde acqua.\nLuca")


@pytest.mark.parametrize(
    "text",
    [
        "Il tecnico non è venuto.\nHo scritto: nessuno risponde.",
        "On Monday nobody came.",
        "Oggetto: reclamo\nBuongiorno, la lavatrice perde.",
        "Il\n\nche\n\nmi ha scritto:",
        "-----",
    ],
)
def test_words_that_only_look_like_a_header_part_nothing(text: str) -> None:
    assert [reply.text for reply in split(text)] == [text]


@given(st.lists(st.sampled_from(["From: a", "To: b", "On x", "wrote:", "", "> ciao", "Il y ha scritto:", "testo"])))
def test_nothing_is_lost(lines: list[str]) -> None:
    kept = [part for reply in split("\n".join(lines)) for part in (reply.header, reply.text) if part]
    assert "\n".join(kept).split() == "\n".join(lines).split()
