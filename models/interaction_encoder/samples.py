"""What training sees of an interaction: turns that carry their own labels, so that they can be cut, dropped, masked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from qa_service.domain.interaction import Party
from qa_service.domain.vocabulary import Vocabulary, parse

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "models" / "corpus"


def vocabulary() -> Vocabulary:
    """The project's labels."""
    return parse(yaml.safe_load((ROOT / "annotation_guides" / "schema.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A turn with what is known of it; None means that nobody judged it. `pii`: (text, type) found in it."""

    party: Party
    text: str
    sentiment: str | None = None
    courtesy: frozenset[str] | None = None
    shows_intent: bool | None = None
    shows_resolution: bool | None = None
    pii: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One interaction or single text. `done`: a customer said whether the case was settled (star)."""

    id: str
    lang: str
    group: str
    turns: tuple[LabelledTurn, ...]
    intent: str | None = None
    resolution: str | None = None
    done: bool | None = None
    weight: float = 1.0
    info: Mapping[str, Any] = field(default_factory=dict)

    def with_turns(self, turns: Sequence[LabelledTurn]) -> "Sample":
        """The same judgements over other words."""
        return replace(self, turns=tuple(turns))


def from_document(document: Mapping[str, Any], group: str) -> Sample:
    """A corpus line (models/corpus/CARD.md) as a sample."""
    labels = document["labels"]
    evidence = labels["courtesy_evidence"]
    turns = []
    for number, turn in enumerate(document["turns"]):
        party = Party(turn["speaker"])
        shown = frozenset(label for label, where in evidence.items() if number in where)
        turns.append(
            LabelledTurn(
                party=party,
                text=turn["text"],
                sentiment=turn.get("sentiment") if party is Party.CUSTOMER else None,
                courtesy=shown if party is Party.AGENT else None,
                shows_intent=number in labels.get("intent_evidence", ()),
                shows_resolution=number in labels.get("resolution_evidence", ()),
                pii=tuple((p["text"], p["type"]) for p in document["pii"] if p["turn"] == number),
            )
        )
    info = {"channel": document["channel"], "asr": document["asr_like"], "sector": document["sector"]}
    return Sample(
        id=document["id"],
        lang=document["lang"],
        group=group,
        turns=tuple(turns),
        intent=labels["intent"],
        resolution=labels["resolution"],
        info=info,
    )


def corpus(folder: Path = CORPUS) -> list[Sample]:
    """Every interaction of the corpus, file by file."""
    return [from_document(d, path.stem) for path in sorted(folder.glob("[ie][tn]-?.jsonl")) for d in read_lines(path)]


def single_lines(folder: Path = CORPUS) -> list[Sample]:
    """Single turns (lines-*.jsonl): of customers with a sentiment or the reason they tell, of agents with courtesy."""
    found = []
    for path in sorted(folder.glob("lines-*.jsonl")):
        for number, line in enumerate(read_lines(path)):
            turn, intent = _single(line), line.get("intent")
            found.append(Sample(f"{path.stem}-{number}", line["lang"], path.stem, (turn,), intent=intent))
    return found


def _single(line: Mapping[str, Any]) -> LabelledTurn:
    if "courtesy" in line:
        return LabelledTurn(Party.AGENT, line["text"], courtesy=frozenset(line["courtesy"]))
    shows = line["intent"] is not None if "intent" in line else None
    return LabelledTurn(Party.CUSTOMER, line["text"], sentiment=line.get("sentiment"), shows_intent=shows)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a .jsonl file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
