"""Exports the interactions in which something was found (by default rudeness), with the passages, for training."""

import argparse
import os
import sys
import time
from pathlib import Path

import httpx

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--client", required=True)
parser.add_argument(
    "--topic", action="append", help="what a moment shows, such as courtesy:rudeness; several may be named"
)
parser.add_argument("--out", type=Path, default=Path("flagged.zip"))
parser.add_argument("--seconds", type=float, default=1.0, help="between two looks")
wanted = parser.parse_args()

headers = {"Authorization": f"Bearer {os.environ['QA_KEY']}"}
with httpx.Client(base_url=os.environ["QA_URL"], headers=headers, timeout=60) as service:
    topics = wanted.topic or ["courtesy:rudeness"]
    order = {"kind": "pack", "topics": topics, "filters": {"client": wanted.client}}
    answer = service.post("/v1/exports", json=order)
    if answer.is_error:
        sys.exit(answer.json()["detail"])
    place = answer.headers["location"]

    while (export := service.get(place).raise_for_status().json())["state"] not in ("done", "failed"):
        time.sleep(wanted.seconds)
    if export["state"] == "failed":
        sys.exit(f"the export failed: {export['failure']}")

    wanted.out.write_bytes(service.get(export["links"]["file"]).raise_for_status().content)
print(f"{wanted.out}: {export['done']} interactions")
