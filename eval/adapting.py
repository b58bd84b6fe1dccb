"""What adapting a shipped head to a client brings: the outcome of other people's chats with 10 to 200 of their answers,
beside the shipped head and beside words alone, and what it costs a client whose people say what the machine says.

`python -m eval.adapting [--draws 5] [--sets jilda,star]` prints the tables of docs/criteria.md. What the models see of
the conversations is kept in the cache folder (QA_CACHE_DIR), outside the repository. Needs QA_EVAL_DATA.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from eval.dialogues import OFFICE_HOURS, Turns, dialogues, turns_of
from eval.engines import CACHE
from models.interaction_encoder import split
from models.interaction_encoder.public import rows
from models.interaction_encoder.samples import Sample, corpus
from qa_service.bootstrap.engines import LazyEngines
from qa_service.domain import withheld
from qa_service.domain.adaptation import Adaptation
from qa_service.domain.adapted_view import shipped_log_chances
from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.scorecard import Setting
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import NEGATIVE
from qa_service.errors import BadInput
from qa_service.learning import side_by_side
from qa_service.learning.adapting import LearnedAdaptation, learn_adaptation
from qa_service.learning.cases import AdaptationCase
from qa_service.ports import Reader, Reading
from qa_service.settings import Settings
from qa_service.understand.adapted import ClientAdaptations
from qa_service.understand.reader import HeadsReader

SIZES = (10, 25, 50, 100, 200)
LEAST_HELD_OUT = 60
NOISE = 0.05
STRICT = 1.09
"""Strangeness beyond which half of jilda's chats lie: a client whom the shipped reader would not speak of."""
OUTCOMES = {"positive": "resolved", "negative": "unresolved", True: "resolved", False: "unresolved"}


@dataclass(frozen=True)
class Conversation:
    """What the reader said of it and saw of its turns, and what somebody answered (None: nobody)."""

    id: str
    transcript: Transcript
    reading: Reading
    answer: str | None = None

    def case(self, answer: str | None = None) -> AdaptationCase:
        """As a review of it; of no known agent, so that each is a group of its own."""
        setting = Setting(Channel.CHAT, Direction.INBOUND, self.transcript, self.reading.features)
        return AdaptationCase(self.id, None, "2030-W01", setting, answer or self.answer or "")


class Reads:
    """A reader whose features are kept on disk, by set."""

    def __init__(self, folder: Path, strange: float | None = None) -> None:
        self._folder = folder
        encoder, heads, linguistics = LazyEngines(Settings(threads=1))._understanding()
        if strange is not None:
            heads.thresholds = {**heads.thresholds, "strange": strange}
        self._reader: Reader = HeadsReader(encoder, heads, linguistics)
        self._name = f"{heads.version.rpartition(':')[2]}-{strange or 'shipped'}"

    def conversations(self, name: str, talks: Mapping[str, tuple[Turns, str]]) -> list[Conversation]:
        """Of turns and language by id."""
        folder = self._folder / self._name / name
        folder.mkdir(parents=True, exist_ok=True)
        return [self._one(folder, id, turns, lang) for id, (turns, lang) in talks.items()]

    def _one(self, folder: Path, id: str, turns: Turns, lang: str) -> Conversation:
        transcript = Transcript(tuple(Turn(party, text) for party, text in turns), lang)
        path = folder / f"{id}.features"
        if not path.is_file():
            features = self._reader.read(transcript).features
            path.write_bytes(b"" if features is None else features.to_bytes())
        body = path.read_bytes()
        return Conversation(id, transcript, Reading(None, TurnFeatures.from_bytes(body) if body else None))  # type: ignore[arg-type]  # only the features are used


def _chats(
    name: str, part: str, answer: str, lang: str, source: str | None = None
) -> dict[str, tuple[Turns, str, str]]:
    """Those with an answer: turns, language and our label."""
    return {
        str(chat["id"]): (turns_of(chat["turns"]), lang, OUTCOMES[chat[answer]])
        for chat in rows(name, part)
        if chat[answer] in OUTCOMES and chat[answer] is not None and (source is None or chat["source"] == source)
    }


def answered(reads: Reads, name: str) -> list[Conversation]:
    """The conversations of a set with the outcome that its people gave."""
    chats = {
        "jilda": lambda: _chats("jilda", "train", "outcome", "it", "jilda"),
        "jilda with templates": lambda: _chats("jilda", "train", "outcome", "it"),
        "star": lambda: _chats("star", "dev", "task_done", "en"),
    }[name]()
    read = reads.conversations(name, {id: (turns, lang) for id, (turns, lang, _) in chats.items()})
    return [replace(conversation, answer=chats[conversation.id][2]) for conversation in read]


def own(reads: Reads, part: str) -> list[tuple[Sample, Conversation]]:
    """The corpus' interactions of a part."""
    samples = {sample.id: sample for sample in split.of_part(corpus(), part, split.load())}
    talks = {id: ([(t.party, t.text) for t in sample.turns], sample.lang) for id, sample in samples.items()}
    return [(samples[c.id], c) for c in reads.conversations(f"corpus-{part}", talks)]


@dataclass(frozen=True)
class Scores:
    """On held-out conversations; the share right counts the most probable label."""

    auc: float
    balanced: float
    right: float


def scored(log_chances: np.ndarray, labels: Sequence[str], truth: Sequence[str], positive: str) -> Scores:
    """AUC and balanced accuracy of `positive` against the rest."""
    column, is_true = log_chances[:, labels.index(positive)], np.array([label == positive for label in truth])
    said = log_chances.argmax(axis=1) == labels.index(positive)
    area = side_by_side.auc(np.stack([-column, column], axis=1), is_true.astype(int))
    balanced = (said[is_true].mean() + (~said[~is_true]).mean()) / 2
    right = np.mean([labels[row.argmax()] == label for row, label in zip(log_chances, truth, strict=True)])
    return Scores(float(area or 0.0), float(balanced), float(right))


def learned(question: str, cases: Sequence[AdaptationCase]) -> LearnedAdaptation | None:
    """None where there are too few answers: the shipped head stays."""
    try:
        return learn_adaptation(question, cases)
    except BadInput:
        return None


def adapted_chances(question: str, model: LearnedAdaptation | None, held: Sequence[Conversation]) -> np.ndarray:
    """(held, labels) of the adapted head, or of the shipped one where nothing is adapted."""
    adaptation = None if model is None or model.artefact is None else Adaptation.from_bytes(model.artefact)
    out = []
    for conversation in held:
        parties, features = [turn.party for turn in conversation.transcript.turns], conversation.reading.features
        assert features is not None
        if adaptation is None:
            out.append(shipped_log_chances(question, labels_of(question, features), features, parties))
        else:
            out.append(adaptation.log_chances(features, parties))
    return np.stack(out)


def labels_of(question: str, features: TurnFeatures) -> list[str]:
    """The labels of a family."""
    return [name.partition(":")[2] for name in features.names if name.startswith(f"{question}:")]


def of_words(train: Sequence[Conversation], held: Sequence[Conversation]) -> np.ndarray:
    """(held, 2) unresolved and resolved, by words and pairs of words of either party, weighed by TF-IDF, and a logistic
    regression with both answers of the same weight.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")
    inputs = vectors.fit_transform([_words(c) for c in train])
    model = LogisticRegression(C=10, class_weight="balanced", max_iter=1000)
    model.fit(inputs, [c.answer == "resolved" for c in train])
    return np.log(np.maximum(model.predict_proba(vectors.transform([_words(c) for c in held])), 1e-9))


def _words(conversation: Conversation) -> str:
    return " ".join(
        f"{turn.party}_{word}" for turn in conversation.transcript.turns for word in turn.text.lower().split()
    )


def drawn(items: Sequence[Conversation], size: int, draw: int) -> tuple[list[Conversation], list[Conversation]]:
    """A random part to learn from, with both answers in it, and the rest."""
    rng = np.random.default_rng(1000 * size + draw)
    while True:
        order = rng.permutation(len(items))
        train, held = [items[n] for n in order[:size]], [items[n] for n in order[size:]]
        if len({c.answer for c in train}) > 1:
            return train, held


def outcome_table(items: Sequence[Conversation], draws: int) -> Iterator[str]:
    """By number of answers: the shipped head, the adapted one, and words alone, on the same held-out chats."""
    yield "| answers | shipped: AUC, bal. acc. | adapted | TF-IDF | adapted in | worst draw |"
    for size in SIZES:
        if len(items) - size < LEAST_HELD_OUT:
            continue
        results: list[tuple[Scores, Scores, Scores, bool]] = []
        for draw in range(draws):
            train, held = drawn(items, size, draw)
            truth = [c.answer or "" for c in held]
            features = held[0].reading.features
            assert features is not None
            labels, model = labels_of("resolution", features), learned("resolution", [c.case() for c in train])
            before, after = adapted_chances("resolution", None, held), adapted_chances("resolution", model, held)
            words = scored(of_words(train, held), ["unresolved", "resolved"], truth, "resolved")
            shipped, adapted = (scored(chances, labels, truth, "resolved") for chances in (before, after))
            results.append((shipped, adapted, words, model is not None and model.artefact is not None))
        yield _line(size, results)


def _line(size: int, results: Sequence[tuple[Scores, Scores, Scores, bool]]) -> str:
    by_head = ([r[0] for r in results], [r[1] for r in results], [r[2] for r in results])
    means = [f"{np.mean([s.auc for s in own]):.3f}, {np.mean([s.balanced for s in own]):.3f}" for own in by_head]
    worst = [min(getattr(r[1], name) - getattr(r[0], name) for r in results) for name in ("auc", "balanced")]
    adapted = sum(r[3] for r in results)
    return f"| {size} | {' | '.join(means)} | {adapted} of {len(results)} | {worst[0]:+.3f}, {worst[1]:+.3f} |"


def agreeing_table(items: Sequence[Conversation], question: str, draws: int, noise: float) -> Iterator[str]:
    """A client whose people answer what the shipped head says, but for a share of slips: what its adaptation loses."""
    named = [
        replace(c, answer=features.shipped.labels[question])
        for c in items
        if (features := c.reading.features) is not None and features.shipped and question in features.shipped.labels
    ]
    yield f"{question}, {noise:.0%} slips, {len(named)} conversations: equal to the shipped answer, mean and worst"
    for size in SIZES:
        shares, adapted = [], 0
        for draw in range(draws):
            train, held = drawn(named, size, draw)
            rng = np.random.default_rng(draw)
            features = held[0].reading.features
            assert features is not None
            labels = labels_of(question, features)
            slips = [str(rng.choice(labels)) if rng.random() < noise else c.answer for c in train]
            model = learned(question, [c.case(answer) for c, answer in zip(train, slips, strict=True)])
            adapted += model is not None and model.artefact is not None
            chances = adapted_chances(question, model, held)
            shares.append(np.mean([labels[row.argmax()] == c.answer for row, c in zip(chances, held, strict=True)]))
        yield f"| {size} | {np.mean(shares):.3f} | {min(shares):.3f} | {adapted} of {draws} |"


def strange_table(reads: Reads, draws: int) -> Iterator[str]:
    """Where the shipped reader finds half of a client's chats strange: whether the adapted head may speak of them, and
    how often it is right then.
    """
    items = answered(reads, "jilda")
    yield "jilda, half of it strange to the shipped reader: draws where it may speak; strange chats: spoken of, right"
    for size in SIZES[1:]:
        allowed, spoken, right, total = 0, 0, 0, 0
        for draw in range(draws):
            train, held = drawn(items, size, draw)
            model = learned("resolution", [c.case() for c in train])
            if model is None or model.artefact is None:
                continue
            adaptation = Adaptation.from_bytes(model.artefact)
            allowed += withheld.STRANGE in adaptation.speaks_on
            for c in held:
                features = c.reading.features
                if features is None or features.shipped is None:
                    continue
                if features.shipped.reasons.get("resolution") == withheld.STRANGE:
                    said = adaptation.answer(features, [turn.party for turn in c.transcript.turns]).label
                    total, spoken, right = total + 1, spoken + (said is not None), right + (said == c.answer)
        yield f"| {size} | {allowed} of {draws} | {spoken} of {total} | {right} |"


def accusing_table(reads: Reads, size: int = 150) -> Iterator[str]:
    """Negative labels adapted on the corpus' answers: whom they accuse and doubt on other people's clean material."""
    train = own(reads, "dev")[:size]
    bodies = []
    for label in sorted(NEGATIVE):
        cases = [c.case("yes" if any(label in (t.courtesy or ()) for t in s.turns) else "no") for s, c in train]
        model = learned(f"courtesy:{label}", cases)
        if model is not None and model.artefact is not None:
            bodies.append(model.artefact)
    yield f"negative labels adapted by {len(train)} answers each: {len(bodies)} of {len(NEGATIVE)}; accused, doubted"
    adaptations = ClientAdaptations(lambda _client: bodies)
    for name, lang in ((OFFICE_HOURS, "it"), ("jilda", "it"), ("bt-oasis", "en")):
        counts = np.zeros((2, 2), int)
        for turns in dialogues(name).values():
            transcript = Transcript(tuple(Turn(party, text) for party, text in turns), lang)
            before = reads._reader.read(transcript)
            for row, reading in enumerate((before, adaptations.adapt("a", transcript, before))):
                said = reading.understanding
                standing = any(said.courtesy[label].present for label in NEGATIVE)
                counts[row] += (standing, bool(said.to_be_confirmed & NEGATIVE) and not standing)
        total = len(dialogues(name))
        yield f"| {name}, {total} | shipped {counts[0] / total} | adapted {counts[1] / total} |"


def main() -> None:
    """Prints the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=8)
    parser.add_argument("--tables", default="jilda,jilda with templates,star,agree,strange,accuse")
    parser.add_argument("--cache", type=Path, default=CACHE / "adapting")
    given = parser.parse_args()
    reads = Reads(given.cache)
    for table in given.tables.split(","):
        print(f"\n## {table}", flush=True)
        for line in _table(table, reads, given.draws, given.cache):
            print(line, flush=True)


def _table(name: str, reads: Reads, draws: int, cache: Path) -> Iterator[str]:
    if name == "agree":
        items = [conversation for _, conversation in own(reads, "test")]
        for question in ("resolution", "intent"):
            for noise in (0.0, NOISE):
                yield from agreeing_table(items, question, draws, noise)
        yield from agreeing_table(answered(reads, "jilda"), "resolution", draws, NOISE)
    elif name == "strange":
        yield from strange_table(Reads(cache, STRICT), draws)
    elif name == "accuse":
        yield from accusing_table(reads)
    else:
        yield from outcome_table(answered(reads, name), draws)


if __name__ == "__main__":
    main()
