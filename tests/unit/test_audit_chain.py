"""Chains of the audit trail: whatever is done to one in the database is told."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.domain.audit_chain import BEGINNING, AuditLine, ChainEnd, ChainFault, ChainSeal, first_fault

KEY = b"k" * 32
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def line(place: int, **change: object) -> AuditLine:
    whole = AuditLine(
        0, place, NOON + timedelta(seconds=place), "user:a", "qa", "10.0.0.1", "read", f"i{place}", "c", {}
    )
    return replace(whole, **change)  # type: ignore[arg-type]


def chained(lines: list[AuditLine]) -> list[AuditLine]:
    before, done = BEGINNING, []
    for each in lines:
        done.append(replace(each, hash=each.digest(before)))
        before = done[-1].hash
    return done


LINES = chained([line(place) for place in range(1, 9)])
END = ChainEnd(8, LINES[-1].hash)
SEALS = [ChainSeal.made(KEY, 0, place, LINES[place - 1].hash) for place in (3, 6)]


def fault(lines: list[AuditLine], end: ChainEnd = END, seals: list[ChainSeal] = SEALS) -> ChainFault | None:
    return first_fault(0, lines, end, seals, KEY)


def test_what_is_as_it_was_written_has_no_fault() -> None:
    assert fault(LINES) is None
    assert first_fault(0, [], ChainEnd(0, BEGINNING), [], KEY) is None


@pytest.mark.parametrize("field", ["actor", "role", "origin", "action", "subject", "client"])
def test_a_changed_line_is_named(field: str) -> None:
    changed = replace(LINES[4], **{field: "else"})  # type: ignore[arg-type]
    assert fault([*LINES[:4], changed, *LINES[5:]]) == ChainFault(0, 5, "changed")


def test_a_line_removed_in_the_middle_is_missed() -> None:
    assert fault([*LINES[:4], *LINES[5:]]) == ChainFault(0, 5, "missing")


def test_lines_that_changed_places_are_told() -> None:
    assert fault([*LINES[:3], LINES[4], LINES[3], *LINES[5:]]) == ChainFault(0, 4, "missing")
    renumbered = [*LINES[:3], replace(LINES[4], place=4), replace(LINES[3], place=5), *LINES[5:]]
    assert fault(renumbered) == ChainFault(0, 4, "changed")


def test_a_chain_that_was_cut_off_is_told_by_its_end() -> None:
    assert fault(LINES[:7]) == ChainFault(0, 8, "cut off")


def test_a_chain_cut_off_with_its_end_is_told_by_a_seal() -> None:
    assert fault(LINES[:5], ChainEnd(5, LINES[4].hash)) == ChainFault(0, 6, "cut off")


def test_a_chain_made_anew_from_some_line_on_is_told_by_a_seal() -> None:
    forged = chained([*LINES[:4], replace(LINES[4], actor="user:b"), *LINES[5:]])
    assert fault(forged, ChainEnd(8, forged[-1].hash)) == ChainFault(0, 6, "sealed otherwise")


def test_a_seal_without_the_key_is_forged() -> None:
    forged = chained([*LINES[:4], replace(LINES[4], actor="user:b"), *LINES[5:]])
    seals = [ChainSeal.made(b"x" * 32, 0, place, forged[place - 1].hash) for place in (3, 6)]
    assert fault(forged, ChainEnd(8, forged[-1].hash), seals) == ChainFault(0, 3, "seal forged")


def test_what_a_chain_cannot_prove() -> None:
    """Lines behind the last seal that went together with their end: only a copy elsewhere knows of them."""
    assert fault(LINES[:7], ChainEnd(7, LINES[6].hash)) is None


def test_the_same_moment_in_another_zone_is_the_same_line() -> None:
    rome = line(1, at=NOON.astimezone(timezone(timedelta(hours=1))))
    assert rome.digest(BEGINNING) == line(1, at=NOON).digest(BEGINNING)


@given(st.integers(0, 7), st.sampled_from(["remove", "double", "swap", "change"]), st.integers())
def test_any_single_change_before_the_end_is_told(where: int, how: str, seed: int) -> None:
    lines = list(LINES)
    if how == "remove":
        del lines[where]
    elif how == "double":
        lines.insert(where, lines[where])
    elif how == "change":
        lines[where] = replace(lines[where], detail={"n": random.Random(seed).random()})
    else:
        other = (where + 1) % 8
        lines[where], lines[other] = lines[other], lines[where]
    assert fault(lines) is not None
