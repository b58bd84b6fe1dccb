"""How much of what is said the speech detector finds, and what else it takes for speech.

`python -m eval.speech_detection`: the share of the time of the sample calls' turns that lies above each threshold,
and the turns of which less than a tenth does; by itself and after a minute of silence, noise or hold music (first 20 s
of each call); with the detector started afresh, as the service does, and in one pass. Then the same share of sounds
without speech.
"""

import json
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from eval import sounds
from eval.engines import SAMPLES, recordings
from qa_service.ports import Samples
from qa_service.transcribe.vad import RATE, STEP
from qa_service.transcribe.whisper import speech_probabilities

THRESHOLDS = (0.5, 0.35, 0.2)
Detector = Callable[[Samples], NDArray[np.float32]]


def in_one_pass(samples: Samples) -> NDArray[np.float32]:
    """The detector as faster-whisper runs it."""
    from faster_whisper.vad import get_vad_model

    return np.asarray(get_vad_model()(np.pad(samples, (0, -len(samples) % STEP))), np.float32).reshape(-1)


def main() -> None:
    """Prints a line a case."""
    befores = {
        "nothing": np.zeros(0, np.float32),
        "silence": sounds.silence(60),
        "noise": sounds.noise(60, 0.005),
        "music": sounds.hold_music(60, 2),
    }
    for name, detector in (("afresh", speech_probabilities), ("one pass", in_one_pass)):
        for before, prefix in befores.items():
            shares = np.array(covered(detector, prefix[: len(prefix) // STEP * STEP]))
            means = " ".join(f"{t:g}: {share:.3f}" for t, share in zip(THRESHOLDS, shares.mean(axis=0), strict=True))
            lost = (shares < 0.1).sum(axis=0).tolist()
            print(f"{name}, after {before}: found above {means}; turns lost {lost} of {len(shares)}", flush=True)
    for name, sound in {**befores, "bright music": sounds.hold_music(60, 5, telephone=False)}.items():
        if len(sound):
            found = speech_probabilities(sound)
            print(
                f"{name}: taken for speech above " + " ".join(f"{t:g}: {(found >= t).mean():.4f}" for t in THRESHOLDS)
            )


def covered(detector: Detector, prefix: Samples) -> list[list[float]]:
    """For each turn in the first 20 s of each call its share above each threshold."""
    shares = []
    for name, audio in recordings(SAMPLES):
        turns = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))["turns"]
        found = np.max([detector(np.concatenate([prefix, c[: 25 * RATE]])) for c in audio.channels], axis=0)
        found = found[len(prefix) // STEP :]
        for turn in turns:
            if turn["end"] < 20:
                part = found[int(turn["start"] * RATE / STEP) + 1 : int(turn["end"] * RATE / STEP) - 1]
                shares.append([float((part >= threshold).mean()) for threshold in THRESHOLDS])
    return shares


if __name__ == "__main__":
    main()
