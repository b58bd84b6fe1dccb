"""Samples as windows and targets."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.interaction_encoder.samples import Sample, judged_labels, vocabulary
from qa_service.domain.interaction import Party
from qa_service.understand.pools import places, pool_weights
from qa_service.understand.segments import segments
from qa_service.understand.window_encoder import marked, windows_apart
from qa_service.understand.windows import (
    CONTEXT,
    LIMIT,
    PARTIES,
    PREFIX,
    TokenWindow,
    TurnSpan,
    WindowFrame,
)

LABELS = vocabulary()
INTENTS, RESOLUTIONS = tuple(LABELS.intent), tuple(LABELS.resolution)
SENTIMENTS, COURTESY = tuple(LABELS.sentiment), LABELS.courtesy
S, C = len(SENTIMENTS), len(COURTESY)
AGENT, SHOWS_INTENT, SHOWS_RESOLUTION = S + C, S + C + 1, S + C + 2
TURN_OUTPUTS = S + C + 3


@dataclass(frozen=True, slots=True)
class View:
    """How a sample is shown: window length, every turn alone, markers hidden.

    Each party's turns are read apart, unless markers are hidden and the parties are `mixed`, as the service looks for
    the agent among unknown speakers.
    """

    limit: int = LIMIT
    hidden: bool = False
    alone: bool = False
    mixed: bool = False


class Tokens:
    """The tokenizer, and windows of samples."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        begin, *prefix, end = self._tokenizer.encode(PREFIX).ids
        self._begin, self._end = (begin, *prefix), (end,)

    def windows(self, sample: Sample, view: View) -> tuple[TokenWindow, ...]:
        """Windows over all turns of a sample."""
        turns = [(None if view.hidden else t.party, t.text) for t in sample.turns]
        cut = segments([text for _, text in turns])
        encoded = self._tokenizer.encode_batch([marked(turns, piece) for piece in cut], add_special_tokens=False)
        frame = WindowFrame(self._begin, self._end, view.limit, min(CONTEXT, view.limit // 4))
        groups = [[n for n, piece in enumerate(cut) if piece.turn in members] for members in _parcels(sample, view)]
        windows = windows_apart(groups, [encoding.ids for encoding in encoded], frame)
        return tuple(
            TokenWindow(window.ids, tuple(replace(span, turn=cut[span.turn].turn) for span in window.spans))
            for window in windows
        )


def _parcels(sample: Sample, view: View) -> list[set[int]]:
    numbers = range(len(sample.turns))
    if view.alone:
        return [{n} for n in numbers]
    if view.mixed:
        return [set(numbers)]
    parties = [{n for n in numbers if sample.turns[n].party is party} for party in PARTIES]
    return [members for members in parties if members]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of several samples (turns numbered through), and targets; -1 or nan where nothing is known.

    `agent` is only known where markers were hidden: with them it would be read off.
    """

    windows: list[TokenWindow]
    places: Tensor
    pools: list[Tensor]
    intent: Tensor
    resolution: Tensor
    done: Tensor
    weight: Tensor
    turn_weight: Tensor
    sentiment: Tensor
    flags: Tensor
    """[turns, courtesy 14 | agent | shows intent | shows resolution], nan: unknown."""


def collate(samples: Sequence[Sample], views: Sequence[View], tokens: Tokens) -> Batch:
    """One batch."""
    windows: list[TokenWindow] = []
    start = 0
    for sample, view in zip(samples, views, strict=True):
        for window in tokens.windows(sample, view):
            windows.append(
                TokenWindow(window.ids, tuple(TurnSpan(s.turn + start, s.start, s.end) for s in window.spans))
            )
        start += len(sample.turns)
    parties = [[t.party for t in s.turns] for s in samples]
    return Batch(
        windows=windows,
        places=torch.from_numpy(np.concatenate([places(p) for p in parties])),
        pools=[torch.from_numpy(pool_weights(p)) for p in parties],
        intent=torch.tensor([INTENTS.index(s.intent) if s.intent else -1 for s in samples]),
        resolution=torch.tensor([RESOLUTIONS.index(s.resolution) if s.resolution else -1 for s in samples]),
        done=torch.tensor([float("nan") if s.done is None else float(s.done) for s in samples]),
        weight=torch.tensor([s.weight for s in samples]),
        turn_weight=torch.tensor([s.weight for s in samples for _ in s.turns]),
        sentiment=torch.tensor(
            [SENTIMENTS.index(t.sentiment) if t.sentiment else -1 for s in samples for t in s.turns]
        ),
        flags=torch.from_numpy(np.concatenate([_flags(s, v) for s, v in zip(samples, views, strict=True)])),
    )


def _flags(sample: Sample, view: View) -> np.ndarray:
    out = np.full((len(sample.turns), C + 3), np.nan, np.float32)
    for row, turn in zip(out, sample.turns, strict=True):
        if turn.courtesy is not None:
            row[:C] = [label in turn.courtesy for label in COURTESY]
            row[:C][[label not in judged_labels(sample, turn) for label in COURTESY]] = np.nan
        if view.hidden and turn.party is not Party.OTHER:
            row[C] = turn.party is Party.AGENT
        if turn.shows_intent is not None:
            row[C + 1] = turn.shows_intent
        if turn.shows_resolution is not None:
            row[C + 2] = turn.shows_resolution
    return out
