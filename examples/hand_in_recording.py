"""Hands in a recording, waits until it is analysed, and prints what was found with the words that prove it."""

import argparse
import json
import os
import sys
import time
from pathlib import Path

import httpx

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("recording", type=Path)
parser.add_argument("--client", required=True)
parser.add_argument("--agent")
parser.add_argument("--seconds", type=float, default=1.0, help="between two looks")
wanted = parser.parse_args()

headers = {"Authorization": f"Bearer {os.environ['QA_KEY']}"}
with httpx.Client(base_url=os.environ["QA_URL"], headers=headers, timeout=60) as service:
    # The same id twice changes nothing, so this may be run again after a broken connection.
    about = {"id": wanted.recording.stem, "client": wanted.client, "agent": wanted.agent, "channel": "call"}
    with wanted.recording.open("rb") as sound:
        form = {"document": json.dumps({name: value for name, value in about.items() if value})}
        answer = service.post("/v1/recordings", files={"audio": (wanted.recording.name, sound)}, data=form)
    if answer.is_error:
        sys.exit(answer.json()["detail"])
    place = answer.headers["location"]

    while (interaction := service.get(place).raise_for_status().json())["state"] not in ("done", "failed"):
        time.sleep(wanted.seconds)
    if interaction["state"] == "failed":
        sys.exit(f"{interaction['id']} could not be analysed: {interaction['failure']}")

    analysis = service.get(interaction["links"]["analysis"]).raise_for_status().json()

for judgement in ("intent", "resolution"):
    label, chance = analysis[judgement]["label"] or "cannot tell", analysis[judgement]["probability"]
    print(f"{judgement}: {label} ({chance:.0%})")
    for evidence in analysis[judgement].get("evidence", ()):
        print(f"  turn {evidence['turn']}: {evidence['quote']}")
