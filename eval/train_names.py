"""Learns the names model of `recognizers.names` from the corpus: `python -m eval.train_names` writes what ships.

Two things are learned: which words are plain (lower-case outside names) and the weight of each feature. What the lists
know is partly hidden during training: a word counts as plain only where *another* interaction has it, and known names
are forgotten at random, so that the weights expect a world with unknown words and names.
"""

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.corpus_pii import CORPUS, Case, load
from models.interaction_encoder import split
from models.interaction_encoder.public import data_dir
from qa_service.understand.recognizers import lexicon, name_features, names
from qa_service.understand.recognizers.text_line import TextLine

HOME = Path(names.__file__).parent
PUBLIC = ("multidogo/train.jsonl.gz", "star/train.jsonl.gz")
"""Sets whose licence allows use in what ships; they teach plain English words."""

FORGET = 0.3
RARE = 2
"""Features seen in fewer tokens than this are left out."""
STRENGTH = 0.5
SEED = 7
_NOT_PLAIN = frozenset(("PERSON", "EMAIL", "ADDRESS"))


class Plain:
    """Plain words: in how many interactions each was seen, and those that public sets add."""

    def __init__(self, cases: Sequence[Case], public: frozenset[str]) -> None:
        self.own = {case.id: _plain_words(case) for case in cases}
        self.spread = Counter(word for words in self.own.values() for word in words)
        self.stems = Counter(stem for words in self.own.values() for stem in {lexicon.stem(word) for word in words})
        self.public = public - self.spread.keys()

    def look(self, without: str = "") -> Callable[[str], str]:
        """`lexicon.plainness`, as it would be had the interaction `without` not been seen."""
        mine = self.own.get(without, set())
        my_stems = {lexicon.stem(word) for word in mine}

        def plainness(low: str) -> str:
            count = self.spread[low] - (low in mine)
            if count >= 2 or low in self.public:
                return "o"
            if count == 1:
                return "r"
            return "s" if self.stems[lexicon.stem(low)] > (lexicon.stem(low) in my_stems) else ""

        return plainness


def learn(cases: Sequence[Case], public: frozenset[str]) -> tuple[names.NameModel, Plain]:
    """The model of these interactions, and the plain words it knows."""
    plain = Plain(cases, public)
    plainness = plain.look()
    weights = _fit(*_examples(cases, plain))
    return names.NameModel(weights, lambda low: lexicon.given_name(low) + lexicon.surname(low) + plainness(low)), plain


def public_words(folder: Path) -> frozenset[str]:
    """Lower-case words that the public sets use five times or more and that are on no list of names."""
    counts: Counter[str] = Counter()
    for name in PUBLIC:
        with gzip.open(folder / name, "rt", encoding="utf-8") as rows:
            for row in rows:
                document = json.loads(row)
                for turn in document.get("turns") or document.get("utterances"):
                    counts.update(word for word in TextLine(turn["text"]).words if word.isalpha() and word.islower())
    return frozenset(
        word
        for word, count in counts.items()
        if count >= 5 and len(word) > 1 and not lexicon.given_name(word) and not lexicon.surname(word)
    )


def _plain_words(case: Case) -> set[str]:
    out = set()
    for turn, text in enumerate(case.texts):
        line = TextLine(text)
        spans = [span for span in case.gold if span.turn == turn and span.type in _NOT_PLAIN]
        for at, word in enumerate(line.words):
            if word.isalpha() and word.islower() and not any(s.start <= line.starts[at] < s.end for s in spans):
                out.add(word)
    return out


def _examples(cases: Sequence[Case], plain: Plain) -> tuple[list[list[str]], list[bool]]:
    """Feature names and truth of every candidate token, twice: with all lists and with a part forgotten."""
    rng = random.Random(SEED)
    rows: list[list[str]] = []
    truth: list[bool] = []
    for case in cases:
        for share in (0.0, FORGET):
            _collect(case, _forgetful(share, rng, plain.look(case.id)), rows, truth)
    return rows, truth


def _forgetful(share: float, rng: random.Random, plainness: Callable[[str], str]) -> name_features.NameLists:
    """The lists without a random share of their names."""
    kept: dict[str, bool] = {}

    def known(low: str) -> str:
        keep = kept.setdefault(low, rng.random() >= share)
        return (lexicon.given_name(low) + lexicon.surname(low)) * keep + plainness(low)

    return known


def _collect(case: Case, known: name_features.NameLists, rows: list[list[str]], truth: list[bool]) -> None:
    lines = [TextLine(text) for text in case.texts]
    for turn, (line, place) in enumerate(zip(lines, name_features.line_contexts(lines), strict=True)):
        kinds = name_features.classes(line, known)
        spans = [span for span in case.gold if span.turn == turn and span.type == "PERSON"]
        tags = (False, False)
        for at, word in enumerate(line.words):
            inside = any(span.start <= line.starts[at] < span.end for span in spans)
            if name_features.is_candidate(line, kinds, at):
                rows.append(name_features.features(line, kinds, at, tags, place))
                truth.append(inside)
            if word not in "'’-.":
                tags = (inside, tags[0])


def _fit(rows: list[list[str]], truth: list[bool]) -> dict[str, float]:
    """Logistic regression with an L2 penalty; features of hardly any weight are dropped."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(analyzer=lambda row: row, min_df=RARE, binary=True)
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=400, solver="liblinear", random_state=SEED)
    model.fit(matrix, truth)
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 3) for name, weight in weights if abs(weight) >= 0.05}
    return {"bias": round(float(model.intercept_[0]), 3), **dict(sorted(kept.items()))}


def _write(name: str, words: set[str], head: str) -> None:
    HOME.joinpath(name).write_text("\n".join([*(f"# {row}" for row in head.splitlines()), *sorted(words), ""]), "utf-8")


def main() -> None:
    """Learns from the parts train and dev of the corpus and writes lists and weights.

    The part test stays unseen, so that `eval.run` masks it as it would mask a stranger's texts.
    """
    parts = split.load()
    cases = [case for half in ("tune", "held-out") for case in load(CORPUS, half) if parts[case.id] != "test"]
    model, plain = learn(cases, public_words(data_dir()))
    often = {word for word, count in plain.spread.items() if count >= 2} | plain.public
    once = {word for word, count in plain.spread.items() if count == 1}
    _write(
        "ordinary_words.txt",
        {word for word in often if len(word) > 1},
        "Words that are not names: lower-case forms outside personal data in two or more interactions of\n"
        "models/corpus, and frequent ones of the MultiDoGO (CDLA-Permissive-1.0) and STAR (MIT) sets.\n"
        "Written by eval.train_names.",
    )
    _write(
        "rare_words.txt",
        {word for word in once if len(word) > 1},
        "Like ordinary_words.txt, but seen in one interaction only.",
    )
    text = json.dumps(model.weights, ensure_ascii=False, indent=0)
    HOME.joinpath("name_weights.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(cases)} interactions, {len(often)} plain words, {len(once)} rare ones, {len(model.weights)} weights")


if __name__ == "__main__":
    main()
