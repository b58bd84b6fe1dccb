"""Conversations that grow: how a version that is handed in stands to the one that was handed in before. Pure."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import TypeVar

from qa_service.domain.interaction import Channel, Interaction

T = TypeVar("T")
WRITTEN = (Channel.CHAT, Channel.EMAIL)


class Growth(StrEnum):
    """`GROWN`: all that was there before, and more; `OLDER`: a part of it; `OTHER`: neither, or the same."""

    GROWN = "grown"
    OLDER = "older"
    OTHER = "other"


def of_turns(before: Sequence[T], after: Sequence[T]) -> Growth:
    """By turns: earlier ones stay in their order, and new ones stand among or after them."""
    if before and len(before) < len(after) and _is_within(before, after):
        return Growth.GROWN
    if after and len(after) < len(before) and _is_within(after, before):
        return Growth.OLDER
    return Growth.OTHER


def of_messages(before: Collection[T], after: Collection[T]) -> Growth:
    """By mails, of which each is there or not."""
    if set(before) < set(after):
        return Growth.GROWN
    return Growth.OLDER if set(after) < set(before) else Growth.OTHER


def _is_within(few: Sequence[T], many: Sequence[T]) -> bool:
    rest = iter(many)
    return all(turn in rest for turn in few)


def rest_of(interaction: Interaction, known: Collection[str]) -> Interaction | None:
    """What of a conversation by mail is in messages that are not known, as a part of its own, called by the first of
    them; None where that is nothing.
    """
    turns = tuple(turn for turn in interaction.turns if turn.of_message not in known)
    own = tuple(message for message in interaction.of_messages if message not in known)
    if not turns or not own:
        return None
    times = [turn.at for turn in turns if turn.at is not None]
    span = {"started_at": min(times, default=None), "ended_at": max(times, default=None)}
    return interaction.model_copy(update={"id": own[0], "turns": turns, "of_messages": own, **span})
