"""Whose turn each is where several agents, or a bot, served a contact, and the part of the contact that concerns each.

In a transcript the turns of the agent for whom the outcome counts are the party `AGENT`; a colleague's are `OTHER` and
name the colleague, a bot's are `BOT`. Nobody is judged by another's words: what is said of a colleague or a bot is
found in a view in which their turns alone are an agent's (`AgentSegment.view`). Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from qa_service.domain.interaction import Interaction, Party, Transfer
from qa_service.domain.transcript import Transcript, Turn

UNNAMED_BOT = "bot"
"""Under this name stands what a bot says that no document names."""
SOMEBODY = ""
"""The agent of a turn where several served, and nobody knows which of them spoke."""


class AgentSegment(NamedTuple):
    """The part of a contact in which a colleague or a bot served: the turns from `start` to before `stop`, from what
    the customer said right before their first to what the customer said right after their last. `closes`: a bot, and
    nobody else answered, so that the outcome counts for it.
    """

    name: str
    is_bot: bool
    start: int
    stop: int
    closes: bool = False

    def is_own(self, turn: Turn) -> bool:
        """Whether they speak in it."""
        if self.is_bot:
            return turn.party is Party.BOT and (turn.agent or UNNAMED_BOT) == self.name
        return turn.party is Party.OTHER and turn.agent == self.name

    def view(self, transcript: Transcript) -> Transcript:
        """Their part of the transcript: they are the agent in it, everybody else who answered is another voice."""
        turns = transcript.turns[self.start : self.stop]
        return replace(transcript, turns=tuple(self._seen(turn) for turn in turns))

    def _seen(self, turn: Turn) -> Turn:
        if self.is_own(turn):
            return replace(turn, party=Party.AGENT, agent=None)
        if turn.party is Party.AGENT or (turn.party is Party.BOT and self.is_bot):
            return replace(turn, party=Party.OTHER, agent=None)
        return replace(turn, agent=None)


def attributed(transcript: Transcript, interaction: Interaction) -> Transcript:
    """The transcript with the name of its agent at each turn, and the turns of colleagues as `OTHER`: by what the
    document says of the turn, else by when the contact was transferred, else the interaction's agent. A turn of which
    that cannot be known, where several served, is nobody's (`SOMEBODY`).
    """
    turns, transfers = transcript.turns, [t for t in _in_order(interaction.transfers) if t.from_agent or t.to_agent]
    humans = {turn.agent for turn in turns if turn.party is Party.AGENT and turn.agent is not None}
    if not humans and not transfers:
        return replace(transcript, turns=tuple(_of_one_agent(turn, interaction.agent) for turn in turns))
    named = [_named(turn, interaction, transfers, humans) for turn in turns]
    closing = next((turn.agent for turn in reversed(named) if turn.party is Party.AGENT and turn.text.strip()), None)
    return replace(transcript, turns=tuple(_by_closing(turn, closing) for turn in named))


def owner(transcript: Transcript, agent: str | None) -> str | None:
    """For whom the outcome of the contact counts: the last person who answered the customer, where turns name their
    agents; else the `agent` of the interaction. None where nobody knows who that was.
    """
    own = [turn.agent for turn in transcript.turns if turn.party is Party.AGENT]
    closing = next((name for name in reversed(own) if name), None)
    return closing or (None if not own and has_colleagues(transcript) else agent)


def segments(transcript: Transcript) -> tuple[AgentSegment, ...]:
    """Those of colleagues and of bots, in the order in which they come in; empty where one agent served alone, and
    where it is not sure who the agent is.
    """
    turns = transcript.turns
    if transcript.roles_unsure:
        return ()
    alone = not any(turn.party is Party.AGENT or turn.agent == SOMEBODY for turn in turns)
    names = list(dict.fromkeys(_names(turns)))
    return tuple(_segment(name, is_bot, turns, closes=alone and is_bot and len(names) == 1) for name, is_bot in names)


def whole_view(transcript: Transcript) -> Transcript:
    """All who answered as one agent: for what is said of the contact as a whole."""
    turns = (replace(turn, party=Party.AGENT) if _is_colleagues(turn) else turn for turn in transcript.turns)
    return replace(transcript, turns=tuple(turns))


def has_colleagues(transcript: Transcript) -> bool:
    """Whether several people served."""
    return any(_is_colleagues(turn) for turn in transcript.turns)


def _is_colleagues(turn: Turn) -> bool:
    return turn.party is Party.OTHER and turn.agent is not None


def _names(turns: Sequence[Turn]) -> Iterator[tuple[str, bool]]:
    for turn in turns:
        if turn.party is Party.BOT:
            yield turn.agent or UNNAMED_BOT, True
        elif turn.party is Party.OTHER and turn.agent:
            yield turn.agent, False


def _segment(name: str, is_bot: bool, turns: Sequence[Turn], *, closes: bool) -> AgentSegment:
    segment = AgentSegment(name, is_bot, 0, len(turns), closes)
    own = [number for number, turn in enumerate(turns) if segment.is_own(turn)]
    first, last = own[0], own[-1]
    asked = first > 0 and turns[first - 1].party is Party.CUSTOMER
    answered = last + 1 < len(turns) and turns[last + 1].party is Party.CUSTOMER
    return segment._replace(start=first - asked, stop=last + 1 + answered)


def _named(turn: Turn, interaction: Interaction, transfers: Sequence[Transfer], humans: set[str]) -> Turn:
    if turn.party is Party.BOT:
        # Under the name of a person who speaks too nobody knows what the bot is called.
        known = turn.agent if turn.agent not in (*humans, interaction.agent) else None
        return replace(turn, agent=known)
    if turn.party is not Party.AGENT:
        return replace(turn, agent=None)
    serving = turn.agent or (_serving(turn, interaction, transfers) if transfers else interaction.agent)
    return replace(turn, agent=serving or SOMEBODY)


def _by_closing(turn: Turn, closing: str | None) -> Turn:
    is_colleagues = turn.party is Party.AGENT and (turn.agent == SOMEBODY or turn.agent != closing)
    return replace(turn, party=Party.OTHER) if is_colleagues else turn


def _of_one_agent(turn: Turn, agent: str | None) -> Turn:
    """A bot keeps its name, unless that is the agent's."""
    keeps = turn.party is Party.BOT and turn.agent != agent
    return turn if keeps or turn.agent is None else replace(turn, agent=None)


def _in_order(transfers: Sequence[Transfer]) -> Sequence[Transfer]:
    """As they came about, where they tell; else as they were handed in."""
    by_clock = [(t.at, t) for t in transfers if t.at is not None]
    by_second = [(t.start, t) for t in transfers if t.start is not None]
    if len(by_clock) == len(transfers):
        return [t for _, t in sorted(by_clock, key=lambda pair: pair[0])]
    if len(by_second) == len(transfers):
        return [t for _, t in sorted(by_second, key=lambda pair: pair[0])]
    return transfers


def _serving(turn: Turn, interaction: Interaction, transfers: Sequence[Transfer]) -> str | None:
    """Who served when the turn began, by the transfers; None where they do not tell."""
    begun = [_is_before(transfer, turn, interaction.started_at) for transfer in transfers]
    if None in begun:
        return None
    past = sum(map(bool, begun))
    if not past:
        return transfers[0].from_agent or interaction.agent
    then = transfers[past].from_agent if past < len(transfers) else None
    return transfers[past - 1].to_agent or then


def _is_before(transfer: Transfer, turn: Turn, started_at: datetime | None) -> bool | None:
    """Whether the transfer lies before the turn; None where their clocks cannot be compared."""
    if transfer.start is not None and turn.start is not None:
        return transfer.start <= turn.start
    moment = _moment(turn.at, turn.start, started_at)
    transferred = _moment(transfer.at, transfer.start, started_at)
    return None if moment is None or transferred is None else transferred <= moment


def _moment(at: datetime | None, start: float | None, started_at: datetime | None) -> datetime | None:
    if at is not None:
        return at
    return None if start is None or started_at is None else started_at + timedelta(seconds=start)
