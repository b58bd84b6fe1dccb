"""Learning a criterion from answers: what it answers of interactions that it has not seen, and what it reports."""

from dataclasses import replace

import numpy as np
import pytest

from qa_service.domain.interaction import Channel, Party
from qa_service.domain.scorecard import Setting
from qa_service.domain.turn_features import TurnFeatures
from qa_service.errors import BadInput
from qa_service.learning.cases import LearningCase
from qa_service.learning.criterion import LearnedCriterion, learn_criterion
from qa_service.learning.report import LearningReport
from qa_service.scoring.learned.artefact import MOST_BYTES, from_bytes
from qa_service.scoring.learned.model import Reply
from qa_service.scoring.wording.tokens import SpokenWords
from qa_service.store.codec import dump, load
from tests.unit.learning.made import ENCODER, NAMES, made_cases, made_setting


@pytest.fixture(scope="module")
def learned() -> LearnedCriterion:
    """From 20 answers of yes, shown by the agent's third turn, and 20 of no."""
    return learn_criterion("Is it shown?", made_cases(20, 20))


def replied(learned: LearnedCriterion, setting: Setting) -> Reply | None:
    """What the model says."""
    return from_bytes(learned.artefact).reply(SpokenWords(setting.transcript), setting.features)


def test_what_is_shown_is_found_and_what_is_not_is_not(learned: LearnedCriterion) -> None:
    """Of 20 others, with the turn that shows it elsewhere, nearly all are answered rightly."""
    shown = [replied(learned, made_setting(100 + seed, [2])) for seed in range(20)]
    bare = [replied(learned, made_setting(200 + seed)) for seed in range(20)]
    assert sum(reply is not None and reply.holds is True for reply in shown) >= 18
    assert sum(reply is not None and reply.holds is False for reply in bare) >= 18


def test_the_turn_that_shows_it_is_the_strongest(learned: LearnedCriterion) -> None:
    """In each of ten."""
    for seed in range(10):
        reply = replied(learned, made_setting(300 + seed, [6]))
        assert reply is not None
        assert reply.turns[int(reply.strength.argmax())] == 6


def test_the_same_answers_give_the_same_bytes(learned: LearnedCriterion) -> None:
    """Small, and without anything that a reader would have to execute."""
    assert learn_criterion("Is it shown?", made_cases(20, 20)).artefact == learned.artefact
    assert len(learned.artefact) < MOST_BYTES
    assert b"\x80\x04" not in learned.artefact[:64]
    assert b"numpy" not in learned.artefact


def test_the_report_says_how_it_stood(learned: LearnedCriterion) -> None:
    """What was learned from, whose turns, how far it agrees with its interval; it goes through JSON."""
    report = learned.report
    assert (report.n_yes, report.n_no, report.n) == (20, 20, 40)
    assert (report.encoder, report.languages, report.parties) == (ENCODER, ("it",), "agent")
    assert not report.says_nothing
    assert report.kappa.value is not None
    assert report.kappa.value > 0.8
    assert report.kappa.low is not None
    assert report.share.units == round(40 * (1 - report.withheld))
    assert load(LearningReport, dump(report)) == report


def test_a_wrong_answer_is_doubted_first() -> None:
    """One interaction that shows it was answered no, and one that does not yes."""
    cases = made_cases(20, 20)
    wrong = {"case-3", "case-30"}
    turned = [replace(case, answer=case.answer is not (case.interaction in wrong)) for case in cases]
    report = learn_criterion("Is it shown?", turned).report
    assert {doubted.interaction for doubted in report.doubted[:2]} == wrong
    assert all(doubted.chance < 0.5 for doubted in report.doubted)


def test_answers_that_follow_from_nothing_are_withheld() -> None:
    """Of ten times 15 and 15 answers given by chance most say nothing; what luck lets through is counted, too: four in
    five interactions are withheld.
    """
    silent, decided = 0, []
    for seed in range(10):
        rng = np.random.default_rng(seed)
        cases = made_cases(30, 0, shows=())
        answers = rng.permutation(np.arange(30) < 15)
        moved = [
            replace(case, setting=made_setting(1000 * (seed + 1) + number), answer=bool(answers[number]))
            for number, case in enumerate(cases)
        ]
        learned = learn_criterion("Is it shown?", moved)
        silent += learned.report.says_nothing
        replies = [replied(learned, made_setting(5000 + number)) for number in range(20)]
        decided += [reply is not None and reply.holds is not None for reply in replies]
    assert silent >= 7
    assert np.mean(decided) <= 0.2


def test_what_only_customers_say_is_learned_from_customers() -> None:
    """The turns that show it are the customer's."""
    learned = learn_criterion("Does the customer say it?", made_cases(20, 20, shows=(3,)))
    assert learned.report.parties == "customer"
    reply = replied(learned, made_setting(400, [5]))
    assert reply is not None
    assert reply.holds is True
    assert set(reply.turns) == {1, 3, 5, 7}


@pytest.mark.parametrize(("yes", "no"), [(9, 30), (30, 9), (0, 0)])
def test_too_few_answers_are_refused(yes: int, no: int) -> None:
    """Ten of either are needed."""
    with pytest.raises(BadInput, match=f"{yes} yes and {no} no answers can be learned from, and 10 of each"):
        learn_criterion("Is it shown?", made_cases(yes, no))


def test_answers_on_what_cannot_be_read_do_not_count() -> None:
    """One without features, one in which no agent speaks, one in a language that is not read, one by other models."""
    cases = made_cases(11, 13)
    unread = [
        replace(cases[0], setting=replace(cases[0].setting, features=None)),
        replace(cases[20], setting=made_setting(20, parties=(Party.CUSTOMER,))),
        replace(cases[21], setting=made_setting(21, lang="de")),
        replace(cases[22], setting=made_setting(22, encoder="heads@sha256:ffff")),
    ]
    report = learn_criterion("Is it shown?", [*unread[:1], *cases[1:20], *unread[1:], cases[23]]).report
    assert (report.n_yes, report.n_no) == (10, 10)


def test_of_very_many_answers_the_latest_weeks_are_learned_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty of sixty may be learned from: those of the later week, whatever order they come in."""
    monkeypatch.setattr("qa_service.learning.examples.MOST_CASES", 30)
    weeks = ("2030-W08", "2030-W07")
    cases = [replace(case, week=weeks[number % 2]) for number, case in enumerate(made_cases(30, 30))]
    learned = learn_criterion("Is it shown?", cases)
    assert (learned.report.n_yes, learned.report.n_no) == (15, 15)
    assert learned.artefact == learn_criterion("Is it shown?", cases[::2]).artefact
    assert set(learned.learned_from) == {case.interaction for case in cases[::2]}


def test_answers_of_one_agents_week_are_refused() -> None:
    """Nothing would be left to test on."""
    cases = [replace(case, agent="agent-1") for case in made_cases(20, 20)]
    with pytest.raises(BadInput, match="of 1 weeks of agents, and 5 are needed"):
        learn_criterion("Is it shown?", cases)


def test_cases_of_an_agents_week_are_tested_apart() -> None:
    """Six agents, each with one answer to all eight cases and a mark of its own in the vectors: tested on others than
    were learned from, the marks say nothing. With each case on its own they say everything.
    """
    cases = [_marked(agent, number) for agent in range(6) for number in range(8)]
    apart = learn_criterion("Is it shown?", cases).report
    alone = learn_criterion("Is it shown?", [replace(case, agent=None) for case in cases]).report
    assert apart.says_nothing
    assert alone.share.value is not None
    assert alone.share.value > 0.9


def _marked(agent: int, number: int) -> LearningCase:
    setting = made_setting(100 * agent + number)
    assert setting.features is not None
    vectors = setting.features.turn_vectors.copy()
    vectors[:, agent] += 6
    marked = TurnFeatures.of(ENCODER, vectors, NAMES, setting.features.turn_chances, setting.features.cues)
    return LearningCase(
        f"case-{agent}-{number}", f"agent-{agent}", "2030-W07", replace(setting, features=marked), agent % 2 == 0
    )


def test_where_it_fails_is_named_first() -> None:
    """In chats the answers are turned round: chat stands before call."""
    cases = [
        replace(
            case,
            setting=replace(case.setting, channel=Channel.CHAT if number % 5 == 0 else Channel.CALL),
            answer=case.answer is not (number % 5 == 0),
        )
        for number, case in enumerate(made_cases(30, 30))
    ]
    worst = learn_criterion("Is it shown?", cases).report.worst
    assert worst[0].name == "chat"
    assert worst[0].agreed < worst[0].decided / 2
    assert sum(part.n for part in worst if part.kind == "channel") == 60


def test_a_language_without_examples_is_not_answered(learned: LearnedCriterion) -> None:
    """It learned from Italian alone."""
    assert replied(learned, made_setting(500, [4], lang="en")) is None
