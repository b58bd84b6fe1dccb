"""Makes the file of an order: at once for the command line, or as a job whose progress can be asked for."""

import json
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from qa_service.domain.exports import Format, Kind
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import Sentence
from qa_service.exporting import coaching, complaints, figures, overruled, sources, surveys, vcons
from qa_service.exporting.sources import Progress
from qa_service.exports import columns, labelstudio, parquet, text_files, xlsx
from qa_service.figures.basis import Basis
from qa_service.kpi.pack import Pack
from qa_service.logs import event
from qa_service.store import exports, withdrawn
from qa_service.store.blobs import Blobs
from qa_service.store.exports import Order
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.tables import now

_TELL_EVERY = 1.0
"""Seconds between two notes of progress."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """Over the stores; a finished file is kept for `keep_for`."""

    store: Store
    blobs: Blobs
    vocabulary: Vocabulary
    rubrics: Rubrics
    keep_for: timedelta = timedelta(hours=24)
    basis: Basis = field(default_factory=Basis)
    monitoring_basis: str = ""
    kpi_packs: Mapping[str, Pack] = field(default_factory=dict)
    """Key figures by id; the first is what client reports show."""
    clock: Callable[[], datetime] = now

    def run(self, id: uuid.UUID) -> None:
        """The job: may run twice, and counts once. Raises what `make` raises."""
        with self.store.transaction() as session:
            order = exports.begin(session, id)
        if order is None:
            return
        while not self._published(id, order):
            event("export made anew", count=1)  # something that it may hold was erased or corrected meanwhile

    def _published(self, id: uuid.UUID, order: Order) -> bool:
        """False: what was read may hold what is erased or corrected by now, and nothing of it is kept."""
        with self.store.reading() as session:
            before = withdrawn.removals(session)
        with tempfile.NamedTemporaryFile(suffix=f".{order.format.value}") as file:
            tell = _Teller(self.store, id)
            self.make(order, file, tell)
            file.flush()
            size = Path(file.name).stat().st_size
            draft = self.blobs.draft(Path(file.name), exports.key_of(id))
        with self.store.transaction() as session:
            waits = exports.waiting(session, id) is not None  # locked: only one of several that made it publishes
            is_stale = withdrawn.removals(session) != before
            if not waits or is_stale:
                self.blobs.delete(draft)
                return not waits
            self.blobs.publish(draft, exports.key_of(id))
            exports.advance(session, id, *tell.last)
            exports.finish(session, id, size, self.keep_for)
        return True

    def fail(self, id: uuid.UUID, sentence: Sentence) -> None:
        """The job ends without a file."""
        with self.store.transaction() as session:
            exports.fail(session, id, sentence)

    def make(self, order: Order, sink: IO[bytes], progress: Progress) -> None:
        """Write the file. Raises NotFound and BadInput where there is nothing to be had, or not in this form."""
        _MAKERS[order.kind](self, order, sink, progress)


class _Teller:
    """Writes down how far an export is, now and then; `last` is what it heard last."""

    def __init__(self, store: Store, id: uuid.UUID) -> None:
        self._store, self._id = store, id
        self._told_at = float("-inf")
        self.last: tuple[int, int | None] = (0, None)

    def __call__(self, done: int, total: int | None) -> None:
        self.last = (done, total)
        if time.monotonic() - self._told_at < _TELL_EVERY:
            return
        self._told_at = time.monotonic()
        with self._store.transaction() as session:
            exports.advance(session, self._id, done, total)


def _interactions(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    visible = columns.visible(order.agents)
    records = columns.records(sources.rows(exporter.store, order, progress), visible)
    if order.format is Format.CSV:
        text_files.write_csv(sink, visible, records)
    elif order.format is Format.PARQUET:
        parquet.write(sink, visible, records)
    elif order.format is Format.XLSX:
        xlsx.write_records(sink, visible, records)
    else:
        text_files.write_jsonl(sink, records)


def _analyses(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    text_files.write_jsonl(sink, (analysed.document for analysed in sources.analysed(exporter.store, order, progress)))


def _label_studio(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    if order.format is Format.XML:
        sink.write(labelstudio.config(exporter.vocabulary, order.language).encode())
        return
    sink.write(b"[")
    for number, task in enumerate(_tasks(exporter, order, progress)):
        sink.write((",\n" if number else "\n").encode() + json.dumps(task, ensure_ascii=False).encode())
    sink.write(b"\n]\n")


def _tasks(exporter: Exporter, order: Order, progress: Progress) -> Iterator[object]:
    for analysed in sources.analysed(exporter.store, order, progress):
        yield labelstudio.task(analysed.row.id, analysed.row.run, analysed.document, analysed.machine, order.language)


def _figures(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    e = exporter
    builder = figures.PaperBuilder(e.store, e.vocabulary, e.rubrics, e.basis, e.monitoring_basis, e.kpi_packs, e.clock)
    builder.write(order, sink)


def _pack(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    coaching.Coaching(exporter.store, exporter.blobs, exporter.vocabulary, exporter.rubrics).write(
        order, sink, progress
    )


def _overruled(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    cases = overruled.cases(exporter.store, order, progress)
    if order.format is Format.JSONL:
        text_files.write_jsonl(sink, (overruled.document(case) for case in cases))
        return
    records = columns.records(cases, columns.OVERRULED)
    if order.format is Format.XLSX:
        xlsx.write_records(sink, columns.OVERRULED, records, "overruled")
    else:
        text_files.write_csv(sink, columns.OVERRULED, records)


def _vcons(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    vcons.write(exporter.store, exporter.blobs, order, sink, progress)


def _surveys(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    records = columns.records(surveys.listed(exporter.store, order, progress), columns.SURVEY)
    if order.format is Format.XLSX:
        xlsx.write_records(sink, columns.SURVEY, records, "surveys")
    elif order.format is Format.JSONL:
        text_files.write_jsonl(sink, records)
    else:
        text_files.write_csv(sink, columns.SURVEY, records)


def _complaints(exporter: Exporter, order: Order, sink: IO[bytes], progress: Progress) -> None:
    listed = complaints.listed(exporter.store, order, exporter.clock(), progress)
    records = columns.records(listed, columns.COMPLAINT)
    if order.format is Format.XLSX:
        xlsx.write_records(sink, columns.COMPLAINT, records, "complaints")
    elif order.format is Format.JSONL:
        text_files.write_jsonl(sink, records)
    else:
        text_files.write_csv(sink, columns.COMPLAINT, records)


_MAKERS: Mapping[Kind, Callable[[Exporter, Order, IO[bytes], Progress], None]] = {
    Kind.INTERACTIONS: _interactions,
    Kind.ANALYSES: _analyses,
    Kind.SCORECARD: _figures,
    Kind.REPORT: _figures,
    Kind.KPIS: _figures,
    Kind.PACK: _pack,
    Kind.LABEL_STUDIO: _label_studio,
    Kind.OVERRULED: _overruled,
    Kind.VCONS: _vcons,
    Kind.COMPLAINTS: _complaints,
    Kind.SURVEYS: _surveys,
}
