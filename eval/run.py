"""Measures the service's judgements on all sets, writes a report, and closes the gate where a bound is missed.

    python -m eval.run --out DIR [--sets corpus,star] [--limit N] [--gate]

Writes report.md, report.json and pictures to DIR. With --gate the exit is 1, with a line for each reason, when a figure
misses its bound in eval/bounds.toml, when a set or the model is missing, or when a stub stands in for the model.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval import gate, pictures, report
from eval.figures import Result
from eval.service import Service, identity, real
from qa_service.errors import QaError

HERE = Path(__file__).parent
BASELINE_DRAWN = ("corpus", "star", "jilda", "sentipolc", "absita", "airline-tweets")
FLIP_LIMIT = 60
ROBUST_LIMIT = 150
Measure = Callable[[Service, int | None], Result]


def all_sets() -> dict[str, Measure]:
    """Every set by name, in the order of the report."""
    from eval.accused import accused
    from eval.by_eye import by_eye
    from eval.flips import flips
    from eval.robust import robust
    from eval.sets import SETS, unseen
    from eval.speech import spoken

    def swapped(service: Service, limit: int | None) -> Result:
        return flips(service, unseen(None), min(limit or FLIP_LIMIT, FLIP_LIMIT))

    def disturbed(service: Service, limit: int | None) -> Result:
        return robust(service, min(limit or ROBUST_LIMIT, ROBUST_LIMIT))

    fairness = {"accused": accused, "robust": disturbed, "by-eye": by_eye}
    return {**SETS, **fairness, "flips": swapped, "speech": spoken}


def measure(
    sets: Mapping[str, Measure], load: Callable[[], Service], limit: int | None, baselines: bool
) -> tuple[dict[str, Any], dict[str, Result]]:
    """The report in plain types, and the results. A set that cannot be read is named under `missing`."""
    made: dict[str, Any] = {"limit": limit, "model": None, "sets": {}, "missing": {}, "baselines": {}}
    results: dict[str, Result] = {}
    try:
        service = load()
    except QaError as error:
        return made | {"why_no_model": str(error)}, results
    made["model"] = identity(service)
    for name, one in sets.items():
        print(name, file=sys.stderr, flush=True)
        try:
            results[name] = one(service, limit)
        except (OSError, QaError) as error:
            made["missing"][name] = f"{type(error).__name__}: {error}"
            continue
        made["sets"][name] = report.result_json(results[name])
    if baselines:
        made["baselines"] = _baselines(service, {n: sets[n] for n in BASELINE_DRAWN if n in results}, limit)
    return made, results


def _baselines(service: Service, sets: Mapping[str, Measure], limit: int | None) -> dict[str, Any]:
    """The same sets by readers that know almost nothing; the roles stay the service's own."""
    from eval.baselines import CueReader, MajorityReader
    from models.interaction_encoder import split
    from models.interaction_encoder.samples import corpus
    from qa_service.understand.linguistics import Linguistics

    seen = split.of_part(corpus(), "train", split.load())
    readers = {"majority": MajorityReader(seen), "phrases": CueReader(seen, Linguistics())}
    return {
        other: {name: report.result_json(one(replace(service, reader=reader), limit)) for name, one in sets.items()}
        for other, reader in readers.items()
    }


def write(out: Path, made: Mapping[str, Any], results: Mapping[str, Result], bounds: gate.Bounds) -> None:
    """report.json, report.md, and a picture for each confusion table and each set of curves."""
    out.mkdir(parents=True, exist_ok=True)
    drawn: dict[str, str] = {}
    for name, result in results.items():
        for family, table in result.confusions.items():
            drawn[f"{name}-{family}-confusion.svg"] = pictures.confusion_svg(f"{name}: {family}", table)
        if result.curves:
            drawn[f"{name}-risk-coverage.svg"] = pictures.risk_coverage_svg(f"{name}: risk and coverage", result.curves)
    for file, picture in drawn.items():
        (out / file).write_text(picture, encoding="utf-8")
    (out / "report.json").write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (out / "report.md").write_text(report.markdown(made, bounds, list(drawn)), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """0, or 1 where the gate is asked for and closed, or where there is no model."""
    options = _options(arguments)
    bounds = gate.load(options.bounds)
    sets = all_sets()
    if unknown := [name for name in options.sets or () if name not in sets]:
        print(f"no set is called {', '.join(unknown)}; there are {', '.join(sets)}", file=sys.stderr)
        return 2
    chosen = {name: one for name, one in sets.items() if not options.sets or name in options.sets}
    made, results = measure(
        chosen, lambda: real(options.heads, options.threads), options.limit, not options.no_baselines
    )
    write(options.out, made, results, bounds)
    for sentence in gate.wanting(made, bounds):
        print(f"wanted: {sentence}")
    closed = gate.misses(made, bounds) if options.gate else []
    for sentence in closed:
        print(f"gate: {sentence}")
    if made["model"] is None and not options.gate:
        print(made["why_no_model"], file=sys.stderr)
    return int(bool(closed) or made["model"] is None)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for the report")
    parser.add_argument("--sets", type=lambda text: text.split(","), help="names, parted by commas; default: all")
    parser.add_argument("--limit", type=int, help="items a set at most, drawn by chance")
    parser.add_argument("--gate", action="store_true", help="exit 1 where a bound, a set or the model is missed")
    parser.add_argument("--bounds", type=Path, default=HERE / "bounds.toml")
    parser.add_argument("--heads", type=Path, help="folder of other heads than those that ship")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-baselines", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
