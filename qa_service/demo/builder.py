"""What lies on the desks of the demo centre: a sample half reviewed, calibrations, objections, packs for coaching."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from uuid import UUID

from sqlmodel import Session

from qa_service.demo import people, reviewers
from qa_service.demo.material import Case
from qa_service.domain.groups import Days, Group, GroupKind
from qa_service.domain.interaction import State
from qa_service.domain.processed import Processed
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.rubric import Rubric
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.domain.scorecard import Verdict
from qa_service.domain.vocabulary import Vocabulary
from qa_service.reviewing import answering, draws
from qa_service.reviewing.answering import Answers
from qa_service.store import calibration, disputes, interactions, moments, packs, results, samples
from qa_service.store.calibration import NewCalibration
from qa_service.store.interactions import Filters
from qa_service.store.repository import Store
from qa_service.store.tables import InteractionRow

_SIZE, _LEFT, _SECOND = 60, 8, 0.2
_MOMENTS = 5
_ASKED = ("label:resolution", "criterion:greeting", "criterion:empathy", "criterion:no_blame")
_DISPUTED = ("active_listening", "empathy", "offer_of_help", "thanks")
_PRAISED = ("active_listening", "empathy", "offer_of_help")
_BLAMED = ("rudeness", "blame", "impatience")


@dataclass(frozen=True, slots=True)
class Builder:
    """What furnishing needs; `cases` by the ids of their interactions."""

    store: Store
    vocabulary: Vocabulary
    rubric: Rubric
    cases: Mapping[UUID, Case]

    def furnish(self) -> None:
        """All of it, by what pages and API call as well."""
        sample = self._drawn()
        self._reviewed(sample)
        with self.store.transaction() as session:
            calm = self._undrawn(session, sample)
            self._objected(session, calm)
            self._calibrated(session, [row.id for row in calm if row.agent != people.AGENT.reach.agent])
            self._coached(session)
            draws.save(
                session, SampleRequest("A rischio, da estrarre", Purpose.RISK, 15, FrameSpec()), people.QUALITY.actor
            )

    def _drawn(self) -> UUID:
        wish = SampleRequest(
            "Controllo di qualità", Purpose.RANDOM, _SIZE, FrameSpec(), by=("agent",), seed=7, second=_SECOND
        )
        with self.store.transaction() as session:
            return draws.make(session, draws.save(session, wish, people.ADMIN.actor).id, people.ADMIN.actor).id

    def _reviewed(self, sample: UUID) -> None:
        """Two people answer in turn, blind, until a few are left for the visitor."""
        turns = round(_SIZE * (1 + _SECOND)) - _LEFT
        for person, _ in zip(cycle((people.QUALITY, people.SECOND)), range(turns), strict=False):
            with self.store.transaction() as session:
                item = answering.next_of_sample(session, sample, person.actor)
                if item is not None and item.pick is not None:
                    answers = self._answers(item.processed, item.interaction.id, person.actor)
                    sent = Answers(answers, pick=item.pick.id)
                    answering.answer(session, self.vocabulary, item.interaction.id, sent, person.actor)

    def _answers(self, processed: Processed, id: UUID, reviewer: str, only: Sequence[str] = ()) -> list[ReviewAnswer]:
        return reviewers.answers(processed, self.cases[id].labels, self.rubric, reviewer, only)

    def _undrawn(self, session: Session, sample: UUID) -> list[InteractionRow]:
        """What the sample does not ask for, so that answers of another occasion spoil no blind review; newest first."""
        drawn = {pick.interaction_id for pick in samples.picks(session, sample)}
        rows = interactions.page(session, Filters(state=State.DONE), limit=len(self.cases)).rows
        return [row for row in rows if row.id not in drawn]

    def _objected(self, session: Session, rows: Sequence[InteractionRow]) -> None:
        """Two objections of the agent to criteria that the machine found not met: one waits, one was upheld."""
        agent = people.AGENT
        own = [(row, missed) for row in rows if row.agent == agent.reach.agent and (missed := _missed(session, row))]
        for (row, missed), upheld in zip(own, (False, True), strict=False):
            why = "L'ho fatto, con altre parole: chiedo di riascoltare."
            objection = disputes.open_dispute(session, row, [missed], why, agent.actor)
            if upheld:
                answers = [ReviewAnswer(missed, "yes", "È detto, con altre parole.")]
                reason = "Riascoltata: l'operatore ha ragione."
                answering.decide(session, self.vocabulary, objection.id, True, reason, answers, people.SECOND.actor)

    def _calibrated(self, session: Session, ids: Sequence[UUID]) -> None:
        """A session that three people have answered and that is revealed, and one that waits for the visitor."""
        three = (people.ADMIN, people.QUALITY, people.SECOND)
        new = NewCalibration("Calibrazione di squadra", ids[:6], questions=_ASKED)
        revealed = calibration.create(session, new, people.ADMIN.actor)
        for id in ids[:6]:
            for person in three:
                answers = self._answers(results.processed(session, id), id, person.actor, _ASKED)
                answering.answer(session, self.vocabulary, id, Answers(answers, session=revealed.id), person.actor)
        calibration.reveal(session, revealed.id, people.ADMIN.actor)
        waiting = NewCalibration("Prossima calibrazione", ids[6:9], questions=_ASKED)
        calibration.create(session, waiting, people.ADMIN.actor)

    def _coached(self, session: Session) -> None:
        coach = people.COACH.actor
        for client, title, labels in (
            ("demo-telefonia", "Ascoltare e offrire aiuto: esempi riusciti", _PRAISED),
            ("demo-negozio", "Da riascoltare: colpa, fretta, scortesia", _BLAMED),
        ):
            pack = packs.create(session, client, title, coach, "Raccolta di esempio per la formazione.")
            surest = moments.surest(session, Group(GroupKind.CLIENT, client), Days(), labels, 3 * _MOMENTS)
            right = [
                moment for moment in surest if moment.label in self.cases[moment.interaction.id].labels["courtesy"]
            ]
            for moment in right[:_MOMENTS]:  # a coach collects nothing that the machine misheard
                topic = f"courtesy:{moment.label}"
                packs.add(session, pack.id, moment.interaction.id, coach, turn=moment.turn, topic=topic)


def _missed(session: Session, row: InteractionRow) -> str | None:
    """A criterion of courtesy that the machine found not met."""
    answers = results.processed(session, row.id).scorecard.answers
    missed = [answer.criterion for answer in answers if answer.verdict is Verdict.NO and answer.criterion in _DISPUTED]
    return f"criterion:{missed[0]}" if missed else None
