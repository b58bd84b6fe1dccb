"""The stored split of the corpus: complete, stratified, and without near-duplicates across its parts."""

from collections import Counter

import pytest

from models.interaction_encoder.samples import CORPUS, LabelledTurn, Sample, corpus
from models.interaction_encoder.split import PARTS, assign, load, near_duplicates
from qa_service.domain.interaction import Party

pytestmark = pytest.mark.slow


def sample(name: str, text: str, group: str = "it-a") -> Sample:
    return Sample(name, "it", group, (LabelledTurn(Party.CUSTOMER, text),))


LETTERS = "abcdefghilmnopqrstuv"
WORDS = " ".join(f"{a}ri{b}o" for a, b in zip(LETTERS * 2, LETTERS + LETTERS[::-1], strict=True))


def test_every_interaction_has_a_part_and_no_part_names_what_is_gone() -> None:
    assert set(load()) == {s.id for s in corpus()}


def test_no_near_duplicates_lie_in_different_parts() -> None:
    parts = load()
    assert [pair for pair in near_duplicates(corpus()) if parts[pair[0]] != parts[pair[1]]] == []


@pytest.mark.parametrize("lang", ["it", "en"])
def test_both_languages_have_their_share_of_test_and_dev(lang: str) -> None:
    parts = load()
    count = Counter(parts[s.id] for s in corpus() if s.lang == lang)
    assert 0.13 <= count["test"] / count.total() <= 0.17  # 15 % asked
    assert 0.10 <= count["dev"] / count.total() <= 0.14  # 12 % asked


def test_every_file_of_dialogues_has_all_parts() -> None:
    parts = load()
    present = {(s.group, parts[s.id]) for s in corpus()}
    files = {path.stem for path in CORPUS.glob("[ie][tn]-?.jsonl")}
    assert present == {(name, part) for name in files for part in PARTS}


def test_a_copy_with_other_figures_is_a_near_duplicate() -> None:
    pairs = near_duplicates([sample("one", f"{WORDS} il 3 maggio"), sample("two", f"{WORDS} il 28 maggio")])
    assert [(a, b) for a, b, _ in pairs] == [("one", "two")]


def test_a_greeting_in_common_is_no_likeness() -> None:
    greeting = "buongiorno grazie di avere chiamato il servizio clienti"
    others = [sample(name, f"{greeting} {WORDS.replace('ri', name)}") for name in ("ta", "lu")]
    assert near_duplicates(others) == []


def test_what_is_assigned_never_moves_and_a_new_copy_joins_the_part_of_its_original() -> None:
    parts = assign([sample("old", WORDS), sample("copy", WORDS)], {"old": "test"})
    assert parts == {"old": "test", "copy": "test"}


def test_the_split_does_not_depend_on_the_order_of_the_interactions() -> None:
    many = [sample(f"s{n}", f"solo {n}") for n in range(40)]
    assert assign(many, {}) == assign(many[::-1], {})
