"""Which e-mail addresses are the centre's, whose agent writes from them, and which client they belong to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CentreAddress:
    """An address (`help@acme.example`) or a whole domain (`acme.example`) of the centre. `client` None: it serves all
    of them. `agent`: the pseudonym of the agent who alone writes from it; None where several do.
    """

    address: str
    client: str | None = None
    agent: str | None = None

    def covers(self, address: str) -> bool:
        """Whether it is this address, or one of this domain."""
        own = self.address.lower()
        return address == own or address.endswith("@" + own.lstrip("@"))


@dataclass(frozen=True, slots=True)
class CentreAddresses:
    """All that are known, those of one client among them."""

    known: tuple[CentreAddress, ...] = field(default=())

    @classmethod
    def of(cls, addresses: Iterable[str]) -> "CentreAddresses":
        """Addresses and domains that serve all clients, of whoever writes from them."""
        return cls(tuple(CentreAddress(address) for address in addresses))

    def __add__(self, other: "CentreAddresses") -> "CentreAddresses":
        return CentreAddresses(self.known + other.known)

    def of_client(self, client: str | None) -> "CentreAddresses":
        """Those that count in a contact of this client; None: of one whose client nobody knows."""
        if client is None:
            return self
        return CentreAddresses(tuple(known for known in self.known if known.client in (None, client)))

    def has(self, address: str) -> bool:
        """Whether the centre writes from this address (in small letters)."""
        return bool(address) and any(known.covers(address) for known in self.known)

    def agent(self, address: str) -> str | None:
        """Who writes from it; None where nobody is named, or two are."""
        agents = {known.agent for known in self.known if known.agent is not None and known.address.lower() == address}
        return agents.pop() if len(agents) == 1 else None

    def client(self, addresses: Collection[str]) -> str | None:
        """Whose they are, by the most exact entry; None where they are nobody's, or of several clients."""
        exact = {known.client for known in self.known if known.client and known.address.lower() in addresses}
        covered = exact or {known.client for known in self.known if known.client and any(map(known.covers, addresses))}
        return covered.pop() if len(covered) == 1 else None
