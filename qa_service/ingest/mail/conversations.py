"""Conversations out of many messages: two looks at each, one at its headers to put it with the others, and one at its
words once its conversation is whole, so that a mailbox of any size fits into the memory.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple

from qa_service.domain.centre_addresses import CentreAddresses
from qa_service.domain.interaction import Automatic
from qa_service.errors import BadDocument, BadInput, Sentence, say
from qa_service.ingest import most
from qa_service.ingest.mail import bounds, conversation, kinds, letters, mbox, outlook, parsing, threads, tnef
from qa_service.ingest.mail.kinds import MailFile
from qa_service.ingest.mail.threads import Envelope

_MOST = 5_000
"""Messages of one conversation."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message that lies in a file; `file` is the number of the file, `number` that of the message in its mailbox."""

    file: int
    load: Callable[[], tuple[Message, bytes]]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a message or a conversation, with the file it began in."""

    file: int
    result: dict[str, Any] | BadInput


def read(paths: Sequence[Path], centre: CentreAddresses, client: str | None = None) -> Iterator[Read]:
    """One document for each conversation of all files; a message or conversation that cannot be read stops no other and
    is named by its number in its mailbox. Raises OSError.
    """
    posts: list[Post] = []
    envelopes: list[Envelope] = []
    for file, path in enumerate(paths):
        for post in _listed(file, path):
            if isinstance(post, Read):
                yield post
                continue
            try:
                envelopes.append(Envelope.of(len(posts), *post.load()))
            except BadInput as error:
                yield Read(post.file, _placed(error, post))
                continue
            posts.append(post)
    for thread in threads.group(envelopes):
        yield _conversation(thread, posts, centre, client)


class SingleMail(NamedTuple):
    """The words of its writer together, when it was written, and the turns that it quotes or passes on."""

    own: str
    at: datetime | None
    automatic: Automatic | None
    quoted: Sequence[dict[str, Any]]


def single(raw: bytes, centre: CentreAddresses) -> SingleMail:
    """One message that stands among others of its conversation. Raises BadDocument."""
    message, _ = _parsed(raw)
    with parsing.readable():
        letter = letters.read(message, raw)
        own = [spoken.text for spoken in letter.spoken if spoken.level == 0]
        turns = conversation.document(threads.Name(letter.id, letter.id), [letter], centre)["turns"]
    quoted = [turn for turn in turns if turn["text"] not in own]
    return SingleMail("\n\n".join(own), letter.at, letter.automatic, quoted)


def _listed(file: int, path: Path) -> Iterator[Post | Read]:
    """The messages of a file, or what is wrong with it as a whole."""
    kind = kinds.of(path)
    if kind is MailFile.MAILBOX:
        yield from _of_mailbox(file, path)
    elif kind is MailFile.STORE:
        hint = say("export its messages as .msg or .eml files, or as a mailbox (.mbox)")
        yield Read(file, BadDocument("is a whole data file of Outlook", hint=hint))
    else:
        yield Post(file, lambda: _LOADERS[kind](_bytes(path)))


def _of_mailbox(file: int, path: Path) -> Iterator[Post | Read]:
    spans = list(mbox.spans(path))
    try:
        most.check_messages(len(spans), path.stat().st_size)
    except BadDocument as error:
        yield Read(file, error)
        return
    for number, span in enumerate(spans, start=1):
        yield Post(file, lambda span=span: _parsed(mbox.read(path, span)), number)  # type: ignore[misc]
    if not spans:
        yield Read(file, BadDocument("holds no message", hint="give a mailbox in mbox format"))


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > bounds.LARGEST:
        raise bounds.too_large()
    return path.read_bytes()


def _parsed(raw: bytes) -> tuple[Message, bytes]:
    return parsing.parse(raw), raw


def _of_outlook(raw: bytes) -> tuple[Message, bytes]:
    return outlook.message(raw), raw


def _of_tnef(raw: bytes) -> tuple[Message, bytes]:
    message = tnef.message(raw)
    if message is None:
        raise BadDocument("cannot be read", hint="export the message anew, as .msg or .eml")
    return message, raw


_LOADERS = {MailFile.MESSAGE: _parsed, MailFile.OUTLOOK: _of_outlook, MailFile.TNEF: _of_tnef}


def _conversation(
    thread: Sequence[Envelope], posts: Sequence[Post], centre: CentreAddresses, client: str | None
) -> Read:
    first = posts[min(envelope.place for envelope in thread)]
    try:
        if len(thread) > _MOST:
            raise BadDocument("holds over {limit} messages", limit=_MOST, hint="split the mailbox by months")
        read_letters = [_letter(posts[envelope.place]) for envelope in thread]
        with parsing.readable():
            document = conversation.document(threads.name(thread), read_letters, centre, client)
    except BadInput as error:
        return Read(first.file, _placed(error, first))
    return Read(first.file, document)


def _letter(post: Post) -> letters.Letter:
    return letters.read(*post.load())


def _placed(error: BadInput, post: Post) -> BadInput:
    """With the number of the message in its mailbox."""
    if post.number is None:
        return error
    place: Sentence = say("message {number}", number=post.number)
    return BadDocument(error.what, where=place, hint=error.hint)
