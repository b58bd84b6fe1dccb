"""Coaching packs: the moments that a coach collected, or those that a filter finds, with the sound around them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from qa_service.domain.exports import Format
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadAudio, BadInput, NotFound, say
from qa_service.exporting import sources
from qa_service.exporting.sources import AnalysedInteraction, Progress
from qa_service.exports import moments, pack
from qa_service.exports.moments import TrainingMoment, seconds
from qa_service.exports.naming import Naming, naming_of
from qa_service.exports.wording import word
from qa_service.ingest import clips
from qa_service.store import packs, withholding
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics

MOST = 300
"""Moments in one pack: nobody trains with more, and their sound has to be carried."""


@dataclass(frozen=True, slots=True)
class Coaching:
    """Over the stores. `recordings` remembers where the sound of each interaction in hand lies."""

    store: Store
    blobs: Blobs
    vocabulary: Vocabulary
    rubrics: Rubrics
    recordings: dict[int, str | None] = field(default_factory=dict)

    def write(self, order: Order, sink: IO[bytes], progress: Progress) -> None:
        """Raises NotFound where the pack is not there, BadInput where there are too many moments."""
        title, note, training_moments = self._collected(order) if order.pack else self._searched(order, progress)
        if order.format is Format.JSONL:
            pack.write_jsonl(sink, training_moments)
            return
        naming = self._naming(order, training_moments)
        pack.write(
            sink, title, note, training_moments, self._clip, naming, lambda done: progress(done, len(training_moments))
        )

    def _collected(self, order: Order) -> tuple[str, str, list[TrainingMoment]]:
        assert order.pack is not None
        with self.store.reading(order.scope) as session:
            row = packs.get(session, order.pack)
            items = packs.items(session, order.pack)
        by_id: dict[uuid.UUID, AnalysedInteraction | None] = {}
        training_moments = []
        for item in items:
            if item.interaction_id not in by_id:
                by_id[item.interaction_id] = sources.analysed_interaction(self.store, order, item.interaction_id)
            analysed = by_id[item.interaction_id]
            if analysed is not None and _may_train(analysed):
                self._remember(analysed)
                training_moments.append(
                    TrainingMoment(analysed.document, item.turn, item.topic, item.note, item.used_at is not None)
                )
        return row.title, row.note, training_moments

    def _searched(self, order: Order, progress: Progress) -> tuple[str, str, list[TrainingMoment]]:
        topics = order.topics or tuple(f"courtesy:{label}" for label in self.vocabulary.courtesy_negative)
        training_moments = list(islice(self._matching(order, topics, progress), MOST + 1))
        if len(training_moments) > MOST:
            hint = say("ask for a shorter period, fewer behaviours, or one agent")
            raise BadInput("more than {limit} moments fit", limit=MOST, where="filters", hint=hint)
        return word("pack", order.language), "", training_moments

    def _matching(self, order: Order, topics: tuple[str, ...], progress: Progress) -> Iterator[TrainingMoment]:
        for analysed in filter(_may_train, sources.analysed(self.store, order, progress)):
            for moment in moments.showing(analysed.document, topics):
                self._remember(analysed)
                yield moment

    def _remember(self, analysed: AnalysedInteraction) -> None:
        self.recordings[id(analysed.document)] = analysed.row.redacted_key

    def _clip(self, moment: TrainingMoment) -> bytes | None:
        """The sound of a moment; None where it has none, or where its recording is gone or damaged."""
        key, stretch = self.recordings[id(moment.document)], seconds(moment)
        if key is None or stretch is None:
            return None
        try:
            with self.blobs.local(key) as recording:
                return clips.cut(recording, *stretch)
        except (NotFound, BadAudio):
            return None

    def _naming(self, order: Order, training_moments: list[TrainingMoment]) -> Naming:
        """What the rubrics in force for the clients of these moments call things."""
        clients = dict.fromkeys(moment.document["client"] for moment in training_moments)
        with self.store.reading(order.scope) as session:
            return naming_of(
                order.language, self.vocabulary, [self.rubrics.current(session, client) for client in clients]
            )


def _may_train(analysed: AnalysedInteraction) -> bool:
    """Packs are made for agents, from whom words are withheld where masking is not sure."""
    return withholding.is_open_to_all(analysed.row)
