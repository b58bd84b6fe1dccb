"""Speech recognition: faster-whisper behind the port `Transcriber`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qa_service.domain.transcript import Word
from qa_service.errors import EngineFailed, MissingModel
from qa_service.ports import Audio, Channel, Samples, Speech
from qa_service.transcribe.crosstalk import without_bleed
from qa_service.transcribe.loops import goes_in_circles
from qa_service.transcribe.vad import RATE, STEP, SpeechRegion, pack, regions

NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Without the tokenizer faster-whisper would ask a hub for one."""

NO_SPEECH, LOW_LOGPROB = 0.6, -1.0
"""Thresholds of the Whisper paper (Radford et al. 2022, section 4.5), which batched decoding leaves to its caller."""

UNHEARD = 3.0
"""Seconds of speech in a row without a word, after which a chunk gets another try in pieces of `PIECE` seconds."""
PIECE = 10.0

SLIP = 1.0
"""Seconds of pause between a sentence's first two words that nobody makes."""
SENTENCE_END = (".", "?", "!", "…")

SURE = 0.8
"""Below this probability of the language a second stretch of speech is asked."""


FRESH, WARM = 468 * STEP, 31 * STEP
"""Samples, about 15 s and 1 s."""

EDGE = RATE // 2
"""Samples of silence before and after a chunk: Whisper swallows a word that begins with the first sample."""
SLACK = RATE // 10
TOGETHER = 2
WINDOW = 30.0
"""Seconds that the model hears at once."""


@dataclass(frozen=True, slots=True)
class SpeechChunk:
    """Speech of one channel for one window of the model: the regions of the recording that are joined in it."""

    channel: int
    regions: tuple[SpeechRegion, ...]

    def sound(self, audio: Audio) -> Samples:
        """The joined samples, with silence at both ends."""
        edge = np.zeros(EDGE, np.float32)
        return np.concatenate([edge, *(audio.channels[self.channel][r.first : r.last] for r in self.regions), edge])

    def pieces(self) -> list["SpeechChunk"]:
        """The same speech in chunks of at most `PIECE` seconds; a longer region is one by itself."""
        return [SpeechChunk(self.channel, group) for group in pack(self.regions, PIECE)]

    def unheard(self, words: Sequence[Word]) -> float:
        """Seconds of the longest run of regions in which none of `words` lies."""
        longest = run = 0.0
        for region in self.regions:
            heard = any(w.start * RATE < region.end + SLACK and w.end * RATE > region.start - SLACK for w in words)
            run = 0.0 if heard else run + (region.end - region.start) / RATE
            longest = max(longest, run)
        return longest

    def place(self, start: float, end: float) -> tuple[float, float]:
        """Seconds of the recording for seconds of the joined sound: inside the region of their middle, and no further
        than `SLACK` into its context, where the aligner likes to begin and end."""
        middle, before = (start + end) / 2 * RATE, EDGE
        for region in self.regions:
            if middle < before + region.length or region is self.regions[-1]:
                break
            before += region.length
        shift = (region.first - before) / RATE
        low, high = max(region.first, region.start - SLACK) / RATE, min(region.last, region.end + SLACK) / RATE
        return float(np.clip(start + shift, low, high)), float(np.clip(end + shift, low, high))


class WhisperTranscriber:
    """Whisper, loaded once; not for use by two threads at the same time."""

    def __init__(
        self,
        model: Path | Mapping[str, bytes],
        threads: int = 2,
        batch_size: int = 4,
        beam_size: int = 5,
        device: str = "cpu",
        compute_type: str = "int8",
    ) -> None:
        """`model` is a folder, or the content of its files by name.

        Raises MissingModel when a file lacks or the model cannot be loaded.
        """
        folder, files = (model, None) if isinstance(model, Path) else (None, dict(model))
        have = {path.name for path in folder.glob("*")} if folder else set(files or ())
        if missing := [name for name in NEEDED if name not in have]:
            raise MissingModel(
                "{folder} holds no Whisper model: {names} missing",
                folder=folder or "the registry",
                names=", ".join(missing),
            )
        from faster_whisper import BatchedInferencePipeline, WhisperModel

        try:
            self._model = WhisperModel(
                str(folder or "bundled"), files=files, device=device, compute_type=compute_type, cpu_threads=threads
            )
        except (RuntimeError, ValueError) as error:
            raise MissingModel(
                "the Whisper model {folder} cannot be loaded: {error}", folder=folder or "", error=error
            ) from error
        if self._model.model.device == "cpu":
            self._model.encode = partial(_encoded, self._model.encode)
            self._model.find_alignment = partial(_aligned, self._model.find_alignment)
        self._pipeline = BatchedInferencePipeline(self._model)
        self._batch_size, self._beam_size = batch_size, beam_size

    def transcribe(self, audio: Audio, lang: str | None) -> Speech:
        """Words of all channels in time order; no words and no language where nobody speaks.

        A given `lang` is taken as certain. Raises EngineFailed when the recogniser breaks down.
        """
        chunks = [chunk for channel in range(len(audio.channels)) for chunk in _chunks(audio, channel)]
        if not chunks:
            return Speech((), None, 0.0)
        try:
            lang, probability = (lang, 1.0) if lang else self._language(audio, chunks)
            words = list(self._decode(audio, chunks, lang))
        except (RuntimeError, ValueError, IndexError) as error:
            raise EngineFailed("speech recognition failed: {error}", error=error) from error
        own_words = without_bleed(_in_order(words), audio)
        return Speech(own_words, lang, probability) if own_words else Speech((), None, 0.0)

    def _language(self, audio: Audio, chunks: Sequence[SpeechChunk]) -> tuple[str, float]:
        """The likeliest language, from up to 30 s of speech shared between the channels, or twice that if unsure."""
        heads = [next(c for c in chunks if c.channel == k) for k in sorted({c.channel for c in chunks})]
        share = 30 * RATE // len(heads)
        first = np.concatenate([chunk.sound(audio)[:share] for chunk in heads])
        probabilities = self._languages(first)
        if max(probabilities.values()) < SURE and len(chunks) > len(heads):
            longest = max((c for c in chunks if c not in heads), key=lambda c: sum(r.length for r in c.regions))
            second = self._languages(longest.sound(audio))
            probabilities = {lang: (p + second.get(lang, 0.0)) / 2 for lang, p in probabilities.items()}
        best = max(probabilities, key=lambda lang: probabilities[lang])
        return best, min(probabilities[best], 1.0)

    def _languages(self, sound: Samples) -> dict[str, float]:
        return dict(self._model.detect_language(audio=sound)[2])

    def _decode(self, audio: Audio, chunks: Sequence[SpeechChunk], lang: str) -> Iterator[Word]:
        """The words of each chunk; one that goes in circles or leaves speech out gets another try in pieces."""
        for chunk, words in self._decoded(audio, chunks, lang):
            circling = goes_in_circles([word.text for word in words])
            # In stereo, speech without a word is often the other party leaking through: a second try would find it.
            left_out = len(audio.channels) == 1 and chunk.unheard(words) >= UNHEARD
            if not circling and not left_out:
                yield from words
                continue
            retried = [word for _, chunk_words in self._decoded(audio, chunk.pieces(), lang) for word in chunk_words]
            if circling or len(retried) > len(words):
                words = retried
            if not goes_in_circles([word.text for word in words]):
                yield from words

    def _decoded(
        self, audio: Audio, chunks: Sequence[SpeechChunk], lang: str
    ) -> Iterator[tuple[SpeechChunk, list[Word]]]:
        """Chunks with their words, none where the paper's checks say that nobody speaks."""
        for first in range(0, len(chunks), self._batch_size):
            for chunk, segment in self._batch(audio, chunks[first : first + self._batch_size], lang):
                silent = segment.no_speech_prob > NO_SPEECH and segment.avg_logprob < LOW_LOGPROB
                yield chunk, [] if silent else _words(chunk, segment)

    def _batch(self, audio: Audio, group: Sequence[SpeechChunk], lang: str) -> Iterator[tuple[SpeechChunk, Any]]:
        """Decodes the chunks of both channels together, laid end to end in one sound with the clips marked."""
        sounds = [chunk.sound(audio) for chunk in group]
        ends = np.cumsum([len(sound) for sound in sounds])
        clips = [
            # Half a sample more keeps the truncation to whole samples from going one too low.
            {"start": (end - len(sound) + 0.5) / RATE, "end": (end + 0.5) / RATE}
            for sound, end in zip(sounds, ends, strict=True)
        ]
        by_seek = {
            int((end - len(sound)) / RATE * self._model.frames_per_second): (chunk, (end - len(sound)) / RATE)
            for chunk, sound, end in zip(group, sounds, ends, strict=True)
        }
        segments, _ = self._pipeline.transcribe(
            np.concatenate(sounds),
            language=lang,
            beam_size=self._beam_size,
            batch_size=self._batch_size,
            word_timestamps=True,
            clip_timestamps=clips,
        )
        for segment in segments:
            chunk, offset = by_seek[segment.seek]
            for word in segment.words:
                word.start, word.end = word.start - offset, word.end - offset
            yield chunk, segment


def _encoded(encode: Callable[[NDArray[np.float32]], Any], features: NDArray[np.float32]) -> Any:
    """The model's encoder, a few windows at a time: attention over all at once takes more memory and no less time."""
    from faster_whisper.transcribe import get_ctranslate2_storage

    if features.ndim < 3 or len(features) <= TOGETHER:
        return encode(features)
    few = [np.asarray(encode(features[i : i + TOGETHER])) for i in range(0, len(features), TOGETHER)]
    return get_ctranslate2_storage(np.concatenate(few))


def _aligned(align: Callable[..., list[Any]], tokenizer: Any, tokens: Any, encoded: Any, frames: Any) -> list[Any]:
    """The model's word aligner, a few windows at a time: eight at once take 0.35 GB more."""
    from faster_whisper.transcribe import get_ctranslate2_storage

    windows = np.asarray(encoded)
    return [
        alignment
        for i in range(0, len(tokens), TOGETHER)
        for alignment in align(
            tokenizer,
            tokens[i : i + TOGETHER],
            get_ctranslate2_storage(windows[i : i + TOGETHER]),
            frames[i : i + TOGETHER],
        )
    ]


def speech_probabilities(samples: Channel) -> NDArray[np.float32]:
    """Probability of speech in every `STEP` samples (Silero, shipped inside faster-whisper).

    The detector carries a state from step to step, and after a minute of silence or hold music that state makes it
    deaf: it lost a third of the turns that followed. So it starts afresh every `FRESH` samples, `WARM` earlier.
    """
    from faster_whisper.vad import get_vad_model

    detect = get_vad_model()
    probabilities = []
    for first in range(0, len(samples), FRESH):
        before = max(0, first - WARM)
        stretch = samples[before : first + FRESH]
        # The detector writes into its input: padding gives it a copy.
        padded = np.pad(stretch, (0, -len(stretch) % STEP))
        probabilities.append(np.asarray(detect(padded), np.float32).reshape(-1)[(first - before) // STEP :])
    return np.concatenate(probabilities) if probabilities else np.zeros(0, np.float32)


def _chunks(audio: Audio, channel: int) -> list[SpeechChunk]:
    samples = audio.channels[channel]
    longest = WINDOW - 2 * EDGE / RATE
    speech = regions(speech_probabilities(samples), len(samples), longest=longest)
    return [SpeechChunk(channel, group) for group in pack(speech, longest)]


def _words(chunk: SpeechChunk, segment: Any) -> list[Word]:
    """Words with times of the recording. A piece without a space before it belongs to the word before."""
    words: list[Word] = []
    for piece in segment.words:
        start, end = chunk.place(piece.start, piece.end)
        probability = float(np.clip(piece.probability, 0, 1))
        if words and not piece.word.startswith(" "):
            last = words[-1]
            words[-1] = Word(last.text + piece.word, last.start, end, min(last.probability, probability), last.speaker)
        elif text := piece.word.strip():
            words.append(Word(text, start, end, probability, chunk.channel))
    return _unslipped(words)


def _unslipped(words: Sequence[Word]) -> list[Word]:
    """Puts the first word of a sentence back before its second one, when the aligner left it before the pause."""
    moved = list(words)
    for i in range(len(words) - 1):
        word, following = words[i], words[i + 1]
        begins = i == 0 or words[i - 1].text.endswith(SENTENCE_END)
        goes_on = word.text[-1].isalnum() and following.text[0].islower()
        if begins and goes_on and following.start - word.end > SLIP:
            length = min(word.end - word.start, SLIP / 2)
            moved[i] = replace(word, start=following.start - length, end=following.start)
    return moved


def _in_order(words: Sequence[Word]) -> list[Word]:
    """By start time; within a channel no word begins before the one before it has ended."""
    ordered: list[Word] = []
    for channel in sorted({word.speaker for word in words}):
        clock = 0.0
        for word in sorted((w for w in words if w.speaker == channel), key=lambda w: w.start):
            start = max(word.start, clock)
            clock = max(word.end, start)
            ordered.append(Word(word.text, round(start, 3), round(clock, 3), word.probability, channel))
    return sorted(ordered, key=lambda word: (word.start, word.end, word.speaker))
