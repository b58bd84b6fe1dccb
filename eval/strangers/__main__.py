"""How much of strangers' personal data is hidden whole, by kind, language and style; and what is hidden for nothing.

    python -m eval.strangers [--set measure|tune|later]

A datum is hidden whole where each of its letters and digits is masked, under whatever name. A masking is false where it
touches no datum at all.
"""

import argparse
from collections import Counter

from eval.strangers.exchanges import SETS, Exchange, load
from qa_service.domain.transcript import PiiSpan
from qa_service.understand.pii import PresidioFinder


def is_whole(text: str, gold: PiiSpan, found: tuple[PiiSpan, ...]) -> bool:
    """Whether nothing of a datum can be read."""
    hidden = {place for span in found if span.turn == gold.turn for place in range(span.start, span.end)}
    return all(place in hidden for place in range(gold.start, gold.end) if text[place].isalnum())


def is_false(span: PiiSpan, gold: tuple[PiiSpan, ...]) -> bool:
    """Whether a masking hides nothing personal."""
    return not any(datum.turn == span.turn and datum.start < span.end and span.start < datum.end for datum in gold)


def count(exchange: Exchange, found: tuple[PiiSpan, ...], counts: Counter[tuple[str, str]]) -> None:
    """Adds one exchange, under each heading that it belongs to."""
    for datum in exchange.gold:
        whole = is_whole(exchange.texts[datum.turn], datum, found)
        for heading in (exchange.lang, f"{exchange.lang} {exchange.style}", f"{exchange.lang} {datum.type}"):
            counts[heading, "data"] += 1
            counts[heading, "whole"] += whole
    counts[exchange.lang, "maskings"] += len(found)
    counts[exchange.lang, "false"] += sum(is_false(span, exchange.gold) for span in found)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, default="measure")
    chosen = parser.parse_args().set
    finder, counts = PresidioFinder(), Counter[tuple[str, str]]()
    for exchange in load(chosen):
        count(exchange, finder.find(exchange.texts, exchange.lang), counts)
    for heading in sorted({heading for heading, _ in counts}):
        data, whole = counts[heading, "data"], counts[heading, "whole"]
        print(f"{heading:<28} {whole:4} of {data:4} whole ({whole / data:.2f})")
    for lang in ("it", "en"):
        maskings, false = counts[lang, "maskings"], counts[lang, "false"]
        print(f"{lang} maskings that hide nothing personal: {false} of {maskings} ({false / maskings:.3f})")


if __name__ == "__main__":
    main()
