"""Other people's sets: where each comes from, under which licence, whether it is here; and bringing those that may be.

`python -m eval.fetch` says it of each and fetches nothing. `python -m eval.fetch banking77 clinc150 --into FOLDER`
brings these by their public addresses, checks their sha256 and writes them as the readers expect them. FOLDER is
QA_EVAL_DATA where it is not given. Mind the licences: some sets are for research only, and are not brought from here.
"""

import argparse
import csv
import gzip
import hashlib
import io
import json
import os
import tomllib
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.needs import Missing
from models.interaction_encoder.public import data_dir

Row = dict[str, Any]
Download = Callable[[str], bytes]
_CATALOGUE = Path(__file__).with_name("public_sets.toml")
_SECONDS = 60
_PARTS = {"train": ("train", "oos_train"), "dev": ("val", "oos_val")}
"""Our parts of clinc150 and theirs."""


@dataclass(frozen=True, slots=True)
class File:
    """One file as its makers publish it."""

    address: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set with its origin; `files` is empty where it cannot be brought from here."""

    name: str
    title: str
    source: str
    licence: str
    use: str
    parts: tuple[str, ...]
    files: Mapping[str, File]

    def lies_in(self, folder: Path) -> bool:
        """Whether all its parts are there."""
        return all((folder / self.name / part).exists() for part in self.parts)


def catalogue() -> dict[str, PublicSet]:
    """All sets by name."""
    entries = tomllib.loads(_CATALOGUE.read_text(encoding="utf-8"))
    return {name: _entry(name, entry) for name, entry in entries.items()}


def _entry(name: str, entry: Mapping[str, Any]) -> PublicSet:
    files = {file: File(**fields) for file, fields in entry.get("files", {}).items()}
    words = (entry["title"], entry["source"], entry["licence"], entry["use"])
    return PublicSet(name, *words, tuple(entry["parts"]), files)


def download(address: str) -> bytes:
    """The bytes at an address. Raises Missing."""
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
            body: bytes = answer.read()
    except OSError as error:
        raise Missing(f"{address} cannot be reached: {error}") from error
    return body


def bring(wanted: PublicSet, folder: Path, fetch: Download = download) -> list[Path]:
    """Downloads a set, checks it, and writes its parts below `folder`. Raises Missing."""
    if wanted.name not in _CONVERTERS:
        raise Missing(f"{wanted.name} is not brought from here; it comes from {wanted.source} ({wanted.licence})")
    raw = {name: _checked(file, fetch(file.address)) for name, file in wanted.files.items()}
    place = folder / wanted.name
    place.mkdir(parents=True, exist_ok=True)
    return [_write(place / f"{part}.jsonl.gz", rows) for part, rows in _CONVERTERS[wanted.name](raw).items()]


def _checked(file: File, body: bytes) -> bytes:
    if (seen := hashlib.sha256(body).hexdigest()) != file.sha256:
        raise Missing(f"{file.address} is not what it was: sha256 {seen}, expected {file.sha256}")
    return body


def _write(path: Path, rows: Iterable[Row]) -> Path:
    """Written beside and renamed: a stopped download leaves no half set."""
    partial = path.with_suffix(".partial")
    with gzip.open(partial, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return partial.replace(path)


def _banking77(raw: Mapping[str, bytes]) -> dict[str, list[Row]]:
    table = csv.DictReader(io.StringIO(raw["train.csv"].decode("utf-8"), newline=""))
    return {"train": [{"text": row["text"], "intent": row["category"]} for row in table]}


def _clinc150(raw: Mapping[str, bytes]) -> dict[str, list[Row]]:
    """Requests out of scope have no domain."""
    domains = {intent: domain for domain, intents in json.loads(raw["domains.json"]).items() for intent in intents}
    theirs = json.loads(raw["data_full.json"])
    return {
        part: [
            {"text": text, "intent": intent, "domain": domains.get(intent)}
            for name in names
            for text, intent in theirs[name]
        ]
        for part, names in _PARTS.items()
    }


_CONVERTERS: Mapping[str, Callable[[Mapping[str, bytes]], dict[str, list[Row]]]] = {
    "banking77": _banking77,
    "clinc150": _clinc150,
}


def told(wanted: PublicSet, folder: Path) -> str:
    """Some lines about a set."""
    here = "here" if wanted.lies_in(folder) else f"not in {folder}"
    way = f"python -m eval.fetch {wanted.name}" if wanted.name in _CONVERTERS else "by hand, from its source"
    facts = {"from": wanted.source, "licence": wanted.licence, "use": wanted.use, "state": here, "to bring it": way}
    return "\n".join([f"{wanted.name}: {wanted.title}", *(f"  {name}: {fact}" for name, fact in facts.items())])


def main() -> None:
    """Tell, or bring what is named."""
    sets = catalogue()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *sets], metavar="NAME", help="sets to bring; none: only tell")
    parser.add_argument("--into", type=Path, default=os.environ.get("QA_EVAL_DATA"), help="a folder; or QA_EVAL_DATA")
    arguments = parser.parse_args()
    if arguments.names and arguments.into is None:
        parser.error("say where to: --into FOLDER, or QA_EVAL_DATA")
    for name in arguments.names:
        print(*bring(sets[name], Path(arguments.into)), sep="\n")
    if not arguments.names:
        print("\n\n".join(told(public, arguments.into or data_dir()) for public in sets.values()))


if __name__ == "__main__":
    main()
