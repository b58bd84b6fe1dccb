"""From a scorecard document to a paper. What a document lacks is left out; nothing is computed but percentages."""

from collections.abc import Mapping
from typing import Any, Literal

from qa_service.domain.vocabulary import Vocabulary
from qa_service.exports.paper import Figure, Paper, Table
from qa_service.exports.wording import Language, number, word

Of = Literal["agent", "team", "client"]


def paper(document: Mapping[str, Any], of: Of, who: str, vocabulary: Vocabulary, language: Language) -> Paper:
    """The scorecard of an agent, team or client called `who`."""
    return Paper(
        title=word(f"scorecard_{of}", language),
        subtitle=f"{word(of, language)} {who}",
        language=language,
        facts=_facts(document, language),
        notices=(word("notice_machine", language),),
        figures=_figures(document, language),
        tables=_tables(document, vocabulary, language),
        footer=f"qa-service {document.get('service', '')}".strip(),
    )


def _facts(document: Mapping[str, Any], language: Language) -> tuple[tuple[str, str], ...]:
    since, until = (_day(document.get(name)) for name in ("since", "until"))
    period = f"{since or word('whole_period', language)} – {until or word('until_now', language)}"
    facts = [
        (word("period", language), period),
        (word("interactions", language), number(document["n"], "count", language)),
    ]
    for name, label in (("channel", "channel"), ("monitoring_basis", "basis"), ("method", "method")):
        if document.get(name):
            facts.append((word(label, language), str(document[name])))
    return tuple(facts)


def _day(moment: Any) -> str:
    return "" if moment is None else str(moment)[:10]


def _figures(document: Mapping[str, Any], language: Language) -> tuple[Figure, ...]:
    n, resolved, courtesy = document["n"], document["resolution"].get("resolved", {}), document["courtesy"]
    return (
        Figure(word("resolved", language), resolved.get("share", 0.0), "share", n_machine=n),
        Figure(word("courtesy", language), courtesy["mean"], "score", n_machine=courtesy["n"]),
        Figure(word("cannot_tell", language), document["cannot_tell"]["share"], "share", n_machine=n),
    )


def _tables(document: Mapping[str, Any], vocabulary: Vocabulary, language: Language) -> tuple[Table, ...]:
    rows = [
        (vocabulary.name("resolution", label, language), found["n"], found["share"])
        for label, found in document["resolution"].items()
    ]
    undecided = document["cannot_tell"]
    rows.append((word("cannot_tell", language), undecided["n"], undecided["share"]))
    header = (word("resolution", language), word("count", language), word("share", language))
    return (Table(word("resolution", language), header, tuple(rows), units=(None, "count", "share")),)
