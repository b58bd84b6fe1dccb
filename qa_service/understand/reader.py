"""The default reader: one encoder, small heads, cues. Fits `ports.Reader`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.interaction import Direction, Party
from qa_service.domain.languages import READ
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.turn_features import TurnFeatures
from qa_service.domain.understanding import NEGATIVE, Behaviour, Evidence, Judgement, Understanding
from qa_service.ports import Reading
from qa_service.understand import decide, evidence, features
from qa_service.understand.heads import Heads, Scores
from qa_service.understand.linguistics import Linguistics, TurnNotes
from qa_service.understand.segments import Segment
from qa_service.understand.window_encoder import WindowEncoder

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _NotedTurns:
    """One interaction on its way: turns, notes on them, their vectors (turns, width), their pieces, and which turns
    have words in them.
    """

    turns: Sequence[Turn]
    notes: Sequence[TurnNotes]
    vectors: Array
    pieces: Sequence[Segment]
    spoken: Sequence[int]


class HeadsReader:
    """Reads a masked transcript in one pass of the encoder."""

    def __init__(self, encoder: WindowEncoder, heads: Heads, linguistics: Linguistics) -> None:
        self._encoder, self._heads, self._linguistics = encoder, heads, linguistics
        heads.require(encoder)

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        """Judgements without dynamics. Where nothing can be judged every label is None, with the reason."""
        why_not = decide.obstacle(transcript.turns, transcript.lang)
        labels = self._heads.labels
        if transcript.lang not in READ or not transcript.turns:
            mood = decide.sentiment(transcript.turns, None, labels["sentiment"], self._lift)
            blank = self._blank("intent", why_not), self._blank("resolution", why_not)
            return Reading(Understanding(*blank, mood, self._no_courtesy()), None)
        case, scores = self._score(transcript, direction)
        why_not = why_not or decide.strange(scores.strangeness, self._heads.thresholds["strange"])
        understanding = Understanding(
            intent=self._judge("intent", case, scores.intent, scores.intent_turns, why_not),
            resolution=self._judge(
                "resolution", case, scores.resolution, scores.resolution_turns, why_not or self._open_end(scores)
            ),
            sentiment=decide.sentiment(transcript.turns, scores.sentiment, labels["sentiment"], self._lift),
            courtesy=self._courtesy(case, scores),
        )
        return Reading(understanding, self._features(case, scores)).with_shipped_answers()

    def _features(self, case: _NotedTurns, scores: Scores) -> TurnFeatures:
        by_family = {
            "intent": scores.intent_turns,
            "resolution": scores.resolution_turns,
            "sentiment": scores.sentiment,
            "courtesy": scores.courtesy_turns,
        }
        names = [f"{family}:{label}" for family in by_family for label in self._heads.labels[family]]
        cues = tuple(tuple(name for name, _ in notes.cues) for notes in case.notes)
        chances = np.hstack(list(by_family.values()))
        return TurnFeatures.of(self._heads.version, case.vectors, names, chances, cues)

    def _open_end(self, scores: Scores) -> str | None:
        return decide.unfinished(scores.ended, self._heads.thresholds["ended"])

    @property
    def _lift(self) -> Mapping[str, float]:
        lift: Mapping[str, float] = self._heads.thresholds["sentiment"]
        return lift

    def _score(self, transcript: Transcript, direction: Direction) -> tuple[_NotedTurns, Scores]:
        texts = [turn.text for turn in transcript.turns]
        notes = self._linguistics.look(texts, transcript.lang)
        parties = tuple(
            Party.OTHER if turn.party is Party.BOT else turn.party for turn in transcript.turns
        )  # as learned
        read = self._encoder.read([list(zip(parties, texts, strict=True))])[0]
        tuned = self._heads.tuned(read, parties)
        cues, outbound = [note.cues for note in notes], direction is Direction.OUTBOUND
        view = features.inputs(parties, texts, read, cues, self._heads.cues, tuned, outbound)
        spoken = [i for i, text in enumerate(texts) if text.strip()]
        return _NotedTurns(transcript.turns, notes, read.turns, read.segments, spoken), self._heads.score(view)

    def _judge(self, family: str, case: _NotedTurns, chances: Array, by_turn: Array, why_not: str | None) -> Judgement:
        labels = self._heads.labels[family]
        spread = decide.distribution(chances, labels)
        verdict = decide.one_label(chances, labels, self._heads.thresholds[family])
        if why_not is not None:
            return Judgement(None, verdict.probability, spread, reason=why_not)
        if verdict.label is None:
            return Judgement(None, verdict.probability, spread, reason=verdict.reason)
        column = by_turn[:, labels.index(verdict.label)]
        leading = evidence.leading_turns(column, case.spoken)
        passages = tuple(self._passage(family, verdict.label, case, turn) for turn in leading)
        return Judgement(verdict.label, verdict.probability, spread, passages)

    def _courtesy(self, case: _NotedTurns, scores: Scores) -> dict[str, Behaviour]:
        agent = [i for i in case.spoken if case.turns[i].party == Party.AGENT]
        if not agent:
            return self._no_courtesy()
        return {
            label: self._behaviour(label, case, agent, float(chance), scores, column)
            for column, (label, chance) in enumerate(zip(self._heads.labels["courtesy"], scores.courtesy, strict=True))
        }

    def _behaviour(
        self, label: str, case: _NotedTurns, agent: Sequence[int], chance: float, scores: Scores, column: int
    ) -> Behaviour:
        least = self._heads.thresholds["courtesy"][label]
        shift = self._heads.thresholds["letters"] if scores.letter and label in NEGATIVE else 0.0
        if chance < decide.lowered(least["interaction"], shift):
            return Behaviour(False, chance)
        chosen = evidence.turns_above(scores.courtesy_turns[:, column], agent, least["turn"])
        by_piece = scores.courtesy_pieces[:, column]
        passages = (
            self._passage("courtesy", label, case, turn, evidence.best_piece(turn, case.pieces, by_piece))
            for turn in chosen
        )
        return Behaviour(True, chance, tuple(passages))

    def _passage(
        self, family: str, label: str, case: _NotedTurns, turn: int, within: tuple[int, int] | None = None
    ) -> Evidence:
        notes = case.notes[turn]
        cues = [span for name, span in notes.cues if name == label]
        sentences = evidence.inside(notes.sentences, within)
        passages = evidence.Passages(case.turns[turn].text, sentences, cues)
        return evidence.passage(turn, passages, lambda texts: self._heads.word_scores(family, label, texts))

    def _blank(self, family: str, reason: str | None) -> Judgement:
        labels = self._heads.labels[family]
        return Judgement(None, 1 / len(labels), decide.even(labels), reason=reason)

    def _no_courtesy(self) -> dict[str, Behaviour]:
        return {label: Behaviour(None, 0.0) for label in self._heads.labels["courtesy"]}
