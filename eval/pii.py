"""Recall and precision of personal data on the half of the corpus that was not looked at: `python -m eval.pii`.

The names model is learned anew from the tuning half (about 20 seconds; needs scikit-learn and, for plain English words,
the public sets), because the one that ships knows both halves. One leak is left: street names in text without capitals
are told by the shipped list of plain words. `--shipped` takes the model that ships, `--half tune` the other half,
`--speed` prints the time a turn takes, `--errors` what is missed or wrongly hidden (tuning half only).
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from eval.corpus_pii import CORPUS, Case, load
from eval.train_names import learn, public_words
from models.interaction_encoder.public import data_dir
from qa_service.domain.transcript import PiiSpan
from qa_service.understand.pii import PresidioFinder


class Tally:
    """Counts of one group: spans found (touched by half their characters), spans right, characters."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, gold: Iterable[PiiSpan], found: Iterable[PiiSpan], every: Iterable[PiiSpan]) -> None:
        """Adds one interaction: gold and found of this group, and all gold whatever its type."""
        gold, found, every = tuple(gold), tuple(found), tuple(every)
        right, hidden = _characters(every), _characters(found)
        for span in gold:
            mine = _characters([span])
            self.counts["gold"] += 1
            self.counts["gold found"] += 2 * len(mine & hidden) >= len(mine)
        for span in found:
            mine = _characters([span])
            self.counts["found"] += 1
            self.counts["found right"] += 2 * len(mine & right) >= len(mine)
        wanted = _characters(gold)
        self.counts["characters gold"] += len(wanted)
        self.counts["characters hidden"] += len(wanted & hidden)
        self.counts["characters found"] += len(hidden)
        self.counts["characters right"] += len(hidden & right)

    def row(self) -> str:
        """Span recall and precision, character recall and precision, and the number of gold spans."""
        c = self.counts
        shares = [
            _share(c["gold found"], c["gold"]),
            _share(c["found right"], c["found"]),
            _share(c["characters hidden"], c["characters gold"]),
            _share(c["characters right"], c["characters found"]),
        ]
        return "  ".join(shares) + f"  {c['gold']:6d}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.3f}" if whole else "     -"


def _characters(spans: Iterable[PiiSpan]) -> set[tuple[int, int]]:
    return {(span.turn, place) for span in spans for place in range(span.start, span.end)}


def measure(cases: Iterable[Case], finder: PresidioFinder) -> dict[str, Tally]:
    """Tallies by group. Of a type, recall counts a datum hidden under whatever type, precision counts any datum."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case in cases:
        found = finder.find(case.texts, case.lang)
        for group in ("all", case.lang, f"{case.lang} {'asr-like' if case.asr_like else 'written'}"):
            tallies[group].add(case.gold, found, case.gold)
        for kind in sorted({span.type for span in (*case.gold, *found)}):
            mine = [span for span in case.gold if span.type == kind]
            tallies[kind].add(mine, [span for span in found if span.type == kind], case.gold)
            _untyped(tallies[kind], mine, found)
        _typed(tallies["all"], case.gold, found)
    return tallies


def _untyped(tally: Tally, gold: list[PiiSpan], found: Iterable[PiiSpan]) -> None:
    """How many of the gold spans of a type are hidden under any type."""
    hidden = _characters(found)
    for span in gold:
        mine = _characters([span])
        tally.counts["any"] += 2 * len(mine & hidden) >= len(mine)


def _typed(tally: Tally, gold: Iterable[PiiSpan], found: Iterable[PiiSpan]) -> None:
    """How many gold spans that were found carry the right type."""
    for span in gold:
        mine = _characters([span])
        best = max(found, key=lambda f: len(mine & _characters([f])), default=None)
        if best is not None and 2 * len(mine & _characters([best])) >= len(mine):
            tally.counts["typed"] += 1
            tally.counts["typed right"] += best.type == span.type


def report(tallies: dict[str, Tally]) -> str:
    """A table for people."""
    lines = [f"{'':16s}  span R  span P  char R  char P    gold  hidden as any type"]
    order = ["all", "it", "en", "it written", "it asr-like", "en written", "en asr-like"]
    for name in order + sorted(set(tallies) - set(order)):
        if name in tallies:
            extra = "" if name in order else f"  {_share(tallies[name].counts['any'], tallies[name].counts['gold'])}"
            lines.append(f"{name:16s}  {tallies[name].row()}{extra}")
    c = tallies["all"].counts
    lines.append(f"right type among the found: {_share(c['typed right'], c['typed'])}")
    return "\n".join(lines)


def errors(cases: Iterable[Case], finder: PresidioFinder) -> Iterator[str]:
    """Misses and false hits in their surroundings (written by this project: no customer's words)."""
    for case in cases:
        found = finder.find(case.texts, case.lang)
        for sign, spans, others in (("MISS", case.gold, found), ("FALSE", found, case.gold)):
            covered = _characters(others)
            for span in spans:
                mine = _characters([span])
                if 2 * len(mine & covered) < len(mine):
                    text = case.texts[span.turn]
                    around = f"{text[max(0, span.start - 50) : span.start]}[[{text[span.start : span.end]}]]"
                    tail = text[span.end : span.end + 30]
                    yield f"{sign:5s} {span.type:14s} {case.id}:{span.turn} {around}{tail}".replace("\n", "\\n")


def speed(cases: list[Case], finder: PresidioFinder) -> str:
    """Milliseconds of processor time a turn, over whole interactions, after a short warm-up."""
    for case in cases[:20]:
        finder.find(case.texts, case.lang)
    turns = sum(len(case.texts) for case in cases)
    words = sum(len(text.split()) for case in cases for text in case.texts)
    began = time.thread_time()
    for case in cases:
        finder.find(case.texts, case.lang)
    spent = time.thread_time() - began
    return f"{1000 * spent / turns:.3f} ms of processor time a turn of {words / turns:.1f} words ({turns} turns)"


def _fresh() -> PresidioFinder:
    """A finder whose names model has seen the tuning half only."""
    model, _ = learn(list(load(CORPUS, "tune")), public_words(data_dir()))
    return PresidioFinder(model)


def main() -> None:
    """Prints the table, the errors or the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "held-out"), default="held-out")
    parser.add_argument("--shipped", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    finder = PresidioFinder() if options.shipped or options.speed else _fresh()
    cases = list(load(CORPUS, "tune" if options.errors else options.half))
    if options.errors:
        print("\n".join(errors(cases, finder)))
    elif options.speed:
        print(speed(cases, finder))
    else:
        print(report(measure(cases, finder)))


if __name__ == "__main__":
    main()
