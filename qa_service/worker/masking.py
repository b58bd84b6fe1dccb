"""A run in which a worker carries on what a person did to masks: the recording is made anew, or heard again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa_service.domain.interaction import Interaction
from qa_service.domain.masked_words import HiddenWords, key_of
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.transcript import Word
from qa_service.errors import BadInput
from qa_service.store.interactions import to_interaction
from qa_service.store.masked_interaction import Rewording
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_maskings import MaskingRow
from qa_service.understand import masked_by_hand
from qa_service.worker.ports import Stages

_BESIDE = 0.05
"""Seconds by which the times of a word that is recognised twice may differ."""
_AROUND = ".,;:!?…\"'()«»“” "
"""What a recogniser writes at the ends of words; it stands in the text already."""


def masked_again(understood: Understood, kept: Sequence[tuple[str, HiddenWords]]) -> Understood:
    """What was masked by hand before stays masked in new words."""
    for kind, hidden in kept:
        passages = masked_by_hand.places(understood.transcript.turns, hidden)
        if passages:
            understood, _ = masked_by_hand.hide(understood, passages, kind)
    return understood


@dataclass(frozen=True, slots=True)
class HeardAgain:
    """Finds the words under a mask in the kept recording."""

    stages: Stages

    def reword(self, row: InteractionRow, masking: MaskingRow, before: Processed, recording: Path) -> Rewording:
        """The words in the place of the mask. Raises BadInput where nothing is heard in its seconds."""
        understood = before.understood
        mask = masked_by_hand.mask_at(understood, masking.turn or 0, masking.start or 0)
        under = None if mask is None else masked_by_hand.spoken_under(understood, mask)
        words = [] if under is None else list(self._words(under, to_interaction(row), recording))
        text = " ".join(word.text.strip() for word in words).strip(_AROUND)
        if mask is None or not key_of(text):
            raise BadInput("nothing was heard in the seconds under the mask; write what stood there")
        after, edits = masked_by_hand.show(understood, mask, text, _bare(words))
        return Rewording(before, after, edits.place)

    def _words(self, under: Word, interaction: Interaction, recording: Path) -> Iterator[Word]:
        """Of a recording with one channel all words are of the speaker 0, whoever was told from whom afterwards."""
        for part in self.stages.parts(recording):
            if part[0] < under.end and under.start < part[1]:
                heard = self.stages.hear(recording, interaction, part, interaction.lang).words
                channels = {word.speaker for word in heard}
                yield from (
                    replace(word, speaker=under.speaker)
                    for word in heard
                    if (word.speaker == under.speaker or under.speaker not in channels)
                    and under.start - _BESIDE <= word.start
                    and word.end <= under.end + _BESIDE
                )
        self.stages.let_go()


def _bare(words: Sequence[Word]) -> list[Word]:
    """The words without what stands around all of them; their speaker is that of the masked word."""
    bare = [replace(word, text=word.text.strip()) for word in words]
    bare[0] = replace(bare[0], text=bare[0].text.lstrip(_AROUND))
    bare[-1] = replace(bare[-1], text=bare[-1].text.rstrip(_AROUND))
    return [word for word in bare if word.text]
