"""What a use case works with: who calls, the transaction in the caller's scope, and everything else that it needs.

A context is made once a request, a page, a command or a job, and is used by one thread.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from qa_service.documents.erasures import DeletionProof as Proof
from qa_service.documents.erasures import ErasedKind
from qa_service.services.access import Caller
from qa_service.services.dependencies import Dependencies
from qa_service.store import audit
from qa_service.store.scope import Scope, ScopedSession


class NotAudited(RuntimeError):
    """A use case changed something without a word in the audit trail: a fault of ours, and nothing of it is kept."""


@dataclass(slots=True)
class Context:
    """`deps` are the stores and the plain values of this installation."""

    caller: Caller
    deps: Dependencies
    before_commit: Callable[[Session], None] | None = None
    """Done in every transaction that writes, before it ends."""
    _session: Session | None = None
    _action: str | None = None
    _audited: bool = False
    _noted: str | None = None
    _depth: int = 0
    _read: dict[tuple[str, str, str | None], None] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """The open transaction, in the scope of the caller."""
        if self._session is None:
            raise RuntimeError("no transaction is open: use reads or changes, or open one")
        return self._session

    @contextmanager
    def reading(self, scope: Scope | None = None) -> Iterator[Session]:
        """A session that sees one state of the database; what it changes is thrown away. `scope` None: the caller's."""
        with self.deps.store.reading(scope or self.caller.scope) as session, self._within(session):
            yield session

    @contextmanager
    def transaction(self, scope: Scope | None = None) -> Iterator[ScopedSession]:
        """A session that writes: all of it is kept when the `with` ends well. `scope` None: the caller's."""
        with self.deps.store.transaction(scope or self.caller.scope) as session, self._within(session):
            audit.speak_for(session, self.caller.role.value, self.caller.origin)
            yield session
            if self.before_commit is not None:
                self.before_commit(session)

    @contextmanager
    def _within(self, session: Session) -> Iterator[None]:
        if self._session is not None:
            raise RuntimeError("a transaction is open already")
        self._session = session
        try:
            yield
        finally:
            self._session = None

    @contextmanager
    def running(self, action: str | None, *, own_transactions: bool, noted: str | None = None) -> Iterator[None]:
        """Around one use case (see `use_case`), which the audit trail calls `action`, or `noted` where it only reads.
        What was read is written down when the outermost one is over. Raises NotAudited.
        """
        outer = self._action, self._audited, self._noted
        self._action, self._audited, self._noted = action, False, noted
        self._depth += 1
        joined = self._session is not None or own_transactions
        try:
            with nullcontext() if joined else self.reading() if action is None else self.transaction():
                yield
                if (action or noted) is not None and not self._audited:
                    raise NotAudited(action or noted)
        except BaseException:
            if self._depth == 1:
                self._read.clear()  # nothing of it is shown: no line may say so later
            raise
        finally:
            self._action, self._audited, self._noted = outer
            self._depth -= 1
        if self._depth == 0 and self._read:
            self._write_reads()

    @property
    def is_running(self) -> bool:
        """Whether a use case is under way."""
        return self._depth > 0

    def _write_reads(self) -> None:
        """What was read, each thing once; a line that a power cut takes along is that of an answer nobody got."""
        read, self._read = self._read, {}
        with self.deps.store.transaction(hasty=True) as session:
            audit.speak_for(session, self.caller.role.value, self.caller.origin)
            for action, subject, client in read:
                audit.note(session, self.caller.actor, action, subject, client)

    def refused(self, what: str) -> None:
        """A line on what the caller may not do, and asked for."""
        with self.deps.store.transaction(hasty=True) as session:
            audit.speak_for(session, self.caller.role.value, self.caller.origin)
            audit.note(session, self.caller.actor, "refused", what, self.caller.client)

    def note_read(self, subject: object, client: str | None = None) -> None:
        """Whose words or figures the use case shows; where it shows none this time, `unchanged` says so. What a change
        shows of what it changed is in its own line already.
        """
        if self._noted is None:
            if self._action is not None:
                return
            raise RuntimeError("this use case is not one whose reads are noted")
        self._read[self._noted, str(subject), client] = None
        self._audited = True

    def note(self, subject: object, client: str | None = None, **detail: Any) -> None:
        """The line in the audit trail: what was changed. `detail` holds no words of a conversation."""
        if self._action is None:
            raise RuntimeError("a use case that only reads has nothing to note")
        audit.note(self.session, self.caller.actor, self._action, str(subject), client, **detail)
        self._audited = True

    def noted(self) -> None:
        """The line was written by the store, together with what it tells of. Raises NotAudited where none was."""
        if not audit.is_noted(self.session):
            raise NotAudited(self._action)
        self._audited = True

    def unchanged(self) -> None:
        """All was so already: there is nothing to note."""
        self._audited = True

    def prove_deletion(self, what: ErasedKind, client: str, name: str, *, interactions: int, held: int) -> Proof:
        """A signed statement of what was just done. `name`: customer or interaction, as the caller named it."""
        proofs = self.deps.open_proofs()
        statement = {
            "proof": 1,
            "what": what,
            "reference": proofs.reference(what, client, name),
            "client": client,
            "interactions": interactions,
            "held": held,
            "erased_at": self.deps.clock().isoformat().replace("+00:00", "Z"),
            "by": self.caller.actor,
            "service": self.deps.version,
        }
        return Proof(**proofs.signed(statement))
