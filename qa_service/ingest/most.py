"""How much one file may hold of what costs time whatever its length: contacts, messages, lines.

A file of ten megabytes is read in seconds. Real ones stay far below: their contacts are longer, or there are few.
"""

from qa_service.errors import BadDocument

_CONTACTS = 10_000
_REFUSED = 50_000
_LEAST = 1_000
"""Bytes of each contact or message on the average, in a file of more than `_CONTACTS`."""


def check_contacts(count: int, size: int) -> None:
    """Of a file of `size` bytes. Raises BadDocument where it holds more contacts than one of its length has."""
    if count > (limit := _most(size)):
        raise BadDocument("holds over {limit} contacts", limit=limit, hint="split it")


def check_messages(count: int, size: int) -> None:
    """The same of the messages of a mailbox."""
    if count > (limit := _most(size)):
        raise BadDocument("holds over {limit} messages", limit=limit, hint="split the mailbox by months")


def check_turns(count: int, limit: int) -> None:
    """Of one contact, before its turns are taken apart. Raises BadDocument."""
    if count > limit:
        raise BadDocument("holds over {limit} turns", limit=limit, hint="split it, or raise QA_MAX_TURNS")


def check_lines(count: int, limit: int) -> None:
    """Of a text file. Raises BadDocument."""
    if count > limit:
        raise BadDocument("holds over {limit} lines", limit=limit, hint="split it")


def check_refused(count: int) -> None:
    """Lines of a log of telephone calls that are none. Raises BadDocument."""
    if count > _REFUSED:
        raise BadDocument(
            "holds over {limit} lines that tell of no call",
            limit=_REFUSED,
            hint="hand in the file as the telephone system wrote it",
        )


def _most(size: int) -> int:
    return max(_CONTACTS, size // _LEAST)
