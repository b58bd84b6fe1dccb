"""The form of a criterion: what it holds comes back the same, what it cannot hold is left to the text, and everything
that is wrong is said at its field.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.datastructures import FormData

from qa_service.bootstrap.engines import criterion_templates
from qa_service.domain.rubric import Criterion
from qa_service.scoring.load import parse_text
from qa_service.web.criterion_form import CriterionForm, new_id
from qa_service.web.typed import number_text, share_text, to_number, to_share
from tests.unit.test_score import VOCABULARY

ROOT = Path(__file__).parents[2]
EXAMPLE = parse_text((ROOT / "docs" / "rubric-example.yaml").read_text(encoding="utf-8"), VOCABULARY)
DEFAULT = parse_text((ROOT / "models" / "rubrics" / "default.yaml").read_text(encoding="utf-8"), VOCABULARY)
# Words as people write them: no spaces at the ends, no line breaks; signs that mean something in a phrase included.
WORDS = st.text("abcdeèàù '?|~*.0123[]%=\"", min_size=1, max_size=30).map(str.strip).filter(bool)
SENTENCES = st.text("abcdeèàù '?.,", min_size=1, max_size=40).map(str.strip).filter(bool)
SHARES = st.floats(1e-6, 1.0)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,20}", fullmatch=True)
LANGUAGES = st.sampled_from([("it",), ("en",), ("it", "en")])


def by_language(texts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return LANGUAGES.flatmap(
        lambda langs: st.fixed_dictionaries({lang: st.lists(texts, min_size=1, max_size=4) for lang in langs})
    )


def maybe(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


SPEAKERS = st.lists(st.sampled_from(["agent", "customer", "bot", "other"]), min_size=1, max_size=4, unique=True)
PLACES = st.builds(
    lambda turns, seconds, others: turns | seconds | others,
    st.one_of(
        st.just({}),
        st.builds(lambda end, n: {f"{end}_turns": n}, st.sampled_from(["first", "last"]), st.integers(1, 10_000)),
    ),
    st.one_of(
        st.just({}),
        st.builds(lambda end, n: {f"{end}_seconds": n}, st.sampled_from(["first", "last"]), st.floats(1e-3, 86_400)),
    ),
    maybe(before=IDS, after=IDS),
).filter(bool)
PHRASES = st.builds(
    lambda mode, phrases, rest: {"kind": "phrase", mode: phrases, **rest},
    st.sampled_from(["any", "all"]),
    by_language(WORDS),
    maybe(by=SPEAKERS, where=PLACES, without=by_language(WORDS), negated=st.booleans(), exact=st.booleans()),
)
OWN_SHARES = st.one_of(SENTENCES, st.fixed_dictionaries({"text": SENTENCES, "share": SHARES}))
SCRIPTS = st.builds(
    lambda sentences, rest: {"kind": "script", "sentences": sentences, **rest},
    by_language(OWN_SHARES),
    maybe(by=SPEAKERS, where=PLACES, share=SHARES, in_order=st.booleans(), exact=st.booleans()),
)
LEAVES = st.sampled_from(
    [
        {"kind": "behaviour", "label": "greeting"},
        {"kind": "intent", "labels": ["billing", "claim"]},
        {"kind": "resolution", "labels": ["resolved"]},
        {"kind": "sentiment", "at": "end", "labels": ["negative"]},
        {"kind": "silence", "at_least": 12.5},
        {"kind": "dynamics", "measure": "overlaps", "at_most": 5.0},
        {"kind": "answer", "criterion": "other", "verdicts": ["no", "yes"]},
        {"kind": "examples", "model": "sha256:" + "0f" * 32},
        {"kind": "ask", "question": "Does the agent confirm the address?"},
        {
            "kind": "not",
            "of": {
                "kind": "any",
                "of": [{"kind": "silence", "at_least": 3.5}, {"kind": "behaviour", "label": "blame"}],
            },
        },
    ]
)
CRITICAL = st.one_of(
    st.fixed_dictionaries({"harms": st.sampled_from(["customer", "business", "compliance"]), "cap": st.floats(0, 100)}),
    st.fixed_dictionaries({"harms": st.sampled_from(["customer", "business", "compliance"]), "fails": st.just(True)}),
)
SCOPES = maybe(
    channels=st.lists(st.sampled_from(["call", "chat", "email"]), min_size=1, unique=True),
    directions=st.lists(st.sampled_from(["inbound", "outbound"]), min_size=1, unique=True),
    intents=st.lists(st.sampled_from(["billing", "claim", "sales"]), min_size=1, unique=True),
)
CRITERIA = st.builds(
    lambda id, question, rule, rest: {"id": id, "question": question, "rule": rule, **rest},
    IDS,
    st.fixed_dictionaries({"it": SENTENCES, "en": SENTENCES}),
    st.one_of(PHRASES, SCRIPTS, LEAVES),
    maybe(
        wanted=st.booleans(),
        weight=st.floats(0, 1_000_000),
        applies=SCOPES,
        only_if=LEAVES,
        critical=CRITICAL,
        look=st.sampled_from(["opening", "closing", "anywhere"]),
        reference=st.one_of(st.just(""), SENTENCES),
    ),
)


def again(form: CriterionForm) -> FormData:
    """What a browser would send of it."""
    return FormData([(name, text.replace("\n", "\r\n")) for name, texts in form.typed.texts.items() for text in texts])


@given(CRITERIA)
@settings(max_examples=300, deadline=None)
def test_what_the_form_holds_comes_back_the_same(body: dict[str, Any]) -> None:
    criterion = Criterion.model_validate(body)
    form = CriterionForm.of(criterion, "courtesy")
    assert form is not None
    sent = CriterionForm.sent(again(form))
    assert sent._meant() == criterion
    assert sent.typed.faults == {}
    assert sent["section"] == "courtesy"


@pytest.mark.parametrize(
    "criterion",
    [*EXAMPLE.criteria, *DEFAULT.criteria, *(template.criterion for template in criterion_templates())],
    ids=lambda criterion: criterion.id,
)
def test_shipped_criteria_are_held(criterion: Criterion) -> None:
    form = CriterionForm.of(criterion, "courtesy")
    assert form is not None
    assert CriterionForm.sent(again(form)).criterion(VOCABULARY) == criterion


@pytest.mark.parametrize(
    "change",
    [
        {"rule": {"kind": "phrase", "any": {"it": ["due\nrighe"]}}},
        {"rule": {"kind": "phrase", "any": {"it": [" spazio"]}}},
        {"rule": {"kind": "script", "sentences": {"it": ["Il tasso è = 5%"]}}},
        {"question": {"it": "Due\rrighe?", "en": "Two?"}},
    ],
)
def test_what_it_would_change_it_does_not_hold(change: dict[str, Any]) -> None:
    body = {"id": "x", "question": {"it": "C'è?", "en": "Is it?"}, "rule": {"kind": "person"}} | change
    assert CriterionForm.of(Criterion.model_validate(body), "courtesy") is None


def typed(**fields: str | list[str]) -> CriterionForm:
    """An empty form with these fields in it."""
    texts = dict(CriterionForm.empty("courtesy").typed.texts) | {
        name: [value] if isinstance(value, str) else value for name, value in fields.items()
    }
    return CriterionForm.sent(FormData([(name, text) for name, values in texts.items() for text in values]))


def test_every_refusal_stands_at_its_field_and_its_line_and_nothing_typed_is_lost() -> None:
    form = typed(
        question_it="Conferma l'indirizzo?",
        phrases_it="confermo l'indirizzo\r\n\r\n[VIA] indirizzo",
        without_it="?",
        by=[],
        weight="12",
    )
    assert form.criterion(VOCABULARY) is None
    assert form.fields_at_fault == ["by"]  # what is missing goes before what the words mean
    form = typed(
        question_it="Conferma?", phrases_it="confermo\r\n\r\n[VIA] indirizzo", without_it="?", phrases_en="..."
    )
    assert form.criterion(VOCABULARY) is None
    assert {name: [fault.line for fault in form.faults(name)] for name in form.fields_at_fault} == {
        "phrases_it": [3],
        "phrases_en": [1],
        "without_it": [1],
    }
    assert form["phrases_it"] == "confermo\n\n[VIA] indirizzo"


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"question_it": ""}, "question_it"),
        ({"question_it": "C'è?"}, "phrases_it"),
        ({"weight": "dieci"}, "weight"),
        ({"weight": "-1"}, "weight"),
        ({"turns": "2.5"}, "turns"),
        ({"turns": "0"}, "turns"),
        ({"seconds": "0"}, "seconds"),
        ({"kind": "script", "sentences_it": "Buongiorno signora", "share": "0"}, "share"),
        ({"kind": "script", "sentences_it": "Buongiorno signora", "share": "120"}, "share"),
        ({"kind": "script"}, "sentences_it"),
        ({"kind": "script", "sentences_en": "..."}, "sentences_en"),
        ({"kind": "ask", "ask": "Eh?"}, "ask"),
        ({"kind": "examples", "model": "sha256:0"}, "kind"),
        ({"kind": "telepathy"}, "kind"),
        ({"kind": "kept", "kept_rule": "[" * 100_000}, "kind"),
        ({"kind": "kept", "kept_rule": '{"kind": "behaviour", "label": "gretting"}'}, "kind"),
        ({"kind": "person", "critical": "cap", "cap": "101"}, "cap"),
        ({"kind": "person", "critical": "cap", "cap": ""}, "critical"),
        ({"kind": "person", "intents": ["bills"]}, "intents"),
        ({"kind": "person", "channels": ["pigeon"]}, "channels"),
        ({"kind": "person", "only_if": "answer:a b"}, "only_if"),
        ({"kind": "person", "only_if": "answer:a", "verdicts": []}, "verdicts"),
        ({"kind": "person", "reference": "x" * 2001}, "reference"),
        ({"kind": "person", "id": "a b"}, "id"),
        ({"kind": "person", "question_en": "x" * 1001}, "question_en"),
        ({"kind": "person", "question_en": "x\x00"}, "question_en"),
    ],
)
def test_a_fault_has_a_field(fields: dict[str, Any], at: str) -> None:
    asked = {"question_it": "C'è?", "phrases_it": "" if at == "phrases_it" else "buongiorno"}
    form = typed(**asked | fields)
    assert form.criterion(VOCABULARY) is None
    assert form.fields_at_fault == [at]


def test_a_question_in_one_language_stands_in_both() -> None:
    criterion = typed(question_it="C'è?", kind="person").criterion(VOCABULARY)
    assert criterion is not None
    assert (criterion.question.it, criterion.question.en) == ("C'è?", "C'è?")


def test_a_look_needs_no_question_and_no_weight() -> None:
    criterion = typed(phrases_it="buongiorno", weight="dieci", channels=["call"]).attempt(VOCABULARY)
    assert criterion is not None
    assert (
        criterion.rule
        == Criterion.model_validate(
            {"id": "a", "question": {"it": "?", "en": "?"}, "rule": {"kind": "phrase", "any": {"it": ["buongiorno"]}}}
        ).rule
    )
    assert criterion.applies.channels == {"call"}


def test_ids_come_from_the_question_and_are_nobody_elses() -> None:
    assert new_id("L'operatore è gentile?") == "l_operatore_e_gentile"
    assert new_id("È?", {"e", "e_2"}) == "e_3"
    assert new_id("你好") == "question"
    assert len(new_id("parola " * 30)) <= 40


@given(st.floats(0, 1e9))
def test_numbers_are_read_as_they_are_written(number: float) -> None:
    assert to_number(number_text(number)) == number


@given(st.floats(0, 1, exclude_min=True))
def test_shares_are_read_as_they_are_written(share: float) -> None:
    assert to_share(share_text(share)) == share


@pytest.mark.parametrize("text", ["", "1e999999999999999999999", "nan", "inf", "1,2,3", "--1", "9" * 1000])
def test_what_is_no_number_is_none(text: str) -> None:
    assert to_number(text) is None


def test_numbers_are_read_with_comma_and_percent_sign() -> None:
    assert (to_number("0,5"), to_share("85 %"), to_share("62,5"), to_share("0")) == (0.5, 0.85, 0.625, None)
