"""Fine-tunes the encoder with all heads at once. Seeded; resumes from its own checkpoint.

`python -m models.interaction_encoder.train --out DIR --probe DIR/heads.pt --tokens 2000000`; all steps: `make train`.
The learning rate follows the share of the token budget that is spent; the corpus is read anew each epoch.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import distributed, multiprocessing

from models.base_encoder.folder import LAYERS, TUNED, base_folder, source_bin
from models.interaction_encoder.augment import varied
from models.interaction_encoder.batches import INTENTS, RESOLUTIONS, TURN_OUTPUTS, Tokens, View, collate
from models.interaction_encoder.losses import losses, total
from models.interaction_encoder.network import Encoder, Heads, encoder_of, turn_vectors
from models.interaction_encoder.public import multidogo, star, utterances
from models.interaction_encoder.samples import Sample, corpus, real_style, single_lines
from models.interaction_encoder.split import load, of_part
from qa_service.understand.e5_source import E5Source
from qa_service.understand.tuned_source import TunedSource


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run. `star`: chats of star an epoch; `frozen`: encoder layers that stay; `rate`: at the top."""

    tokens: int
    seed: int = 1
    batch: int = 4
    rate: float = 8e-5
    head_rate: float = 3e-4
    decay: float = 0.9
    frozen: int = 3
    warmup: float = 0.04
    star: int = 0
    lines: int = 500
    utterances: int = 400
    chats: int = 100
    average: float = 0.995


class Mixture:
    """What one epoch trains on: every interaction of the train part, and shares of the rest beside them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._utterances = [*utterances("banking77", 40, plan.seed), *utterances("clinc150", 30, plan.seed)]
        self._chats = multidogo(60, plan.seed)
        self._star = star("train") if plan.star else []

    def epoch(self, number: int) -> list[list[Sample]]:
        """Batches in order. The same number gives the same batches while the corpus does not change."""
        chance = random.Random(f"{self._plan.seed}:{number}")
        main = [*of_part(corpus(), "train", load()), *real_style("train")]
        chance.shuffle(main)
        batches = [main[k : k + self._plan.batch] for k in range(0, len(main), self._plan.batch)]
        lines = single_lines()
        beside = [
            *chance.sample(lines, min(self._plan.lines, len(lines))),
            *chance.sample(self._utterances, min(self._plan.utterances, len(self._utterances))),
            *chance.sample(self._chats, min(self._plan.chats, len(self._chats))),
            *chance.sample(self._star, min(self._plan.star, len(self._star))),
        ]
        chance.shuffle(beside)
        for place, sample in enumerate(beside):
            batches[place % len(batches)].append(sample)
        return batches


def view_of(chance: random.Random) -> View:
    """How a sample is shown this time."""
    limit = chance.choices((64, 128, 192), (2, 6, 2))[0]
    hidden = chance.random() < 0.25
    return View(limit, hidden=hidden, alone=chance.random() < 0.15, mixed=hidden and chance.random() < 0.5)


class Run:
    """A training run: weights, their running average, optimiser, and how far it is."""

    def __init__(self, plan: Plan, encoder: Encoder, heads: Heads, processes: int = 1) -> None:
        self.processes = processes
        self.plan, self.encoder, self.heads = plan, encoder, heads
        encoder.freeze(plan.frozen)
        self.optimiser = torch.optim.AdamW(_groups(plan, encoder, heads), weight_decay=0.01, fused=True)
        self.average = {name: p.detach().clone() for name, p in self._trained()}
        self.seen, self.step, self.epoch, self.index = 0, 0, 0, 0

    def _trained(self) -> Iterator[tuple[str, torch.Tensor]]:
        for prefix, part in (("encoder.", self.encoder), ("heads.", self.heads)):
            yield from ((prefix + n, p) for n, p in part.named_parameters() if p.requires_grad)

    def learn(self, samples: list[Sample], tokens: Tokens, chance: random.Random) -> dict[str, float]:
        """One step. Returns the terms of the loss."""
        shown = [varied(s, chance) for s in samples]
        batch = collate(shown, [view_of(chance) for _ in shown], tokens)
        self.encoder.train()
        self.heads.train()
        with torch.autocast("cpu", torch.bfloat16):
            states = self.encoder(batch.windows)
        out = self.heads(turn_vectors(states, batch.windows, len(batch.places)), batch.places, batch.pools)
        terms = losses(out, batch)
        total(terms).backward()
        self.seen += self._together(states.shape[0])
        torch.nn.utils.clip_grad_norm_([p for _, p in self._trained()], 1.0)
        for group in self.optimiser.param_groups:
            group["lr"] = group["top"] * self._share()
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        self._follow()
        return {name: float(term.detach()) for name, term in terms.items()}

    def _together(self, tokens: int) -> int:
        """Average the gradients over all processes; the tokens of all of them."""
        if self.processes == 1:
            return tokens
        trained = [p for _, p in self._trained()]
        parts = [torch.zeros_like(p) if p.grad is None else p.grad for p in trained]
        flat = torch.cat([*(g.flatten() for g in parts), torch.tensor([float(tokens)])])
        distributed.all_reduce(flat)
        for parameter, grad in zip(trained, flat[:-1].split([p.numel() for p in trained]), strict=True):
            parameter.grad = grad.view_as(parameter) / self.processes
        return int(flat[-1])

    def _share(self) -> float:
        spent = self.seen / self.plan.tokens
        return min((spent + 0.002) / self.plan.warmup, max(0.02, (1 - spent) / (1 - self.plan.warmup)), 1.0)

    def _follow(self) -> None:
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, parameter in self._trained():
                self.average[name].lerp_(parameter, 1 - keep)

    def save(self, path: Path) -> None:
        """Write the checkpoint whole or not at all."""
        state: dict[str, Any] = {
            "plan": asdict(self.plan),
            "weights": dict(self._trained()),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "at": (self.seen, self.step, self.epoch, self.index),
        }
        unfinished = path.with_suffix(".tmp")
        torch.save(state, unfinished)
        os.replace(unfinished, path)

    def restore(self, path: Path, weights_only: bool = False) -> None:
        """Go on from a checkpoint; `weights_only` takes its averaged weights as a new start."""
        state = torch.load(path, weights_only=True)
        chosen = state["average" if weights_only else "weights"]
        with torch.no_grad():
            for name, parameter in self._trained():
                parameter.copy_(chosen[name])
                self.average[name].copy_(state["average"][name])
        if not weights_only:
            self.optimiser.load_state_dict(state["optimiser"])
            self.seen, self.step, self.epoch, self.index = state["at"]


def _groups(plan: Plan, encoder: Encoder, heads: Heads) -> list[dict[str, Any]]:
    groups = [{"params": list(heads.parameters()), "top": plan.head_rate}]
    depth = len(encoder.layers)
    for number, layer in enumerate(encoder.layers):
        if number >= plan.frozen:
            groups.append({"params": list(layer.parameters()), "top": plan.rate * plan.decay ** (depth - 1 - number)})
    return groups


def averaged(path: Path) -> tuple[Encoder, Heads]:
    """The encoder and heads of a checkpoint, with averaged weights."""
    state = torch.load(path, weights_only=True)
    run = Run(
        replace(Plan(**state["plan"])),
        encoder_of(E5Source(source_bin())),
        Heads(TURN_OUTPUTS, len(INTENTS), len(RESOLUTIONS)),
    )
    run.restore(path, weights_only=True)
    return run.encoder, run.heads


def train(run: Run, tokens: Tokens, out: Path, rank: int = 0, every: int = 40) -> None:
    """Until the budget of tokens is spent; a line of figures each 10 steps, a checkpoint each `every` steps."""
    mixture = Mixture(run.plan)
    begun = time.monotonic()
    first = run.seen
    sums: dict[str, list[float]] = {}
    while run.seen < run.plan.tokens:
        every_batch = mixture.epoch(run.epoch)
        # Each process takes its own share of the batches, all of them the same number.
        batches = every_batch[rank :: run.processes][: len(every_batch) // run.processes]
        while run.index < len(batches) and run.seen < run.plan.tokens:
            chance = random.Random(f"{run.plan.seed}:{run.epoch}:{run.index}:{rank}")
            terms = run.learn(batches[run.index], tokens, chance)
            run.index += 1
            for name, value in terms.items():
                sums.setdefault(name, []).append(value)
            if run.step % 10 == 0 and rank == 0:
                figures = {name: round(sum(v) / len(v), 3) for name, v in sums.items()}
                speed = round((run.seen - first) / (time.monotonic() - begun))
                line = {"step": run.step, "epoch": run.epoch, "seen": run.seen, "per_second": speed, **figures}
                with (out / "log.jsonl").open("a", encoding="utf-8") as log:
                    log.write(json.dumps(line) + "\n")
                sums = {}
            if run.step % every == 0 and rank == 0:
                run.save(out / "checkpoint.pt")
        if run.index >= len(batches):
            run.epoch, run.index = run.epoch + 1, 0
            if rank == 0:
                run.save(out / f"epoch-{run.epoch}.pt")
    if rank == 0:
        run.save(out / "checkpoint.pt")


def _start(given: argparse.Namespace) -> tuple[Encoder, Heads]:
    """The base encoder with the probe's heads or with none, or what the service uses today."""
    heads = Heads(TURN_OUTPUTS, len(INTENTS), len(RESOLUTIONS))
    if given.probe:
        heads.load_state_dict(torch.load(given.probe, weights_only=True))
    if not given.shipped:
        return encoder_of(E5Source(source_bin())), heads
    with np.load(TUNED / "heads.npz") as stored:
        state = {name.removeprefix("tuned/").replace("/", "."): torch.from_numpy(stored[name]) for name in stored}
    heads.load_state_dict({name: value.float() for name, value in state.items()})
    return encoder_of(TunedSource(source_bin(), *LAYERS)), heads


def work(rank: int, given: argparse.Namespace, plan: Plan) -> None:
    """One process of a run."""
    torch.manual_seed(plan.seed + rank)
    torch.set_num_threads(given.threads)
    run = Run(plan, *_start(given), given.processes)
    checkpoint = given.out / "checkpoint.pt"
    if checkpoint.exists():
        run.restore(checkpoint)
    elif given.before:
        run.restore(given.before, weights_only=True)
    if given.processes > 1:
        meeting = given.out / "meeting"
        distributed.init_process_group(
            "gloo", init_method=meeting.absolute().as_uri(), rank=rank, world_size=given.processes
        )
    train(run, Tokens(base_folder() / "tokenizer.json"), given.out, rank)


def main() -> None:
    """Start, or go on where DIR/checkpoint.pt stands."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--out", type=Path, required=True)
    start = ask.add_mutually_exclusive_group(required=True)
    start.add_argument("--probe", type=Path, help="heads.pt of the probe")
    start.add_argument("--shipped", action="store_true", help="go on from models/interaction-encoder, a new start")
    start.add_argument("--from", dest="before", type=Path, help="checkpoint of an earlier run, a new start")
    # Several processes of one thread lose less to neighbours on a shared machine than one of several threads.
    ask.add_argument("--processes", type=int, default=2)
    ask.add_argument("--threads", type=int, default=1, help="of each process")
    for name, value in asdict(Plan(tokens=0)).items():
        ask.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = ask.parse_args()
    plan = Plan(**{name: getattr(given, name) for name in asdict(Plan(tokens=0))})
    given.out.mkdir(parents=True, exist_ok=True)
    (given.out / "meeting").unlink(missing_ok=True)
    multiprocessing.spawn(work, args=(given, plan), nprocs=given.processes)  # type: ignore[attr-defined]  # torch's types do not name it


if __name__ == "__main__":
    main()
