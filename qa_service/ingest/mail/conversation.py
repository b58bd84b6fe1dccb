"""The document (`qa-interaction/1`) of one conversation by e-mail."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_service.domain.centre_addresses import CentreAddresses
from qa_service.domain.interaction import Direction, Party
from qa_service.errors import BadDocument
from qa_service.ingest.mail.letters import Letter, Spoken
from qa_service.ingest.mail.sides import Sides, sides
from qa_service.ingest.mail.threads import Name

_SIGNS = re.compile(r"[\W_]+")
_FEW = 12  # letters and digits
_MOST_COMPARED = 300
"""Quotes of one conversation that are looked for in its messages; further ones are taken to be from them."""


@dataclass(frozen=True, slots=True)
class _Turn:
    spoken: Spoken
    letter: Letter
    speaker: Party | None
    address: str

    @property
    def voice(self) -> str:
        """By which the same writer is known where sides are not."""
        if self.address or self.spoken.writer.name:
            return self.address or self.spoken.writer.name.casefold()
        is_own = self.spoken.level % 2 == 0
        return self.letter.sender.key if is_own else f"\0{self.letter.sender.key}"


def document(
    name: Name, letters: Sequence[Letter], centre: CentreAddresses, client: str | None = None
) -> dict[str, Any]:
    """Of a conversation, oldest message first. A conversation is automatic where all of its messages are; one such
    message among others is nobody's turn. Raises BadDocument where nothing is written in it.
    """
    client = client or _client(letters, centre)
    known = centre.of_client(client)
    who = sides(letters, known)
    turns = [_turn(spoken, letter, who) for letter in letters for spoken in letter.spoken if spoken.text.strip()]
    turns = list(_joined(_once(turns)))
    if not turns:
        raise BadDocument("holds no text", hint="messages need a text or HTML body")
    times = [turn.spoken.at for turn in turns if turn.spoken.at]
    agents = [known.agent(turn.address) if turn.speaker is Party.AGENT else None for turn in turns]
    named = {agent for agent in agents if agent is not None}
    customer = _customer(turns, letters, who)
    voices = {voice: number for number, voice in enumerate(dict.fromkeys(turn.voice for turn in turns))}
    return {
        "schema": "qa-interaction/1",
        "id": name.id,
        "case": name.case,
        **({"client": client} if client else {}),
        "channel": "email",
        "direction": _direction(turns, letters),
        "agent": next((agent for agent in agents if agent is not None), None) if named else None,
        "customer": customer,
        "identities": {"email": customer} if customer else None,
        "automatic": letters[0].automatic if all(letter.automatic for letter in letters) else None,
        "started_at": min(times, default=None),
        "ended_at": max(times, default=None),
        "turns": [
            {
                "speaker": turn.speaker,
                "agent": agent if len(named) > 1 else None,
                "voice": voices[turn.voice],
                "text": turn.spoken.text,
                "at": turn.spoken.at,
                "of_message": turn.letter.id,
                "is_quote": turn.spoken.level > 0,
            }
            for turn, agent in zip(turns, agents, strict=True)
        ],
        "of_messages": [letter.id for letter in letters],
    }


def _turn(spoken: Spoken, letter: Letter, who: Sides) -> _Turn:
    return _Turn(spoken, letter, who.speaker(spoken, letter), who.address(spoken.writer))


def _once(turns: Sequence[_Turn]) -> list[_Turn]:
    """Without what is quoted from messages of the same conversation, or quoted a second time."""
    texts = [_SIGNS.sub("", turn.spoken.text).casefold() for turn in turns]
    own = {turn.letter.id: "" for turn in turns}
    for turn, text in zip(turns, texts, strict=True):
        if turn.spoken.level == 0:
            own[turn.letter.id] += f"{text}\n"
    kept: list[_Turn] = []
    quoted: set[str] = set()
    for turn, text in zip(turns, texts, strict=True):
        if turn.spoken.level == 0:
            kept.append(turn)
        elif text not in quoted and not _is_there(turn.letter, text, own, len(quoted)):
            kept.append(turn)
            quoted.add(text)
    return kept


def _is_there(letter: Letter, text: str, own: Mapping[str, str], compared: int) -> bool:
    """Whether these words are another message's of the conversation. A few may be there by chance: they count where the
    message that is answered is there.
    """
    if len(own) == 1:
        return False
    if compared > _MOST_COMPARED or (len(text) < _FEW and not set(letter.references) & set(own)):
        return compared > _MOST_COMPARED
    return any(text in words for id, words in own.items() if id != letter.id)


def _joined(turns: Sequence[_Turn]) -> Iterator[_Turn]:
    """The words of one message with nothing between them are one turn."""
    last: _Turn | None = None
    for turn in turns:
        if last is not None and turn.spoken.level == 0 == last.spoken.level and turn.letter is last.letter:
            text = f"{last.spoken.text}\n\n{turn.spoken.text}"
            last = _Turn(Spoken(turn.spoken.writer, text, turn.spoken.at), turn.letter, turn.speaker, turn.address)
            continue
        if last is not None:
            yield last
        last = turn
    if last is not None:
        yield last


def _client(letters: Sequence[Letter], centre: CentreAddresses) -> str | None:
    """By the mailboxes that the messages came to, or by whom they name."""
    delivered = {address for letter in letters for address in letter.delivered}
    people = {person.address for letter in letters for person in (letter.sender, *letter.recipients)}
    return centre.client(delivered) or centre.client(people)


def _customer(turns: Sequence[_Turn], letters: Sequence[Letter], who: Sides) -> str | None:
    """The first customer who writes; of mail that only the centre writes, the first whom it writes to."""
    spoken = [turn for turn in turns if turn.speaker is Party.CUSTOMER and turn.address]
    writers = [turn.address for turn in sorted(spoken, key=lambda turn: turn.spoken.level > 0)]
    people = (person.address for letter in letters if not letter.automatic for person in letter.recipients)
    readers = [address for address in people if who.of(address) is Party.CUSTOMER]
    own = [turn.address for turn in spoken if turn.spoken.level == 0]
    return next(iter((*own, *readers, *writers)), None)


def _direction(turns: Sequence[_Turn], letters: Sequence[Letter]) -> Direction:
    """The centre sought the contact where its message is the first, and answers none."""
    first = next((turn for turn in turns if turn.speaker in (Party.AGENT, Party.CUSTOMER)), None)
    is_outbound = (
        first is not None and first.speaker is Party.AGENT and first.spoken.level == 0 and not letters[0].answers
    )
    return Direction.OUTBOUND if is_outbound else Direction.INBOUND
