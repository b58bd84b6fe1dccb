"""Scripts: every required sentence, over turns and interruptions; the missing one is named, with what was heard."""

from typing import Any

import pytest

from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.scorecard import Setting, Verdict
from qa_service.domain.transcript import Transcript
from qa_service.scoring.finding import Finding
from qa_service.scoring.total import score
from tests.unit.test_score import rubric, understanding
from tests.unit.wording.talk import look, quoted, talk

RECORDED = "La chiamata è registrata per verificare la qualità del servizio."
DATA = "I suoi dati sono trattati secondo la legge."
WITHDRAW = "Può recedere dal contratto entro quattordici giorni."
"""Content words: chiamata registrata verificare qualità servizio; dati trattati secondo legge; recedere contratto entro
quattordici giorni."""


def recite(transcript: Transcript, *sentences: Any, **more: Any) -> Finding:
    return look(transcript, kind="script", sentences={"it": sentences or (RECORDED, DATA, WITHDRAW)}, **more)


def heard(finding: Finding) -> list[tuple[str, float]]:
    return [(sentence.status, round(sentence.share, 3)) for sentence in finding.sentences]


WHOLE = talk(
    "a: Allora, la chiamata viene registrata per verificare",
    "c: sì sì",
    "a: eh la qualità del servizio, e i suoi dati",
    "c: va bene",
    "a: vengono trattati secondo la legge. Può recedere entro quattordici giorni dal contratto",
)


def test_a_script_is_followed_over_turns_and_interruptions() -> None:
    finding = recite(WHOLE)
    # the last: recedere, entro, quattordici, giorni come in order, contratto does not: 4 of 5
    assert heard(finding) == [("said", 1.0), ("said", 1.0), ("said", 0.8)]
    assert finding.holds is True
    assert quoted(WHOLE, finding.sentences[0].evidence) == [
        "chiamata viene registrata per verificare",
        "qualità del servizio",
    ]
    assert quoted(WHOLE, finding.sentences[1].evidence) == ["dati", "trattati secondo la legge"]


def test_the_share_that_must_be_said_is_the_rules_or_the_sentences_own() -> None:
    last = talk("a: può recedere entro quattordici giorni")  # 4 of 5
    assert recite(last, WITHDRAW, share=0.8).holds is True
    assert recite(last, WITHDRAW, share=0.81).holds is False
    assert recite(last, {"text": WITHDRAW, "share": 0.81}, share=0.5).holds is False


def test_a_missing_sentence_is_named_with_what_was_heard_in_its_place() -> None:
    transcript = talk(
        "a: la chiamata è registrata per verificare la qualità del servizio",
        "a: guardi andiamo avanti veloci",
        "a: può recedere dal contratto entro quattordici giorni",
    )
    finding = recite(transcript)
    assert (finding.holds, heard(finding)[1]) == (False, ("missing", 0.0))
    assert finding.examined == (0, 1, 2)
    assert quoted(transcript, finding.sentences[1].evidence) == ["guardi andiamo avanti veloci"]


def test_a_sentence_said_in_part_shows_the_part() -> None:
    transcript = talk("a: la chiamata è registrata, va bene?")
    finding = recite(transcript, RECORDED)
    assert heard(finding) == [("missing", 0.4)]  # 2 of 5
    assert quoted(transcript, finding.sentences[0].evidence) == ["chiamata è registrata"]


def test_where_nothing_shows_the_place_nothing_is_shown() -> None:
    (sentence,) = recite(talk("a: buongiorno a lei"), RECORDED).sentences
    assert (sentence.status, sentence.evidence) == ("missing", ())


def test_order_counts_where_it_is_asked() -> None:
    swapped = talk("a: i suoi dati sono trattati secondo la legge", f"a: {RECORDED}")
    finding = recite(swapped, RECORDED, DATA)
    assert (finding.holds, heard(finding)) == (False, [("said", 1.0), ("out_of_order", 1.0)])
    assert recite(swapped, RECORDED, DATA, in_order=False).holds is True


def test_words_scattered_over_a_call_are_no_sentence() -> None:
    asked = ("chiamata", "registrata", "verificare", "qualità", "servizio")
    near, far = "parliamo piove", "parliamo piove splendeva"
    # four times two others between the five are the most, 8; four times three are not
    assert recite(talk(*(f"a: {word} {near}" for word in asked)), RECORDED, share=1.0).holds is True
    assert recite(talk(*(f"a: {word} {far}" for word in asked)), RECORDED, share=1.0).holds is False


def test_misheard_and_inflected_words_count_and_exact_ones_only_where_asked() -> None:
    misheard = talk("a: la telefonata no la chiamta viene registrate per verifcare la qualita dei servizi")
    assert recite(misheard, RECORDED).holds is True
    assert recite(misheard, RECORDED, share=0.9, written=True).holds is False
    assert recite(misheard, RECORDED, exact=True).holds is False


@pytest.mark.parametrize(
    "transcript",
    [
        talk(f"a: {RECORDED}", lang="de"),
        talk(f"a: {RECORDED}", roles=0.5),
        talk(f"c: {RECORDED}"),
        Transcript((), "it"),
    ],
    ids=["not read", "roles unsure", "no agent", "nothing said"],
)
def test_what_cannot_be_told_is_no_accusation(transcript: Transcript) -> None:
    assert recite(transcript).holds is None


def test_an_announcement_may_have_said_it() -> None:
    announced = talk(f"o: {RECORDED}", "a: buongiorno")
    assert recite(announced, RECORDED).holds is None
    assert recite(announced, RECORDED, by=["agent", "other"]).holds is True
    assert recite(announced, DATA).holds is False


def test_the_answer_carries_the_sentences() -> None:
    asks = rubric({"id": "notices", "rule": {"kind": "script", "sentences": {"it": [RECORDED, DATA]}}})
    said = talk(f"a: {RECORDED}", "c: bene", "a: allora")
    (answer,) = score(asks, understanding(), Setting(Channel.CALL, Direction.OUTBOUND, said)).answers
    assert (answer.verdict, answer.examined) == (Verdict.NO, (0, 2))
    assert [sentence.status for sentence in answer.sentences] == ["said", "missing"]
    bare = answer.without_passages()
    assert [sentence.evidence for sentence in bare.sentences] == [(), ()]
