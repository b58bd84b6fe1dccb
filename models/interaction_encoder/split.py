"""Splits the corpus by scenario: near-duplicates stay together, whole groups go to train, dev or test by a stable hash.

`python -m models.interaction_encoder.split` adds new interactions to models/corpus/split.json. What is already there
keeps its place, so a growing corpus never moves an interaction from test into train.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from models.interaction_encoder.samples import CORPUS, Sample, corpus

SPLIT = CORPUS / "split.json"
PARTS = ("train", "dev", "test")
SHARES = {"test": 0.15, "dev": 0.12}
SHINGLE = 5
"""Words in a row that are compared."""
LIKENESS = 0.10
"""Two interactions are near-duplicates when they share at least this share of the smaller one's five-word runs."""


def shingles(sample: Sample) -> frozenset[str]:
    """Runs of five words over all turns, lower case, figures as one sign."""
    found: set[str] = set()
    for turn in sample.turns:
        words = re.sub(r"\d+", "0", turn.text.lower())
        parts = re.findall(r"\w+", words)
        found.update(" ".join(parts[k : k + SHINGLE]) for k in range(len(parts) - SHINGLE + 1))
    return frozenset(found)


def near_duplicates(samples: Sequence[Sample], likeness: float = LIKENESS) -> list[tuple[str, str, float]]:
    """Pairs of ids that share at least `likeness` of the smaller one's runs (five shared runs at least).

    Runs that more than ten interactions use ("grazie per avere chiamato il servizio") are usage, not likeness.
    """
    sets = {s.id: shingles(s) for s in samples}
    users: defaultdict[str, list[str]] = defaultdict(list)
    for name, runs in sets.items():
        for run in runs:
            users[run].append(name)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for names in users.values():
        if 1 < len(names) <= 10:
            ordered = sorted(names)
            for i, a in enumerate(ordered):
                for b in ordered[i + 1 :]:
                    shared[a, b] += 1
    found = ((a, b, n / max(1, min(len(sets[a]), len(sets[b])))) for (a, b), n in shared.items() if n >= 5)
    return sorted(pair for pair in found if pair[2] >= likeness)


def groups(samples: Sequence[Sample]) -> list[list[Sample]]:
    """Interactions with their near-duplicates, in the order of first appearance."""
    leader = {s.id: s.id for s in samples}

    def top(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for a, b, _ in near_duplicates(samples):
        leader[top(b)] = top(a)
    gathered: defaultdict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        gathered[top(sample.id)].append(sample)
    return list(gathered.values())


def assign(samples: Sequence[Sample], present: Mapping[str, str]) -> dict[str, str]:
    """The part of every interaction. Within each file the groups with the lowest hashes go to test, the next to dev.

    `present` is kept; a new near-duplicate joins the part of the one that is there.
    """
    parts = dict(present)
    by_file: defaultdict[str, list[list[Sample]]] = defaultdict(list)
    for group in groups(samples):
        known = [parts[s.id] for s in group if s.id in parts]
        if known:
            parts.update({s.id: known[0] for s in group if s.id not in parts})
        else:
            by_file[group[0].group].append(group)
    for members in by_file.values():
        members.sort(key=lambda group: _hash(group[0].id))
        total = sum(len(group) for group in members)
        taken = 0
        for group in members:
            share = (taken + len(group) / 2) / total
            part = "test" if share < SHARES["test"] else "dev" if share < sum(SHARES.values()) else "train"
            parts.update({s.id: part for s in group})
            taken += len(group)
    return dict(sorted(parts.items()))


def _hash(name: str) -> str:
    return hashlib.sha256(f"split-1:{name}".encode()).hexdigest()


def load(path: Path = SPLIT) -> dict[str, str]:
    """id -> part, as stored."""
    stored: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return stored


def of_part(samples: Iterable[Sample], part: str, parts: Mapping[str, str]) -> list[Sample]:
    """The interactions of one part; those not yet assigned belong to none."""
    return [s for s in samples if parts.get(s.id) == part]


def main() -> None:
    """Add what is new to the stored split."""
    present = load() if SPLIT.exists() else {}
    samples = corpus()
    parts = assign(samples, present)
    SPLIT.write_text(json.dumps(parts, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    for part in PARTS:
        print(part, sum(value == part for value in parts.values()))


if __name__ == "__main__":
    main()
