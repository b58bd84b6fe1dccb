"""What became of a file that was handed in, in plain words and in those of the service."""

from dataclasses import dataclass

from qa_service.documents.interactions import say_apart
from qa_service.errors import BadAudio, BadDocument, BadInput, Conflict, Forbidden, QaError, Sentence
from qa_service.refusals import TooLarge
from qa_service.services.files import FileLine
from qa_service.services.interactions import Interaction
from qa_service.services.key_figures import TakenLog
from qa_service.web.i18n import N_

_PLAIN: tuple[tuple[type[QaError], str], ...] = (
    (Conflict, N_("Something else is here under this id already. Rename the file, or let it take the other's place.")),
    (Forbidden, N_("This client is not yours.")),
    (TooLarge, N_("It is too large.")),
    (BadAudio, N_("It cannot be used as a recording.")),
    (BadDocument, N_("Something in it, or in what you say of it, does not fit.")),
    (BadInput, N_("It cannot be used.")),
    (QaError, N_("It was not taken in.")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one interaction of a file: its row, or why not.

    `team` is the one that its agent is in, where the interaction names none; `apart`: why the conversation that it
    belongs to did not grow by it.
    """

    name: str
    row: Interaction | None = None
    outcome: str = "refused"
    fault: str = ""
    detail: Sentence | None = None
    team: str | None = None
    apart: Sentence | None = None


def line(of_file: FileLine) -> Line:
    """As the page shows it."""
    name, end = of_file.name, of_file.end
    if isinstance(end, QaError):
        return refused(name, end)
    if isinstance(end, TakenLog):
        return Line(name, outcome="log" if end.is_new else "unchanged")
    apart = None if end.apart is None else say_apart(end.row, end.apart)
    return Line(name, end.row, end.outcome.value, team=end.team, apart=apart)


def refused(name: str, error: QaError) -> Line:
    """The line of what was not taken in."""
    plain = next(sentence for kind, sentence in _PLAIN if isinstance(error, kind))
    return Line(name, fault=plain, detail=error.sentence)
