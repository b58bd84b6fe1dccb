"""Which e-mail addresses are the centre's, whose agent writes from them, and which client they belong to."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from qa_service.domain.interaction import Identifier
from qa_service.errors import BadInput, say

_ADDRESS = re.compile(r"(?:[^@\s<>,;]{1,64}@)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")


def _address(text: str) -> str:
    """In small letters."""
    text = text.strip().removeprefix("@").lower()
    if not _ADDRESS.fullmatch(text):
        what = say("is no address such as help@acme.example, and no domain such as acme.example")
        raise PydanticCustomError("address", "{what}", {"what": what})
    return text


class OwnAddress(BaseModel):
    """An address or a whole domain of the centre. `agent`: the pseudonym of the agent who alone writes from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    address: Annotated[str, Field(max_length=320), AfterValidator(_address)]
    agent: Identifier | None = None


class ClientAddresses(BaseModel):
    """By which a client's customers are written to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    addresses: Annotated[tuple[OwnAddress, ...], Field(max_length=2_000)] = ()


def parse(texts: Sequence[str]) -> ClientAddresses:
    """`help@acme.example`, `acme.example`, or `anna@acme.example=a17` with the agent. Raises BadInput."""
    entries = []
    for text in texts:
        address, _, agent = text.partition("=")
        try:
            entries.append(OwnAddress(address=address, agent=agent or None))
        except ValidationError as error:
            raise BadInput(
                "{text!r} is no address",
                text=text,
                hint="give help@acme.example, acme.example, or anna@acme.example=AGENT",
            ) from error
    return ClientAddresses(addresses=tuple(entries))


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
        """Both together."""
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
