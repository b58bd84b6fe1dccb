"""How long phrases and scripts take over a centre's stored interactions.

    python -m eval.bench.criteria [--interactions 10000] [--turns 25]

Turns of the corpus, put together at random into interactions of so many turns, as they lie in the database (JSON). Of
each kind of criterion the seconds are given for reading the stored words, and for answering, once the words are read.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from typing import Any

from eval.criteria import UNREAD
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import corpus, vocabulary
from qa_service.domain.interaction import Channel, Direction
from qa_service.domain.processed import Understood
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Setting
from qa_service.domain.transcript import Transcript, Turn
from qa_service.scoring.load import parse
from qa_service.scoring.total import score
from qa_service.store.codec import to_body, to_understood

TEN = {
    "kind": "phrase",
    "any": {
        "it": [
            "posso fare altro|qualcos'altro",
            "c'è altro che|in",
            "le serve|occorre altro",
            "ha altre domande",
            "grazie per l'attesa",
            "mi scuso per il disagio",
            "la chiamata è registrata",
            "le confermo ... appuntamento",
            "un attimo che verifico",
            "buona giornata a lei",
        ]
    },
}
THREE = {
    "kind": "script",
    "sentences": {
        "it": [
            "La chiamata è registrata per verificare la qualità del servizio.",
            "I suoi dati sono trattati secondo il regolamento europeo.",
            "Ha diritto di recedere dal contratto entro quattordici giorni.",
        ]
    },
}


def stored(interactions: int, turns: int) -> Iterator[str]:
    """The words of interactions as the database keeps them."""
    chance = random.Random(0)
    lines = [turn for sample in always_masked(corpus()) if sample.lang == "it" for turn in sample.turns]
    for _ in range(interactions):
        chosen = tuple(Turn(line.party, line.text) for line in chance.choices(lines, k=turns))
        yield json.dumps(to_body(Understood(Transcript(chosen, "it"), (), (), UNREAD)))


def rubric(rule: dict[str, Any]) -> Rubric:
    """One criterion."""
    words = {"it": "domanda", "en": "question"}
    criterion = {"id": "asked", "question": words, "rule": rule}
    section = {"id": "courtesy", "name": words, "criteria": [criterion]}
    return parse({"id": "bench", "version": 1, "name": words, "sections": [section]}, vocabulary())


def read(bodies: Sequence[str]) -> list[Setting]:
    """All of them, as a trial reads them."""
    understood = (to_understood(json.loads(body)) for body in bodies)
    return [Setting(Channel.CALL, Direction.INBOUND, one.transcript) for one in understood]


def answer(settings: Sequence[Setting], asked: Rubric) -> float:
    """Seconds of processor time, which a busy machine does not stretch."""
    begin = time.process_time()
    for setting in settings:
        score(asked, UNREAD, setting)
    return time.process_time() - begin


def main() -> None:
    """Print seconds, and seconds for 10,000."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--interactions", type=int, default=10_000)
    parser.add_argument("--turns", type=int, default=25)
    args = parser.parse_args()
    bodies = list(stored(args.interactions, args.turns))
    begin = time.process_time()
    settings = read(bodies)
    seconds = {"reading the stored words": time.process_time() - begin}
    seconds["a criterion of ten phrases"] = answer(settings, rubric(TEN))
    seconds["a script of three sentences"] = answer(settings, rubric(THREE))
    for name, spent in seconds.items():
        print(f"{name:30} {spent:7.2f} s  {spent * 10_000 / args.interactions:7.1f} s for 10,000")


if __name__ == "__main__":
    main()
