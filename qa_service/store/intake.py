"""Taking an interaction in: pseudonym, identity, sealed words and row, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from pydantic_core import PydanticSerializationError

from qa_service.domain.interaction import Identities, Interaction
from qa_service.errors import BadDocument, NotFound
from qa_service.store import complaints, erase, handed_in, interactions, linked_identities, opt_outs, remains, surveys
from qa_service.store.arriving import Arriving
from qa_service.store.blobs import Blobs, StoredBlob
from qa_service.store.codec import dump
from qa_service.store.identity import Mask, Metadata
from qa_service.store.identity_forms import known_by
from qa_service.store.scope import ScopedSession
from qa_service.store.seal import Pseudonyms
from qa_service.store.staging import Staging
from qa_service.store.tables import InteractionRow

DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Intake:
    """`accept` is how API and command line submit interactions."""

    blobs: Blobs
    staging: Staging
    pseudonyms: Pseudonyms
    mask: Mask

    @property
    def metadata(self) -> Metadata:
        """What masks ids, cases and queues."""
        return Metadata(self.pseudonyms, self.mask)

    def accept(
        self,
        session: ScopedSession,
        interaction: Interaction,
        recording: StoredBlob | None = None,
        *,
        replace: bool = False,
        absorbed: Callable[[InteractionRow], None] = lambda _: None,
    ) -> tuple[InteractionRow, interactions.Outcome]:
        """Register `interaction` with masked metadata; its words go sealed into the staging before the transaction can
        commit. Its content is compared as it was given: a longer version of the same conversation takes the place of
        the shorter one, and of parts of it that came alone (`absorbed` is told of each before it goes); a shorter one
        changes nothing.

        What a replaced run was made of goes once the replacement is committed, and stays whole when it is not. Raises
        Conflict and UnderHold (see `interactions.register` and `growth`), and OptedOut. Once committed it is work for
        the workers. Whether or not it succeeds, `remains.drop_unused` rids the caller of a recording that was stored in
        vain.
        """
        interaction = self._pseudonymous(interaction)
        self._refuse_opted_out(session, interaction)
        _refuse_what_cannot_be_kept(interaction)
        arriving = Arriving.of(session, interaction, recording, self.metadata)
        if (same := arriving.unchanged(session, self.metadata, asked=replace)) is not None:
            return same, interactions.Outcome.UNCHANGED
        before, keys = arriving.before, _files_of(arriving.before)
        at = None if before is None else before.at
        has_grown = not replace and arriving.has_grown(session)
        parts = arriving.parts(session, asked=replace)
        row, outcome = interactions.register(
            session,
            arriving.kept,
            arriving.content,
            identity=arriving.identity,
            recording=recording,
            replace=replace or has_grown,
        )
        if outcome is interactions.Outcome.UNCHANGED:  # somebody else was first, a moment ago
            return row, outcome
        if has_grown and row.started_at is None and at is not None:
            row.at = at  # not the moment at which the rest came
        customers, others = _keys(interaction.customer, interaction.identities)
        row.person = linked_identities.person_of(session, row.client, customers, others)
        if recording is not None and not self.blobs.exists(recording.key):
            raise NotFound("the recording was removed while it came in a second time; send it again")
        if interaction.turns:
            self.staging.put(row.id, row.run, DOCUMENT, dump(arriving.kept))
        if outcome is interactions.Outcome.REPLACED:
            run = row.run - 1
            remains.note(self.staging, row.id, run, row.client, keys)
            session.once_committed(partial(remains.drop, self.blobs, self.staging, row.id, run))
        for part in parts:
            absorbed(part)
            complaints.follow(session, part.id, row.id)
            surveys.follow(session, part.id, row.id)
            erase.erase(session, part.id, self.blobs, self.staging)
        handed_in.keep(session, row, interaction, self.pseudonyms)
        surveys.match(session, row, self.pseudonyms.of_id(interaction.id))
        return row, outcome

    def _pseudonymous(self, interaction: Interaction) -> Interaction:
        """The same with keyed hashes in the place of all that names the customer; an identity that may be anybody's is
        left out.
        """
        client, customer = interaction.client, interaction.customer
        plain = {} if interaction.identities is None else known_by(interaction.identities)
        number = plain.pop("customer_number", None)
        keyed = {kind: self.pseudonyms.of_identity(client, kind, value) for kind, value in plain.items()}
        if number is not None:  # another channel may hand it in as the customer
            keyed["customer_number"] = self.pseudonyms.of(client, number)
        pseudonym = keyed.get("customer_number") if customer is None else self.pseudonyms.of(client, customer)
        return interaction.model_copy(
            update={"customer": pseudonym, "identities": Identities(**keyed) if keyed else None}
        )

    def _refuse_opted_out(self, session: ScopedSession, interaction: Interaction) -> None:
        """Raises OptedOut where the customer objects, under whichever name; where no id tells who it is, by what the
        number or the address is known to belong to; and where the objection is to that number or address itself.
        """
        customers, others = _keys(interaction.customer, interaction.identities)
        for name in sorted({*others, *linked_identities.names_of(session, interaction.client, customers or others)}):
            opt_outs.refuse(session, interaction.client, name)


def _files_of(row: InteractionRow | None) -> set[str]:
    """The recordings that a row names."""
    named = () if row is None else (row.recording_key, row.redacted_key, row.louder_key)
    return {key for key in named if key}


def _keys(customer: str | None, identities: Identities | None) -> tuple[list[str], list[str]]:
    """The customer's ids, and what else the customer is known by."""
    named = identities or Identities()
    ids = [key for key in dict.fromkeys((customer, named.customer_number)) if key is not None]
    return ids, [key for key in (named.phone, named.email) if key is not None]


def _refuse_what_cannot_be_kept(interaction: Interaction) -> None:
    """NUL and half surrogate pairs are valid in a JSON document, and neither UTF-8 nor PostgreSQL holds them."""
    try:
        content = dump(interaction)
    except PydanticSerializationError:
        raise BadDocument("half of a surrogate pair is not a character", hint="send UTF-8") from None
    if b"\\u0000" in content:
        raise BadDocument("the NUL character (\\u0000) is not text", hint="remove it")
