"""What the demo prints: an interaction with its evidence, and averages per agent and client."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.markup import escape

from qa_service.cli.tables import folding
from qa_service.documents.analysis import Quote
from qa_service.domain import rounding
from qa_service.domain.processed import Processed
from qa_service.domain.understanding import Evidence, Judgement
from qa_service.domain.vocabulary import Vocabulary

_MARK = {True: "[green]+[/]", False: "[red]-[/]"}
_DOUBT = "[yellow]?[/]"
_LONGEST_QUOTE = 84


def interaction(console: Console, processed: Processed, vocabulary: Vocabulary) -> None:
    """One interaction: reason, resolution, courtesy with quoted evidence, sentiment from start to end."""
    about, seen = processed.interaction, processed.understood.understanding
    lang = processed.understood.transcript.lang or "?"
    console.rule(f"[bold]{escape(about.id)}[/]  {about.channel} · {lang} · {about.client} · agent {about.agent or '?'}")
    _judgement(console, "reason", "intent", seen.intent, processed, vocabulary)
    _judgement(console, "resolution", "resolution", seen.resolution, processed, vocabulary)
    console.print(f"sentiment   {seen.sentiment.start or 'cannot tell'} → {seen.sentiment.end or 'cannot tell'}")
    score = processed.scorecard.courtesy
    console.print(f"courtesy    {'cannot tell' if score is None else f'{rounding.to_decimals(score, 0):.0f} of 100'}")
    for label, behaviour in seen.courtesy.items():
        if behaviour.detected:
            mark = _DOUBT if behaviour.to_be_confirmed else _MARK[label in vocabulary.courtesy_positive]
            waits = ", to be confirmed by a person: counts nowhere" if behaviour.to_be_confirmed else ""
            name = vocabulary.name("courtesy", label, "en")
            console.print(f"  {mark} {name} ({behaviour.probability:.2f}{waits})")
            _quote(console, behaviour.evidence, processed)
    console.print()


def _judgement(
    console: Console, title: str, family: str, judged: Judgement, processed: Processed, vocabulary: Vocabulary
) -> None:
    if judged.label is None:
        console.print(f"{title:<11} cannot tell: {judged.reason or 'not sure enough'}")
        return
    console.print(f"{title:<11} {vocabulary.name(family, judged.label, 'en')} ({judged.probability:.2f})")
    _quote(console, judged.evidence[:2], processed)


def _quote(console: Console, evidence: Sequence[Evidence], processed: Processed) -> None:
    for passage in Quote.all(evidence[:2], processed.understood.transcript):
        text = " ".join(passage.quote.split())
        text = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
        at = "" if passage.start is None else f" {passage.start:.1f} s"
        console.print(f"      [dim]turn {passage.turn}{at}:[/] “{escape(text)}”", highlight=False, soft_wrap=True)


def averages(console: Console, cards: Iterable[Processed]) -> None:
    """A table per agent and one per client, of plain averages."""
    done = list(cards)
    for title, groups in (
        ("agent", _grouped(done, lambda card: card.interaction.agent)),
        ("client", _grouped(done, lambda card: card.interaction.client)),
    ):
        table = folding(title, "n", "resolved", "courtesy", title=f"per {title} (machine only, no interval yet)")
        for name, group in sorted(groups.items()):
            table.add_row(name, str(len(group)), _resolved(group), _courtesy(group))
        console.print(table)


def _grouped(cards: Iterable[Processed], key: Callable[[Processed], str | None]) -> dict[str, list[Processed]]:
    groups: dict[str, list[Processed]] = defaultdict(list)
    for card in cards:
        if name := key(card):
            groups[name].append(card)
    return groups


def _resolved(group: Sequence[Processed]) -> str:
    """Resolved of those with a case that the service could judge."""
    labels = [card.understood.understanding.resolution.label for card in group]
    cases = [label for label in labels if label not in {None, "not_applicable"}]
    return f"{cases.count('resolved')} of {len(cases)}" if cases else "no case"


def _courtesy(group: Sequence[Processed]) -> str:
    scores = [card.scorecard.courtesy for card in group if card.scorecard.courtesy is not None]
    return f"{rounding.to_decimals(sum(scores) / len(scores), 0):.0f}" if scores else "cannot tell"
