"""Criteria of a centre's own as use cases: what is listed, and a look at one while it is being written."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from qa_service.domain.interaction import Channel, Interaction, Party
from qa_service.domain.people import Role
from qa_service.domain.processed import Processed
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.domain.transcript import Transcript, Turn
from qa_service.errors import BadRubric, Forbidden, NotFound
from qa_service.reviewing import answering, draws
from qa_service.reviewing.answering import Answers
from qa_service.scoring import preview as look
from qa_service.scoring.total import score
from qa_service.services import criteria
from qa_service.services.access import Caller, CallerKind
from qa_service.services.context import Context
from qa_service.store import interactions, readings, results, rubrics
from qa_service.store.intake import Intake
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from tests.contexts import context
from tests.store.test_confirmation import DEFAULT, VOCABULARY, rude, understood
from tests.store.test_rescoring import FIRST

BOOK = Rubrics(DEFAULT)
BRUNO = Caller("bruno", Role.QA, None, kind=CallerKind.USER)
ASKED = {"it": "Propone un'offerta?", "en": "Is an offer made?"}
PERSON: dict[str, Any] = {"id": "offer", "question": ASKED, "rule": {"kind": "person"}}
PHRASE: dict[str, Any] = {**PERSON, "rule": {"kind": "phrase", "any": {"it": ["sconto|offerta"]}, "by": "agent"}}
OFFER = "Se resta con noi le faccio uno sconto del dieci per cento per un anno, va bene?"
NONE = "D'accordo, procedo con la disdetta."


def version(number: int, criterion: dict[str, Any], client: str = "acme") -> Rubric:
    """The default with one criterion more."""
    body = DEFAULT.model_dump(mode="json") | {"id": client, "version": number}
    body["sections"][0]["criteria"].append(criterion)
    return Rubric.model_validate(body)


def publish(store: Store, rubric: Rubric, client: str = "acme") -> None:
    with store.transaction() as session:
        BOOK.draft(session, client, rubric, "anna")
        rubrics.publish(session, client, rubric.id, rubric.version, "anna")


def put(
    store: Store, n: int, words: str, rubric: Rubric = DEFAULT, lang: str = "it", client: str = "acme"
) -> uuid.UUID:
    """A finished chat in which the agent says `words`."""
    document = Interaction(
        id=f"i{n}", client=client, channel=Channel.CHAT, agent=f"a{n % 8}", started_at=FIRST + timedelta(minutes=n)
    )
    turns = (Turn(Party.CUSTOMER, "Voglio disdire."), Turn(Party.AGENT, words))
    seen = replace(understood(rude(0.1)), transcript=Transcript(turns, lang, {"language": 0.99, "roles": 1.0}))
    usable = rubric.model_copy()
    card = score(usable, seen.understanding, seen.setting(document))
    with store.transaction() as session:
        row, _ = interactions.register(session, document, f"{client}{n}")
        named = {"encoder": "e@1", "rubric": rubric.name_at_version}
        results.save_processed(session, row.id, 1, Processed(document, seen, card, named))
        return row.id


def answer(store: Store, id: uuid.UUID, said: str, criterion: str = "offer") -> None:
    with store.transaction() as session:
        given = Answers([ReviewAnswer(f"criterion:{criterion}", said)])
        answering.answer(session, VOCABULARY, id, given, "user:carla")


def in_hand(store: Store, ids: Sequence[uuid.UUID], reviewer: str) -> uuid.UUID:
    """The interaction of a blind sample that this person has in hand."""
    frame = FrameSpec(client="acme", since=FIRST, until=FIRST + timedelta(days=1))
    with store.transaction() as session:
        wish = SampleRequest("Marzo", Purpose.RANDOM, len(ids), frame)
        sample = draws.make(session, draws.save(session, wish, "user:anna").id, "user:anna").id
    with store.transaction() as session:
        item = answering.next_of_sample(session, sample, reviewer)
        assert item is not None
        return item.interaction.id


@pytest.fixture
def bruno(store: Store, intake: Intake) -> Context:
    return context(store, intake, BRUNO)


def looked_at(bruno: Context, criterion: dict[str, Any] = PHRASE, last: int = 500) -> Any:
    return criteria.preview(bruno, "acme", Criterion.model_validate(criterion), last)


# --- what there is


def test_answers_to_learn_from_are_counted_as_they_count(store: Store, bruno: Context) -> None:
    publish(store, version(1, PERSON))
    rubric = version(1, PERSON)
    ids = [put(store, n, OFFER, rubric) for n in range(13)]
    for n, id in enumerate(ids[:12]):
        answer(store, id, "yes" if n < 8 else "no")
    answer(store, ids[0], "no")  # the last answer counts: 7 yes and 5 no
    answer(store, ids[12], "not_applicable")  # nothing to learn from
    view = criteria.show(bruno, "acme", "offer")
    assert (view.rubric, view.kind, view.section, view.in_force) == ("acme@1", "person", DEFAULT.sections[0].id, True)
    assert view.answers.model_dump() == {
        "yes": 7,
        "no": 5,
        "least_of_each": 10,
        "advised": 30,
        "enough": False,
        "status": "12 of 30 answers to try",
    }
    assert view.agreement.grounds == "not_yet_checked_here"
    with store.transaction() as session:
        BOOK.draft(session, "acme", version(2, {**PHRASE, "question": {**ASKED, "it": "Offre altro?"}}), "anna")
    other = criteria.show(bruno, "acme", "offer", "acme@2")
    assert (other.state, other.in_force, other.kind) == ("draft", False, "phrase")
    assert (other.answers.yes, other.answers.no) == (0, 0)  # another question
    listed = criteria.listed(bruno, "acme")
    assert [item.criterion for item in listed.items] == list(rubric.criteria)
    assert view in listed.items


def test_who_asks_for_what_is_not_there_or_not_theirs_is_told(store: Store, intake: Intake, bruno: Context) -> None:
    publish(store, version(1, PERSON))
    with pytest.raises(NotFound, match="rubric acme@1 has no criterion 'tone'"):
        criteria.show(bruno, "acme", "tone")
    with pytest.raises(NotFound, match="has no rubric acme@9"):
        criteria.listed(bruno, "acme", "acme@9")
    assert criteria.listed(bruno, "acme", "default@1").items[0].in_force is False
    stranger = context(store, intake, replace(BRUNO, client="globex"))
    for ask in (criteria.listed, lambda caller, client: criteria.preview(caller, client, Criterion(**PHRASE))):
        with pytest.raises(Forbidden):
            ask(stranger, "acme")


# --- while it is being written


def test_a_look_shows_hits_and_misses_with_what_stands_around_them(store: Store, bruno: Context) -> None:
    ids = [put(store, n, OFFER if n % 3 == 0 else NONE) for n in range(36)]
    put(store, 40, OFFER, lang="en")  # the phrase names no English words
    put(store, 41, OFFER, client="globex")
    view = looked_at(bruno)
    assert (view.n, view.hits, view.misses, view.unclear, view.not_applicable) == (37, 12, 24, 1, 0)
    languages = [(part.lang, part.hits, part.misses, part.unclear) for part in view.by_language]
    assert languages == [("en", 0, 0, 1), ("it", 12, 24, 0)]
    assert [example.interaction for example in view.hit_examples] == [
        ids[n] for n in range(33, 3, -3)
    ]  # the latest ten
    assert len(view.miss_examples) == 10
    (passage,) = view.hit_examples[0].passages
    assert (passage.turn, passage.party, passage.text) == (1, "agent", "sconto")
    assert (passage.before, passage.after) == (
        "Se resta con noi le faccio uno ",
        " del dieci per cento per un anno, va bene?",
    )
    missed = view.miss_examples[0]
    assert (missed.verdict, missed.passages, [part.text for part in missed.looked_at]) == ("no", [], [NONE])
    assert looked_at(bruno, last=5).n == 5


def test_not_all_of_them_are_held_in_memory_at_a_time(
    store: Store, bruno: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        put(store, n, OFFER)
    events: list[str] = []

    def follow(module: Any, name: str, event: str) -> None:
        function = getattr(module, name)

        def called(*arguments: Any, **named: Any) -> Any:
            events.append(event)
            return function(*arguments, **named)

        monkeypatch.setattr(module, name, called)

    follow(rubrics, "load", "read")
    follow(look, "answered", "answer")
    assert looked_at(bruno).n == 3
    assert events == ["read", "answer"] * 3


def test_a_rule_that_holds_is_a_hit_even_where_it_is_not_wanted(store: Store, bruno: Context) -> None:
    put(store, 0, OFFER)
    view = looked_at(bruno, {**PHRASE, "wanted": False})
    assert (view.hits, view.misses, view.hit_examples[0].verdict) == (1, 0, "no")


def test_a_script_shows_what_was_heard_in_the_place_of_what_is_missing(store: Store, bruno: Context) -> None:
    put(store, 0, "La chiamata è registrata. Il resto lo trova sul sito.")
    told = ["La chiamata è registrata.", "I suoi dati sono trattati secondo il regolamento europeo."]
    view = looked_at(bruno, {**PERSON, "rule": {"kind": "script", "sentences": {"it": told}}})
    (missed,) = view.miss_examples
    assert [(part.text, part.status) for part in missed.sentences] == [(told[0], "said"), (told[1], "missing")]
    assert missed.sentences[0].heard[0].text == "chiamata è registrata"


def test_what_somebody_is_to_answer_blind_is_not_shown_and_what_was_shown_is_not_blind_any_more(
    store: Store, bruno: Context
) -> None:
    ids = [put(store, n, OFFER) for n in range(3)]
    held = in_hand(store, ids, BRUNO.actor)
    view = looked_at(bruno)
    shown = {example.interaction for example in view.hit_examples}
    assert (view.n, shown) == (2, set(ids) - {held})
    with store.reading() as session:
        assert readings.read_by(session, ids, BRUNO.actor) == shown


def test_a_look_at_what_no_machine_can_answer_at_once_is_refused(store: Store, bruno: Context) -> None:
    put(store, 0, OFFER)
    with pytest.raises(BadRubric, match="a person answers this"):
        looked_at(bruno, PERSON)
    ask = {"kind": "not", "of": {"kind": "ask", "question": "Was an offer made?"}}
    with pytest.raises(BadRubric, match="takes too long") as refusal:
        looked_at(bruno, {**PERSON, "rule": ask})
    assert refusal.value.where == "rule.of"


def test_a_rule_that_rests_on_another_criterion_looks_at_the_rubric_in_force(store: Store, bruno: Context) -> None:
    put(store, 0, OFFER)
    placed = {**PHRASE, "rule": {**PHRASE["rule"], "where": {"after": "greeting"}}}
    # A greeting was found at the first characters of the first turn: everything comes after it.
    assert looked_at(bruno, placed).hits == 1
    missing = {**PHRASE, "rule": {**PHRASE["rule"], "where": {"after": "data_given"}}}
    with pytest.raises(BadRubric, match="'data_given' is no criterion of this rubric"):
        looked_at(bruno, missing)
    circle = {**placed, "id": "greeting"}
    with pytest.raises(BadRubric, match="greeting -> greeting"):
        looked_at(bruno, circle)
