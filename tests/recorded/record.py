"""`python -m tests.recorded.record`: ask everything, and keep what was answered. What `intended.toml` lists is then
part of it, and can go from there.
"""

import argparse
from pathlib import Path

from tests.recorded import answers, walk
from tests.recorded.fixed import same_hashes


def main() -> None:
    """Writes the file and says how much is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=answers.RECORDED)
    out: Path = parser.parse_args().out
    kept, not_asked = walk.play()
    answers.write(out, kept)
    print(
        f"{len(kept)} answers, {out.stat().st_size} bytes: {out}",
        *(f"nothing is asked of {route}" for route in not_asked),
        sep="\n",
    )


if __name__ == "__main__":
    same_hashes()
    main()
