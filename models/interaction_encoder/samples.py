"""What training sees of an interaction: turns that carry their own labels, so that they can be cut, dropped, masked."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from qa_service.domain.interaction import Party
from qa_service.domain.vocabulary import Vocabulary, parse

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "models" / "corpus"


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The project's labels."""
    return parse(yaml.safe_load((ROOT / "annotation_guides" / "schema.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A turn with what is known of it; None means that nobody judged it. `pii`: (text, type) found in it.

    `disputed`: courtesy labels that its reader gave and its writer had not meant; nothing is learned of them.
    """

    party: Party
    text: str
    sentiment: str | None = None
    courtesy: frozenset[str] | None = None
    shows_intent: bool | None = None
    shows_resolution: bool | None = None
    pii: tuple[tuple[str, str], ...] = ()
    disputed: frozenset[str] = frozenset()


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
    evidence, disputed = labels["courtesy_evidence"], labels.get("courtesy_disputed", {})
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
                disputed=frozenset(label for label, where in disputed.items() if number in where),
            )
        )
    info = {name: document[name] for name in ("channel", "direction", "sector")}
    info |= {"asr": document["asr_like"], "ended": document.get("ended", True)}
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


REAL_TEST = ("real-it-m", "real-it-n", "real-en-h", "quiet-it-e", "quiet-en-d")
REAL_DEV = ("real-it-k", "real-it-l", "real-en-f", "real-en-g", "quiet-it-d", "quiet-en-c")
"""Writers whose conversations train nothing: whole files, so that no habit of a writer is in two parts."""


def real_style(part: str, folder: Path = CORPUS) -> list[Sample]:
    """Conversations in the style of the real: in `real-*` nobody is wronged, in `quiet-*` somebody is.

    Windows that break off carry no outcome; `info["ended"]` says whether the contact comes to its end.
    """
    files = sorted([*folder.glob("real-*.jsonl"), *folder.glob("quiet-*.jsonl")])
    return [from_document(d, path.stem) for path in files if _real_part(path.stem) == part for d in read_lines(path)]


def _real_part(name: str) -> str:
    return "test" if name in REAL_TEST else "dev" if name in REAL_DEV else "train"


ACCUSATIONS_ONLY: Mapping[str, Any] = {"accusations_only": True}
"""Of such a sample only the negative courtesy labels were judged; what else its agents show is not known."""


def judged_labels(sample: Sample, turn: LabelledTurn) -> frozenset[str]:
    """The courtesy labels of which it is known whether the turn shows them; the turn must have been judged."""
    labels = vocabulary()
    known = labels.courtesy_negative if sample.info.get("accusations_only") else labels.courtesy
    return frozenset(known) - turn.disputed


def single_lines(folder: Path = CORPUS) -> list[Sample]:
    """Single turns (lines-*.jsonl): of customers with a sentiment or the reason they tell, of agents with courtesy."""
    found = []
    for path in sorted(folder.glob("lines-*.jsonl")):
        for number, line in enumerate(read_lines(path)):
            turn, intent = _single(line), line.get("intent")
            info = ACCUSATIONS_ONLY if path.stem.startswith(("lines-brusque", "lines-harmless")) else {}
            found.append(Sample(f"{path.stem}-{number}", line["lang"], path.stem, (turn,), intent=intent, info=info))
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
