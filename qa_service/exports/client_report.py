"""From the report to a client organisation (ISO 18295-2) to a paper: what its page shows. No agent stands on it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from qa_service.exports import key_figures, scorecard
from qa_service.exports.naming import Naming
from qa_service.exports.paper import Amount, Cell, Extract, Paper, Table, Unit
from qa_service.exports.wording import Language, number, word

Document = Mapping[str, Any]
_INSIDE = ("resolved", "pending", "unresolved")
_WIDTHS = (31.0, 18.0, 14.0, 15.0, 14.0, 15.0, 20.0, 20.0, 13.0, 14.0)
_COUNTS: tuple[Unit | None, ...] = (None, *("count",) * 9)


def paper(document: Document, who: str, naming: Naming) -> Paper:
    """The report to the client called `who`."""
    language = naming.language
    scorecard_paper = scorecard.paper(document, "client", who, naming)
    return replace(
        scorecard_paper,
        title=word("report", language),
        facts=(*scorecard_paper.facts, *_complaints(document["complaints"], language)),
        notices=(
            word("notice_report", language),
            *scorecard_paper.notices,
            *filter(None, (pack["reference_in"][language] for pack in document["kpis"])),
            *_hidden(document, language),
        ),
        tables=(
            *(table for pack in document["kpis"] for table in key_figures.tables(pack, language)),
            *scorecard_paper.tables,
            *_surveys(document.get("surveys"), language),
            *_reasons(document, naming),
            *_agreement(document["agreement"], naming),
            *_changes(document["changes"], language),
        ),
        extracts=tuple(_extracts(document["critical_errors"], naming)),
    )


def _hidden(document: Document, language: Language) -> tuple[str, ...]:
    """What a reader of quoted words must know."""
    return (word("notice_quotes", language),) if document["critical_errors"] else ()


def _complaints(complaints: Document, language: Language) -> Iterator[tuple[str, str]]:
    share = "" if complaints["share"] is None else f" ({number(complaints['share'], 'share', language)})"
    yield word("complaints", language), number(complaints["n"], "count", language) + share


def _surveys(surveys: Document | None, language: Language) -> Iterator[Table]:
    """What customers answered; none where nobody has."""
    if not surveys or not surveys["answered"]:
        return
    rows = tuple(_survey_rows(surveys, language))
    header = tuple(word(name, language) for name in ("question", "value", "low", "high", "answers"))
    rate = "" if surveys["response_rate"] is None else number(surveys["response_rate"], "share", language)
    counts = {"answered": surveys["answered"], "asked": surveys["asked"], "rate": rate}
    note = f"{word('survey_counts', language).format(**counts)} {surveys['note'][language]}"
    yield Table(word("surveys", language), header, rows, note)


def _survey_rows(surveys: Document, language: Language) -> Iterator[tuple[Cell, ...]]:
    def row(name: str, measure: Document | None, unit: Unit, n: int) -> tuple[Cell, ...]:
        ends = (None if measure is None else Amount(measure[end], unit) for end in ("value", "low", "high"))
        return (name, *ends, Amount(n, "count"))

    for kind in ("csat", "ces"):
        for rating in surveys[kind]:
            title = f"{word(f'survey_{kind}', language)} (1-{rating['scale']})"
            yield row(title, rating["mean"], "score", rating["n"])
            yield row(f"{title}, {word('survey_top_two', language)}", rating["top_two"], "share", rating["n"])
    for name in ("nps", "solved"):
        if surveys[f"{name}_n"]:
            yield row(word(f"survey_{name}", language), surveys[name], "share", surveys[f"{name}_n"])


def _reasons(document: Document, naming: Naming) -> Iterator[Table]:
    """By where the cause lies; repeats that nobody could follow yet are left empty."""
    language = naming.language
    rows = tuple(_reason(reason, naming) for reason in document["reasons"])
    stands = {label: naming.vocabulary.name("resolution", label, language) for label in (*_INSIDE, "escalated")}
    inside, own = word("inside", language), word("own", language)
    header = (
        word("topic_intent", language),
        word("interactions", language),
        *(f"{stands[label]} ({inside})" for label in _INSIDE),
        f"{word('repeats', language)} ({inside})",
        f"{stands['escalated']} ({own})",
        f"{word('repeats', language)} ({own})",
        word("no_case", language),
        word("cannot_tell", language),
    )
    if rows:
        note = f"{document['causes'][language]} {word('repeats_note', language)}"
        yield Table(word("reasons", language), header, rows, note, _COUNTS, _WIDTHS)


def _reason(reason: Document, naming: Naming) -> tuple[Cell, ...]:
    language, followed = naming.language, bool(reason["repeats"]["followed"])
    unclear = reason["intent"] == "unclear"
    name = word("cannot_tell", language) if unclear else naming.label("intent", reason["intent"])
    return (
        name,
        reason["n"],
        *(reason["inside_the_centre"][label] for label in _INSIDE),
        reason["repeats"]["inside_the_centre"] if followed else None,
        reason["clients_own"],
        reason["repeats"]["clients_own"] if followed else None,
        reason["no_case"],
        reason["cannot_tell"],
    )


def _agreement(agreement: Document, naming: Naming) -> Iterator[Table]:
    language = naming.language
    rows = tuple(
        (naming.question_text(question), counts["n"], counts["share"]) for question, counts in agreement.items()
    )
    header = tuple(word(name, language) for name in ("question", "checked", "same_answer"))
    if rows:
        yield Table(word("agreement", language), header, rows, "", (None, "count", "share"))


def _changes(changes: Any, language: Language) -> Iterator[Table]:
    """New versions of what answers, and how far cases resolved moved at them, in points."""
    header = tuple(word(name, language) for name in ("day", "part", "before", "after", "moved"))
    rows = tuple(
        (change["day"], change["part"], change["before"], change["after"], _moved(change["resolution_moved"], language))
        for change in changes
    )
    if rows:
        yield Table(word("changes", language), header, rows)


def _moved(moved: Document | None, language: Language) -> str:
    if moved is None:
        return ""
    points = [number(100 * moved[name], "score", language) for name in ("value", "low", "high")]
    return "{} ({} – {})".format(*points)


def _extracts(errors: Any, naming: Naming) -> Iterator[Extract]:
    """The passages that show each critical error; an error that is an absence has none, and says so."""
    language = naming.language
    for error in errors:
        failed = [naming.questions.get(id, id) for ids in error["harms"].values() for id in ids]
        harms = ", ".join(word(f"critical_{harm}", language) for harm in error["harms"])
        about, where = f"{harms}: {' '.join(failed)}", f"{error['id']}, {error['day']}"
        yield Extract(about, " … ".join(error["extracts"]) or word("an_absence", language), where)
