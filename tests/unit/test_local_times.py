"""Times without an offset are on the clocks of the centre; those with one stay."""

from datetime import UTC, datetime

import pytest

from qa_service.ingest.documents import DocumentLimits, build
from qa_service.ingest.local_times import moment

LIMITS = DocumentLimits(now=datetime(2026, 11, 24, 12, tzinfo=UTC), zone="Europe/Rome")


def test_every_time_of_a_document_takes_the_zone_of_the_centre() -> None:
    """In Rome it is an hour later than in UTC in November, two in July."""
    turns = [
        {"speaker": "agent", "text": "salve", "at": "2026-07-03T09:14:05"},
        {"speaker": "agent", "text": "buongiorno", "at": "2026-07-03T09:14:05Z"},
        {"speaker": "agent", "text": "eccomi"},
    ]
    queue = {"offered_at": "2026-11-03 09:13:00", "answered_at": "2026-11-03T09:14:00+00:00"}
    document = {"id": "1", "client": "acme", "channel": "chat", "started_at": "2026-11-03T09:14", "queue": queue}
    interaction = build({**document, "turns": turns}, LIMITS)
    assert interaction.queue
    assert interaction.started_at == datetime(2026, 11, 3, 8, 14, tzinfo=UTC)
    assert interaction.queue.offered_at == datetime(2026, 11, 3, 8, 13, tzinfo=UTC)
    assert interaction.queue.answered_at == datetime(2026, 11, 3, 9, 14, tzinfo=UTC)
    assert [turn.at and turn.at.astimezone(UTC).hour for turn in interaction.turns] == [7, 9, None]


@pytest.mark.parametrize("written", ["yesterday", 12, None, "", {"a": 1}])
def test_what_is_no_time_stays_for_the_contract_to_refuse(written: object) -> None:
    assert moment(written, "Europe/Rome") == written


def test_an_hour_that_the_clocks_show_twice_is_the_first_of_the_two() -> None:
    """On 25 October 2026 clocks in Rome go from 3 back to 2: half past two is 0:30 or 1:30 in UTC."""
    assert moment("2026-10-25T02:30:00", "Europe/Rome").astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
