"""Processes that change and tell are ended by SIGKILL between their steps; 200 of them: `eval.bench.webhook_kills`."""

from pathlib import Path

import pytest

from eval.bench.webhook_kills import measured
from tests.databases import KINDS, fresh


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_dies_between_two_steps_nothing_is_lost_invented_or_told_otherwise(kind: str, tmp_path: Path) -> None:
    with fresh(kind, tmp_path) as url:
        report = measured(url, kills=12)
    assert report.kills == 12
    assert report.events > 12
    assert (report.lost, report.invented, report.doubled, report.disordered) == (0, 0, 0, 0)
