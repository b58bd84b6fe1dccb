"""Notices by e-mail: each person chooses which, and shows by a code that the address is theirs."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from qa_service.delivering.mail_words import Language
from qa_service.delivering.notices import code_mail
from qa_service.domain.events import NoticeKind
from qa_service.domain.people import Role
from qa_service.errors import BadInput, Conflict
from qa_service.outgoing.failures import OutgoingFailure
from qa_service.services.access import ALLOWED, Permission
from qa_service.services.account import own_user
from qa_service.services.context import Context
from qa_service.services.use_case import changes, reads
from qa_service.store import notice_choices
from qa_service.store.notice_choices import NoticeChoice
from qa_service.store.scope import EVERYTHING

_ADDRESS = re.compile(r"[^@\s<>\"(),:;\[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_PERMISSIONS: Mapping[NoticeKind, Permission] = {
    NoticeKind.REVIEW: Permission.REVIEW,
    NoticeKind.DISPUTE: Permission.SEE_REVIEWS,
    NoticeKind.ALARM: Permission.SEE_AGREEMENT,
    NoticeKind.FINDING: Permission.REVIEW,
    NoticeKind.COMPLAINT: Permission.KEEP_COMPLAINTS,
    NoticeKind.EXPORT: Permission.READ,
    NoticeKind.DIGEST: Permission.SEE_AGREEMENT,
}
AUDIENCE: Mapping[NoticeKind, frozenset[Role]] = {
    kind: ALLOWED[permission] for kind, permission in _PERMISSIONS.items()
}
"""Whom a kind of notice may go to: who may open what it leads to."""


class Notices(NamedTuple):
    """What somebody chose, and what there is to choose; `available`: there is a server that sends mail."""

    choice: NoticeChoice
    kinds: tuple[NoticeKind, ...]
    available: bool


@reads(Permission.OWN_ACCOUNT)
def show(context: Context) -> Notices:
    """The caller's. Raises Forbidden for who came with a key."""
    user = own_user(context.session, context.caller)
    choice = notice_choices.of(context.session, user.id, context.deps.open_seal())
    return Notices(choice, kinds_for(user.role), context.deps.mail_server is not None)


def kinds_for(role: Role) -> tuple[NoticeKind, ...]:
    """What somebody of a role can choose."""
    return tuple(kind for kind in NoticeKind if role in AUDIENCE[kind])


@changes(Permission.OWN_ACCOUNT, "choose notices")
def choose(context: Context, kinds: Collection[str]) -> None:
    """From now on these and no others. Raises BadInput on what the role cannot have, Forbidden."""
    user = own_user(context.session, context.caller)
    if unknown := set(kinds) - {kind.value for kind in kinds_for(user.role)}:
        raise BadInput("{kind!r} is no notice that you can have", kind=min(unknown)[:40], where="notices")
    notice_choices.choose(context.session, user.id, {NoticeKind(kind) for kind in kinds})
    context.note(context.caller.actor, kinds=sorted(kinds))


@changes(Permission.OWN_ACCOUNT, "give notice address", own_transactions=True)
def give_address(context: Context, address: str) -> None:
    """Where notices go, once a code that is sent there came back; empty: nowhere. Raises BadInput, Forbidden, and
    Conflict where there is no mail server, it takes none, or too many codes were sent.
    """
    deps, address = context.deps, address.strip()
    if address and not _ADDRESS.fullmatch(address):
        raise BadInput("is no e-mail address", where="address", hint="write it like anna@example.com")
    if address and deps.mail_server is None:
        raise Conflict("there is no mail server here; an administrator sets one by QA_SMTP_HOST")
    at, seal = deps.clock(), deps.open_seal()
    with context.transaction(EVERYTHING) as session:
        user = own_user(session, context.caller)
        language: Language = "en" if user.lang == "en" else "it"
        code = notice_choices.give_address(session, user.id, address or None, seal, at)
        context.note(context.caller.actor, given=bool(address))
    if code is None or deps.mail_server is None:
        return
    try:
        deps.mail_server.send(code_mail(deps.mail_server.sender, address, code, language, at))
    except OutgoingFailure:
        raise Conflict("the code could not be sent to this address; check it, or try again later") from None


@changes(Permission.OWN_ACCOUNT, "confirm notice address")
def confirm_address(context: Context, code: str) -> bool:
    """Whether the code was right; a wrong one is spent. Raises Forbidden."""
    user = own_user(context.session, context.caller)
    confirmed = notice_choices.confirm(context.session, user.id, code, context.deps.clock())
    context.note(context.caller.actor, confirmed=confirmed)
    return confirmed
