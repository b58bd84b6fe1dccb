"""Zendesk, Intercom, Freshdesk, HubSpot: what customer and agent wrote, without notes between colleagues."""

from pathlib import Path
from typing import Any

from tests.transcripts import interactions, refusal, said

USERS = [
    {"id": 11, "role": "end-user", "name": "Mario", "email": "mario@posta.example", "phone": "+393331234567"},
    {"id": 21, "role": "agent", "name": "Anna"},
    {"id": 22, "role": "admin", "name": "Ugo"},
]
TICKET = {
    "url": "https://acme.zendesk.example/api/v2/tickets/35.json",
    "id": 35,
    "subject": "bolletta",
    "description": "La bolletta è doppia.",
    "requester_id": 11,
    "submitter_id": 11,
    "assignee_id": 21,
    "via": {"channel": "email"},
    "created_at": "2026-11-03T09:14:00Z",
    "status": "solved",
}


def comment(author: int, at: str, body: str, *, public: bool = True, **more: Any) -> dict[str, Any]:
    return {
        "id": int(at.replace(":", "")),
        "type": "Comment",
        "author_id": author,
        "body": body,
        "html_body": f'<div class="zd-comment"><p>{body}</p></div>',
        "plain_body": body,
        "public": public,
        "created_at": f"2026-11-03T{at}Z",
        "via": {"channel": "email"},
        **more,
    }


COMMENTS = [
    comment(11, "09:14:00", "La bolletta è doppia."),
    comment(21, "09:30:00", "chiedo a Ugo", public=False),
    comment(21, "09:40:00", "Controllo subito."),
    comment(22, "10:00:00", "Ho corretto la bolletta."),
]


def test_a_ticket_with_its_comments_and_people(tmp_path: Path) -> None:
    (mail,) = interactions(tmp_path, "ticket.json", {"ticket": TICKET, "comments": COMMENTS, "users": USERS})
    assert (mail.id, mail.channel, mail.case, mail.customer, mail.agent) == ("35", "email", "35", "11", "21")
    assert said(mail) == [
        ("customer", "La bolletta è doppia."),
        ("agent", "Controllo subito."),
        ("agent", "Ho corretto la bolletta."),
    ]
    assert [turn.agent for turn in mail.turns] == [None, "21", "22"]
    assert [(t.from_agent, t.to_agent, str(t.at)[:19]) for t in mail.transfers] == [("21", "22", "2026-11-03 10:00:00")]
    assert mail.identities is not None
    assert (mail.identities.email, mail.identities.phone) == ("mario@posta.example", "+393331234567")


def test_what_a_mail_of_a_ticket_quotes_is_not_said_again(tmp_path: Path) -> None:
    quoting = "Grazie, ora va.\n\nIl giorno mar 3 nov 2026 alle ore 09:40 Anna <anna@acme.example> ha scritto:\n\n"
    quoting += "> Controllo."
    comments = [COMMENTS[0], COMMENTS[2], comment(11, "11:00:00", quoting)]
    (mail,) = interactions(tmp_path, "ticket.json", {"ticket": TICKET, "comments": comments, "users": USERS})
    assert said(mail)[-1] == ("customer", "Grazie, ora va.")


def test_without_people_requester_and_assignee_are_known_and_others_are_not(tmp_path: Path) -> None:
    (mail,) = interactions(tmp_path, "ticket.json", {**TICKET, "comments": COMMENTS})
    assert [party for party, _ in said(mail)] == ["customer", "agent", None]


def test_comments_alone_are_told_apart(tmp_path: Path) -> None:
    (mail,) = interactions(tmp_path, "comments.json", {"comments": COMMENTS, "count": 4, "next_page": None})
    assert [(turn.speaker, turn.voice) for turn in mail.turns] == [(None, 0), (None, 1), (None, 2)]


def test_audits_hold_the_comments(tmp_path: Path) -> None:
    audits = [
        {"id": n, "ticket_id": 35, "created_at": item["created_at"], "author_id": item["author_id"],
         "events": [{"id": n, "type": "Change", "field_name": "status", "value": "open"}, item]}
        for n, item in enumerate(COMMENTS)
    ]  # fmt: skip
    (mail,) = interactions(tmp_path, "audits.json", {"audits": audits, "users": USERS})
    assert (mail.id, [party for party, _ in said(mail)]) == ("35", ["customer", "agent", "agent"])


def test_an_incremental_export_of_events_is_sorted_by_ticket(tmp_path: Path) -> None:
    events = [
        {"id": n, "ticket_id": ticket, "timestamp": 1793699640 + n, "updater_id": 11, "event_type": "Audit",
         "child_events": [{"id": n, "event_type": "Comment", "public": True, "body": f"parole {n}", "author_id": 11}]}
        for n, ticket in enumerate((35, 36, 35))
    ]  # fmt: skip
    mails = interactions(tmp_path, "export.json", {"ticket_events": events, "end_time": 1793699999})
    assert [(mail.id, len(mail.turns)) for mail in mails] == [("35", 2), ("36", 1)]


def test_an_incremental_export_of_tickets_holds_what_they_began_with(tmp_path: Path) -> None:
    export = {"tickets": [TICKET, {**TICKET, "id": 36, "description": "Non ho linea."}], "users": USERS, "count": 2}
    assert [(mail.id, said(mail)) for mail in interactions(tmp_path, "export.json", export)] == [
        ("35", [("customer", "La bolletta è doppia.")]),
        ("36", [("customer", "Non ho linea.")]),
    ]


def test_tickets_as_json_lines(tmp_path: Path) -> None:
    import json

    lines = "\n".join(json.dumps({**TICKET, "id": id, "comments": COMMENTS}) for id in (35, 36))
    assert [mail.id for mail in interactions(tmp_path, "tickets.jsonl", lines)] == ["35", "36"]


def test_a_ticket_of_notes_is_refused_by_name(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "t.json", {"ticket": TICKET, "comments": COMMENTS[1:2]})
    assert sentence.startswith("Zendesk ticket: holds no words of a conversation")


ZOPIM = {
    "id": "1611.abc",
    "type": "chat",
    "visitor": {"id": "v-1", "name": "Mario", "email": "mario@posta.example", "phone": ""},
    "agent_names": ["Anna"],
    "agent_ids": ["21"],
    "zendesk_ticket_id": 35,
    "timestamp": "2026-11-03T09:14:00Z",
    "history": [
        {"type": "chat.memberjoin", "nick": "visitor:x", "timestamp": "2026-11-03T09:14:00Z", "name": "Mario"},
        {"type": "chat.msg", "nick": "visitor:x", "sender_type": "Visitor", "timestamp": "2026-11-03T09:14:01Z",
         "msg": "salve", "name": "Mario", "index": 1},
        {"type": "chat.msg", "nick": "agent:trigger", "sender_type": "Trigger", "timestamp": "2026-11-03T09:14:02Z",
         "msg": "Un operatore arriva.", "name": "Acme", "index": 2},
        {"type": "chat.msg", "nick": "agent:21", "sender_type": "Agent", "timestamp": "2026-11-03T09:15:00Z",
         "msg": "buongiorno", "name": "Anna", "index": 3},
        {"type": "chat.rating", "nick": "visitor:x", "new_rating": "good", "timestamp": "2026-11-03T09:16:00Z"},
    ],
}  # fmt: skip


def test_a_chat_of_zendesk(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "chat.json", {"chats": [ZOPIM], "count": 1})
    assert (chat.id, chat.channel, chat.case, chat.customer, chat.agent) == ("1611.abc", "chat", "35", "v-1", "21")
    assert said(chat) == [("customer", "salve"), ("bot", "Un operatore arriva."), ("agent", "buongiorno")]


def test_messages_of_sunshine_conversations(tmp_path: Path) -> None:
    messages = [
        {"id": "1", "received": "2026-11-03T09:14:00.000Z", "author": {"type": "user", "userId": "u-1"},
         "content": {"type": "text", "text": "salve"}, "source": {"type": "web"}},
        {"id": "2", "received": "2026-11-03T09:14:02.000Z", "author": {"type": "business", "subtypes": ["AI_bot"]},
         "content": {"type": "text", "text": "Un attimo."}, "source": {"type": "zd:answerBot"}},
        {"id": "3", "received": "2026-11-03T09:15:00.000Z", "author": {"type": "business", "displayName": "Anna"},
         "content": {"type": "text", "text": "buongiorno"}, "source": {"type": "zd:agentWorkspace"}},
    ]  # fmt: skip
    (chat,) = interactions(tmp_path, "chat.json", {"messages": messages, "conversation": {"id": "k-1"}})
    assert (chat.id, chat.customer) == ("k-1", "u-1")
    assert [party for party, _ in said(chat)] == ["customer", "bot", "agent"]


def part(kind: str, author: str, body: str | None, at: int, **more: Any) -> dict[str, Any]:
    who = {"type": author, "id": f"{author}-1", "name": "x", "email": f"{author}@acme.example"}
    return {"type": "conversation_part", "id": str(at), "part_type": kind, "body": body, "created_at": at,
            "author": who, **more}  # fmt: skip


CONVERSATION = {
    "type": "conversation",
    "id": "509",
    "created_at": 1793699640,
    "source": {"type": "conversation", "id": "1", "delivered_as": "customer_initiated", "subject": "",
               "body": "<p>La bolletta &egrave; doppia.</p>", "author": {"type": "user", "id": "u-1",
                                                                         "email": "mario@posta.example"}},
    "contacts": {"type": "contact.list", "contacts": [{"type": "contact", "id": "u-1", "external_id": "77"}]},
    "conversation_parts": {
        "type": "conversation_part.list",
        "conversation_parts": [
            part("comment", "bot", "<p>Un operatore arriva.</p>", 1793699650),
            part("assignment", "admin", "<p>per Anna</p>", 1793699660),
            part("note", "admin", "<p>cliente difficile</p>", 1793699670),
            part("comment", "admin", "<p>Buongiorno,<br>controllo.</p>", 1793699700),
            part("comment", "admin", "<p>This message was deleted</p>", 1793699710, redacted=True),
            part("comment", "user", None, 1793699720, attachments=[{"type": "upload", "name": "bolletta.pdf"}]),
            part("close", "admin", "<p>A presto!</p>", 1793699800),
            part("conversation_rating_changed", "user", None, 1793699900),
        ],
        "total_count": 8,
    },
}  # fmt: skip


def test_a_conversation_of_intercom(tmp_path: Path) -> None:
    (chat,) = interactions(tmp_path, "conversation.json", CONVERSATION)
    assert (chat.id, chat.channel, chat.customer, chat.agent, chat.direction) == (
        "509",
        "chat",
        "u-1",
        "admin-1",
        "inbound",
    )
    assert said(chat) == [
        ("customer", "La bolletta è doppia."),
        ("bot", "Un operatore arriva."),
        ("agent", "Buongiorno,\ncontrollo."),
        ("customer", "[MEDIA]"),
        ("agent", "A presto!"),
    ]
    assert str(chat.started_at) == "2026-11-03 09:54:00+00:00"


def test_a_list_of_conversations_and_a_webhook_of_intercom(tmp_path: Path) -> None:
    listed = {"type": "conversation.list", "conversations": [CONVERSATION, {**CONVERSATION, "id": "510"}]}
    told = {"type": "notification_event", "topic": "conversation.admin.replied", "data": {"item": CONVERSATION}}
    assert [chat.id for chat in interactions(tmp_path, "list.json", listed)] == ["509", "510"]
    assert [chat.id for chat in interactions(tmp_path, "hook.json", told)] == ["509"]


FRESH = {
    "id": 7,
    "subject": "bolletta",
    "description": "<div>La bolletta è doppia.</div>",
    "description_text": "La bolletta è doppia.",
    "requester_id": 11,
    "responder_id": 21,
    "source": 1,
    "cc_emails": [],
    "fr_escalated": False,
    "created_at": "2026-11-03T09:14:00Z",
    "requester": {"id": 11, "name": "Mario", "email": "mario@posta.example", "phone": None},
}


def reply(author: int, at: str, body: str, *, incoming: bool, private: bool = False, source: int = 0) -> dict[str, Any]:
    return {"id": 1, "ticket_id": 7, "user_id": author, "body": f"<div>{body}</div>", "body_text": body,
            "incoming": incoming, "private": private, "source": source, "created_at": f"2026-11-03T{at}Z"}  # fmt: skip


REPLIES = [
    reply(21, "10:00:00", "Controllo.", incoming=False),
    reply(21, "10:05:00", "da Ugo", incoming=False, private=True, source=2),
    reply(21, "10:06:00", "inoltro al fornitore", incoming=False, source=8),
    reply(11, "11:00:00", "Grazie.", incoming=True),
]


def test_a_ticket_of_freshdesk_with_its_conversations(tmp_path: Path) -> None:
    (mail,) = interactions(tmp_path, "ticket.json", {**FRESH, "conversations": REPLIES})
    assert (mail.id, mail.channel, mail.case, mail.customer, mail.agent) == ("7", "email", "7", "11", "21")
    assert said(mail) == [("customer", "La bolletta è doppia."), ("agent", "Controllo."), ("customer", "Grazie.")]


def test_a_list_of_conversations_of_freshdesk_is_one_ticket(tmp_path: Path) -> None:
    (mail,) = interactions(tmp_path, "conversations.json", REPLIES)
    assert (mail.id, [party for party, _ in said(mail)]) == ("7", ["agent", "customer"])


def test_messages_of_freshchat(tmp_path: Path) -> None:
    messages = [
        {"message_parts": [{"text": {"content": text}}], "actor_type": actor, "actor_id": f"{actor}-1",
         "message_type": kind, "created_time": f"2026-11-03T09:14:0{n}Z", "conversation_id": "k-1"}
        for n, (actor, kind, text) in enumerate(
            [("user", "normal", "salve"), ("system", "system", "assegnata"), ("agent", "private", "nota"),
             ("agent", "normal", "buongiorno")])
    ]  # fmt: skip
    (chat,) = interactions(tmp_path, "messages.json", {"messages": messages})
    assert (chat.id, chat.agent, chat.customer) == ("k-1", "agent-1", "user-1")
    assert said(chat) == [("customer", "salve"), ("agent", "buongiorno")]


def test_threads_of_hubspot_without_comments(tmp_path: Path) -> None:
    results = [
        {"id": str(n), "conversationsThreadId": "900", "type": kind, "createdAt": f"2026-11-03T09:14:0{n}Z",
         "direction": side, "senders": [{"actorId": actor}], "text": text, "richText": f"<p>{text}</p>"}
        for n, (kind, side, actor, text) in enumerate(
            [("MESSAGE", "INCOMING", "V-5", "salve"), ("COMMENT", "OUTGOING", "A-3", "nota"),
             ("WELCOME_MESSAGE", "OUTGOING", "S-hubspot", "Benvenuto"), ("MESSAGE", "OUTGOING", "A-3", "buongiorno")])
    ]  # fmt: skip
    (chat,) = interactions(tmp_path, "thread.json", {"results": results})
    assert (chat.id, chat.agent, chat.customer) == ("900", "A-3", "V-5")
    assert said(chat) == [("customer", "salve"), ("bot", "Benvenuto"), ("agent", "buongiorno")]
