"""One contact as the telephone system saw it: when it was offered, answered, given up, transferred, left."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from qa_service.domain.interaction import Identifier, SiteName
from qa_service.domain.sites import SourcingWord
from qa_service.errors import Sentence, say

MOMENTS = ("offered_at", "answered_at", "abandoned_at", "transferred_at", "left_at")
Target = Annotated[Identifier | None, Field(description="queue or desk to which it was passed on; no person's name")]


class Ending(StrEnum):
    """How a contact leaves a queue when nobody answers and the caller does not hang up: it waited too long, the caller
    pressed a key, no operator was logged on, the queue took no more, it was passed on to another queue, the telephone
    system dropped the call, or the queue was closed.
    """

    TIMEOUT = "timeout"
    KEY = "exit_key"
    EMPTY = "exit_empty"
    FULL = "full"
    OVERFLOW = "overflow"
    DROPPED = "dropped"
    CLOSED = "closed"


class QueueCall(BaseModel):
    """What is known of one contact so far. `call` is its identity within the client; later lines may add moments.

    A contact that goes through several queues is one: `queue` and `offered_at` are those where it began, `ending` and
    `left_at` those of the queue that it left last. One that is answered after all is answered. `site`, `vendor` and
    `sourcing` are where it came in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    call: Identifier
    queue: Identifier | None = None
    offered_at: AwareDatetime | None = None
    answered_at: AwareDatetime | None = None
    abandoned_at: AwareDatetime | None = None
    transferred_at: AwareDatetime | None = None
    transferred_to: Target = None
    left_at: AwareDatetime | None = None
    ending: Annotated[Ending | None, Field(description="how it left the queue at `left_at`")] = None
    overflow_to: Target = None
    site: SiteName | None = None
    vendor: SiteName | None = None
    sourcing: SourcingWord | None = None

    @property
    def moments(self) -> tuple[datetime, ...]:
        """All that are known."""
        return tuple(moment for name in MOMENTS if (moment := getattr(self, name)) is not None)

    @property
    def wait(self) -> float | None:
        """Seconds from the first offer to the answer, or to giving up."""
        end = self.answered_at or self.abandoned_at
        return None if self.offered_at is None or end is None else (end - self.offered_at).total_seconds()

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        if not self.moments:
            raise _fault("call", say("tells no moment; give one of {moments}", moments=", ".join(MOMENTS)))
        if self.answered_at is not None and self.abandoned_at is not None:
            raise _fault("abandoned_at", say("was answered and given up at once"))
        if (self.left_at is None) is not (self.ending is None):
            raise _fault("ending", say("goes with left_at, and neither stands alone"))
        if self.overflow_to is not None and self.ending is not Ending.OVERFLOW:
            raise _fault("overflow_to", say("belongs to the ending overflow alone"))
        for name in MOMENTS[1:]:
            moment = getattr(self, name)
            if self.offered_at is not None and moment is not None and moment < self.offered_at:
                raise _fault(name, say("lies before offered_at"))
        return self


def _fault(where: str, what: Sentence) -> PydanticCustomError:
    return PydanticCustomError("queue", "{what}", {"where": where, "what": what})
