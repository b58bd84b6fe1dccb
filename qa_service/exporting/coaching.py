"""Coaching packs: the moments that a coach collected, or those that a filter finds, with the sound around them."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from qa_service.domain.exports import Format
from qa_service.domain.languages import READ
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadAudio, BadInput, NotFound, say
from qa_service.exporting import sources
from qa_service.exporting.sources import Analysed, Progress
from qa_service.exports import moments, pack
from qa_service.exports.moments import TrainingMoment, seconds
from qa_service.exports.naming import Naming, naming_of
from qa_service.exports.wording import word
from qa_service.ingest import clips
from qa_service.store import packs
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
        title, note, found = self._collected(order) if order.pack else self._searched(order, progress)
        if order.format is Format.JSONL:
            pack.write_jsonl(sink, found)
            return
        naming = self._naming(order, found)
        pack.write(sink, title, note, found, self._clip, naming, lambda done: progress(done, len(found)))

    def _collected(self, order: Order) -> tuple[str, str, list[TrainingMoment]]:
        assert order.pack is not None
        with self.store.reading(order.scope) as session:
            held = packs.get(session, order.pack)
            items = packs.items(session, order.pack)
        known: dict[uuid.UUID, Analysed | None] = {}
        found = []
        for item in items:
            if item.interaction_id not in known:
                known[item.interaction_id] = sources.one(self.store, order, item.interaction_id)
            one = known[item.interaction_id]
            if one is not None and _may_train(one):
                self._remember(one)
                found.append(TrainingMoment(one.document, item.turn, item.topic, item.note, item.used_at is not None))
        return held.title, held.note, found

    def _searched(self, order: Order, progress: Progress) -> tuple[str, str, list[TrainingMoment]]:
        topics = order.topics or tuple(f"courtesy:{label}" for label in self.vocabulary.courtesy_negative)
        found = list(islice(self._shown(order, topics, progress), MOST + 1))
        if len(found) > MOST:
            hint = say("ask for a shorter period, fewer behaviours, or one agent")
            raise BadInput("more than {limit} moments fit", limit=MOST, where="filters", hint=hint)
        return word("pack", order.language), "", found

    def _shown(self, order: Order, topics: tuple[str, ...], progress: Progress) -> Iterator[TrainingMoment]:
        for one in filter(_may_train, sources.analysed(self.store, order, progress)):
            for moment in moments.showing(one.document, topics):
                self._remember(one)
                yield moment

    def _remember(self, one: Analysed) -> None:
        self.recordings[id(one.document)] = one.row.redacted_key

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

    def _naming(self, order: Order, found: list[TrainingMoment]) -> Naming:
        """What the rubrics in force for the clients of these moments call things."""
        clients = dict.fromkeys(moment.document["client"] for moment in found)
        with self.store.reading(order.scope) as session:
            return naming_of(order.language, self.vocabulary, [self.rubrics.current(session, one) for one in clients])


def _may_train(analysed: Analysed) -> bool:
    """Packs are made for agents, from whom words are withheld where masking is not sure."""
    return analysed.row.lang in READ
