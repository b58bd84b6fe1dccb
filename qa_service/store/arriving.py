"""A contact on its way in, beside what is here of it: whether it is the same, an older state of it, or has grown."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from qa_service.domain.growth import Growth
from qa_service.domain.interaction import Interaction
from qa_service.store import growth, handed_in, interactions
from qa_service.store.blobs import StoredBlob
from qa_service.store.codec import fingerprint
from qa_service.store.identity import Identity, Metadata
from qa_service.store.scope import ScopedSession
from qa_service.store.seal import Pseudonyms
from qa_service.store.tables import InteractionRow


@dataclass(frozen=True, slots=True)
class Arriving:
    """`interaction` has its ids as they came, `kept` as they are kept, `content` is the fingerprint of the first.
    `before` is what is here under its id, and `held` tells in which interactions its mails are, by Message-ID.
    """

    interaction: Interaction
    kept: Interaction
    identity: Identity
    content: str
    before: InteractionRow | None
    held: Mapping[str, uuid.UUID]
    pseudonyms: Pseudonyms

    @classmethod
    def of(
        cls, session: ScopedSession, interaction: Interaction, recording: StoredBlob | None, metadata: Metadata
    ) -> Self:
        """`interaction` is pseudonymous. What is here of it stays locked, until the transaction ends."""
        client, held = interaction.client, {}
        if interaction.of_messages:
            handed_in.take_turn(session, client)
            named = (*interaction.of_messages, *filter(None, [interaction.case]))
            held = dict(handed_in.holders(session, client, named, metadata.pseudonyms))
        kept, identity = metadata.interaction(interaction.model_copy(update={"identities": None}))
        before = interactions.by_identity(session, client, kept.id, identity)
        if before is not None and before.identity is not None:  # once masked, an id stays so
            kept = kept.model_copy(update={"id": before.external_id})
        case = held.get(interaction.case or "")
        if case is not None and interaction.case != interaction.id:  # an answer may name a later message than the first
            whole = interactions.get(session, case)
            kept = kept.model_copy(update={"case": whole.case_ref or whole.external_id})
            kept = handed_in.without_quotes_of(session, whole, kept, metadata.pseudonyms)
        content = fingerprint(interaction, recording.sha256 if recording else None)
        return cls(interaction, kept, identity, content, before, held, metadata.pseudonyms)

    def unchanged(self, session: ScopedSession, metadata: Metadata, *, asked: bool) -> InteractionRow | None:
        """What is here of it, where nothing in it is new. `asked`: an older state shall take the place of what is."""
        if self.before is None:
            return self._held(session) or self._of_earlier_version(session, metadata)
        if self.before.fingerprint == self.content:
            if not handed_in.is_kept(session, self.before) and not self.others:
                handed_in.keep(session, self.before, self.interaction, self.pseudonyms)
            return self.before
        is_older = not asked and self._growth(session, self.before) is Growth.OLDER
        return self.before if is_older else None

    def _held(self, session: ScopedSession) -> InteractionRow | None:
        """The interaction that all of its mails are in."""
        messages = self.interaction.of_messages
        holders = {self.held.get(message) for message in messages}
        id = holders.pop() if len(holders) == 1 else None
        return None if id is None else interactions.get(session, id)

    def _of_earlier_version(self, session: ScopedSession, metadata: Metadata) -> InteractionRow | None:
        """Versions before 0.7 called a later part of a conversation by the id of the whole."""
        case = self.interaction.case
        if not self.interaction.of_messages or case is None or case == self.interaction.id:
            return None
        identity = metadata.identity(case)
        row = interactions.by_identity(session, self.interaction.client, identity.stored, identity)
        as_it_was = self.interaction.model_copy(update={"id": case, "case": None})
        return row if row is not None and row.fingerprint == fingerprint(as_it_was, None) else None

    @property
    def others(self) -> set[uuid.UUID]:
        """Other interactions that hold mails of it."""
        own = None if self.before is None else self.before.id
        return {id for message in self.interaction.of_messages if (id := self.held.get(message)) not in (None, own)}

    def has_grown(self, session: ScopedSession) -> bool:
        """Whether it is a longer version of what is here. Raises UnderHold and Conflict where that stays as it is."""
        if self.before is None or self._growth(session, self.before) is not Growth.GROWN:
            return False
        growth.refuse(session, self.before)
        return True

    def _growth(self, session: ScopedSession, before: InteractionRow) -> Growth:
        return handed_in.growth_of(session, before, self.interaction, self.pseudonyms)

    def parts(self, session: ScopedSession, *, asked: bool) -> Sequence[InteractionRow]:
        """What goes once it is here (see `growth.parts`)."""
        own = {self.pseudonyms.of_message(self.interaction.client, message) for message in self.interaction.of_messages}
        return growth.parts(session, self.kept, own, self.others, asked=asked)
