"""Draws the interactions that are labelled a second time, and writes them without their labels.

`python -m models.corpus.second.draw [FOLDER FOR THE STRIPPED COPY]`
"""

import json
import random
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

HERE = Path(__file__).parent
SEED = 20261124
SIZES = {"it": 53, "en": 27}
# The corpus as it stood at the draw. en-j was still being written; any count from 5 to 34 of it draws the same.
FILES = {"it": "abcdefghijklmnopq", "en": "abcdefghij"}
UNFINISHED = {"en-j": 20}


def interactions() -> dict[str, Row]:
    """The dialogues of the corpus by id (not the single lines)."""
    files = [HERE.parent / f"{lang}-{letter}.jsonl" for lang, letters in FILES.items() for letter in letters]
    rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line)
    return {row["id"]: row for row in rows}


def draw(ids: Iterable[str]) -> list[str]:
    rng = random.Random(SEED)
    ordered = sorted(i for i in ids if int(i[-3:]) <= UNFINISHED.get(i[:-4], 999))
    strata = ([i for i in ordered if i.startswith(f"{lang}-")] for lang in SIZES)
    return [i for stratum, size in zip(strata, SIZES.values(), strict=True) for i in rng.sample(stratum, size)]


def stripped(row: Row) -> Row:
    kept = {key: row[key] for key in ("id", "lang", "channel", "direction")}
    return kept | {"turns": [{"speaker": turn["speaker"], "text": turn["text"]} for turn in row["turns"]]}


def main(folder: str = "/tmp/blind") -> None:
    rows = interactions()
    ids = draw(rows)
    sample = {
        "script": "models/corpus/second/draw.py",
        "seed": SEED,
        "sizes": SIZES,
        "files": FILES,
        "unfinished": UNFINISHED,
    }
    sample["ids"] = ids
    (HERE / "sample.json").write_text(json.dumps(sample, indent=1) + "\n", encoding="utf-8")
    Path(folder).mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(stripped(rows[i]), ensure_ascii=False) for i in ids)
    (Path(folder) / "items.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
