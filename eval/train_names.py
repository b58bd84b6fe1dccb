"""Learns the names model of `recognizers.names` from the corpus: `python -m eval.train_names` writes what ships.

Two things are learned: which words are plain (lower-case outside names) and the weight of each feature. What the lists
know is partly hidden during training: a word counts as plain only where *another* interaction has it, and known names
are forgotten at random, so that the weights expect a world with unknown words and names.
"""

import gzip
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eval.corpus_pii import CORPUS, Case, load
from eval.name_dialogues.make import exchanges, renamed
from models.interaction_encoder import split
from models.interaction_encoder.public import data_dir
from qa_service.understand.recognizers import lexicon, name_features, names
from qa_service.understand.recognizers.text_line import TextLine

HOME = Path(names.__file__).parent
PUBLIC = ("multidogo/train.jsonl.gz", "star/train.jsonl.gz")
"""Sets whose licence allows use in what ships; they teach plain English words."""

COPIES = 10
"""How often each template of `eval.name_dialogues` is filled."""
FORGET = 0.3
KNOWN = 0.6
"""Share of turns in which the names of the other turns are known."""
MADE = 0.6
"""What a token of a made exchange counts, measured by one of the corpus."""
LEAST = 0.08
RARE = 4
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
    made = [*exchanges(COPIES, SEED), *renamed(cases, SEED)]
    weights = _fit(_examples(cases, made, plain))
    return names.NameModel(
        weights, lambda low: name_features.with_letters(low, lexicon.listed(low) + plainness(low))
    ), plain


def public_words(folder: Path) -> frozenset[str]:
    """Lower-case words that the public sets use five times or more and that are on no list of names."""
    counts: Counter[str] = Counter()
    for name in PUBLIC:
        with gzip.open(folder / name, "rt", encoding="utf-8") as rows:
            for row in rows:
                document = json.loads(row)
                for turn in document.get("turns") or document.get("utterances"):
                    counts.update(word for word in TextLine(turn["text"]).words if word.isalpha() and word.islower())
    frequent = {word for word, count in counts.items() if count >= 5}
    return frozenset(
        word
        for word in frequent | _written_words()
        if len(word) > 1 and not lexicon.given_name(word) and not lexicon.surname(word)
    )


def _written_words() -> set[str]:
    """Lower-case words of two or more of the project's other texts, in which nobody has marked the names: where there
    are capitals, those are no names."""
    spread: Counter[str] = Counter()
    for text in _other_texts():
        line = TextLine(text)
        if line.cased:
            spread.update({word for word in line.words if word.isalpha() and word.islower()})
    return {word for word, count in spread.items() if count >= 2}


def _other_texts() -> Iterator[str]:
    for pattern in ("real-*.jsonl", "quiet-*.jsonl"):
        for path in sorted(CORPUS.glob(pattern)):
            for row in path.read_text(encoding="utf-8").splitlines():
                yield "\n".join(turn["text"] for turn in json.loads(row)["turns"])
    for path in sorted(CORPUS.glob("lines-*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(row)["text"]


def _plain_words(case: Case) -> set[str]:
    out = set()
    for turn, text in enumerate(case.texts):
        line = TextLine(text)
        spans = [span for span in case.gold if span.turn == turn and span.type in _NOT_PLAIN]
        for at, word in enumerate(line.words):
            if word.isalpha() and word.islower() and not any(s.start <= line.starts[at] < s.end for s in spans):
                out.add(word)
    return out


class Examples:
    """Candidate tokens: the names of their features, whether they are part of a name, and how much each counts."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.truth: list[bool] = []
        self.weights: list[float] = []

    def add(self, other: list[tuple[list[str], bool]], weight: float) -> None:
        """Adds tokens that count as much as `weight` says."""
        self.rows += (row for row, _ in other)
        self.truth += (name for _, name in other)
        self.weights += [weight] * len(other)


def _examples(cases: Sequence[Case], made: Sequence[Case], plain: Plain) -> Examples:
    """The candidate tokens of the corpus, with all lists and with a part forgotten; of what was made from it and from
    templates, with a part forgotten; and the plain ones of conversations in which nobody has marked the names."""
    rng = random.Random(SEED)
    examples = Examples()
    for case in cases:
        for share in (0.0, FORGET):
            examples.add(_collect(case, _forgetful(share, rng, plain.look(case.id)), rng), 1.0)
    for case in made:
        examples.add(_collect(case, _forgetful(FORGET, rng, plain.look(case.id)), rng), MADE)
    for case in load(CORPUS, "tune", "real-*.jsonl"):
        tokens = _collect(case, _forgetful(FORGET, rng, plain.look(case.id)), rng)
        examples.add([(row, False) for row, _ in tokens if _is_plain(row[0])], 1.0)
    return examples


def _is_plain(kind: str) -> bool:
    """Whether the first feature of a token says that it is a plain word and on no list of names: in the conversations
    whose names nobody has marked, only those are surely no names."""
    return kind[3:].lstrip("p") in ("o", "r", "s")


def _forgetful(share: float, rng: random.Random, plainness: Callable[[str], str]) -> name_features.NameLists:
    """The lists without a random share of their names."""
    kept: dict[str, bool] = {}

    def known(low: str) -> str:
        keep = kept.setdefault(low, rng.random() >= share)
        listed = (lexicon.given_name(low) + lexicon.surname(low)) * keep + lexicon.place(low) + plainness(low)
        return name_features.with_letters(low, listed)

    return known


def _collect(case: Case, lists: name_features.NameLists, rng: random.Random) -> list[tuple[list[str], bool]]:
    """The candidate tokens of an interaction."""
    lines = [TextLine(text) for text in case.texts]
    inside = [_inside(case, turn, line) for turn, line in enumerate(lines)]
    named = [{line.lows[at] for at, name in enumerate(own) if name} for line, own in zip(lines, inside, strict=True)]
    tokens: list[tuple[list[str], bool]] = []
    for turn, (line, context) in enumerate(zip(lines, name_features.line_contexts(lines), strict=True)):
        elsewhere = set().union(*named[:turn], *named[turn + 1 :]) - name_features.never_known()
        place = context._replace(known=frozenset(elsewhere) if rng.random() < KNOWN else frozenset())
        tokens += _candidates(line, name_features.classes(line, lists), inside[turn], place)
    return tokens


def _inside(case: Case, turn: int, line: TextLine) -> list[bool]:
    """Whether each token is part of a name."""
    spans = [span for span in case.gold if span.turn == turn and span.type == "PERSON"]
    return [any(span.start <= start < span.end for span in spans) for start in line.starts]


def _candidates(
    line: TextLine, kinds: Sequence[str], inside: Sequence[bool], context: name_features.LineContext
) -> Iterator[tuple[list[str], bool]]:
    tags = (False, False)
    for at, word in enumerate(line.words):
        if name_features.is_candidate(line, kinds, at, tags, context):
            yield name_features.features(line, kinds, at, tags, context), inside[at]
        if word not in "'’-.":
            tags = (inside[at], tags[0])


def _fit(examples: Examples) -> dict[str, float]:
    """Logistic regression with an L2 penalty; features of hardly any weight are dropped."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(analyzer=lambda row: row, min_df=RARE, binary=True)
    matrix = vectorizer.fit_transform(examples.rows)
    model = LogisticRegression(C=STRENGTH, max_iter=300, tol=2e-6)
    model.fit(matrix.astype("float64"), examples.truth, sample_weight=examples.weights)
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 2) for name, weight in weights if abs(weight) >= LEAST}
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
