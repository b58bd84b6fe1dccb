"""Clears what nobody waits for any more, and tells of what waits too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from qa_service.store import cleanup, complaints, criterion_jobs, deliveries, exports, named_requests, promises
from qa_service.store.blobs import Blobs
from qa_service.store.repository import Store
from qa_service.store.retention_run import RetentionRun
from qa_service.store.staging import Staging
from qa_service.store.tables import now

_ABANDONED = timedelta(hours=1)
_FAILED_KEPT = timedelta(days=7)
_UPLOADS_KEPT = timedelta(days=1)
_CRITERION_JOBS_KEPT = timedelta(days=30)
_NAMED_REQUESTS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cleaning:
    """Over the stores. `keep_originals`: what came in stays when it is done. `retention` removes what is due, at
    night.
    """

    store: Store
    blobs: Blobs
    staging: Staging
    keep_originals: bool = False
    retention: RetentionRun | None = None

    def clean(self) -> None:
        """Remove files whose time is up, what was sealed for work that is over, unfinished uploads, old criterion
        jobs, old events, and what was answered to requests of long ago; tell of complaints that are to be answered,
        and follow promises.
        """
        moment = now()
        self._drop_exports(moment)
        with self.store.transaction() as session:
            old, failed_before = moment - _ABANDONED, moment - _FAILED_KEPT
            cleanup.clear_staging(session, self.blobs, self.staging, old, failed_before, keep_done=self.keep_originals)
            cleanup.drop_failed_recordings(session, self.blobs, failed_before)
        with self.store.transaction() as session:
            criterion_jobs.drop_old(session, moment - _CRITERION_JOBS_KEPT)
            named_requests.drop_old(session, moment - _NAMED_REQUESTS_KEPT)
            deliveries.drop_old(session, moment - deliveries.KEPT)
        with self.store.transaction() as session:
            complaints.tell(session, moment)
            promises.follow(session, moment)
        for key, changed in list(self.blobs.list("tmp")):
            if changed < moment - _UPLOADS_KEPT:
                self.blobs.delete(key)
        if self.retention is not None:
            self.retention.begin_at_night(moment)
        self.store.scrub()  # an erasure that met a reader could not empty the log

    def _drop_exports(self, moment: datetime) -> None:
        """Remove files whose time is up; that there was one stays known."""
        with self.store.transaction() as session:
            for row in exports.expired(session, moment):
                self.blobs.delete(exports.key_of(row.id))
                row.size = None
