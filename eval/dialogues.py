"""Dialogues of the public sets, as the service reads them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from models.interaction_encoder.public import rows
from qa_service.domain.interaction import Party

Turns = Sequence[tuple[Party, str]]
MASKS = {"[NAME]": "[PERSON]", "[SURNAME]": "[PERSON]"}
"""The sets' own placeholders, in our words."""
PARTS = {"bt-oasis": "dev", "jilda": "train", "star": "dev"}
OFFICE_HOURS = "kiparla"
WINDOW = 24
"""Turns of an office-hours window."""
JOINED = 40
"""Words up to which consecutive units of one speaker are one turn."""


def turns_of(turns: Sequence[Mapping[str, Any]]) -> list[tuple[Party, str]]:
    """The turns of a dialogue, with our masks."""
    return [(Party(turn["speaker"]), _our_masks(turn["text"])) for turn in turns]


def _our_masks(text: str) -> str:
    for theirs, ours in MASKS.items():
        text = text.replace(theirs, ours)
    return text


@cache
def dialogues(name: str) -> Mapping[str, Turns]:
    """The dialogues of a set's part by id; of office hours the windows."""
    if name == OFFICE_HOURS:
        return dict(_office_hours())
    return {row["id"]: turns_of(row["turns"]) for row in rows(name, PARTS[name])}


def _office_hours() -> Iterator[tuple[str, Turns]]:
    """Windows of real talks at a professor's office hours: nobody in them is rude. By talk and first turn."""
    parties = {"professor": Party.AGENT, "student": Party.CUSTOMER}
    for talk in rows("kiparla-office-hours", "dev"):
        turns: list[tuple[Party, str]] = []
        for unit in talk["turns"]:
            party = parties.get(unit["role"], Party.OTHER)
            longer = f"{turns[-1][1]} {unit['text']}" if turns and turns[-1][0] is party else ""
            if longer and len(longer.split()) < JOINED:
                turns[-1] = (party, longer)
            else:
                turns.append((party, unit["text"]))
        for start in range(0, len(turns) - WINDOW + 1, WINDOW):
            yield f"{talk['id']}-{start}", turns[start : start + WINDOW]
