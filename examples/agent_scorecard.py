"""Prints an agent's figures with their intervals, and says of each how many interactions and reviews it rests on."""

import argparse
import os
import sys

import httpx

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("agent")
parser.add_argument("--since", help="a moment with offset, such as 2026-11-01T00:00:00+01:00")
wanted = parser.parse_args()

answer = httpx.get(
    f"{os.environ['QA_URL']}/v1/agents/{wanted.agent}/scorecard",
    params={"since": wanted.since} if wanted.since else {},
    headers={"Authorization": f"Bearer {os.environ['QA_KEY']}"},
    timeout=60,
)
if answer.is_error:  # 403 until the legal basis for watching workers is recorded
    sys.exit(answer.json()["detail"])


def tell(name: str, figure: dict) -> None:
    """A figure with its interval, or the figures below it."""
    if figure.get("value", 0) is None:
        print(f"{name}: cannot be told ({figure.get('note') or figure.get('reason') or 'too little is known'})")
        return
    if "method" in figure:
        low, high = figure["low"], figure["high"]
        rests = f"{figure['n_machine']} interactions, {figure['n_human']} of them reviewed"
        print(f"{name}: {figure['value']:.2f}, between {low:.2f} and {high:.2f} ({rests})")
        return
    for part, inner in figure.items():
        if isinstance(inner, dict):
            tell(f"{name} {part}".strip(), inner)


scorecard = answer.json()
print(f"{scorecard['agent']}: {scorecard['n']} interactions")
tell("", scorecard["figures"])
print(scorecard["notice"]["en"])
