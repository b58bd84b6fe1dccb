"""Figures, swaps, pictures and the report of the evaluation."""

import random
from xml.etree import ElementTree

import pytest

from eval import figures, flips, pictures, report
from eval.figures import Figure, Result
from eval.gate import Bound, Bounds
from models.interaction_encoder.samples import LabelledTurn, Sample
from qa_service.domain.interaction import Party


def sample(*turns: LabelledTurn, lang: str = "it", asr: bool = False) -> Sample:
    return Sample("x", lang, "x", turns, info={"asr": asr})


def test_balanced_accuracy_is_the_mean_of_both_shares_found() -> None:
    # found of True: 1 of 2; of False: 2 of 2; (0.5 + 1) / 2
    assert figures.balanced_accuracy([True, True, False, False], [True, False, False, False]) == 0.75


def test_balanced_accuracy_without_both_kinds_is_undefined() -> None:
    with pytest.raises(ValueError, match="both kinds"):
        figures.balanced_accuracy([True], [True])


def test_risk_falls_when_the_unsure_answers_are_withheld() -> None:
    # surest first: right, right, wrong, wrong: shares wrong 0/1, 0/2, 1/3, 2/4
    curve = figures.risk_coverage([0.9, 0.8, 0.4, 0.3], [True, True, False, False])
    assert curve == [(0.25, 0.0), (0.5, 0.0), (0.75, 1 / 3), (1.0, 0.5)]


def test_an_interval_holds_the_value_and_is_the_same_at_every_run() -> None:
    items = [0.0] * 30 + [1.0] * 70
    one, two = (figures.stated(items, lambda drawn: {"mean": sum(drawn) / len(drawn)})["mean"] for _ in range(2))
    assert one == two
    assert one.value == 0.7
    # standard error sqrt(0.7 * 0.3 / 100) = 0.046, so that 0.7 -+ 0.09
    assert one.low == pytest.approx(0.61, abs=0.03)
    assert one.high == pytest.approx(0.79, abs=0.03)


def test_a_limit_draws_the_same_items_in_their_order() -> None:
    drawn = figures.sampled(range(100), 10)
    assert drawn == sorted(set(drawn)) == figures.sampled(range(100), 10)
    assert len(drawn) == 10


def test_names_are_swapped_in_all_places_and_keep_the_look_of_the_text() -> None:
    turn = LabelledTurn(Party.AGENT, "sono caterina buongiorno", pii=(("caterina", "PERSON"),))
    one, other = flips.renamed({"it": (("Marta Bellini", "Fatou Ndiaye"),)}, sample(turn), random.Random(0))
    assert one.turns[0].text == "sono marta buongiorno"
    assert other.turns[0].text == "sono fatou buongiorno"


def test_who_names_nobody_introduces_himself() -> None:
    turns = (LabelledTurn(Party.AGENT, "Pronto?"), LabelledTurn(Party.CUSTOMER, "Buongiorno."))
    one, other = flips.renamed({"it": (("Marta Bellini", "Wei Chen"),)}, sample(*turns), random.Random(0))
    assert [turn.text for turn in one.turns] == ["Pronto?", "Mi chiamo Marta Bellini. Buongiorno."]
    assert other.turns[1].text == "Mi chiamo Wei Chen. Buongiorno."


def test_recognised_speech_gets_the_place_in_its_own_look() -> None:
    turn = LabelledTurn(Party.CUSTOMER, "pronto")
    one, _ = flips.moved(sample(turn, asr=True), random.Random(0))
    assert one.turns[0].text.startswith("la chiamo da ")
    assert one.turns[0].text == one.turns[0].text.lower()


def test_gender_forms_are_swapped_as_whole_words_with_their_capital() -> None:
    turn = LabelledTurn(Party.CUSTOMER, "Signora, sono stufa. Sicura e assicurata.")
    women, men = flips.regendered(sample(turn), random.Random(0))
    assert women.turns[0].text == turn.text
    assert men.turns[0].text == "Signore, sono stufo. Sicuro e assicurata."


def test_every_name_pair_of_the_origin_swap_keeps_the_first_name_of_the_native_one() -> None:
    for lang in ("it", "en"):
        assert [one for one, _ in flips.ORIGINS[lang]] == [one for one, _ in flips.NAMES[lang]]


def test_pictures_are_well_formed_and_hold_their_numbers() -> None:
    table = figures.confusion(["a<b", "a<b", "c"], ["a<b", "c", "c"])
    assert table == {"a<b": {"a<b": 1, "c": 1}, "c": {"c": 1}}
    said = [element.text for element in ElementTree.fromstring(pictures.confusion_svg("t & t", table)).iter()]
    assert said.count("1") == 3
    assert "a<b" in said
    drawn = ElementTree.fromstring(pictures.risk_coverage_svg("t", {"intent": [(0.5, 0.0), (1.0, 0.1)]}))
    assert len(list(drawn.iter("{http://www.w3.org/2000/svg}polyline"))) == 1


def test_the_report_says_what_is_missed_and_what_was_not_measured() -> None:
    made = {
        "limit": 50,
        "model": None,
        "missing": {"jilda": "not there"},
        "baselines": {},
        "sets": {"star": report.result_json(Result(50, "chats", {"resolved AUC": Figure(0.7, 0.61, 0.79)}))},
    }
    bounds = Bounds({}, (Bound("star/resolved AUC", 0.8, 0.6), Bound("jilda/resolved AUC", 0.5)))
    text = report.markdown(made, bounds, [])
    assert "| star/resolved AUC | 0.700 | 0.610 to 0.790 | at least 0.8 | 0.6 | **missed** |" in text
    assert "| jilda/resolved AUC | | | at least 0.5 |  | not measured |" in text
    assert "Not measured: jilda (not there)." in text
    assert "at most 50, drawn by chance" in text
