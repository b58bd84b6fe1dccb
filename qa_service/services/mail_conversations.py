"""The conversation that a mail belongs to, out of the mailbox that it lies in: what of it is there is handed in with
the mail, so that the conversation is one interaction, and grows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qa_service.connectors.port import Mailbox, ObjectGone, ObjectTooLarge, Source
from qa_service.domain.connectors import ListedObject
from qa_service.errors import BadDocument
from qa_service.ingest.mail import letters, parsing
from qa_service.ingest.mail.letters import Letter
from qa_service.services.context import Context
from qa_service.store import handed_in

_MOST = 200
"""Mails of one conversation that are fetched."""
_BYTES = 128 << 20
"""Of them together."""
_ROUNDS = 5
"""Of looking for what is referred to by what was just fetched."""
_NAMES = 60
"""Message-IDs that are looked for in a round: the first, which all of a conversation refer to, and the last."""


def read(path: Path) -> Letter | None:
    """The mail in a file; None where it cannot be read."""
    try:
        raw = path.read_bytes()
        return letters.read(parsing.parse(raw), raw)
    except BadDocument:
        return None


@dataclass(frozen=True, slots=True)
class MailConversations:
    """Of a mailbox, for one client. `was_taken`: whether an object was taken in before; `limit`: bytes of a mail."""

    context: Context
    client: str
    source: Source
    was_taken: Callable[[ListedObject], bool]
    limit: int

    def is_here(self, letter: Letter) -> bool:
        """Whether a mail is in an interaction already."""
        pseudonyms = self.context.deps.intake.pseudonyms
        with self.context.deps.store.reading(self.context.caller.scope) as session:
            return bool(handed_in.holders(session, self.client, [letter.id], pseudonyms))

    def gather(self, listed: ListedObject, letter: Letter, folder: Path) -> int:
        """Fetch the other mails of its conversation into a folder; how many came. Raises SourceFault."""
        seen, asked, names, room = {listed.name}, set[str](), _names(letter), _BYTES
        for _ in range(_ROUNDS):
            wanted = [name for name in names if name not in asked]
            asked.update(wanted)
            for other in self._mentioning(wanted):
                if other.name in seen or len(seen) >= _MOST or other.size > room:
                    continue
                seen.add(other.name)
                mail = self._fetched(other, folder / f"{len(seen):04}.eml")
                if mail is not None:
                    room -= other.size
                    names = list(dict.fromkeys([*names, *_names(mail)]))
        return sum(1 for _ in folder.glob("[0-9]*.eml"))

    def _mentioning(self, names: list[str]) -> Iterator[ListedObject]:
        assert isinstance(self.source, Mailbox)
        wanted = names if len(names) <= _NAMES else [names[0], *names[1 - _NAMES :]]
        if wanted:
            yield from self.source.of_messages(wanted)

    def _fetched(self, listed: ListedObject, path: Path) -> Letter | None:
        """One mail; None, and no file, where it cannot be read, and where it was taken in and is here no more: what was
        erased does not come back with an answer to it.
        """
        try:
            self.source.fetch(listed, path, self.limit)
            letter = read(path)
        except (ObjectGone, ObjectTooLarge):
            letter = None
        if letter is None or (self.was_taken(listed) and not self.is_here(letter)):
            path.unlink(missing_ok=True)
            return None
        return letter


def _names(letter: Letter) -> list[str]:
    return [*letter.references, letter.id]
