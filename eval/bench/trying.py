"""How long a trial of a rubric takes over a centre's stored interactions, and what is kept for it.

    python -m eval.bench.trying [--interactions 10000] [--turns 25] [--profile]

Turns of the corpus, put together at random into interactions of so many turns, stand in a SQLite database as a worker
leaves them, with numbers of the size of the real ones for what the models see of each turn. Tried is the rubric that
comes with the service with a criterion of ten phrases, a script of three sentences and one that was learned from eighty
answers; in one process, as a worker does it.
"""

import argparse
import cProfile
import pstats
import random
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from pydantic_core import to_json

from eval.bench.criteria import TEN, THREE
from eval.criteria import UNREAD
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import corpus, vocabulary
from qa_service import resources
from qa_service.domain.interaction import Channel, Direction, Interaction, Party, State
from qa_service.domain.own_criteria import JobKind, LearnedFamily, trial_request
from qa_service.domain.processed import Understood
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Setting
from qa_service.domain.transcript import Transcript, Turn, Word
from qa_service.domain.turn_features import TurnFeatures
from qa_service.learning.cases import LearningCase
from qa_service.learning.criterion import learn_criterion
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.scoring.load import parse_text
from qa_service.store import criterion_jobs, interactions, learned_models, migrations
from qa_service.store.codec import to_body
from qa_service.store.learned_models import NewModel
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables import TranscriptRow, TurnFeaturesRow

WIDTH, NAMES = 384, 60
"""Of what the shipped models see of a turn."""
CLIENT = "acme"
_AT_ONCE = 500
_START = datetime(2030, 1, 7, 9, tzinfo=UTC)


def conversations(count: int, turns: int) -> Iterator[Transcript]:
    """Recorded calls, with the times of their words."""
    chance = random.Random(0)
    lines = [turn for sample in always_masked(corpus()) if sample.lang == "it" for turn in sample.turns]
    for _ in range(count):
        chosen = chance.choices(lines, k=turns)
        yield Transcript(tuple(_turn(n, line.party, line.text) for n, line in enumerate(chosen)), "it")


def _turn(number: int, party: Party, text: str) -> Turn:
    start = 6.0 * number
    spoken = tuple(Word(word, start + n / 3, start + n / 3 + 0.25, 0.93) for n, word in enumerate(text.split()))
    return Turn(party, text, start, start + 5.5, words=spoken)


def seen(turns: int, rng: np.random.Generator, towards: float = 0.0) -> TurnFeatures:
    """Numbers in the size of the real ones; `towards` moves them all in one direction."""
    vectors = (rng.normal(size=(turns, WIDTH)) / WIDTH**0.5).astype(np.float32)
    vectors[:, 0] += towards
    chances = rng.random((turns, NAMES)).astype(np.float32)
    return TurnFeatures.of("bench@1", vectors, [f"intent:{n}" for n in range(NAMES)], chances, (("thanks",),) * turns)


def filled(store: Store, count: int, turns: int) -> tuple[int, int]:
    """Put interactions into the database; the bytes that one keeps of its words and of what the models saw."""
    rng, words, numbers = np.random.default_rng(0), 0, 0
    batch: list[tuple[Interaction, Transcript]] = []
    for n, transcript in enumerate(conversations(count, turns)):
        about = Interaction(
            id=f"i{n}",
            client=CLIENT,
            channel=Channel.CALL,
            agent=f"a{n % 40}",
            started_at=_START + timedelta(minutes=5 * n),
        )
        batch.append((about, transcript))
        if len(batch) == _AT_ONCE or n == count - 1:
            kept = _keep(store, batch, rng)
            words, numbers, batch = words + kept[0], numbers + kept[1], []
    return words // count, numbers // count


def _keep(store: Store, batch: Sequence[tuple[Interaction, Transcript]], rng: np.random.Generator) -> tuple[int, int]:
    words = numbers = 0
    with store.transaction(hasty=True) as session:
        for about, transcript in batch:
            row, _ = interactions.register(session, about, about.id)
            row.state = State.DONE
            body = to_body(Understood(transcript, (), (), UNREAD))
            features = seen(len(transcript.turns), rng).to_bytes()
            session.add(TranscriptRow(interaction_id=row.id, client=CLIENT, run=1, body=body))
            session.add(TurnFeaturesRow(interaction_id=row.id, client=CLIENT, run=1, body=features))
            words, numbers = words + len(to_json(body)), numbers + len(features)
    return words, numbers


def taught(store: Store, turns: int) -> str:
    """A model of eighty answers, kept for the client; how a rule names it."""
    rng = np.random.default_rng(1)
    cases = [
        LearningCase(
            str(uuid.UUID(int=n)),
            f"a{n % 8}",
            f"2030-W{n % 5 + 1:02}",
            Setting(Channel.CALL, Direction.INBOUND, transcript, seen(turns, rng, 0.4 if n % 2 else -0.4)),
            n % 2 == 1,
        )
        for n, transcript in enumerate(conversations(80, turns))
    ]
    made = learn_criterion("Is an offer made?", cases)
    model = NewModel(LearnedFamily.CRITERION, "examples", None, made.artefact, {"n_yes": 40, "n_no": 40}, "bench@1", [])
    with store.transaction() as session:
        return learned_models.keep(session, CLIENT, model, "bench").hash


def rubrics(model: str) -> tuple[Rubric, Rubric]:
    """The rubric that comes with the service, and it with three criteria more."""
    before = parse_text((resources.path("rubrics") / "default.yaml").read_text(encoding="utf-8"), vocabulary())
    body = before.model_dump(mode="json") | {"id": CLIENT}
    rules: dict[str, dict[str, Any]] = {
        "phrase": TEN,
        "script": THREE,
        "examples": {"kind": "examples", "model": model},
    }
    asked = {"it": "domanda", "en": "question"}
    body["sections"][0]["criteria"] += [{"id": id, "question": asked, "rule": rule} for id, rule in rules.items()]
    return before, Rubric.model_validate(body)


def tried(store: Store, before: Rubric, after: Rubric) -> dict[str, Any]:
    """What the job says of itself."""
    request = trial_request(after, before.name_at_version)
    with store.transaction() as session:
        id = criterion_jobs.place(session, CLIENT, JobKind.TRY, request, "bench").id
    CriterionJobs(store, Rubrics(before)).run(id)
    with store.reading() as session:
        result = criterion_jobs.get(session, id).result
    assert result is not None
    return result


def main() -> None:
    """Print seconds and bytes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interactions", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=25)
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'qa.db'}"
        migrations.upgrade(url)
        store = Store(url)
        words, numbers = filled(store, args.interactions, args.turns)
        before, after = rubrics(taught(store, args.turns))
        profile = cProfile.Profile()
        if args.profile:
            profile.enable()
        wall, processor = time.perf_counter(), time.process_time()
        result = tried(store, before, after)
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        if args.profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("cumulative").print_stats(25)
        store.close()
    answers = {part["criterion"]: part["after"] for part in result["criteria"]}
    print(f"{result['n']} interactions of {args.turns} turns: {wall:.1f} s, {processor:.1f} s of a processor")
    for id in ("phrase", "script", "examples"):
        print(f"  {id}: {answers[id]}")
    print(f"kept of one: {words} bytes of masked words, {numbers} bytes of what the models saw of its turns")


if __name__ == "__main__":
    main()
