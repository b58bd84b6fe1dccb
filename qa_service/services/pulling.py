"""One run of a connector, from its listing to its last object.

    listing since the cursor → fetch an object → take its interactions in → write down how it ended → tell the place

Each arrow may be the last thing that a process does. What is written down is not done again; what is not is, and comes
out the same. The cursor moves behind objects that are settled, and never past one that is not.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from sqlmodel import Session

from qa_service import temporary
from qa_service.connectors.port import ObjectGone, Source, SourceFault
from qa_service.documents.connectors import ReconciliationView
from qa_service.domain.connectors import ENDS, TAKEN, ListedObject, ObjectState, is_under_way, next_pause, why_foreign
from qa_service.errors import BadInput, MachineFault, QaError, Sentence, say
from qa_service.ingest import manifest
from qa_service.services import connector_alarms, connector_listings, connectors
from qa_service.services.access import Permission
from qa_service.services.context import Context
from qa_service.services.pulled_objects import ObjectReader, Settled, document_name, is_recording, told
from qa_service.services.use_case import changes
from qa_service.store import audit
from qa_service.store import connectors as rows
from qa_service.store.connectors import LEASE, LeaseLost
from qa_service.store.tables_connectors import ConnectorObjectRow, ConnectorRow

_BATCH = 200
_DEATHS = 10
"""An object that so many processes died with is refused: something in it kills them."""
_FAULTS = 3
"""Objects in a row that cannot be fetched: then it is the place, not they."""
_AGAIN = 500
_WRITTEN = say("it is still being written, to judge by its name")
_GROWING = say("its size and time have to stay the same for a while")
_NOT_IN_TABLE = say("the table does not name it yet")
_NO_DOCUMENT = say("the document beside it has not come yet")
_KILLS = say("the service stopped {count} times while it read this", count=_DEATHS)
Stopped = Callable[[], bool]


@changes(Permission.UPLOAD, "pull", own_transactions=True)
def run(context: Context, id: UUID, *, stopped: Stopped = lambda: False, lease: timedelta = LEASE) -> Counter[str]:
    """Take what is new; how many objects ended how. Nothing where another process runs it. What fails is written down,
    and tried again later. Raises NotFound.
    """
    context.unchanged()
    holder, deps = rows.new_holder(), context.deps
    with context.transaction() as session:
        if not rows.take(session, id, holder, deps.clock(), lease):
            return Counter()
        connector = rows.get(session, id)
    pull = _Pull(context, connector, holder, stopped, lease)
    try:
        with _renewed(pull, lease):
            pull.run()
    except LeaseLost:
        pull.counts["taken away"] += 1
    return pull.counts


@contextmanager
def _renewed(pull: "_Pull", lease: timedelta) -> Iterator[None]:
    """The lease is kept beside long downloads."""
    over = threading.Event()

    def keep() -> None:
        while not over.wait(lease.total_seconds() / 4):
            with suppress(Exception):  # lost, it is found out at the next thing that is written down
                pull.renew()

    thread = threading.Thread(target=keep, name="connector lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


class _Pull:
    """Of one connector by one `holder`."""

    def __init__(
        self, context: Context, connector: ConnectorRow, holder: str, stopped: Stopped, lease: timedelta
    ) -> None:
        self._connector, self._holder, self._stopped, self._lease = connector, holder, stopped, lease
        self._options = connectors.options_of(connector)
        self._context = context
        self._store, self._clock = context.deps.store, context.deps.clock
        self._begun, self._is_full = context.deps.clock(), connector.is_full
        self._cursor, self._is_in_order = "" if connector.is_full else connector.cursor, True
        self.counts: Counter[str] = Counter()
        self._faults_in_a_row = 0
        self._fault: Sentence | None = None
        self._reconciled: ReconciliationView | None = None
        self._source: Source
        self._reader: ObjectReader

    def run(self) -> None:
        """To the end of the listing, or until it is stopped; what fails is written down."""
        try:
            self._source = connectors.opened(self._context.deps, self._connector)
        except QaError as error:
            self._end(error.sentence)
            return
        try:
            self._all()
            self._end(self._fault)
        except (SourceFault, BadInput, MachineFault) as error:
            self._end(error.sentence)
        except LeaseLost:
            raise
        except Exception as error:
            self._end(say("the service failed: {kind}", kind=type(error).__name__))
            raise
        finally:
            self._source.close()

    def renew(self) -> None:
        """Raises LeaseLost."""
        with self._store.transaction(self._context.caller.scope, hasty=True) as session:
            self._renew(session)

    def _renew(self, session: Session) -> None:
        rows.renew(session, self._connector.id, self._holder, self._clock(), self._lease)

    def _all(self) -> None:
        table = self._table()
        client = self._connector.client
        self._reader = ObjectReader(self._context, client, self._options, self._source, table, self._was_taken)
        listing = self._source.changes(self._cursor)
        self._again()
        while not self._stopped() and (batch := list(islice(listing, _BATCH))):
            self._batch(batch)
            if not self._is_full:
                self._keep_cursor()
        if self._is_full and not self._stopped():
            self._reconciled = connector_listings.compared(self._connector, self._source, self._context)

    def _was_taken(self, listed: ListedObject) -> bool:
        with self._reading() as session:
            row = rows.object_of(session, self._connector.id, self._key(listed.name), listed.version)
        return row is not None and row.state in TAKEN

    def _table(self) -> dict[str, dict[str, Any]]:
        """What the table at the place says. Raises SourceFault, BadInput."""
        name = self._options.manifest
        listed = self._source.find(name) if name else None
        if listed is None:
            return {}
        with temporary.folder("connector") as folder:
            self._source.fetch(listed, folder / "table", 1 << 26)
            return manifest.read((folder / "table").read_bytes())

    def _again(self) -> None:
        """First what is tried once more, and what somebody died with: a listing may be past it."""
        with self._reading() as session:
            waiting = rows.waiting(session, self._connector.id, _AGAIN)
        for row in waiting:
            if self._stopped():
                return
            if row.name is not None and (row.attempts or row.refused or self._cursor):
                listed = ListedObject(row.name, row.version, row.size)
                if self._why_wait(listed, row) is None:
                    self._take(listed)

    def _batch(self, batch: Sequence[ListedObject]) -> None:
        keys = {self._key(listed.name): listed for listed in batch}
        with self._reading() as session:
            known = rows.known(session, self._connector.id, keys)
        named = [row.id for versions in known.values() for row in versions if row.state not in TAKEN]
        if named:
            with self._transaction() as session:
                rows.seen(session, named, self._clock())
        self._put_off(list(self._sorted_out(keys, known)))

    def _sorted_out(self, keys: Any, known: Any) -> Iterator[tuple[str, ListedObject, ObjectState, Sentence]]:
        """Takes what is ready, and gives what is to be written down without being taken."""
        for key, listed in keys.items():
            if self._stopped():
                self._is_in_order = False
                return
            row = next((row for row in known.get(key, ()) if row.version == listed.version), None)
            state, why = self._now(listed, row)
            if why is not None and (row is None or (row.state, row.reasons) != (state, [why.dump()])):
                yield key, listed, state, why
            elif why is None and state is ObjectState.TAKING:
                state = self._take(listed)
            elif state in TAKEN:
                self._source.acknowledge(listed)
            self._advance(listed, state)

    def _now(self, listed: ListedObject, row: ConnectorObjectRow | None) -> tuple[ObjectState, Sentence | None]:
        """Where an object stands, with why it is not taken; `TAKING` without a reason is ready to be."""
        if row is not None and row.state in ENDS:
            return row.state, None
        if (foreign := why_foreign(listed, self._options)) is not None:
            return ObjectState.FOREIGN, foreign
        if (wait := self._why_wait(listed, row)) is not None:
            return ObjectState.WAITING, wait
        return ObjectState.TAKING, None

    def _why_wait(self, listed: ListedObject, row: ConnectorObjectRow | None) -> Sentence | None:
        if is_under_way(listed.name):
            return _WRITTEN
        if not listed.is_whole and not self._has_settled(row):
            return _GROWING
        if is_recording(listed.name):
            if self._options.manifest and listed.name.rpartition("/")[2] not in self._reader.table:
                return _NOT_IN_TABLE
            if self._options.document_beside and self._source.find(document_name(listed.name)) is None:
                return _NO_DOCUMENT
        return None

    def _has_settled(self, row: ConnectorObjectRow | None) -> bool:
        """Whether this version was seen for long enough, or somebody has begun to take it before."""
        settle = timedelta(seconds=self._options.settle_seconds)
        if row is None or row.state is ObjectState.TAKING:
            return row is not None or not settle
        return self._clock() - row.settled_at >= settle

    def _put_off(self, items: Sequence[tuple[str, ListedObject, ObjectState, Sentence]]) -> None:
        if not items:
            return
        with self._transaction() as session:
            for key, listed, state, why in items:
                rows.see(session, self._connector, key, listed, state, self._clock(), [why])
                self.counts[state.value] += 1

    def _take(self, listed: ListedObject) -> ObjectState:
        """Take one object, from fetching it to telling the place; where it stands then."""
        key = self._key(listed.name)
        with self._transaction() as session:
            row = rows.see(session, self._connector, key, listed, ObjectState.TAKING, self._clock())
            row.attempts += 1
            attempts = row.attempts
        if attempts > _DEATHS:
            return self._settle(key, listed, Settled(ObjectState.REFUSED, [_KILLS], refused=1))
        try:
            settled = self._reader.take(listed)
        except SourceFault as fault:
            return self._not_fetched(key, listed, fault)
        except Exception:
            with suppress(Exception):  # the database may be what is away
                self._put_back(key, listed, [])
            raise
        self._faults_in_a_row = 0
        return self._settle(key, listed, settled)

    def _settle(self, key: str, listed: ListedObject, settled: Settled) -> ObjectState:
        with self._transaction() as session:
            row = rows.see(session, self._connector, key, listed, settled.state, self._clock(), settled.reasons)
            row.accepted, row.unchanged, row.refused = settled.accepted, settled.unchanged, settled.refused
            row.name = row.name if settled.is_named else None
            if settled.accepted:
                rows.brought(session, self._connector.id, self._clock())
            if settled.state is ObjectState.REFUSED:
                actor, client = self._context.caller.actor, self._connector.client
                audit.note(session, actor, "refuse object", str(row.id), client, connector=self._connector.name)
        self.counts[settled.state.value] += 1
        if settled.state in TAKEN:
            self._source.acknowledge(listed)
        return settled.state

    def _not_fetched(self, key: str, listed: ListedObject, fault: SourceFault) -> ObjectState:
        """It waits; one that is gone does so until a listing tells more. Raises the fault where it is the place's."""
        self._put_back(key, listed, [fault.sentence])
        told(fault)
        if not isinstance(fault, ObjectGone):
            self._fault = fault.sentence
            self._faults_in_a_row += 1
            if self._faults_in_a_row >= _FAULTS:
                raise fault
        return ObjectState.WAITING

    def _put_back(self, key: str, listed: ListedObject, reasons: list[Sentence]) -> None:
        with self._transaction() as session:
            row = rows.see(session, self._connector, key, listed, ObjectState.WAITING, self._clock(), reasons)
            row.attempts = max(0, row.attempts - 1)
        self.counts[ObjectState.WAITING.value] += 1

    def _advance(self, listed: ListedObject, state: ObjectState) -> None:
        self._is_in_order = self._is_in_order and state in ENDS
        if self._is_in_order and listed.cursor:
            self._cursor = listed.cursor

    def _keep_cursor(self) -> None:
        if self._cursor != self._connector.cursor:
            with self._transaction() as session:
                rows.get(session, self._connector.id).cursor = self._cursor
            self._connector.cursor = self._cursor

    def _end(self, fault: Sentence | None) -> None:
        """Write down how it went, and give the connector back."""
        finished = fault is None and not self._stopped()
        with self._context.transaction() as session:
            self._renew(session)
            row = rows.get(session, self._connector.id)
            session.refresh(row)
            self._wrote(row, fault, finished)
            if finished and self._is_full:
                rows.forget(session, row.id, self._begun)
            for alarm in connector_alarms.due(session, row, self._options, self._clock(), self._context.deps.timezone):
                audit.note(session, self._context.caller.actor, "raise alarm", str(alarm.id), row.client)
            if changed := {state: self.counts[state] for state in sorted(self.counts) if self.counts[state]}:
                self._context.note(row.id, row.client, connector=row.name, **changed)
            rows.take_away(row)

    def _wrote(self, row: ConnectorRow, fault: Sentence | None, finished: bool) -> None:
        now = self._clock()
        row.failures = 0 if fault is None else row.failures + 1
        row.failure_sentence = None if fault is None else fault.dump()
        if row.due_at <= self._begun:  # or somebody has ordered another run meanwhile
            row.due_at = now if self._stopped() else now + next_pause(self._options, row.failures)
        if finished:
            row.ran_at, row.cursor = now, self._cursor
            row.is_full = row.is_full and not self._is_full
        if self._reconciled is not None:
            row.reconciled = self._reconciled.model_dump(mode="json")

    def _key(self, name: str) -> str:
        return connector_listings.key_of(self._connector, name, self._context)

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        """One that writes, and is kept only while this process runs the connector. Raises LeaseLost."""
        with self._store.transaction(self._context.caller.scope) as session:
            audit.speak_for(session, self._context.caller.role.value, self._context.caller.origin)
            self._renew(session)
            yield session

    def _reading(self) -> Any:
        return self._store.reading(self._context.caller.scope)
