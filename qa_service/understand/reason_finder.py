"""The clients' own reasons on disk, and the finder that applies them. Fits `ports.ReasonFinder`."""

import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Transcript
from qa_service.domain.understanding import Evidence, Judgement
from qa_service.errors import MissingModel
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.own_reasons import OwnReasons, learn

OPENING = 5
"""Turns of the customer that are looked at: the reason is said early."""
LEAST_WORDS = 3
_ARRAYS = ("mean", "weight", "bias", "examples")


@dataclass(frozen=True)
class ReasonFiles:
    """One folder a client, one numbered file a training; none is ever written over."""

    folder: Path

    def save(self, client: str, reasons: OwnReasons, encoder: str) -> int:
        """Keeps a training as the client's newest version; returns its number."""
        place = self._place(client)
        place.mkdir(parents=True, exist_ok=True)
        version = self.newest(client) + 1
        about = {"labels": reasons.labels, "threshold": reasons.threshold, "encoder": encoder}
        draft = place / f".{version}.npz"
        np.savez_compressed(draft, about=json.dumps(about), **{name: getattr(reasons, name) for name in _ARRAYS})
        os.replace(draft, place / f"{version}.npz")
        return version

    def newest(self, client: str) -> int:
        """The newest version; 0 where the client has none."""
        return max((int(path.stem) for path in self._place(client).glob("[0-9]*.npz")), default=0)

    def load(self, client: str, version: int, encoder: str) -> OwnReasons:
        """Raises MissingModel when they were learned on another encoder."""
        with np.load(self._place(client) / f"{version}.npz") as stored:
            about = json.loads(str(stored["about"]))
            if about["encoder"] != encoder:
                raise MissingModel(
                    "the own reasons of client {client!r} were learned on another encoder; "
                    "run: qa-service intents train",
                    client=client,
                )
            arrays = {name: stored[name] for name in _ARRAYS}
        return OwnReasons(tuple(about["labels"]), threshold=about["threshold"], **arrays)

    def _place(self, client: str) -> Path:
        return self.folder / re.sub(r"[^a-z0-9_-]", lambda match: f"={ord(match.group()):x}=", client)


@dataclass(frozen=True)
class OwnReasonFinder:
    """Looks at each opening turn of the customer by itself; the one that is most about a reason decides.

    `encoder` is asked for when the first client's reasons are looked for: most installations never need it.
    """

    encoder: Callable[[], TextEncoder]
    encoder_version: str
    files: ReasonFiles
    _loaded: dict[tuple[str, int], OwnReasons] = field(default_factory=dict)

    def train(self, client: str, texts: Sequence[str], labels: Sequence[str]) -> int:
        """Learns a client's reasons from examples; returns the version. Raises BadInput."""
        return self.files.save(client, learn(self.encoder().embed(texts), labels), self.encoder_version)

    def find(self, client: str, transcript: Transcript) -> Judgement | None:
        """The client's own reason, with the turn that shows it; None where the client has defined none."""
        version = self.files.newest(client)
        if not version:
            return None
        spoken = [n for n, turn in enumerate(transcript.turns) if turn.party is Party.CUSTOMER]
        opening = [n for n in spoken if len(transcript.turns[n].text.split()) >= LEAST_WORDS][:OPENING]
        name = f"{client}@{version}"
        if not opening:
            return Judgement(None, 0.0, {}, reason=f"the customer says nothing to go by ({name})")
        texts = [transcript.turns[number].text for number in opening]
        row, label, shares = self._reasons(client, version).judge(self.encoder().embed(texts))
        passage = Evidence(opening[row], 0, len(texts[row]))
        if label is None:
            return Judgement(None, max(shares.values()), shares, reason=f"none of the client's own reasons ({name})")
        return Judgement(label, shares[label], shares, (passage,))

    def _reasons(self, client: str, version: int) -> OwnReasons:
        if (client, version) not in self._loaded:
            self._loaded[client, version] = self.files.load(client, version, self.encoder_version)
        return self._loaded[client, version]
