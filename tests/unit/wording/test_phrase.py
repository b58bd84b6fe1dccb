"""Phrases: found as people say them and recognisers write them, and nobody is accused of what cannot be told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from qa_service.domain.scorecard import Answer, Verdict
from qa_service.domain.transcript import Transcript
from qa_service.domain.understanding import Evidence
from tests.unit.wording.talk import look, quoted, talk


def phrase(lang: str, *phrases: str, **more: Any) -> Any:
    return {"kind": "phrase", "any": {lang: phrases}, **more}


def said(text: str, *phrases: str, lang: str = "it", **more: Any) -> bool | None:
    return look(talk(f"a: {text}", lang=lang), **phrase(lang, *phrases, **more)).holds


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Posso aiutarla?", "posso aiutare"),
        ("Possiamo aiutarvi?", "posso aiutare"),
        ("Le SCUSE, davvero", "scusa"),
        ("Perché no", "perche no"),
        ("Ci dà l'indirizzo dell'ufficio", "indirizzo dell'ufficio"),
        ("indirizzo dell ufficio", "indirizzo dell'ufficio"),
        ("la chiamata, ehm, cioè è, è registrata", "la chiamata è registrata"),
        ("la chiamata è regi registrata", "la chiamata è registrata"),
        ("c'è qualcos'altro", "qualcosa|qualcos altro"),
        ("la chiamata sara registata", "la chiamata sarà registrata"),
        ("buon giorno a lei", "buongiorno"),
        ("buongiorno a lei", "buon giorno"),
        ("la richiamo al [PHONE] domani", "richiamo al [PHONE]"),
        ("il codice è sette 7 uno", "[NUMBER] [NUMBER] [NUMBER]"),
        ("chiamo oggi per conto della Lumenia", "chiamo ... per conto"),
        ("vuole altro", "vuole qualcosa? altro"),
        ("rettificheremo", "rettific~"),
    ],
)
def test_a_phrase_is_found_in_the_forms_in_which_it_is_said(text: str, asked: str) -> None:
    assert said(text, asked) is True


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I can't do that", "can not do"),
        ("cant do that", "can not do"),
        ("we're recording this call", "we are record this call"),
        ("we apologized twice", "apology"),
        ("thanks for, um, holding", "thank for holding"),
        ("thanks for for holding", "thanks for holding"),
    ],
)
def test_english_short_forms_and_endings(text: str, asked: str) -> None:
    assert said(text, asked, lang="en") is True


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("posso", "posso aiutare"),
        ("il passo lento", "posso"),
        ("contrato firmato", "contratto firmato"),  # two words: none may be misheard
        ("la chiamata è finita", "la chiamata è registrata"),
        ("aiutare poi posso", "posso aiutare"),
        ("[PERSON] la richiama", "[PHONE]"),
        ("conta", "conto corrente"),
        ("uno e due", "[NUMBER] [NUMBER]"),
        ("chiamo uno due tre quattro cinque sei sette per conto", "chiamo ... per conto"),  # seven words between
    ],
)
def test_other_words_are_not_taken_for_it(text: str, asked: str) -> None:
    assert said(text, asked) is False


def test_only_a_recogniser_mishears() -> None:
    misheard, asked = talk("a: la chiamata è registata"), phrase("it", "la chiamata è registrata")
    assert look(misheard, **asked).holds is True
    assert look(misheard, written=True, **asked).holds is False


def test_exact_takes_the_words_as_they_are_written() -> None:
    assert said("la chiamata è registrata", "chiamata è registrata", exact=True) is True
    assert said("le chiamate sono registrate", "chiamata è registrata", exact=True) is False
    assert said("la chiamata è registata", "chiamata è registrata", exact=True) is False


def test_the_evidence_has_the_offsets_of_the_masked_text() -> None:
    transcript = talk("c: Pronto?", "a: Sì: la richiamo, eh, al [PHONE], va bene?")
    finding = look(transcript, **phrase("it", "richiamo al [PHONE]"))
    assert finding.evidence == (Evidence(1, 7, 31),)
    assert quoted(transcript, finding.evidence) == ["richiamo, eh, al [PHONE]"]


def test_all_wants_every_phrase_and_any_only_one() -> None:
    transcript = talk("a: grazie mille", "a: arrivederci")
    both: Any = {"kind": "phrase", "all": {"it": ["grazie", "arrivederci"]}}
    assert look(transcript, **both).evidence == (Evidence(0, 0, 6), Evidence(1, 0, 11))
    finding = look(talk("a: grazie mille", "c: arrivederci"), **both)
    assert (finding.holds, finding.evidence, finding.examined) == (False, (), (0,))


def test_only_those_who_are_asked_about_count() -> None:
    transcript = talk("a: buongiorno", "c: grazie", "b: benvenuto")
    assert look(transcript, **phrase("it", "grazie")).holds is False
    assert look(transcript, **phrase("it", "grazie", by="customer")).holds is True
    assert look(transcript, **phrase("it", "benvenuto", by=["agent", "bot"])).holds is True


def test_what_only_an_unknown_voice_says_decides_nothing() -> None:
    transcript = talk("a: buongiorno", "o: posso fare altro?")
    assert look(transcript, **phrase("it", "posso fare altro")).holds is None
    assert look(transcript, **phrase("it", "posso fare altro", by="other")).holds is True
    assert look(transcript, **phrase("it", "arrivederci")).holds is False


@pytest.mark.parametrize(
    "transcript",
    [
        talk("a: good morning", lang="en"),
        talk("a: guten Tag", lang="de"),
        talk("a: mm", lang=None),
        talk("a: buongiorno", roles=0.7),
        talk("c: buongiorno"),
        Transcript((), "it"),
    ],
    ids=["no phrases in it", "not read", "unknown", "roles unsure", "nobody of them", "nothing said"],
)
def test_what_cannot_be_told_is_no_accusation(transcript: Transcript) -> None:
    assert look(transcript, **phrase("it", "grazie")).holds is None
    assert look(transcript, kind="not", of=phrase("it", "grazie")).holds is None


TEN = talk("a: uno", "c: salve", "a: due", "c: bene", "a: tre", seconds=10.0)


@pytest.mark.parametrize(
    ("where", "asked", "holds"),
    [
        ({"first_turns": 1}, "uno", True),
        ({"first_turns": 1}, "due", False),
        ({"last_turns": 2}, "due", True),
        ({"last_turns": 1}, "due", False),
        ({"first_seconds": 20}, "due", False),  # it begins at second 20
        ({"first_seconds": 21}, "due", True),
        ({"last_seconds": 20}, "due", False),  # it ends at 30, twenty before the end
        ({"last_seconds": 21}, "due", True),
        ({"first_turns": 2, "last_seconds": 21}, "tre", False),
    ],
)
def test_a_place_is_counted_in_turns_or_in_seconds(where: dict[str, Any], asked: str, holds: bool) -> None:
    assert look(TEN, **phrase("it", asked, where=where)).holds is holds


def test_seconds_come_from_the_clock_of_messages_and_nowhere_else() -> None:
    nine = datetime(2026, 3, 1, 9, tzinfo=UTC)
    plain = talk("a: uno", "c: salve", "a: due")
    turns = tuple(replace(turn, at=nine + timedelta(minutes=n)) for n, turn in enumerate(plain.turns))
    early = phrase("it", "due", where={"first_seconds": 60})
    assert look(plain, **early).holds is None
    assert look(replace(plain, turns=turns), **early).holds is False
    assert look(replace(plain, turns=turns), **phrase("it", "due", where={"first_seconds": 121})).holds is True


def test_before_and_after_the_passage_of_another_criterion() -> None:
    transcript = talk("a: mi dice il codice e poi confermo", "c: sette", "a: confermo")
    asked = {"other": Answer("other", Verdict.YES, 1.0, (Evidence(0, 0, 20),))}
    after = look(transcript, asked, **phrase("it", "confermo", where={"after": "other"}))
    assert after.evidence == (Evidence(0, 24, 32), Evidence(2, 0, 8))
    assert look(transcript, asked, **phrase("it", "confermo", where={"before": "other"})).holds is False
    assert look(transcript, asked, **phrase("it", "dice", where={"before": "other"})).holds is False  # inside it
    for unknown in (Answer("other", Verdict.UNCLEAR, 0.0), Answer("other", Verdict.NO, 1.0)):
        finding = look(transcript, {"other": unknown}, **phrase("it", "confermo", where={"after": "other"}))
        assert finding.holds is None


def test_exclusions_hold_for_their_sentence() -> None:
    sorry: Any = {"without": {"it": ["non si può"]}}
    assert said("Mi dispiace, ma non si può.", "mi dispiace", **sorry) is False
    assert said("Mi dispiace per l'attesa. Oggi non si può.", "mi dispiace", **sorry) is True


@pytest.mark.parametrize(
    ("text", "is_negated"),
    [
        ("posso registrare", False),
        ("non posso registrare", True),
        ("non ve la posso registrare", True),
        ("non si preoccupi, posso registrare", False),  # a word with content lies between
        ("Non so. Posso registrare", False),
        ("senza poter registrare", False),  # "poter" is part of the phrase, "senza" stands before it
    ],
)
def test_negation_is_noticed_where_the_rule_asks(text: str, is_negated: bool) -> None:
    asked = "posso registrare"
    if text.startswith("senza"):
        is_negated = True
    assert said(text, asked) is True
    assert said(text, asked, negated=False) is not is_negated
    assert said(text, asked, negated=True) is is_negated


def test_english_negation() -> None:
    assert said("i'm not able to record this", "record this", lang="en", negated=False) is False
    assert said("no i can record this", "record this", lang="en", negated=False) is True


def test_a_recording_is_as_sure_as_its_recogniser() -> None:
    finding = look(talk("a: buongiorno", asr=0.84), **phrase("it", "buongiorno"))
    assert (finding.holds, finding.probability) == (True, 0.84)


def test_many_passages_are_cut_short_but_each_phrase_is_shown() -> None:
    transcript = talk(*["a: grazie"] * 9, "a: arrivederci")
    finding = look(transcript, kind="phrase", all={"it": ["grazie", "arrivederci"]})
    assert [passage.turn for passage in finding.evidence] == [0, 1, 2, 3, 9]


def test_words_that_repeat_take_no_time_to_speak_of() -> None:
    """With 17 equal words asked and 2,000 heard, trying every way would never end."""
    assert said("a " * 2000, "a " * 17 + "b") is False
    assert said("a " * 2000, "a ... a ... a ... a ... a ... b") is False


@pytest.mark.parametrize(
    ("text", "asked", "lang"),
    [
        ("entro 14 giorni", "entro quattordici giorni", "it"),
        ("entro ventiquattro ore", "entro 24 ore", "it"),
        ("il codice è 007", "zero zero sette", "it"),
        ("ventiquattro e 7", "[NUMBER] e [NUMBER]", "it"),
        ("within 24 hours", "within twenty-four hours", "en"),
        ("double six 9", "[NUMBER] [NUMBER] [NUMBER]", "en"),
    ],
)
def test_a_number_is_the_same_in_digits_and_in_words(text: str, asked: str, lang: str) -> None:
    assert said(text, asked, lang=lang) is True


def test_a_number_in_digits_is_one_number() -> None:
    assert said("118 of them", "[NUMBER] [NUMBER]", lang="en") is False
    assert said("118 19", "[NUMBER] [NUMBER]", lang="en") is True


def test_digits_without_end_are_no_number() -> None:
    assert said("9" * 10_000, "nove") is False
