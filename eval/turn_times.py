"""How well turns begin and end when they are spoken.

`python -m eval.turn_times`: for every turn of the two-channel sample calls, the distance in seconds from its scripted
beginning to the nearest beginning of a recognised turn, and the same for its end.
"""

import json

import numpy as np

from eval.engines import SAMPLES, recordings, transcriber
from qa_service.transcribe.turns import speaker_turns


def main() -> None:
    """Prints median, mean and 95th percentile."""
    whisper = transcriber()
    errors: dict[str, list[float]] = {"start": [], "end": []}
    for name, audio in recordings(SAMPLES, channels=2):
        said = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))["turns"]
        found = speaker_turns(whisper.transcribe(audio, name[:2]).words)
        for edge, distances in errors.items():
            times = np.array([getattr(turn, edge) for turn in found])
            distances += [float(np.abs(times - turn[edge]).min()) for turn in said]
    for edge, distances in errors.items():
        median, high = np.percentile(distances, [50, 95])
        print(f"{edge}: median {median:.2f} s, 95 of 100 within {high:.2f} s, of {len(distances)} turns")


if __name__ == "__main__":
    main()
