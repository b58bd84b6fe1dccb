"""Finding interactions by what was said in them, and by what was found in them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.processed import Understood
from qa_service.domain.review import DisputeState
from qa_service.domain.sampling import Margins, Reason
from qa_service.store import findings, interactions, withholding
from qa_service.store.cursor import Page
from qa_service.store.disputes import DisputeFilters
from qa_service.store.fold import folded
from qa_service.store.interactions import Filters
from qa_service.store.tables import InteractionRow, now
from qa_service.store.tables_reviews import DisputeRow, MarkRow
from qa_service.store.tables_search import FindingRow, SearchRow

FLAGS = (Reason.CRITICAL, Reason.TO_BE_CONFIRMED, Reason.NEGATIVE_END, Reason.LOW_CONFIDENCE, Reason.LONG_SILENCE)
"""What makes an interaction worth a look, as far as it can be seen of one alone."""
MARGINS = Margins()
_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_SPOKEN = re.compile(r"\w+")
_MOST = 12
_FREQUENT = 1000


def keep_words(session: Session, row: InteractionRow, understood: Understood) -> None:
    """Make the interaction findable by its masked words, by the courtesy behaviours that its agent showed, and by those
    that a person is to confirm.
    """
    words = "\n".join(folded(turn.text) for turn in understood.transcript.turns)
    existing = session.exec(select(SearchRow).where(SearchRow.interaction_id == row.id)).first()
    if existing is None:
        session.add(SearchRow(interaction_id=row.id, client=row.client, words=words))
    else:
        existing.words = words
    session.exec(sa.delete(FindingRow).where(col(FindingRow.interaction_id) == row.id))
    for label, behaviour in understood.understanding.courtesy.items():
        if behaviour.detected:
            turn = behaviour.evidence[0].turn if behaviour.evidence else None
            session.add(
                FindingRow(
                    interaction_id=row.id, client=row.client, label=label, probability=behaviour.probability, turn=turn
                )
            )


@dataclass(frozen=True, slots=True)
class Search:
    """What a list of interactions is narrowed to, beyond `filters`.

    `words`: all of them were said; those between quotation marks one after the other. `shows`: the agent showed this
    behaviour; `lacks`: it was looked for and not found, not even so that a person is to confirm it. `sure_below`: the
    least of the transcript's own shares is smaller. `flag`: this reason fires, or any (`any`).
    `disputed`: an objection to it is open.
    """

    filters: Filters = field(default_factory=Filters)
    words: str = ""
    shows: str | None = None
    lacks: str | None = None
    sentiment_end: str | None = None
    sure_below: float | None = None
    flag: str | None = None
    disputed: bool = False

    @property
    def tells_findings(self) -> bool:
        """Whether to stand in this list tells what the machine found."""
        findings = (self.shows, self.lacks, self.sentiment_end, self.flag)
        return self.filters.tells_findings or any(finding is not None for finding in findings)

    def conditions(self) -> list[Any]:
        """As SQL, without those of `filters` and `words`."""
        conditions: list[Any] = []
        if self.shows is not None:
            conditions.append(_with_finding(self.shows, findings.standing()))
        if self.lacks is not None:
            conditions += [_done(), ~_with_finding(self.lacks)]
        if self.sentiment_end is not None:
            conditions.append(col(InteractionRow.sentiment_end) == self.sentiment_end)
        if self.sure_below is not None:
            conditions.append(col(InteractionRow.confidence) < self.sure_below)
        if self.flag is not None:
            conditions.append(flagged(None if self.flag == "any" else Reason(self.flag)))
        if self.disputed:
            is_open = DisputeFilters(state=DisputeState.OPEN).conditions(now())
            conditions.append(col(InteractionRow.id).in_(select(DisputeRow.interaction_id).where(*is_open)))
        return conditions


def page(session: Session, search: Search, *, cursor: str | None = None, limit: int = 50) -> Page[InteractionRow]:
    """A page of what was searched for, newest first. Raises BadInput on a cursor that this service did not make."""
    also, filters = search.conditions(), search.filters
    if filters.state is State.DONE:
        also, filters = [*also, _done()], replace(filters, state=None)
    if phrases := phrases_of(search.words):
        also += [_says(session, phrases), *withholding.legible(session)]
    return interactions.page(session, filters, cursor=cursor, limit=limit, also=also)


def _done() -> Any:
    """Asked as what it is not: asked for the state itself, SQLite reads all finished ones by it and sorts them."""
    return col(InteractionRow.state).not_in([state for state in State if state is not State.DONE])


def _with_finding(label: str, *conditions: Any) -> Any:
    """Asked row by row, newest first: a page is full long before all that show it are gone through."""
    of_row = col(FindingRow.interaction_id) == col(InteractionRow.id)
    return select(FindingRow.label).where(of_row, FindingRow.label == label, *conditions).exists()


def _marked(condition: Any) -> Any:
    of_row = col(MarkRow.interaction_id) == col(InteractionRow.id)
    return select(MarkRow.interaction_id).where(of_row, condition).exists()


def flagged(reason: Reason | None) -> Any:
    """Whether `reason` fires, or any of `FLAGS`, as SQL."""
    row = InteractionRow
    unsure = sa.or_(col(row.resolution).is_(None), col(row.resolution_probability) < MARGINS.low_confidence)
    fires = {
        Reason.CRITICAL: _marked(col(MarkRow.critical).is_(True)),
        Reason.TO_BE_CONFIRMED: findings.any_waits(),
        Reason.NEGATIVE_END: col(row.sentiment_end) == "negative",
        Reason.LOW_CONFIDENCE: sa.and_(_done(), unsure, col(row.automatic).is_(None)),
        Reason.LONG_SILENCE: _marked(col(MarkRow.longest_silence) >= MARGINS.long_silence),
    }
    return sa.or_(*fires.values()) if reason is None else fires[reason]


def flags_of(session: Session, rows: Sequence[InteractionRow]) -> Mapping[UUID, tuple[Reason, ...]]:
    """The reasons that fire for these interactions."""
    ids = [row.id for row in rows]
    marks = {m.interaction_id: m for m in session.exec(select(MarkRow).where(col(MarkRow.interaction_id).in_(ids)))}
    waits = findings.to_be_confirmed(session, ids)
    return {
        row.id: tuple(_fired(row, marks.get(row.id), waits=row.id in waits)) for row in rows if row.state is State.DONE
    }


def _fired(row: InteractionRow, mark: MarkRow | None, *, waits: bool) -> list[Reason]:
    if row.automatic is not None:
        return []
    fires = {
        Reason.CRITICAL: mark is not None and mark.critical,
        Reason.TO_BE_CONFIRMED: waits,
        Reason.NEGATIVE_END: row.sentiment_end == "negative",
        Reason.LOW_CONFIDENCE: row.resolution is None or (row.resolution_probability or 0.0) < MARGINS.low_confidence,
        Reason.LONG_SILENCE: mark is not None and (mark.longest_silence or 0.0) >= MARGINS.long_silence,
    }
    return [reason for reason in FLAGS if fires[reason]]


def phrases_of(words: str) -> list[str]:
    """What has to be said, each folded and without punctuation; quoted words stay together."""
    phrases = []
    for quoted, single in _WORDS.findall(words):
        phrase = " ".join(_SPOKEN.findall(folded(quoted or single)))
        if phrase:
            phrases.append(phrase)
    return phrases[:_MOST]


class _Matching(FunctionElement[bool]):
    """Whether the words of `search` hold all phrases; each database has its own full-text index."""

    inherit_cache = True
    type = sa.Boolean()


@compiles(_Matching, "sqlite")
def _on_sqlite(element: Any, compiler: Any, **options: Any) -> str:
    key, phrases = element.clauses
    return (
        f"{compiler.process(key, **options)} IN "
        f"(SELECT rowid FROM search_fts WHERE search_fts MATCH {compiler.process(phrases, **options)})"
    )


@compiles(_Matching, "postgresql")
def _on_postgres(element: Any, compiler: Any, **options: Any) -> str:
    _, phrases = element.clauses
    return (
        f"to_tsvector('simple', search.words) @@ websearch_to_tsquery('simple', {compiler.process(phrases, **options)})"
    )


def _says(session: Session, phrases: Sequence[str]) -> Any:
    """Both databases read quoted phrases, and take several for all of them; nothing but letters stands in them.

    Frequent words are asked row by row, newest first; what rare ones are found in is looked up at once.
    """
    match = " ".join(f'"{phrase}"' for phrase in phrases)
    matching = _Matching(col(SearchRow.id), sa.literal(match))
    ids = session.exec(select(SearchRow.interaction_id).where(matching).limit(_FREQUENT)).all()
    if len(ids) < _FREQUENT:
        return col(InteractionRow.id).in_(ids)
    of_row = col(SearchRow.interaction_id) == col(InteractionRow.id)
    return select(SearchRow.id).where(of_row, matching).exists()
