"""The same dialogues as text and as recognised sound: how much each head loses on the way through the telephone.

Reads the spoken samples (eval/samples, synthetic voices, telephone coding, noise): their scripts are the text, Whisper
hears the recordings. The channel of the agent is given, so that only the words differ.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.engines import SAMPLES, transcriber
from eval.figures import Result, sampled, stated
from eval.service import Service
from models import measures
from qa_service.domain.interaction import Party
from qa_service.domain.understanding import Understanding
from qa_service.ingest.audio import PyAvDecoder
from qa_service.transcribe.turns import speaker_turns


@dataclass(frozen=True, slots=True)
class Both:
    """What people labelled, and what was read from the script and from the sound."""

    labels: Mapping[str, Any]
    script: Understanding
    heard: Understanding


def spoken(service: Service, limit: int | None) -> Result:
    """Raises FileNotFoundError where there is no recording."""
    paths = sampled(sorted(SAMPLES.glob("*.flac")), limit)
    if not paths:
        raise FileNotFoundError(f"no recording lies in {SAMPLES}")
    whisper, decoder = transcriber(threads=1), PyAvDecoder()
    pairs = []
    for path in paths:
        about = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
        agent = about["recording"]["agent_channel"]
        script = [(Party(turn["speaker"]), turn["text"]) for turn in about["turns"]]
        words = whisper.transcribe(decoder.decode(path), about["lang"]).words
        heard = [(Party.AGENT if t.speaker == agent else Party.CUSTOMER, t.text) for t in speaker_turns(words)]
        said = (service.read(script, about["lang"]), service.read(heard, about["lang"]))
        pairs.append(Both(about["labels"], *said))
    return Result(len(pairs), "calls", stated(pairs, _measure))


def _measure(pairs: Sequence[Both]) -> dict[str, float]:
    found: dict[str, float] = {}
    for way in ("script", "heard"):
        said = [getattr(pair, way) for pair in pairs]
        for family in ("intent", "resolution"):
            gold = [pair.labels[family] for pair in pairs]
            found[f"{family} accuracy, {way}"] = measures.accuracy(gold, [getattr(s, family).label for s in said])
        ends = [(p.labels[f"sentiment_{end}"], getattr(s.sentiment, end)) for p, s in zip(pairs, said, strict=True)
                for end in ("start", "end")]  # fmt: skip
        found[f"start and end accuracy, {way}"] = measures.accuracy([g for g, _ in ends], [s for _, s in ends])
        shown = [{label for label, b in s.courtesy.items() if b.detected} for s in said]
        found[f"courtesy F1, {way}"] = measures.sets_f1([pair.labels["courtesy"] for pair in pairs], shown)
    return found
