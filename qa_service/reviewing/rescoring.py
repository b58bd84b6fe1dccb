"""Results of older versions brought to today's rules: nobody is accused by a finding that a person is to confirm, and
nothing is said of an agent where it is not sure who that is. No model is needed, and people's answers stay as they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import State
from qa_service.domain.processed import Processed
from qa_service.domain.scorecard import Scorecard
from qa_service.domain.transcript import ROLES_SURE
from qa_service.domain.understanding import NEGATIVE
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.errors import NotFound
from qa_service.scoring.total import score
from qa_service.store import findings, results, rollup_writes
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics, usable
from qa_service.store.tables import InteractionRow, TranscriptRow
from qa_service.store.tables_figures import FigurePartRow
from qa_service.store.tables_search import FindingRow


def outdated(store: Store) -> Sequence[UUID]:
    """Interactions that older rules scored otherwise; what is up to date is told by its counters and columns."""
    with store.reading() as session:
        return [*dict.fromkeys((*_accused(session), *_of_unsure_roles(session), *_counted_unsure(session)))]


def rescore(store: Store, rubrics: Rubrics, ids: Sequence[UUID]) -> Iterator[int]:
    """Score these anew, in the rubric that they were scored under; yields how many are done, one by one: who counts
    several in one transaction may stand in the way of the workers.
    """
    for done, id in enumerate(ids, 1):
        with store.transaction() as session:
            _rescore(session, rubrics, id)
        yield done


def _accused(session: Session) -> Sequence[UUID]:
    """Those counted as having shown what a person is to confirm."""
    counters = col(FigurePartRow.counters)
    counted = [
        sa.and_(col(FindingRow.label) == label, counters[f"courtesy:{label}:yes"].as_integer() == 1)
        for label in sorted(NEGATIVE)
    ]
    query = (
        select(FindingRow.interaction_id)
        .join(FigurePartRow, col(FigurePartRow.interaction_id) == col(FindingRow.interaction_id))
        .where(findings.waiting(), sa.or_(*counted))
    )
    return session.exec(query.order_by(col(FindingRow.interaction_id))).all()


def _of_unsure_roles(session: Session) -> Sequence[UUID]:
    """Those with a score of courtesy in which it is not sure who the agent is; the flat columns narrow them first."""
    row, words = InteractionRow, TranscriptRow
    roles = col(words.body)[("transcript", "confidence", "roles")].as_float()
    query = (
        select(row.id)
        .join(words, col(words.interaction_id) == col(row.id))
        .where(row.state == State.DONE, col(row.courtesy).is_not(None), col(row.confidence) < ROLES_SURE)
        .where(roles < ROLES_SURE)
    )
    return session.exec(query.order_by(col(row.id))).all()


def _counted_unsure(session: Session) -> Sequence[UUID]:
    """Those that stand in an agent's figures though it is not sure who the agent is."""
    row, part, words = InteractionRow, FigurePartRow, TranscriptRow
    roles = col(words.body)[("transcript", "confidence", "roles")].as_float()
    query = (
        select(row.id)
        .join(part, col(part.interaction_id) == col(row.id))
        .join(words, col(words.interaction_id) == col(row.id))
        .where(col(part.agent).is_not(None), col(row.confidence) < ROLES_SURE, roles < ROLES_SURE)
    )
    return session.exec(query.order_by(col(row.id))).all()


def _rescore(session: Session, rubrics: Rubrics, id: UUID) -> None:
    row = results.finished(session, id)
    if row is not None:
        before = results.to_score(session, id)
        after = rejudged(before, rubrics, session)
        if after != before:
            results.rewrite(session, row, after)
        else:  # what was found is right, where it is counted was not
            rollup_writes.put(session, row, before)


def rejudged(processed: Processed, rubrics: Rubrics, session: Session) -> Processed:
    """The same words by today's rules; the client's rubric in force where the one that it was scored under is gone."""
    client, name = processed.interaction.client, processed.scorecard.rubric
    try:
        rubric = rubrics.named(session, client, name)
    except NotFound:
        rubric = rubrics.current(session, client)
    whole = replace(processed, understood=processed.understood.without_unsure_roles())
    earlier = tuple(_again(whole, rubrics, session, card) for card in processed.earlier)
    return replace(whole, scorecard=_scored(whole, usable(session, client, rubric)), earlier=earlier)


def _again(processed: Processed, rubrics: Rubrics, session: Session, card: Scorecard) -> Scorecard:
    """A scorecard under another version by today's rules too; as it was where that version is gone."""
    try:
        rubric = rubrics.named(session, processed.interaction.client, card.rubric)
    except NotFound:
        return card
    return _scored(processed, usable(session, processed.interaction.client, rubric))


def _scored(processed: Processed, usable: UsableRubric) -> Scorecard:
    understood = processed.understood
    setting = understood.setting(processed.interaction)
    return score(usable.rubric, understood.understanding, setting, learned=usable.learned)
