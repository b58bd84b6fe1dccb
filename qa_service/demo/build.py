"""Puts the demo centre together: material in, analysed, then people and what they work on."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from qa_service.bootstrap import engines, service
from qa_service.demo import people
from qa_service.demo.analysis import Bench, job_ids
from qa_service.demo.builder import Builder
from qa_service.demo.material import Material
from qa_service.domain.processed import Processed
from qa_service.settings import Settings
from qa_service.store import results


class BuiltDemo(NamedTuple):
    """A finished demo centre: how many interactions, from when to when, the shipped samples among them as they were
    analysed, and the password of all its people.
    """

    interactions: int
    first: datetime
    last: datetime
    samples: Sequence[Processed]
    password: str


Progress = Callable[[int, int], None]
"""Told how many of how many interactions are analysed."""


def built(settings: Settings, progress: Progress) -> BuiltDemo:
    """A demo centre in the data folder of `settings`, which is empty but for the marker (see `place.being_built`)."""
    store = service.store(settings)
    intake = service.intake(settings, store)
    bench = Bench(
        store,
        intake.blobs,
        intake,
        service.steps(settings),
        settings.max_upload_bytes,
        settings.worker_texts,
    )
    material = Material(datetime.now(ZoneInfo(settings.timezone)).date(), settings.timezone)
    submitted = bench.take_in(material.cases())
    numbers = iter(range(1, len(submitted) + 1))
    bench.analyse(submitted, lambda: progress(next(numbers), len(submitted)))
    bench.log_calls(submitted, material.lost_calls())
    with store.transaction() as session:
        password = people.signed_up(session)
    Builder(store, engines.labels(), engines.rubric(settings), job_ids(submitted)).furnish()
    with store.reading() as session:
        samples = [results.processed(session, job.interaction) for case, job in submitted if case.sample]
    store.close()
    starts = [case.interaction.started_at for case, _ in submitted if case.interaction.started_at is not None]
    return BuiltDemo(len(submitted), min(starts), max(starts), samples, password)
