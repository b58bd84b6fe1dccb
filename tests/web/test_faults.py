"""What goes wrong is said in the visitor's language, wherever a page shows it."""

import re

import pytest
import yaml

from qa_service import resources
from qa_service.reviewing.blindness import IN_HAND, IN_SESSION
from qa_service.store import withdrawn
from qa_service.store.withholding import WHY
from qa_service.web.faults import told
from qa_service.web.i18n import Tongue
from qa_service.web.sentences import SENTENCES
from tests.web.raised import sentences

IT, EN = Tongue("it"), Tongue("en")
_ON_PAGES = ("ingest/audio.py", "reviewing/", "store/disputes.py", "store/calibration.py", "web/")
_FORMS_NEVER_SEND = {
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
            "a.wav: it is longer than the limit of 2 h; cut it into pieces",
            "a.wav: è più lunga del limite di 2 h; dividila in parti",
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


def test_each_sentence_stands_in_the_code_or_in_a_pack() -> None:
    packs = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (resources.path("kpis")).glob("*.yaml")]
    references = {pack.get("reference", "") for pack in packs}
    references |= {kpi.get("reference", "") for pack in packs for one in pack["aspects"] for kpi in one["kpis"]}
    ended = "{} workers died with this in hand, most often for want of memory; see the log"
    known = set(sentences()) | references | {IN_HAND, IN_SESSION, WHY, ended, withdrawn.SENTENCE}
    assert {_plain(one) for one in SENTENCES} - known == set()
    assert references - {""} <= {_plain(one) for one in SENTENCES}


def test_no_page_refuses_in_words_that_nobody_translated() -> None:
    known = {_plain(one) for one in SENTENCES} | _FORMS_NEVER_SEND
    raised = {sentence: place for sentence, place in sentences().items() if place.startswith(_ON_PAGES)}
    assert {sentence: place for sentence, place in raised.items() if sentence not in known} == {}
