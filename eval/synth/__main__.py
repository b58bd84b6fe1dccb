"""Speak the scripts of a folder: python -m eval.synth SCRIPTS_DIR OUT_DIR [--weights FOLDER] [--only NAME]."""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import soundfile  # type: ignore[import-untyped]  # the package ships no types

from eval.synth import documents
from eval.synth.kokoro import Kokoro
from eval.synth.script import Recording, Script, ScriptError, read
from eval.synth.speech import RATE, Say, speak
from eval.synth.telephone import RATE as TELEPHONE_RATE
from eval.synth.telephone import telephone
from eval.synth.timeline import Samples, arrange
from eval.synth.weights import DEFAULT_FOLDER, WeightsError


def main() -> int:
    """Write the documents of every script and the audio of every call; 1 and a sentence when something is missing."""
    options = _options()
    try:
        paths = sorted(path for path in options.scripts.iterdir() if path.suffix in {".yaml", ".yml", ".json"})
        scripts = [read(path) for path in paths if options.only in (None, path.stem)]
        if not scripts:
            raise ScriptError(f"{options.scripts}: no script {options.only or ''}")
        make(scripts, options.out, options.weights)
    except (ScriptError, WeightsError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def make(scripts: list[Script], out: Path, weights: Path) -> None:
    """Every script's files, in the folder; the voice is loaded only if there is a call to speak."""
    out.mkdir(parents=True, exist_ok=True)
    voice = Kokoro.load(weights) if any(script.recording for script in scripts) else None
    for script in scripts:
        if script.recording and voice:
            _call(script, script.recording, out, voice.say)
        else:
            _save(out, script, documents.written(script), documents.expected(script))
        print(script.name)


def _call(script: Script, recording: Recording, out: Path, say: Say) -> None:
    tracks, spans = speak(script.turns, script.about.lang, recording.voices, recording.seed, say)
    line = telephone(arrange(tracks, recording), recording.snr_db, np.random.default_rng(recording.seed), RATE)
    _write_audio(out / f"{script.name}.flac", line)
    seconds = line.shape[-1] / TELEPHONE_RATE
    _save(out, script, documents.spoken(script, seconds), documents.expected(script, spans))


def _write_audio(path: Path, line: Samples) -> None:
    with soundfile.SoundFile(path, "w", TELEPHONE_RATE, len(line), "PCM_16", compression_level=1.0) as file:
        file.comment = "Synthetic speech (Kokoro-82M). Invented people and companies."
        file.write(line.T)


def _save(out: Path, script: Script, interaction: documents.Document, expected: documents.Document) -> None:
    for ending, document in ((".json", interaction), (".expected.json", expected)):
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (out / f"{script.name}{ending}").write_text(text + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m eval.synth", description=__doc__)
    parser.add_argument("scripts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weights", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--only", help="the name of one script")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
