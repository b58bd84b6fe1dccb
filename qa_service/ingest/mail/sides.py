"""Who of a conversation is the centre and who the customer: by the addresses that are known to be the centre's, or by
the mailbox that the messages came to. Without either nobody is told, and who speaks is inferred from the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.domain.centre_addresses import CentreAddresses
from qa_service.domain.interaction import Party
from qa_service.ingest.mail.headers import Writer
from qa_service.ingest.mail.letters import Letter, Spoken


@dataclass(frozen=True, slots=True)
class Sides:
    """`own` are addresses that are the centre's by the mailbox they came to; `names` the display names of all."""

    centre: CentreAddresses
    own: frozenset[str]
    told: bool
    names: dict[str, str]
    correspondents: frozenset[str]

    def of(self, address: str) -> Party | None:
        """Whose side an address is on; None where sides cannot be told, or there is no address."""
        if not self.told or not address:
            return None
        return Party.AGENT if self.centre.has(address) or address in self.own else Party.CUSTOMER

    def speaker(self, spoken: Spoken, letter: Letter) -> Party | None:
        """Who says this. Without a name it is the other side that is answered; what is passed on is nobody's turn, but
        for a customer's message that a colleague hands on.
        """
        if letter.automatic is not None:
            return Party.OTHER
        sender = self.of(letter.sender.address)
        if spoken.level == 0:
            return sender or (Party.CUSTOMER if self.told else None)
        address = self.address(spoken.writer)
        if spoken.forwarded:
            is_handed_on = sender is Party.AGENT and self.of(address) is Party.CUSTOMER
            return Party.CUSTOMER if is_handed_on else Party.OTHER
        return self._quoted(address, spoken.level, letter) or _by_turns(sender, spoken.level)

    def _quoted(self, address: str, level: int, letter: Letter) -> Party | None:
        """Whose words are quoted. An address that nobody writes from or to is of the side that is answered, where the
        mail goes to that side alone, or of the side that shares its domain; else it is a bystander's.
        """
        side = self.of(address)
        if side is not Party.CUSTOMER or address in self.correspondents:
            return side
        sender = self.of(letter.sender.address)
        readers = {self.of(person.address) for person in letter.recipients}
        answered = _by_turns(sender, level)
        if level == 1 and readers == {answered}:
            return answered
        return sender if _domain(address) == _domain(letter.sender.address) else Party.OTHER

    def address(self, writer: Writer) -> str:
        """The address of somebody, also where only the name is known from elsewhere."""
        return writer.address or self.names.get(_plain(writer.name), "")


def _by_turns(sender: Party | None, level: int) -> Party | None:
    if sender is None or level % 2 == 0:
        return sender
    return Party.CUSTOMER if sender is Party.AGENT else Party.AGENT


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _plain(name: str) -> str:
    """`Neri, Luca` is `Luca Neri`."""
    return " ".join(sorted(name.casefold().replace(",", " ").split()))


def sides(letters: Sequence[Letter], centre: CentreAddresses) -> Sides:
    """Of one conversation."""
    people = [person for letter in letters for person in (letter.sender, *letter.recipients)]
    names = {_plain(person.name): person.address for person in people if person.name and person.address}
    addresses = {person.address for person in people} | {place for letter in letters for place in letter.delivered}
    correspondents = frozenset(person.address for person in people)
    if any(centre.has(address) for address in addresses):
        return Sides(centre, frozenset(), True, names, correspondents)
    own = _mailboxes(letters)
    return Sides(centre, own or frozenset(), own is not None, names, correspondents)


def _mailboxes(letters: Sequence[Letter]) -> frozenset[str] | None:
    """The addresses that the messages came to: the centre's, since it is the centre that hands them in. A single writer
    whose messages came over mail servers wrote to it, too; and whoever writes alone, and quotes nobody, is not judged
    as an agent on a guess. None: nobody can be told.
    """
    senders = {letter.sender.address for letter in letters if letter.automatic is None}
    delivered = {address for letter in letters for address in letter.delivered} - {""}
    if delivered - senders:
        return frozenset(delivered if senders - delivered else delivered - senders)
    is_received = all(letter.received for letter in letters)
    is_alone = all(spoken.level == 0 or spoken.forwarded for letter in letters for spoken in letter.spoken)
    if len(senders) < 2 and (is_received or is_alone):
        return frozenset(person.address for letter in letters for person in letter.recipients) - senders
    return None
