"""Draws the interactions that are labelled a second time, and writes them without their labels.

python -m models.corpus.second.draw [FOLDER FOR THE STRIPPED COPY]
"""

import json
import random
import sys
from pathlib import Path

HERE = Path(__file__).parent
SEED = 20261124
SIZES = {"it": 53, "en": 27}


def interactions() -> dict[str, dict]:
    """The written dialogues of the corpus by id (not the single lines)."""
    files = [path for lang in SIZES for path in sorted(HERE.parent.glob(f"{lang}-*.jsonl"))]
    rows = (json.loads(line) for path in files for line in path.read_text().splitlines() if line)
    return {row["id"]: row for row in rows}


def draw(ids: list[str]) -> list[str]:
    rng = random.Random(SEED)
    strata = ([i for i in sorted(ids) if i.startswith(f"{lang}-")] for lang in SIZES)
    return [i for stratum, size in zip(strata, SIZES.values(), strict=True) for i in rng.sample(stratum, size)]


def stripped(row: dict) -> dict:
    kept = {key: row[key] for key in ("id", "lang", "channel", "direction")}
    return kept | {"turns": [{"speaker": t["speaker"], "text": t["text"]} for t in row["turns"]]}


def main(folder: str = "/tmp/blind") -> None:
    rows = interactions()
    ids = draw(list(rows))
    sample = {"script": "models/corpus/second/draw.py", "seed": SEED, "sizes": SIZES, "ids": ids}
    (HERE / "sample.json").write_text(json.dumps(sample, indent=1) + "\n")
    Path(folder).mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(stripped(rows[i]), ensure_ascii=False) for i in ids)
    (Path(folder) / "items.jsonl").write_text("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main(*sys.argv[1:])
