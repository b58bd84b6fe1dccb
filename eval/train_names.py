"""Learns the weights of `recognizers.names` on the tuning half of the corpus: `python -m eval.train_names`.

What the lists know is partly hidden during training: a word counts as ordinary only where *another* interaction has it,
and known names are forgotten at random, so that the weights expect a world with unknown words and names.
"""

import json
import random
from collections import Counter, defaultdict
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


def examples(cases: list[Case]) -> tuple[list[list[str]], list[bool]]:
    """Feature names and truth of every candidate token, twice: with all lists and with a part forgotten."""
    own = {case.id: plain_words(case) for case in cases}
    spread = Counter(word for words in own.values() for word in words)
    stems = Counter(stem for words in own.values() for stem in {lexicon.stem(word) for word in words})
    rng = random.Random(SEED)
    rows: list[list[str]] = []
    truth: list[bool] = []
    for case in cases:
        mine = own[case.id]
        my_stems = {lexicon.stem(word) for word in mine}
        outside = lexicon.words("ordinary_words.txt") - spread.keys()

        def elsewhere(low: str, mine: set[str] = mine, outside: frozenset[str] = frozenset(outside)) -> bool:
            return low in outside or spread[low] > (low in mine)

        def stem_elsewhere(low: str, my_stems: set[str] = my_stems) -> bool:
            return stems[lexicon.stem(low)] > (lexicon.stem(low) in my_stems)

        for forgets in (0.0, FORGET):
            forgotten: dict[str, bool] = defaultdict(lambda forgets=forgets: rng.random() < forgets)  # type: ignore[misc]
            known = names.Knowledge(
                lambda low, f=forgotten: lexicon.given_name(low) and not f[low],  # type: ignore[misc]
                lambda low, f=forgotten: lexicon.surname(low) and not f[low],  # type: ignore[misc]
                elsewhere,
                stem_elsewhere,
            )
            _collect(case, known, rows, truth)
    return rows, truth


def _collect(case: Case, known: names.Knowledge, rows: list[list[str]], truth: list[bool]) -> None:
    asked = False
    for turn, text in enumerate(case.texts):
        line = Line(text)
        kinds = names.classes(line, known)
        spans = [span for span in case.gold if span.turn == turn and span.type == "PERSON"]
        before = False
        for at in range(len(line)):
            inside = any(s.start <= line.starts[at] < s.end for s in spans)
            if names.is_candidate(line, kinds, at):
                rows.append(list(names.features(line, kinds, at, before, asked)))
                truth.append(inside)
            if line.words[at] not in "'’-.":
                before = inside
        asked = names.asks(line)


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
