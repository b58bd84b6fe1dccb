"""Learns the weights of `recognizers.names` on the tuning half of the corpus: `python -m eval.train_names`.

What the lists know is partly hidden during training: a word counts as ordinary only where *another* interaction has it,
and known names are forgotten at random, so that the weights expect a world with unknown words and names.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from eval.pii import CORPUS, Case, load
from qa_service.understand.recognizers import lexicon, names
from qa_service.understand.recognizers.lines import Line

TARGET = Path(names.__file__).with_name("name_weights.json")
FORGET = 0.3
RARE = 2
"""Features seen in fewer tokens than this are left out."""
SEED = 7


def plain_words(case: Case) -> set[str]:
    """Lower-case words of an interaction outside names."""
    out = set()
    for turn, text in enumerate(case.texts):
        line = Line(text)
        spans = [span for span in case.gold if span.turn == turn and span.type in ("PERSON", "EMAIL", "ADDRESS")]
        for at, word in enumerate(line.words):
            if word.islower() and not any(s.start <= line.starts[at] < s.end for s in spans):
                out.add(word)
    return out


class Elsewhere:
    """What the words outside one interaction teach: plainness without the interaction's own use of a word."""

    def __init__(self, cases: list[Case]) -> None:
        self.own = {case.id: plain_words(case) for case in cases}
        self.spread = Counter(word for words in self.own.values() for word in words)
        self.stems = Counter(stem for words in self.own.values() for stem in {lexicon.stem(word) for word in words})
        listed = lexicon.words("ordinary_words.txt") | lexicon.words("rare_words.txt")
        self.outside = listed - self.spread.keys()

    def plainness(self, case: Case) -> Callable[[str], str]:
        """`lexicon.plainness` as it would be had this interaction not been seen."""
        mine = self.own[case.id]
        my_stems = {lexicon.stem(word) for word in mine}

        def look(low: str) -> str:
            count = self.spread[low] - (low in mine)
            if count >= 2 or low in self.outside:
                return "o"
            if count == 1:
                return "r"
            return "s" if self.stems[lexicon.stem(low)] > (lexicon.stem(low) in my_stems) else ""

        return look


def examples(cases: list[Case]) -> tuple[list[list[str]], list[bool]]:
    """Feature names and truth of every candidate token, twice: with all lists and with a part forgotten."""
    elsewhere = Elsewhere(cases)
    rng = random.Random(SEED)
    rows: list[list[str]] = []
    truth: list[bool] = []
    for case in cases:
        for share in (0.0, FORGET):
            known = _forgetful(share, rng, elsewhere.plainness(case))
            _collect(case, known, rows, truth)
    return rows, truth


def _forgetful(share: float, rng: random.Random, plain: Callable[[str], str]) -> names.Knowledge:
    """The name lists without a random share of their entries."""
    lost: dict[str, bool] = {}

    def knows(low: str) -> bool:
        return not lost.setdefault(low, rng.random() < share)

    return names.Knowledge(
        lambda low: lexicon.given_name(low) * knows(low), lambda low: lexicon.surname(low) * knows(low), plain
    )


def _collect(case: Case, known: names.Knowledge, rows: list[list[str]], truth: list[bool]) -> None:
    lines = [Line(text) for text in case.texts]
    for turn, line in enumerate(lines):
        kinds = names.classes(line, known)
        spans = [span for span in case.gold if span.turn == turn and span.type == "PERSON"]
        before = second = False
        for at in range(len(line)):
            inside = any(s.start <= line.starts[at] < s.end for s in spans)
            if names.is_candidate(line, kinds, at):
                rows.append(list(names.features(line, kinds, at, (before, second), names.place(lines, turn))))
                truth.append(inside)
            if line.words[at] not in "'’-.":
                before, second = inside, before


def train(rows: list[list[str]], truth: list[bool], strength: float) -> dict[str, float]:
    """Logistic regression; features without weight are dropped."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(analyzer=lambda row: row, min_df=RARE, binary=True)
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=SEED)
    model.fit(matrix, truth)
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 3) for name, weight in weights if abs(weight) >= 0.05}
    return {"bias": round(float(model.intercept_[0]), 3), **dict(sorted(kept.items()))}


def main() -> None:
    """Trains and writes the weights."""
    rows, truth = examples(list(load(CORPUS, "tune")))
    weights = train(rows, truth, strength=0.5)
    TARGET.write_text(json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(rows)} tokens, {sum(truth)} of them names, {len(weights)} weights")


if __name__ == "__main__":
    main()
