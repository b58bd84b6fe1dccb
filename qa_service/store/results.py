"""What workers write: masked words, scores, failures. Each write counts once, whoever repeats it.

A write names the run it belongs to and is dropped when the row has moved on: replaced, done already, or failed. So a
step that runs twice, or a worker that wakes up after others took its work over, changes nothing.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain.interaction import WAITING, State
from qa_service.domain.processed import Processed, Understood
from qa_service.errors import Conflict, NotFound, Sentence, say
from qa_service.store import (
    agent_segments,
    asked_answers,
    failures,
    outbox,
    promises,
    rollup_writes,
    search,
    turn_features,
    withholding,
)
from qa_service.store.codec import join, split, to_body, to_understood
from qa_service.store.interactions import get_locked
from qa_service.store.tables import AnalysisRow, InteractionRow, TranscriptRow, now
from qa_service.store.tables_retention import OptOutRow
from qa_service.store.tables_reviews import MarkRow


def waiting(session: Session, id: uuid.UUID, run: int, *, lock: bool = False) -> InteractionRow | None:
    """The row, if this run of it still waits for a result; `lock` it when a result is to be written."""
    query = select(InteractionRow).where(InteractionRow.id == id, InteractionRow.run == run)
    query = query.where(col(InteractionRow.state).in_(WAITING))
    return session.exec(query.with_for_update() if lock else query).first()


def by_job(session: Session, id: uuid.UUID, run: int) -> InteractionRow:
    """The row, if it has not moved on to another run. Raises NotFound."""
    row = session.exec(select(InteractionRow).where(InteractionRow.id == id, InteractionRow.run == run)).first()
    if row is None:
        raise NotFound("interaction {id} was replaced or erased", id=id)
    return row


def exists(session: Session, id: uuid.UUID, run: int) -> bool:
    """Whether the interaction is still at this run."""
    query = select(InteractionRow.id).where(InteractionRow.id == id, InteractionRow.run == run)
    return session.exec(query).first() is not None


def mark_running(session: Session, id: uuid.UUID, run: int) -> InteractionRow | None:
    """A worker works on it. None: nothing is left to do."""
    row = waiting(session, id, run, lock=True)
    if row is not None:
        row.state = State.RUNNING
    return row


def count_parts(session: Session, id: uuid.UUID, run: int, heard: int, parts: int) -> None:
    """How far the recognition of a recording is."""
    row = waiting(session, id, run, lock=True)
    if row is not None:
        row.parts_heard, row.parts = heard, parts


def save_understood(session: Session, id: uuid.UUID, run: int, understood: Understood) -> bool:
    """Keep the masked words and their meaning. False: this run waits for nothing any more."""
    row = waiting(session, id, run, lock=True)
    if row is None:
        return False
    _keep_words(session, row, understood)
    return True


def _keep_words(session: Session, row: InteractionRow, understood: Understood) -> None:
    session.merge(TranscriptRow(interaction_id=row.id, client=row.client, run=row.run, body=to_body(understood)))
    turn_features.keep(session, row, understood.features)
    search.keep_words(session, row, understood)
    promises.keep(session, row, understood.transcript)


def save_redacted(session: Session, id: uuid.UUID, run: int, key: str) -> bool:
    """Keep where the recording with its personal data silenced lies."""
    row = waiting(session, id, run, lock=True)
    if row is None:
        return False
    row.redacted_key = key
    return True


def save_processed(
    session: Session, id: uuid.UUID, run: int, processed: Processed, *, words: bool = True, keep_recording: bool = True
) -> bool:
    """Keep the scores, and the masked words unless `words` were kept before, and finish.

    False: this run waits for nothing any more.
    """
    row = waiting(session, id, run, lock=True)
    if row is None:
        return False
    before = _scored(session, row)
    if words:
        _keep_words(session, row, processed.understood)
    named_teams = {row.agent: row.team}
    _keep_agent(session, row, processed)
    _keep_scores(session, row, processed)
    asked_answers.keep(session, row, processed.understood.transcript, processed.understood.asked)
    if not keep_recording:
        row.recording_key = None
    row.state, row.done_at = State.DONE, now()
    failures.put(row, None)
    outbox.interaction_ended(session, row)
    _tell_of_findings(session, row, processed, before)
    parts = [*agent_segments.rows(session, row, processed.segments, named_teams)]
    for part, of_part in parts:
        part_before = _scored(session, part)
        _keep_words(session, part, of_part.understood)
        _keep_scores(session, part, of_part)
        _tell_of_findings(session, part, of_part, part_before)
        asked_answers.keep(session, part, of_part.understood.transcript, of_part.understood.asked)
    for counted, of_counted in ((row, processed), *parts):  # last: it holds what other workers wait for
        rollup_writes.put(session, counted, of_counted)
    return True


def _keep_agent(session: Session, row: InteractionRow, processed: Processed) -> None:
    """For whom the outcome counts; the team that the document names is that of the agent whom it names, if it names
    one.
    """
    agent = processed.interaction.agent
    if agent != row.agent:
        known = None if agent is None else agent_segments.team_of(session, agent, row.at.date())
        row.agent, row.team = agent, known or (row.team if row.agent is None else None)


def finish_masking(session: Session, id: uuid.UUID, run: int, *, keep_recording: bool) -> InteractionRow | None:
    """A worker has carried on what a person did to masks: the recording may be heard again. None: this run waits for
    nothing any more.
    """
    row = waiting(session, id, run, lock=True)
    if row is None:
        return None
    row.louder_key = None
    if not keep_recording:
        row.recording_key = None
    row.state = State.DONE
    failures.put(row, None)
    return row


def _keep_scores(session: Session, row: InteractionRow, processed: Processed) -> None:
    body, versions = split(processed)
    session.merge(AnalysisRow(interaction_id=row.id, client=row.client, run=row.run, body=body, versions=versions))
    _figures(row, processed)
    mark(session, row, processed)


def _scored(session: Session, row: InteractionRow) -> dict[str, Any] | None:
    """What was found in it so far; None: nothing yet."""
    analysis = session.get(AnalysisRow, row.id)
    return None if analysis is None else analysis.body


def _tell_of_findings(
    session: Session, row: InteractionRow, processed: Processed, before: dict[str, Any] | None
) -> None:
    """Nobody is judged in automatic mail."""
    if row.automatic is None:
        outbox.findings_made(session, row, processed.scorecard, before)


def finished(session: Session, id: uuid.UUID) -> InteractionRow | None:
    """The row, nobody else's until the transaction ends; None where it has no result, waits for another one, or its
    words are no longer kept: it cannot be judged anew.
    """
    query = select(InteractionRow).where(InteractionRow.id == id, InteractionRow.state == State.DONE)
    query = query.where(col(InteractionRow.words_removed_at).is_(None))
    return session.exec(query.with_for_update()).first()


def rewrite(session: Session, row: InteractionRow, processed: Processed) -> None:
    """Keep what a finished interaction is by newer rules in the place of what was found, in the same run."""
    _keep_words(session, row, processed.understood)
    rescore(session, row, processed)


def keep_masked(session: Session, row: InteractionRow, processed: Processed) -> None:
    """Keep the words of an interaction with other masks in them, and what rests on their passages; what was found in
    them, its figures and totals are as they were.
    """
    words, scores = session.get(TranscriptRow, row.id), session.get(AnalysisRow, row.id)
    if words is None or scores is None:
        raise NotFound("interaction {id} has no analysis yet", id=row.id)
    words.body, words.run = to_body(processed.understood), row.run
    (scores.body, scores.versions), scores.run = split(processed), row.run
    search.keep_words(session, row, processed.understood)
    promises.keep(session, row, processed.understood.transcript)


def rescore(session: Session, row: InteractionRow, processed: Processed) -> None:
    """The same where its words and what they mean are as they were."""
    before = _scored(session, row)
    _keep_scores(session, row, processed)
    _tell_of_findings(session, row, processed, before)
    rollup_writes.put(session, row, processed)


def _figures(row: InteractionRow, processed: Processed) -> None:
    """The columns by which lists and averages are made."""
    transcript, understanding = processed.understood.transcript, processed.understood.understanding
    row.lang = row.lang or transcript.lang
    row.duration = transcript.duration
    row.confidence = min(transcript.confidence.values(), default=None)
    row.intent = understanding.intent.label
    row.resolution = understanding.resolution.label
    row.resolution_probability = understanding.resolution.probability
    row.sentiment_start, row.sentiment_end = understanding.sentiment.start, understanding.sentiment.end
    row.courtesy = processed.scorecard.courtesy


def mark(session: Session, row: InteractionRow, processed: Processed) -> None:
    """Keep what risk samples look at."""
    critical = bool(processed.scorecard.critical)
    longest = processed.understood.understanding.dynamics.longest_silence
    session.merge(MarkRow(interaction_id=row.id, client=row.client, critical=critical, longest_silence=longest))


def fail(session: Session, id: uuid.UUID, run: int, sentence: Sentence) -> bool:
    """Finish without a new result; `sentence` tells people why."""
    row = waiting(session, id, run, lock=True)
    if row is None:
        return False
    row.state, row.done_at = State.FAILED, now()
    if session.get(AnalysisRow, id) is not None:  # a correction failed: what was found before still stands
        row.state = State.DONE
        sentence = say("the correction could not be carried out: {reason}", reason=sentence)
    else:
        outbox.interaction_ended(session, row)
    failures.put(row, sentence)
    return True


def try_again(session: Session, id: uuid.UUID) -> InteractionRow:
    """Let a failed interaction wait once more, from the first step. Raises NotFound, and Conflict when it did not
    fail.
    """
    row = get_locked(session, id)
    if row.state is not State.FAILED:
        raise Conflict("interaction {id!r} did not fail; send it with replace to have it done anew", id=row.external_id)
    row.state, row.done_at, row.attempts = State.RECEIVED, None, 0
    row.worker, row.parts, row.parts_heard = None, None, None
    failures.put(row, None)
    return row


@dataclass(frozen=True, slots=True)
class FailureFilters:
    """Which failed interactions: of this client, that failed from `since` to before `until`, with these words in the
    sentence of their failure.
    """

    client: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str | None = None

    def conditions(self) -> list[Any]:
        """As SQL."""
        row = InteractionRow
        conditions = [
            self.client is not None and col(row.client) == self.client,
            self.since is not None and col(row.done_at) >= self.since,
            self.until is not None and col(row.done_at) < self.until,
            self.words is not None and col(row.failure).icontains(self.words, autoescape=True),
        ]
        return [condition for condition in conditions if condition is not False]


def failed(session: Session, filters: FailureFilters, after: uuid.UUID | None, limit: int) -> Sequence[InteractionRow]:
    """Failed interactions that `filters` means, by id, those after `after` only; locked where rows can be. Those of
    customers who object to being analysed are left out.
    """
    query = select(InteractionRow).where(InteractionRow.state == State.FAILED, *filters.conditions())
    query = query.where(~_objects())
    if after is not None:
        query = query.where(col(InteractionRow.id) > after)
    return session.exec(query.order_by(col(InteractionRow.id)).limit(limit).with_for_update()).all()


def _objects() -> Any:
    row, objection = InteractionRow, OptOutRow
    return sa.exists().where(col(objection.client) == col(row.client), col(objection.customer) == col(row.customer))


def understood(session: Session, id: uuid.UUID) -> Understood:
    """The masked words and their meaning, as far as this session may see them. Raises NotFound."""
    row = session.get(TranscriptRow, id)
    if row is None:
        raise NotFound("interaction {id} has no transcript yet", id=id)
    return withholding.understood(session, to_understood(row.body), id)


def to_score(session: Session, id: uuid.UUID) -> Processed:
    """The same with what criteria of the centre's own look at. Raises NotFound."""
    whole = processed(session, id)
    return replace(whole, understood=scorable(session, id, whole.understood))


def scorable(session: Session, id: uuid.UUID, understood: Understood) -> Understood:
    """The words of an interaction with what was kept beside them."""
    asked = asked_answers.of(session, id, understood.transcript)
    return replace(understood, features=turn_features.of(session, id), asked=asked)


def processed(session: Session, id: uuid.UUID) -> Processed:
    """Everything that was found, as far as this session may see it. Raises NotFound."""
    words, scores = session.get(TranscriptRow, id), session.get(AnalysisRow, id)
    if words is None or scores is None:
        raise NotFound("interaction {id} has no analysis yet", id=id)
    return withholding.processed(session, join(words.body, scores.body, scores.versions), id)


def rubric(session: Session, id: uuid.UUID) -> str | None:
    """The version of a rubric under which it is scored; None where it has no result yet."""
    body: Any = col(AnalysisRow.body)
    name: str | None = session.exec(
        select(body[("scorecard", "rubric")].as_string()).where(AnalysisRow.interaction_id == id)
    ).first()
    return name
