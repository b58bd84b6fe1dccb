"""When something else began to answer."""

from dataclasses import dataclass
from datetime import date

from qa_service.domain.estimate import Difference


@dataclass(frozen=True, slots=True)
class Change:
    """From `day` on another version of a part answered too; `before` is the one that began last before it. `moved` is
    how far resolution differs between after and before (None: cannot be told, or was not asked).
    """

    part: str
    before: str
    after: str
    day: date
    moved: Difference | None = None
