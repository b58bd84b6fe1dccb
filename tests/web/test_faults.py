"""What goes wrong is said in the visitor's language, wherever a page shows it."""

import re

import pytest

from qa_service.reviewing.blindness import IN_HAND, IN_SESSION
from qa_service.store import withdrawn
from qa_service.store.withholding import WHY
from qa_service.web.faults import told
from qa_service.web.i18n import Tongue
from qa_service.web.sentences import SENTENCES
from tests.web.raised import sentences

IT, EN = Tongue("it"), Tongue("en")
_ELSEWHERE = (
    *("ingest/queue_log.py", "ingest/redacted_audio.py", "reviewing/imported.py", "store/cursor.py", "store/drafts.py"),
    *(
        "store/queue_log.py",
        "store/scope.py",
        "store/seal.py:31",
        "store/tables_rubrics.py:74",
        "exports/annotations.py",
    ),
    *("understand/hub.py", "understand/own_reasons.py", "understand/e5_source.py", "understand/tuned_source.py"),
    *("statistics/", "api/", "transcribe/parts.py"),
)
"""What no page shows: other doors, commands, and faults of our own code."""
_FORMS_NEVER_SEND = {
    "use one of {}{}",
    "use criterion:<id>, label:intent, label:resolution, label:sentiment_end or courtesy:<label>",
    "belong to a pick or to a session, not to both",
    "the interaction was replaced since it was exported; export it anew",
    "share lies between 0 and 1, level between 0.5 and 1",
}


def _plain(sentence: str) -> str:
    return re.sub(r"%\(\w\)s", "{}", sentence).replace("%%", "%")


@pytest.mark.parametrize(
    ("said", "italian"),
    [
        ("recording: it holds no sound track; give a wav or mp3 file", None),
        ("recording: it holds no sound track", "recording: non contiene una traccia audio"),
        (
            "my call.wav: it is longer than 240 minutes; cut it into pieces",
            "my call.wav: dura più di 240 minuti; dividila in parti",
        ),
        (
            "line 3, column 5: cannot be read as YAML: mapping values are not allowed here",
            "riga 3, colonna 5: non si legge come YAML: qui non può stare un'altra coppia con i due punti",
        ),
        ("channel: input should be 'call', 'chat' or 'email'", "channel: dev'essere 'call', 'chat' o 'email'"),
        (
            "the role agent may not edit rubrics",
            "il ruolo operatore non può modificare le rubriche",
        ),
        (
            "x.wav: it cannot be decoded as a recording (Invalid data found when processing input)",
            "x.wav: non si può decodificare come registrazione (dati non validi)",
        ),
        ("no sample 12", "non c'è il campione 12"),
        (
            "the time to object ended on 2026-03-01 (30 days after the judgement)",
            "il tempo per contestare è finito il 2026-03-01 (30 giorni dopo il giudizio)",
        ),
        (
            "interaction 'x: 1; y' of client 'acme' is already there with different content; "
            "give it another id, or ask to replace it",
            "l'interazione 'x: 1; y' del committente 'acme' c'è già con un altro contenuto; "
            "dalle un altro identificativo, o chiedi di sostituirla",
        ),
        ("nobody has ever said this", None),
    ],
)
def test_what_is_known_is_translated_and_the_rest_stays_and_says_so(said: str, italian: str | None) -> None:
    assert told(IT, said) == ((italian, "it") if italian else (said, "en"))
    assert told(EN, said) == (said, "en")


def test_each_sentence_stands_in_the_code() -> None:
    ended = "{} workers died with this in hand, most often for want of memory; see the log"
    made = "{} workers stopped while they made this file; ask for less of it at a time"
    worked = {ended, made, "the service failed: {}"}
    known = set(sentences()) | worked | {IN_HAND, IN_SESSION, WHY, withdrawn.SENTENCE}
    assert {_plain(one) for one in SENTENCES} - known == set()


def test_no_page_refuses_in_words_that_nobody_translated() -> None:
    known = {_plain(one) for one in SENTENCES} | _FORMS_NEVER_SEND
    raised = {sentence: place for sentence, place in sentences().items() if not place.startswith(_ELSEWHERE)}
    parts = {part: place for said, place in raised.items() for part in ([said] if said in known else said.split("; "))}
    assert {part: place for part, place in parts.items() if part not in known} == {}
