"""Other masks in the words of an interaction: every place that holds these words follows, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlmodel import Session

from qa_service.domain.interaction import WAITING, State
from qa_service.domain.masked_words import HiddenWords, MaskingAct
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.scorecard import Answer
from qa_service.domain.understanding import Evidence
from qa_service.errors import Conflict
from qa_service.store import agent_segments, asked_answers, failures, maskings, noted_words, results
from qa_service.store.tables import InteractionRow

Place = Callable[[Evidence], Evidence]


@dataclass(frozen=True, slots=True)
class Rewording:
    """Words before and after, where passages stand now (`place`), and what reasons in words are rid of (`hidden`)."""

    before: Processed
    after: Understood
    place: Place
    hidden: HiddenWords | None = None
    kind: str = ""

    @property
    def processed(self) -> Processed:
        """All that was found, with the words after."""
        card = self.before.scorecard
        return replace(
            self.before,
            understood=self.after,
            scorecard=replace(card, answers=tuple(map(self.answer, card.answers))),
            earlier=tuple(replace(c, answers=tuple(map(self.answer, c.answers))) for c in self.before.earlier),
        )

    def answer(self, answer: Answer) -> Answer:
        """The same with its passages where they stand now."""
        return replace(answer.moved(self.place), reason=answer.reason and self._masked(answer.reason))

    def model_answer(self, answer: ModelAnswer) -> ModelAnswer:
        """The same of an answer that is kept beside the words."""
        return replace(answer, quotes=tuple(map(self.place, answer.quotes)), reason=self._masked(answer.reason))

    def _masked(self, text: str) -> str:
        return text if self.hidden is None else self.hidden.masked(text, self.kind)


def keep(session: Session, row: InteractionRow, rewording: Rewording) -> None:
    """Keep the words after in all places that hold the words before, but for notes, files and sound: those of the
    contact, and those of the parts that colleagues and bots had in it.
    """
    _keep(session, row, rewording)
    for part in agent_segments.of(session, row.id):
        if part.words_removed_at is None:
            before = results.processed(session, part.id)
            after, place = agent_segments.reworded(part, before.understood, rewording.after, rewording.place)
            _keep(session, part, replace(rewording, before=before, after=after, place=place))


def _keep(session: Session, row: InteractionRow, rewording: Rewording) -> None:
    results.keep_masked(session, row, rewording.processed)
    before, after = rewording.before.understood.transcript, rewording.after.transcript
    asked_answers.rewrite(session, row.id, before, after, rewording.model_answer)
    noted_words.move_examples(session, row, rewording.answer)


def check_settled(session: Session, row: InteractionRow, *, or_silenced: bool = False) -> None:
    """Raises Conflict while a worker is to change it; `or_silenced`: unless it only silences what was masked before.
    And on a part, whose words are those of its contact.
    """
    agent_segments.refuse(row)
    if row.state is State.DONE:
        return
    masking = maskings.of_run(session, row.id, row.run) if or_silenced and row.state in WAITING else None
    if masking is None or masking.act is not MaskingAct.MASKED:
        raise Conflict("a worker is still at this interaction; wait until it is done")


def next_run(row: InteractionRow, *, carried: bool, louder: bool = False) -> None:
    """The words are others from now on; `carried`: a worker has something to do. `louder`: nobody is to hear the
    present copy of the recording any more.
    """
    row.run += 1
    if louder:
        row.louder_key, row.redacted_key = row.redacted_key or row.louder_key, None
    if not carried:
        return
    row.state, row.attempts, row.worker = State.RECEIVED, 0, None
    failures.put(row, None)
