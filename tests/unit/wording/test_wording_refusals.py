"""Phrases and scripts that cannot be looked for: each refused in one sentence with the place of the fault."""

from typing import Any

import pytest

from qa_service.errors import BadRubric
from tests.unit.wording.talk import clause

RULE = "sections[0].criteria[0].rule"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"kind": "phrase"}, f"{RULE}: needs any or all, one of the two"),
        ({"kind": "phrase", "any": {"it": ["a"]}, "all": {"it": ["b"]}}, f"{RULE}: needs any or all, one of the two"),
        ({"kind": "phrase", "any": {}}, f"{RULE}.any: needs phrases in at least one language"),
        ({"kind": "phrase", "any": ["grazie"]}, f"{RULE}.any: input should be a valid dictionary"),
        ({"kind": "phrase", "any": {"de": ["danke"]}}, f"{RULE}.any.de: extra inputs are not permitted"),
        ({"kind": "phrase", "any": {"it": ["..."]}}, f"{RULE}.any.it[0]: '...' holds no word to look for"),
        ({"kind": "phrase", "any": {"it": ["va", "?!"]}}, f"{RULE}.any.it[1]: '?!' holds no word to look for"),
        ({"kind": "phrase", "any": {"it": ["eh"]}}, f"{RULE}.any.it[0]: 'eh' holds no word to look for"),
        ({"kind": "phrase", "any": {"it": ["vai? *"]}}, f"{RULE}.any.it[0]: 'vai? *' can be said without any word"),
        (
            {"kind": "phrase", "any": {"it": ["al [TELEFONO]"]}},
            f"{RULE}.any.it[0]: [TELEFONO] is no masked datum; use one of [PERSON], [PHONE], ",
        ),
        (
            {"kind": "phrase", "any": {"it": ["a"]}, "without": {"en": ["[x]"]}},
            f"{RULE}.without.en[0]: [x] is no masked datum",
        ),
        (
            {"kind": "phrase", "any": {"it": [" ".join(["c'è|d'è"] * 8)]}},
            "can be said in 256 ways; at most 200 are read",
        ),
        ({"kind": "phrase", "any": {"it": ["va " * 41]}}, "has more than 40 words; make it a script"),
        (
            {"kind": "phrase", "any": {"it": ["x" * 301]}},
            f"{RULE}.any.it[0]: string should have at most 300 characters",
        ),
        ({"kind": "phrase", "any": {"it": ["a"]}, "by": "everybody"}, f"{RULE}.by[0]: input should be 'agent', "),
        ({"kind": "phrase", "any": {"it": ["a"]}, "by": []}, f"{RULE}.by: tuple should have at least 1 item"),
        ({"kind": "phrase", "any": {"it": ["a"]}, "where": {}}, f"{RULE}.where: needs first_turns, last_turns, "),
        (
            {"kind": "phrase", "any": {"it": ["a"]}, "where": {"first_turns": 1, "last_turns": 2}},
            f"{RULE}.where: takes the first or the last, not both",
        ),
        (
            {"kind": "phrase", "any": {"it": ["a"]}, "where": {"after": "nothing"}},
            f"{RULE}.where.after: 'nothing' is no criterion of this rubric",
        ),
        (
            {"kind": "phrase", "any": {"it": ["a"]}, "where": {"before": "x"}},
            "sections[0].criteria[0]: the answers wait for each other in a circle: x -> x",
        ),
        ({"kind": "script", "sentences": {}}, f"{RULE}.sentences: needs sentences in at least one language"),
        ({"kind": "script", "sentences": {"it": ["?"]}}, f"{RULE}.sentences.it[0]: '?' holds no word to look for"),
        (
            {"kind": "script", "sentences": {"it": [{"text": "a [PHON]"}]}},
            f"{RULE}.sentences.it[0]: [PHON] is no masked datum",
        ),
        (
            {"kind": "script", "sentences": {"it": ["a"]}, "share": 0},
            f"{RULE}.share: input should be greater than 0",
        ),
        (
            {"kind": "script", "sentences": {"it": [{"text": "a", "shares": 1}]}},
            f"{RULE}.sentences.it[0].shares: extra inputs are not permitted",
        ),
    ],
)
def test_what_cannot_be_looked_for_is_refused_with_its_place(rule: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadRubric) as refused:
        clause(**rule)
    assert sentence in str(refused.value)


def test_inside_other_clauses_too() -> None:
    with pytest.raises(BadRubric) as refused:
        clause(kind="not", of={"kind": "phrase", "any": {"it": ["..."]}})
    assert str(refused.value).startswith(f"{RULE}.of.any.it[0]: ")
