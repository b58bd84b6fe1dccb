"""Zendesk Support: tickets with their comments or audits, of the interface, of incremental exports and of JSON exports.

Documentation: "Tickets", "Ticket Comments", "Ticket Audits" and "Incremental Exports" of the Zendesk API reference.
Private comments are nobody's turns. `zendesk_chat` reads Zendesk Chat and messaging.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import say
from qa_service.ingest import html_text
from qa_service.ingest.readers import contact
from qa_service.ingest.readers.contact import MEDIA, ForeignTurn
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import grouped, identifier, member, moment, objects, string
from qa_service.ingest.readers.parties import party

_CHATS = frozenset({"chat", "native_messaging", "messaging", "whatsapp", "facebook", "twitter", "instagram_dm", "sms",
                    "line", "telegram", "viber", "wechat", "any_channel", "sunshine_conversations_api"})  # fmt: skip
_OF_TICKETS = frozenset({"requester_id", "submitter_id", "assignee_id", "via", "comments", "audits", "subject"})
_NOBODY = ("-1", "0")


class ZendeskTickets(JsonReader):
    """Tickets, each a contact."""

    kind = say("Zendesk ticket")

    def takes(self, record: Record) -> bool:
        """By fields that only its tickets, comments and audits have."""
        return (
            _is_ticket(record)
            or _is_ticket(_ticket(record))
            or any(map(_is_ticket, objects(record.get("tickets"))[:1]))
            or any(map(_is_comment, objects(record.get("comments"))[:5]))
            or any("ticket_id" in audit and "events" in audit for audit in objects(record.get("audits"))[:1])
            or any("child_events" in event for event in objects(record.get("ticket_events"))[:1])
        )

    def conversations(self, found: Sequence[Record]) -> Sequence[Record]:
        """The tickets of a list, with the people that the list names."""
        return [ticket for record in found for ticket in _tickets(record)]

    def document(self, conversation: Record) -> Record:
        """One ticket. Raises BadDocument."""
        ticket = _ticket(conversation)
        people = _people(conversation)
        comments = _comments(conversation) or _comments(ticket) or [_description(ticket)]
        turns = [turn for comment in comments if (turn := _turn(comment, ticket, people)) is not None]
        via = str(member(ticket, "via", "channel") or member(comments[0], "via", "channel") or "")
        requester = identifier(ticket.get("requester_id"), member(ticket, "requester", "id"))
        return contact.document(
            Channel.CHAT if via in _CHATS else Channel.CALL if via == "voice" else Channel.EMAIL,
            turns,
            id=identifier(ticket.get("id"), _ticket_id(conversation)),
            case=identifier(ticket.get("problem_id"), ticket.get("id"), _ticket_id(conversation)),
            customer=requester,
            identities=_identities(people.get(requester or "", {})),
            direction=Direction.OUTBOUND if turns and turns[0].speaker is Party.AGENT else None,
        )


def _is_ticket(record: Record) -> bool:
    return len(_OF_TICKETS & record.keys()) >= 3 and "id" in record


def _is_comment(comment: Record) -> bool:
    return "public" in comment and ("author_id" in comment or "html_body" in comment)


def _ticket(record: Record) -> Record:
    ticket = record.get("ticket")
    return ticket if isinstance(ticket, dict) else record


def _ticket_id(record: Record) -> str | None:
    audit = next(iter(objects(record.get("audits"))), {})
    return identifier(audit.get("ticket_id"), record.get("ticket_id"))


def _tickets(record: Record) -> Iterator[Record]:
    """Each with the lists of people beside it."""
    if "ticket_events" in record:
        yield from _of_events(objects(record["ticket_events"]))
    elif "tickets" in record:
        beside = {name: record.get(name) for name in ("users", "comments") if record.get(name)}
        comments = grouped(objects(beside.get("comments")), "ticket_id")
        users = grouped(objects(beside.get("users")), "id")
        for ticket in objects(record["tickets"]):
            own = comments.get(str(ticket.get("id")), [])
            yield {"ticket": ticket, "users": _own_people(users, ticket, own), "comments": own}
    else:
        yield record


def _own_people(users: Mapping[str, Sequence[Record]], ticket: Record, comments: Sequence[Record]) -> Sequence[Record]:
    """Of all people of a list those who have a part in one ticket."""
    parts = [ticket.get(name) for name in ("requester_id", "assignee_id", "submitter_id")]
    authors = [item.get("author_id") for item in (*comments, *_comments(ticket))]
    return [person for id in dict.fromkeys(map(str, [*parts, *authors])) for person in users.get(id, ())]


def _of_events(events: Sequence[Record]) -> Iterator[Record]:
    """Tickets of an incremental export of events: an audit is spread over several lines of a list."""
    audits: dict[str, list[Record]] = {}
    for event in events:
        audit = {"events": event.get("child_events"), "author_id": event.get("updater_id"), **_dated(event)}
        audits.setdefault(str(event.get("ticket_id")), []).append(audit)
    for ticket, found in audits.items():
        yield {"ticket": {"id": ticket}, "audits": found}


def _dated(event: Record) -> Record:
    return {"created_at": event.get("created_at") or event.get("timestamp"), "via": event.get("via")}


def _people(record: Record) -> Mapping[str, Record]:
    ticket = _ticket(record)
    listed = objects(record.get("users")) + objects(ticket.get("users"))
    named = [person for name in ("requester", "assignee", "submitter") if isinstance(person := ticket.get(name), dict)]
    people = [*named, *listed]
    authors = [
        author for item in _comments(record) + _comments(ticket) if isinstance(author := item.get("author"), dict)
    ]
    return {id: person for person in (*authors, *people) if (id := identifier(person.get("id")))}


def _comments(record: Record) -> list[Record]:
    """Of the list of comments, or of the audits."""
    return objects(record.get("comments")) or [
        {**event, "created_at": audit.get("created_at"), "author_id": event.get("author_id") or audit.get("author_id")}
        for audit in objects(record.get("audits"))
        for event in objects(audit.get("events"))
        if "Comment" in (event.get("type"), event.get("event_type"))
    ]


def _description(ticket: Record) -> Record:
    """The first comment, where the others are not there."""
    author = ticket.get("submitter_id") or ticket.get("requester_id")
    return {
        "body": ticket.get("description"),
        "author_id": author,
        "created_at": ticket.get("created_at"),
        "public": True,
    }


def _turn(comment: Record, ticket: Record, people: Mapping[str, Record]) -> ForeignTurn | None:
    """None for notes, and for what is no comment in writing."""
    is_private = False in (comment.get("public"), comment.get("comment_public"))
    if is_private or comment.get("type") not in (None, "Comment", "VoiceComment"):
        return None
    words = _words(comment)
    author = identifier(comment.get("author_id"), member(comment, "author", "id"))
    if not words:
        return None
    speaker = _party(author, comment, ticket, people)
    return ForeignTurn(words, speaker, author, author or "?", moment(comment.get("created_at")))


def _words(comment: Record) -> str:
    written = string(comment.get("plain_body")) or string(comment.get("body"))
    words = html_text.plain(string(comment.get("html_body")) or written) if not written else html_text.plain(written)
    words = words or string(member(comment, "data", "transcription_text"))
    return words or (MEDIA if objects(comment.get("attachments")) else "")


def _party(author: str | None, comment: Record, ticket: Record, people: Mapping[str, Record]) -> Party | None:
    """By the person's role, or by the part that they have in the ticket; None where neither tells."""
    if author in _NOBODY:
        return Party.BOT
    told = party(people.get(author or "", {}).get("role")) or party(member(comment, "author", "role"))
    if told is not None:
        return told
    if author is not None and author == identifier(ticket.get("requester_id"), member(ticket, "requester", "id")):
        return Party.CUSTOMER
    if author is not None and author == identifier(ticket.get("assignee_id"), member(ticket, "assignee", "id")):
        return Party.AGENT
    return None


def _identities(person: Mapping[str, Any]) -> dict[str, str] | None:
    known = {kind: identifier(person.get(kind)) for kind in ("email", "phone")}
    return {kind: value for kind, value in known.items() if value is not None} or None
