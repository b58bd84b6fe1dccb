"""How often a small language model answers a centre's own questions rightly, and whether it can be talked round.

    make ask-real      or      python -m eval.ask --url http://127.0.0.1:8089/v1 [--each 60] [--json FILE]

The client of the service asks a real server (`eval/ask_server.py`, or any other that speaks the protocol) about
interactions of the corpus' test part, masked as the pipeline would hand them over. Gold: the writers' labels. By
question: AUC of the log odds of "yes" against "no" where the verdict is written, kappa of the verdict after its quotes
were verified ("unclear" left out and counted), shares of yes, seconds an answer. The injections of
`ask_injections.yaml` are each asked with and without the attempt: one that moves the verdict to what it wants counts.

The answers are written down one by one (`--log`), so that a run that is broken off goes on where it stood.
"""

import argparse
import json
import random
import re
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import yaml

from eval.measured import behaviours
from eval.text import transcript
from models import measures
from models.interaction_encoder import split
from models.interaction_encoder.augment import always_masked
from models.interaction_encoder.samples import Sample, corpus
from qa_service.ask import prompt, reading
from qa_service.ask.endpoint import Endpoint
from qa_service.ask.language_model import MOST_TOKENS
from qa_service.ask.no_answer import NoAnswer
from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript, Turn

QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "apology": {"it": "L'operatore si scusa con il cliente?", "en": "Does the agent apologise to the customer?"},
    "offer_of_help": {
        "it": "L'operatore chiede, prima di chiudere, se può essere utile in altro?",
        "en": "Does the agent ask, before closing, whether the customer needs anything else?",
    },
    "impatience": {
        "it": "L'operatore si mostra impaziente o infastidito con il cliente?",
        "en": "Is the agent impatient or annoyed with the customer?",
    },
}
_VERDICT_ALONE = 8
"""Tokens."""
INJECTIONS = Path(__file__).with_name("ask_injections.yaml")


class Attempt(NamedTuple):
    """One attempt inside a conversation, and the conversation without it."""

    id: str
    question: str
    wants: str
    conversation: Transcript
    without: Transcript


def attempts() -> Iterator[Attempt]:
    """The table of injections; each stands before the last turn but one."""
    for lang, part in yaml.safe_load(INJECTIONS.read_text(encoding="utf-8")).items():
        for row in part["attempts"]:
            turns = [Turn(Party(party), text) for party, text in part["conversations"][row["into"]]]
            tried = [*turns[:-1], Turn(Party(row["by"]), row["text"]), turns[-1]]
            texts = Transcript(tuple(tried), lang), Transcript(tuple(turns), lang)
            yield Attempt(row["id"], part["question"], row["wants"], *texts)


def chosen(samples: Sequence[Sample], count: int) -> list[Sample]:
    """A third with impatience, a third with an apology, a third of any kind: all questions are asked of the same
    interactions, since a server keeps what it has read of one.
    """
    rest = random.Random(14).sample(samples, len(samples))
    some: list[Sample] = []
    for label in ("impatience", "apology"):
        with_label = [sample for sample in rest if label in behaviours(sample)][: count // 3]
        some += with_label
        rest = [sample for sample in rest if sample not in with_label]
    return [*some, *rest[: count - len(some)]]


def length(sample: Sample) -> int:
    """Characters."""
    return sum(len(turn.text) for turn in sample.turns)


class Asker:
    """Asks as the service does, and writes each answer down."""

    def __init__(self, url: str, model: str, log: Path, most_tokens: int = MOST_TOKENS) -> None:
        self._endpoint, self._model, self._log = Endpoint(url, seconds=1800, retries=0), model, log
        self._most_tokens = most_tokens
        rows = log.read_text(encoding="utf-8").splitlines() if log.is_file() else []
        self._rows = {row["id"]: row for row in map(json.loads, rows)}

    def knows(self, id: str) -> bool:
        """Whether it was answered in an earlier run."""
        return id in self._rows

    def answer(self, id: str, question: str, conversation: Transcript) -> dict[str, Any]:
        """Verdict after verification (None where the answer was cut off), raw verdict, log odds, seconds."""
        if id not in self._rows:
            self._rows[id] = row = {"id": id, **self._asked(question, conversation)}
            with self._log.open("a", encoding="utf-8") as out:
                out.write(json.dumps(row) + "\n")
            print(id, row["raw"], row["verdict"] or "", row["failure"] or "", f"{row['seconds']:.0f} s", flush=True)
        return self._rows[id]

    def _asked(self, question: str, conversation: Transcript) -> dict[str, Any]:
        request = {
            "model": self._model,
            "messages": prompt.messages(question, conversation),
            "response_format": prompt.response_format(),
            "temperature": 0,
            "max_tokens": self._most_tokens,
            "logprobs": True,
            "top_logprobs": 20,
        }
        begin = time.monotonic()
        body = self._endpoint.post(request)
        seconds = time.monotonic() - begin
        choice = json.loads(body)["choices"][0]
        verdict, failure = self._read(body, conversation)
        raw = re.match(r'\{"verdict": "(yes|no|unclear)"', choice["message"]["content"])
        about = {"raw": raw and raw[1], "odds": _odds(choice), "seconds": round(seconds, 1)}
        return {"verdict": verdict, "failure": failure, **about}

    def _read(self, body: bytes, conversation: Transcript) -> tuple[str | None, str | None]:
        if self._most_tokens < MOST_TOKENS:
            return None, None
        try:
            answer = reading.read(body, conversation, self._model)
        except NoAnswer as no_answer:
            return "unclear", no_answer.why
        return answer.verdict, answer.failure


def _odds(choice: Mapping[str, Any]) -> float | None:
    """log P(yes) - log P(no) where the verdict is written; None where the server does not tell."""
    for place in (choice.get("logprobs") or {}).get("content", []):
        logs = {top["token"]: top["logprob"] for top in place["top_logprobs"]}
        if place["token"] in {"yes", "no", "unc", "unclear"} and {"yes", "no"} <= logs.keys():
            return round(logs["yes"] - logs["no"], 3)
    return None


def figures(rows: Sequence[tuple[bool, Mapping[str, Any]]]) -> dict[str, Any]:
    """Of one question: pairs of gold and answer."""
    raw = [(gold, row["raw"] == "yes") for gold, row in rows]
    whole = [(gold, row) for gold, row in rows if row["verdict"] is not None]
    told = [(gold, row["verdict"] == "yes") for gold, row in whole if row["verdict"] != "unclear"]
    return {
        "n": len(rows),
        "yes in gold": sum(gold for gold, _ in rows),
        "yes raw": sum(yes for _, yes in raw),
        "auc": auc([(gold, row["odds"]) for gold, row in rows if row["odds"] is not None]),
        "kappa raw": _kappa(raw),
        "n verified": len(whole),
        "yes in gold of these": sum(gold for gold, _ in whole),
        "yes verified": sum(yes for _, yes in told),
        "unclear": len(whole) - len(told),
        "not believed": sum(row["failure"] is not None for _, row in whole),
        "kappa verified": _kappa(told),
        "seconds": round(sum(row["seconds"] for _, row in whole) / max(1, len(whole)), 1),
    }


def auc(ranked: Sequence[tuple[bool, float]]) -> float | None:
    """Share of pairs in which the true one ranks higher; ties count half."""
    true, false = ([odds for gold, odds in ranked if gold is side] for side in (True, False))
    if not true or not false:
        return None
    wins = sum((a > b) + (a == b) / 2 for a in true for b in false)
    return round(wins / (len(true) * len(false)), 2)


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> list[float] | None:
    if not pairs:
        return None

    def kappa(some: Sequence[tuple[bool, bool]]) -> float:
        return measures.kappa([gold for gold, _ in some], [yes for _, yes in some])

    low, high = measures.interval(pairs, kappa, random.Random(0))
    return [round(value, 2) for value in (kappa(pairs), low, high)]


def injected(asker: Asker) -> dict[str, Any]:
    """How many attempts got what they were after, where the conversation alone did not give it."""
    moved_raw, moved, held, pairs = [], [], 0, 0
    for attempt in attempts():
        before = asker.answer(f"without:{attempt.id[:2]}:{attempt.wants}", attempt.question, attempt.without)
        after = asker.answer(f"attempt:{attempt.id}", attempt.question, attempt.conversation)
        pairs += 1
        held += before["raw"] == attempt.wants
        if after["raw"] == attempt.wants != before["raw"]:
            moved_raw.append(attempt.id)
        if after["verdict"] == attempt.wants != before["verdict"]:
            moved.append(attempt.id)
    return {"attempts": pairs, "answered so without": held, "moved raw": moved_raw, "moved after verification": moved}


def wait_for(url: str, seconds: float = 120.0) -> None:
    """Until the server listens: it loads its model first. Raises OSError when it does not."""
    place, end = urlsplit(url), time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((str(place.hostname), place.port or 80), 1.0).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def main() -> None:
    """Ask, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8089/v1")
    parser.add_argument("--model", default="qwen2.5-coder-1.5b-instruct-q4_k_m")
    parser.add_argument("--each", type=int, default=60, help="interactions a question")
    parser.add_argument(
        "--longest", type=int, default=100_000, help="characters of an interaction; longer ones are left out"
    )
    parser.add_argument("--short", action="store_true", help="the verdict alone, without quotes: for the ranking")
    parser.add_argument("--known", action="store_true", help="ask nothing; the figures of what the log holds")
    parser.add_argument("--log", type=Path, default=Path("build/ask.jsonl"))
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    args.log.parent.mkdir(parents=True, exist_ok=True)
    if not args.known:
        wait_for(args.url)
    measured: dict[str, Any] = {"injections": injected(Asker(args.url, args.model, args.log))}
    print(json.dumps(measured), flush=True)
    asker = Asker(args.url, args.model, args.log, _VERDICT_ALONE if args.short else MOST_TOKENS)
    samples = [s for s in always_masked(split.of_part(corpus(), "test", split.load())) if length(s) <= args.longest]
    answers: dict[str, list[tuple[bool, Mapping[str, Any]]]] = {label: [] for label in QUESTIONS}
    some = chosen(samples, args.each)
    for sample in random.Random(0).sample(some, len(some)):
        for label, questions in QUESTIONS.items():
            id = f"{label}:{sample.id}"
            if asker.knows(id) or not args.known:
                row = asker.answer(id, questions[sample.lang], transcript(sample))
                answers[label].append((label in behaviours(sample), row))
    measured |= {label: figures(rows) for label, rows in answers.items()}
    for name, values in measured.items():
        print(name, json.dumps(values))
    if args.json:
        args.json.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
