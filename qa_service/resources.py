"""Files that ship with the service: inside the installed package, or in the source tree when it runs from there."""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "data"
_SOURCE = Path(__file__).parents[1]
_PLACES = {
    "schema.yaml": _SOURCE / "annotation_guides" / "schema.yaml",
    "registry.toml": _SOURCE / "models" / "registry.toml",
    "kpis": _SOURCE / "models" / "kpis",
    "rubrics": _SOURCE / "models" / "rubrics",
    "templates": _SOURCE / "models" / "criteria" / "templates",
    "heads": _SOURCE / "models" / "heads" / "artefact",
    "demo.json.xz": _SOURCE / "models" / "demo" / "centre.json.xz",
    "samples": _SOURCE / "eval" / "samples",
}


def path(name: str) -> Path:
    """Where the shipped file or folder `name` lies."""
    packaged = _PACKAGED / name
    return packaged if packaged.exists() else _PLACES[name]
