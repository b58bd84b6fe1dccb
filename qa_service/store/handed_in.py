"""What a written contact was handed in as, in keyed hashes: by it a conversation that has grown is told from another
one, and a mail that comes again is known to be here, although none of the words is kept as it came.
"""

import uuid
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC

import sqlalchemy as sa
from sqlmodel import Session, col, select

from qa_service.domain import growth
from qa_service.domain.growth import Growth
from qa_service.domain.interaction import GivenTurn, Interaction
from qa_service.store.seal import Pseudonyms
from qa_service.store.tables import InteractionRow
from qa_service.store.tables_handed_in import HandedInMessageRow, HandedInTurnsRow

_LOCK = 7_151_832  # any number that no other lock of this service has
_BYTES = 16
_AT_ONCE = 500


def growth_of(session: Session, row: InteractionRow, new: Interaction, pseudonyms: Pseudonyms) -> Growth:
    """How `new`, which came with the same id, stands to what was handed in before. Mails are told by their ids, as
    copies of one differ in what servers add; all else by its turns and, where both name one, the customer.
    """
    if row.channel not in growth.WRITTEN or new.channel is not row.channel or row.recording_key is not None:
        return Growth.OTHER
    before = messages_of(session, row.id)
    if before and new.of_messages:
        return growth.of_messages(before, _messages(pseudonyms, row.client, new.of_messages))
    if row.customer and new.customer and row.customer != new.customer:
        return Growth.OTHER
    kept = session.get(HandedInTurnsRow, row.id)
    return Growth.OTHER if kept is None else growth.of_turns(_cut(kept.body), _turns(pseudonyms, row.id, new))


def keep(session: Session, row: InteractionRow, new: Interaction, pseudonyms: Pseudonyms) -> None:
    """Write down what was handed in, in the place of what was before."""
    if row.channel not in growth.WRITTEN or row.recording_key is not None:
        forget(session, row.id)
        return
    body = b"".join(_turns(pseudonyms, row.id, new))
    session.merge(HandedInTurnsRow(interaction_id=row.id, client=row.client, body=body))
    messages, before = _messages(pseudonyms, row.client, new.of_messages), messages_of(session, row.id)
    _forget_messages(session, row.id, before - messages)
    rows = [
        HandedInMessageRow(client=row.client, message=message, interaction_id=row.id)
        for message in sorted(messages - before)
    ]
    session.add_all(rows)
    session.flush()


def without_quotes_of(
    session: Session, whole: InteractionRow, part: Interaction, pseudonyms: Pseudonyms
) -> Interaction:
    """A later part of a conversation by mail, without the words that it quotes of what is here: they count there."""
    kept = session.get(HandedInTurnsRow, whole.id)
    if kept is None:
        return part
    there, marks = set(_cut(kept.body)), _turns(pseudonyms, whole.id, part)
    own = tuple(turn for turn, mark in zip(part.turns, marks, strict=True) if not (turn.is_quote and mark in there))
    return part.model_copy(update={"turns": own}) if own else part


def is_kept(session: Session, row: InteractionRow) -> bool:
    """Whether it is written down what this was handed in as: it is not of what came with versions before 0.7."""
    return session.get(HandedInTurnsRow, row.id) is not None


def messages_of(session: Session, id: uuid.UUID) -> set[str]:
    """The mails that an interaction consists of, as they are kept."""
    row = HandedInMessageRow
    return set(session.exec(select(row.message).where(row.interaction_id == id)))


def holders(
    session: Session, client: str, message_ids: Collection[str], pseudonyms: Pseudonyms
) -> Mapping[str, uuid.UUID]:
    """By Message-ID, the interaction that a mail is in; those that are in none are absent."""
    by_hash = {pseudonyms.of_message(client, id): id for id in message_ids}
    held: dict[str, uuid.UUID] = {}
    names, row = sorted(by_hash), HandedInMessageRow
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        query = select(row.message, row.interaction_id).where(row.client == client, col(row.message).in_(some))
        held |= {by_hash[message]: interaction for message, interaction in session.exec(query)}
    return held


def forget(session: Session, id: uuid.UUID) -> None:
    """Of an interaction that is no conversation in writing any more."""
    forget_turns(session, id)
    _forget_messages(session, id, messages_of(session, id))


def forget_turns(session: Session, id: uuid.UUID) -> None:
    """Of words whose time is up; which mails they were in stays, so that those do not come in a second time."""
    session.execute(sa.delete(HandedInTurnsRow).where(col(HandedInTurnsRow.interaction_id) == id))


def take_turn(session: Session, client: str) -> None:
    """Until the transaction ends nobody else takes in mail of this client: its parts may come at once."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        number = zlib.crc32(client.encode()) - 2**31  # int4 has a sign
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK, number)))


def _forget_messages(session: Session, id: uuid.UUID, messages: Collection[str]) -> None:
    row = HandedInMessageRow
    if messages:
        session.execute(sa.delete(row).where(col(row.interaction_id) == id, col(row.message).in_(messages)))


def _messages(pseudonyms: Pseudonyms, client: str, ids: Iterable[str]) -> set[str]:
    return {pseudonyms.of_message(client, id) for id in ids}


def _turns(pseudonyms: Pseudonyms, id: uuid.UUID, interaction: Interaction) -> list[bytes]:
    """Words and time of each, whatever spaces stand between them; of mail, whose quotes have another time or none, the
    words alone. Who speaks is left out: a longer version may tell it better.
    """
    return [pseudonyms.of_turn(id, _moment(turn), " ".join(turn.text.split())) for turn in interaction.turns]


def _moment(turn: GivenTurn) -> str:
    if turn.at is None or turn.of_message is not None:
        return ""
    return turn.at.astimezone(UTC).isoformat(timespec="seconds")


def _cut(body: bytes) -> Sequence[bytes]:
    return [body[start : start + _BYTES] for start in range(0, len(body), _BYTES)]
