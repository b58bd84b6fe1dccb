"""The counts of CARD.md, as Markdown: `python -m models.corpus.tables`."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median
from typing import Any

from models.interaction_encoder.samples import CORPUS, read_lines, vocabulary
from models.interaction_encoder.split import PARTS, load

Document = dict[str, Any]
Counted = Callable[[Document], Iterable[str]]
SIZE = (
    *("interactions", "call", "chat", "email", "inbound", "outbound", "asr_like"),
    *("agent turns", "customer turns", "other turns", "words"),
    *(f"in the {part} part" for part in PARTS),
)


def documents() -> list[Document]:
    """Every interaction, with the name of its file and its part."""
    parts = load()
    paths = sorted(CORPUS.glob("[ie][tn]-?.jsonl"))
    return [d | {"file": p.stem, "part": parts.get(d["id"])} for p in paths for d in read_lines(p)]


def size(d: Document) -> Iterable[str]:
    """What an interaction adds to the first table."""
    yield from ("interactions", d["channel"], d["direction"], f"in the {d['part']} part")
    if d["asr_like"]:
        yield "asr_like"
    for turn in d["turns"]:
        yield f"{turn['speaker']} turns"
        yield from ["words"] * len(re.findall(r"\S+", turn["text"]))


def feelings(d: Document) -> Iterable[str]:
    """Sentiments of customer turns, of start and of end."""
    yield from (f"customer turns, {t['sentiment']}" for t in d["turns"] if "sentiment" in t)
    yield from (f"{end}, {d['labels'][f'sentiment_{end}']}" for end in ("start", "end"))


def shown(d: Document) -> Iterable[str]:
    """Courtesy labels, once for each agent turn that shows them."""
    return [label for label, turns in d["labels"]["courtesy_evidence"].items() for _ in turns]


def table(title: str, found: Sequence[Document], counted: Counted, rows: Sequence[str] = ()) -> None:
    """A row a name, in the order given or else by number: Italian, English, all."""
    by_lang = {lang: Counter(n for d in found if d["lang"] == lang for n in counted(d)) for lang in ("it", "en")}
    whole = by_lang["it"] + by_lang["en"]
    print(f"\n| {title} | Italian | English | all |\n| --- | --- | --- | --- |")
    for name in rows or [name for name, _ in whole.most_common()]:
        print(f"| {name} | {by_lang['it'][name]:,} | {by_lang['en'][name]:,} | {whole[name]:,} |")


def files(found: Sequence[Document], negative: frozenset[str]) -> None:
    """A row a file: number, look, length of calls and chats, share with negative courtesy."""
    print("\n| file | interactions | asr_like | turns of a call or chat, median (most) | negative courtesy |")
    print("| --- | --- | --- | --- | --- |")
    for name in sorted({d["file"] for d in found}):
        own = [d for d in found if d["file"] == name]
        turns = [len(d["turns"]) for d in own if d["channel"] != "email"]
        rude = sum(not negative.isdisjoint(d["labels"]["courtesy"]) for d in own) / len(own)
        heard = sum(d["asr_like"] for d in own)
        print(f"| {name} | {len(own)} | {heard} | {median(turns):.0f} ({max(turns)}) | {rude:.0%} |")


def main() -> None:
    """Print all tables."""
    found, labels = documents(), vocabulary()
    table("", found, size, SIZE)
    files(found, frozenset(labels.courtesy_negative))
    table("reason for the contact", found, lambda d: [d["labels"]["intent"]])
    table("outcome", found, lambda d: [d["labels"]["resolution"]], tuple(labels.resolution))
    table("courtesy, interactions", found, lambda d: d["labels"]["courtesy"], labels.courtesy)
    table("courtesy, agent turns", found, shown, labels.courtesy)
    moods = [f"{what}, {mood}" for what in ("customer turns", "start", "end") for mood in labels.sentiment]
    table("sentiment", found, feelings, moods)
    table("personal data, stretches", found, lambda d: [p["type"] for p in d["pii"]])


if __name__ == "__main__":
    main()
