"""Dialogs of type `text`: chats and texts, and mail with its MIME bodies, of which each writer's own words count."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from qa_service.domain.centre_addresses import CentreAddresses
from qa_service.errors import BadDocument
from qa_service.ingest.mail import conversations, html_lines, lines
from qa_service.ingest.vcon import bodies, people, transcripts
from qa_service.ingest.vcon.reading import Contact, Reading, about, turns_of
from qa_service.ingest.vcon.structure import Dialog

_MAIL = ("message/rfc822", "message/global", "multipart/")
_HEADERS = ("from:", "return-path:", "received:", "message-id:", "mime-version:", "delivered-to:", "date:", "subject:")


def contacts(reading: Reading, dialogs: Sequence[Dialog]) -> Iterator[Contact]:
    """One of all mail, one of all other messages. Raises BadDocument."""
    mails = [dialog for dialog in dialogs if _is_mail(reading, dialog)]
    others = [dialog for dialog in dialogs if dialog not in mails]
    for channel, messages, make_turns in (("email", mails, _mail_turns), ("chat", others, _chat_turns)):
        ordered = _in_order(messages)
        turns = make_turns(reading, ordered)
        if any(turn["text"].strip() for turn in turns):
            yield Contact(_document(reading, channel, ordered, turns))


def _document(reading: Reading, channel: str, dialogs: Sequence[Dialog], turns: list[dict[str, Any]]) -> dict[str, Any]:
    times = [dialog.start for dialog in dialogs if dialog.start is not None]
    automatic = [turn.pop("automatic", None) for turn in turns]
    indices = tuple(dict.fromkeys(party for dialog in dialogs for party in dialog.parties))
    document = {**about(reading, indices), "channel": channel, "turns": turns}
    if times:
        document |= {"started_at": times[0], "ended_at": times[-1]}
    if automatic and all(automatic):
        document["automatic"] = automatic[0]
    return document


def _in_order(dialogs: Sequence[Dialog]) -> list[Dialog]:
    """By their time where all have one on the same clocks; each message once."""
    unique: dict[tuple[str, str], Dialog] = {}
    for dialog in dialogs:
        identifier = str(dialog.raw.get("message_id") or dialog.index)
        unique.setdefault((identifier, str(dialog.body)), dialog)
    messages = list(unique.values())
    starts = [dialog.start for dialog in messages]
    if all(start is not None for start in starts) and len({start.tzinfo is None for start in starts if start}) == 1:
        messages.sort(key=lambda dialog: dialog.start or datetime.min)
    return messages


def _is_mail(reading: Reading, dialog: Dialog) -> bool:
    if dialog.media_type.startswith(_MAIL):
        return True
    hints = (dialog.raw.get("application"), dialog.raw.get("interaction_type"), dialog.meta.get("channel"))
    words = [hint.lower() for hint in hints if isinstance(hint, str)]
    if words:
        return any("mail" in word for word in words)
    identifier = str(dialog.raw.get("message_id") or "").strip()
    addressed = [reading.vcon.parties[index] for index in dialog.parties]
    by_mail = bool(addressed) and all(people.address(p) and not people.number(p) for p in addressed)
    return (identifier.startswith("<") and "@" in identifier and by_mail) or (by_mail and bool(reading.vcon.subject))


def _content(reading: Reading, dialog: Dialog) -> str:
    """The text of a dialog, in it or in a file beside the vCon."""
    if not dialog.has_body:
        path = reading.find(dialog)
        return "" if path is None else path.read_bytes().decode(bodies.charset(dialog.media_type), "replace")
    return bodies.text(dialog.body, dialog.encoding, f"{dialog.place}.body", dialog.media_type)


def _chat_turns(reading: Reading, dialogs: Sequence[Dialog]) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = []
    for dialog in dialogs:
        if dialog.media_type.partition("/")[0] in ("image", "audio", "video", "font") or _is_file(dialog):
            continue  # what was sent along: there are no words in it
        text = _content(reading, dialog)
        if dialog.media_type.startswith("text/html"):
            text = lines.text_of(html_lines.of_html(html_lines.without_pictures(text)))
        turns += _split(reading, dialog, text) or [_message(reading, dialog, text)]
    return turns


def _is_file(dialog: Dialog) -> bool:
    kind = dialog.media_type.partition(";")[0].strip()
    return kind.startswith("application/") and not kind.endswith(("json", "vcon", "xml", "text"))


def _split(reading: Reading, dialog: Dialog, text: str) -> list[dict[str, Any]]:
    """A whole conversation that stands in one dialog, line by line."""
    if len(dialog.parties) < 2 and len(reading.vcon.parties) > 1 and dialog.parties:
        return []
    segments = transcripts.lines(text, people.labels(reading.vcon), must_know=True)
    spoken = transcripts.SpokenText((dialog.index,), tuple(segments))
    turns = turns_of(reading, spoken, dialog, 0.0) if segments else []
    return [{**turn, "at": dialog.start if number == 0 else None} for number, turn in enumerate(turns)]


def _message(reading: Reading, dialog: Dialog, text: str) -> dict[str, Any]:
    sender = dialog.sender
    turn = {"speaker": reading.people.of(sender), "voice": sender, "text": text.strip(), "at": dialog.start}
    agent = reading.people.agent_of(sender)
    return {**turn, "agent": agent} if agent else turn


def _mail_turns(reading: Reading, dialogs: Sequence[Dialog]) -> list[dict[str, Any]]:
    """Of the first message also what it quotes: that is not here otherwise."""
    turns: list[dict[str, Any]] = []
    for number, dialog in enumerate(dialogs):
        letter = _as_mail(reading, dialog)
        if number == 0:
            known = len(reading.vcon.parties)
            turns += [{**turn, "voice": known + (turn.get("voice") or 0)} for turn in letter.quoted]
        turn = _message(reading, dialog, letter.own)
        turns.append({**turn, "at": dialog.start or letter.at, "automatic": letter.automatic})
    return turns


def _as_mail(reading: Reading, dialog: Dialog) -> conversations.SingleMail:
    """One message, read as a file of mail is. Raises BadDocument."""
    place = f"{dialog.place}.body"
    if not dialog.has_body:
        raw = _content(reading, dialog).encode()
    else:
        raw = bodies.raw(dialog.body, dialog.encoding, place, dialog.media_type)
    if not dialog.media_type.startswith("message/") and not raw[:200].lstrip().lower().startswith(
        tuple(map(str.encode, _HEADERS))
    ):
        raw = _head(reading, dialog) + raw
    try:
        return conversations.single(raw, CentreAddresses.of(reading.centre))
    except BadDocument as error:
        raise BadDocument(error.what, where=place, hint=error.hint) from error


def _head(reading: Reading, dialog: Dialog) -> bytes:
    """The headers of a message of which the vCon holds the body, from what it says of it."""
    addresses = [people.address(reading.vcon.parties[index]) or f"party{index}@invalid" for index in dialog.parties]
    sender = addresses[0] if addresses else "party@invalid"
    if dialog.originator is not None:
        sender = people.address(reading.vcon.parties[dialog.originator]) or f"party{dialog.originator}@invalid"
    fields = {
        "From": sender,
        "To": ", ".join(addresses[1:]) or "undisclosed-recipients:;",
        "Subject": reading.vcon.subject,
        "Message-ID": str(dialog.raw.get("message_id") or f"<{dialog.index}@invalid>"),
        "MIME-Version": "1.0",
        "Content-Type": dialog.media_type or "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if dialog.start is not None:
        fields["Date"] = format_datetime(dialog.start)
    return "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in fields.items()).encode() + b"\r\n"
