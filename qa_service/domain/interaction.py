"""What comes in: one contact between a customer and a contact centre (contract `qa-interaction/1`)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from qa_service.domain.sites import SourcingWord, is_a_name
from qa_service.errors import say


def storable(text: str) -> str:
    """PostgreSQL keeps no NUL in text, and nothing that people write has one; UTF-8 holds no half surrogate pair."""
    if "\x00" in text:
        raise PydanticCustomError("nul", "{what}", {"what": say("holds a NUL character")})
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        what = say("holds half of a surrogate pair, which is no character")
        raise PydanticCustomError("surrogate", "{what}", {"what": what})
    return text


def is_storable(text: str) -> bool:
    """The same as yes or no."""
    try:
        return storable(text) == text
    except PydanticCustomError:
        return False


Text = Annotated[str, AfterValidator(storable)]
Identifier = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(storable)]
SiteName = Annotated[Identifier, AfterValidator(is_a_name)]


class Party(StrEnum):
    """Who speaks. `BOT` is an automated agent, `OTHER` an announcement, a second agent or a bystander."""

    AGENT = "agent"
    CUSTOMER = "customer"
    BOT = "bot"
    OTHER = "other"


class Channel(StrEnum):
    """How the contact took place."""

    CALL = "call"
    CHAT = "chat"
    EMAIL = "email"


class State(StrEnum):
    """Where an interaction stands. `DONE` and `FAILED` are final until it is replaced or tried again."""

    RECEIVED = "received"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


WAITING = (State.RECEIVED, State.RUNNING)


class Automatic(StrEnum):
    """Why a mail is no contact: a machine wrote it. A report of non-delivery, a reply of an absent person's mailbox, a
    receipt, another report, a calendar's invitation, a notification, or a newsletter.
    """

    BOUNCE = "bounce"
    AUTO_REPLY = "auto_reply"
    RECEIPT = "receipt"
    REPORT = "report"
    INVITATION = "invitation"
    NOTIFICATION = "notification"
    NEWSLETTER = "newsletter"


class Direction(StrEnum):
    """Who sought the contact: the customer (inbound) or the centre (outbound)."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class _Value(BaseModel):
    """Frozen; fields that the contract does not name (labels, for one) are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class QueueRecord(_Value):
    """What the telephone system knows of the wait before the answer."""

    name: Text | None = None
    offered_at: AwareDatetime | None = None
    answered_at: AwareDatetime | None = None
    abandoned: bool = False
    transferred_to: Text | None = None


class Identities(_Value):
    """What the customer is known by, for telling that contacts over several channels are of one person. Keyed hashes
    take their place before anything is kept.
    """

    phone: Identifier | None = None
    email: Identifier | None = None
    customer_number: Identifier | None = None


class Transfer(_Value):
    """The contact went on to another agent or queue, at a clock time or at seconds from its beginning."""

    at: AwareDatetime | None = None
    start: Annotated[float, Field(ge=0)] | None = None
    from_agent: Identifier | None = None
    to_agent: Identifier | None = None
    from_queue: Text | None = None
    to_queue: Text | None = None


class GivenTurn(_Value):
    """One turn as it was handed in.

    `speaker` None means: infer it; turns of the same unnamed person then share a `voice`. `agent` is whose turn it is,
    where several agents (or bots) served the contact; without it, it is that of the interaction's agent. `start`/`end`
    are seconds.
    """

    speaker: Party | None = None
    agent: Identifier | None = None
    voice: Annotated[int, Field(ge=0)] | None = None
    text: Text
    at: AwareDatetime | None = None
    start: Annotated[float, Field(ge=0)] | None = None
    end: Annotated[float, Field(ge=0)] | None = None
    of_message: Annotated[str | None, SkipJsonSchema(), Field(exclude=True)] = None
    """The mail (Message-ID) that these words stand in; never kept."""
    is_quote: Annotated[bool, SkipJsonSchema(), Field(exclude=True)] = False
    """Whether that mail only quotes them; never kept."""


class Interaction(_Value):
    """One contact. `(client, id)` is its identity; `turns` is empty for a recording.

    `callback`: the centre calls back because the customer asked for it; its direction is outbound. What is `automatic`
    is kept and shown, but nobody speaks in it: it is not judged and stands in no figure or sample. `site`, `vendor`,
    `sourcing`: where it was handled; what is not said here may follow from the client's rules.
    """

    schema_: Literal["qa-interaction/1"] = Field(default="qa-interaction/1", alias="schema")
    id: Identifier
    client: Identifier
    channel: Channel
    agent: Identifier | None = None
    team: Identifier | None = None
    site: SiteName | None = None
    vendor: SiteName | None = None
    sourcing: SourcingWord | None = None
    direction: Direction = Direction.INBOUND
    callback: bool = False
    lang: Literal["it", "en"] | None = None
    started_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    customer: Identifier | None = None
    identities: Identities | None = None
    case: Identifier | None = None
    transfers: Annotated[tuple[Transfer, ...], Field(max_length=100)] = ()
    queue: QueueRecord | None = None
    agent_channel: Annotated[int, Field(ge=0, le=1)] | None = None
    automatic: Automatic | None = None
    turns: tuple[GivenTurn, ...] = ()
    named_by_file: Annotated[str | None, SkipJsonSchema(), Field(exclude=True)] = None
    """The name of the file that the id may have been taken from; never kept."""
    of_messages: Annotated[tuple[str, ...], SkipJsonSchema(), Field(exclude=True)] = ()
    """The mails (Message-IDs) that a conversation was read from; kept as keyed hashes only."""
