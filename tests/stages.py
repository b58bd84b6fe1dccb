"""Stages without models: deterministic, quick, and like the real ones in what they take and give.

A "recording" is a text file; each line is a part, and its words are spoken at half a second each. Digits count as a
telephone number and are masked; who says CVV tells the security code of a card.
"""

import re
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qa_service.domain.interaction import Interaction, Party
from qa_service.domain.processed import Processed, Silence, Understood
from qa_service.domain.scorecard import Answer, Scorecard, Verdict
from qa_service.domain.transcript import PiiSpan, Transcript, TranscriptChanges, Turn, Word
from qa_service.domain.understanding import Evidence, Judgement, Sentiment, TurnSentiment, Understanding
from qa_service.errors import BadAudio, MissingModel
from qa_service.ports import Speech
from qa_service.store.plans import Part
from tests.fakes import features_of

_DIGITS = re.compile(r"\d+")
_HALF = 0.5


@dataclass
class PlainStages:
    """`pause`: seconds that each stage takes. While there is a file `sick`, the models cannot be loaded; the parts that
    are heard are noted in a file `heard` beside it.
    """

    pause: float = 0.0
    sick: Path | None = None

    def prepare(self) -> None:
        if self.sick is not None and self.sick.exists():
            raise MissingModel("model.bin is wrong; run: qa-service models fetch")

    def parts(self, recording: Path) -> Sequence[Part]:
        lines = recording.read_text().splitlines()
        if not lines:
            raise BadAudio("the recording holds no sound", where="recording")
        return [(float(n), float(n + 1)) for n in range(len(lines))]

    def hear(self, recording: Path, interaction: Interaction, part: Part, lang: str | None) -> Speech:
        if self.sick is not None:
            with self.sick.with_name("heard").open("a") as file:
                file.write(f"{part[0]}\n")
        time.sleep(self.pause)
        line = recording.read_text().splitlines()[int(part[0])]
        words = tuple(
            Word(text, part[0] + n * _HALF, part[0] + (n + 1) * _HALF, 0.9) for n, text in enumerate(line.split())
        )
        return Speech(words, lang or "it", 0.99)

    def understand(self, interaction: Interaction, recording: Path | None, heard: Sequence[Speech]) -> Understood:
        time.sleep(self.pause)
        texts = [" ".join(word.text for word in speech.words) for speech in heard]
        texts = texts or [turn.text for turn in interaction.turns]
        self.prepare()  # engines load when they are first used
        if texts[0].startswith("unlearned"):
            raise MissingModel("the own reasons of client 'acme' were learned elsewhere; run: qa-service intents train")
        if texts[0].startswith("nonsense"):
            return texts[int(texts[0])]  # type: ignore[return-value]  # ValueError, as often as it is tried
        if texts[0].startswith("crash"):
            raise RuntimeError(f"could not read {texts[0]!r}")  # as careless as other people's libraries
        parties = [turn.speaker or Party.OTHER for turn in interaction.turns] or [
            (Party.AGENT, Party.CUSTOMER)[n % 2] for n in range(len(texts))
        ]
        pii = tuple(
            PiiSpan(n, found.start(), found.end(), "PHONE")
            for n, text in enumerate(texts)
            for found in _DIGITS.finditer(text)
        )
        turns = tuple(Turn(party, _DIGITS.sub("[PHONE]", text)) for party, text in zip(parties, texts, strict=True))
        lang = interaction.lang or ("es" if texts[0].startswith("hola") else "it")
        transcript = Transcript(turns, lang, {"language": 0.99, "roles": 0.9})
        silences = tuple(Silence(float(span.turn), span.turn + _HALF) for span in pii) if heard else ()
        card_code, features = any("CVV" in text for text in texts), features_of([turn.text for turn in turns])
        return Understood(transcript, pii, silences, _understanding(turns), card_code, features)

    def correct(self, interaction: Interaction, understood: Understood, changes: TranscriptChanges) -> Understood:
        time.sleep(self.pause)
        if any(text.startswith("crash") for text in changes.texts.values()):
            raise RuntimeError("could not read it")
        turns = tuple(
            Turn(changes.parties.get(n, turn.party), _DIGITS.sub("[PHONE]", changes.texts.get(n, turn.text)))
            for n, turn in enumerate(understood.transcript.turns)
        )
        card_code = understood.card_code or any("CVV" in text for text in changes.texts.values())
        return replace(understood, transcript=replace(understood.transcript, turns=turns), card_code=card_code)

    def let_go(self) -> None:
        """Nothing is kept."""

    def redact_audio(self, recording: Path, understood: Understood) -> Path | None:
        with tempfile.NamedTemporaryFile("w", suffix=".redacted", delete=False) as file:
            file.write(_DIGITS.sub("****", recording.read_text()))
        return Path(file.name)

    def score(self, interaction: Interaction, understood: Understood) -> Processed:
        answer = Answer("greeting", Verdict.YES, 0.9, (Evidence(0, 0, 3),))
        return Processed(
            interaction=interaction,
            understood=understood,
            scorecard=Scorecard(
                "test@1", (answer,), {"courtesy": float(len(understood.transcript.turns[0].text) % 101)}
            ),
            versions={"encoder": "none@0"},
        )


def _understanding(turns: tuple[Turn, ...]) -> Understanding:
    resolved = "resolved" if len(turns) % 2 == 0 else None
    return Understanding(
        intent=Judgement("billing", 0.8, {"billing": 0.8, "other": 0.2}, (Evidence(0, 0, 3),)),
        resolution=Judgement(resolved, 0.7, {"resolved": 0.7, "pending": 0.3}),
        sentiment=Sentiment((TurnSentiment(0, "neutral", 0.6),), "neutral", "positive"),
        courtesy={},
    )
