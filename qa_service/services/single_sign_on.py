"""Signing in at the organisation's provider: accounts made and changed by its groups, sessions that it can end.

As in `sign_in`, nobody is a caller yet: these take the dependencies and ask no permission.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session

from qa_service.domain.people import Reach, Role
from qa_service.errors import BadInput, NotFound
from qa_service.services.dependencies import Dependencies
from qa_service.single_sign_on import refusal
from qa_service.single_sign_on.browser import BegunSignIn
from qa_service.single_sign_on.configuration import SingleSignOn
from qa_service.single_sign_on.groups import groups_in, rule_for, text_in
from qa_service.single_sign_on.keys import InvalidToken
from qa_service.single_sign_on.refusal import SignInRefused
from qa_service.store import attempts, audit, provider_accounts, provider_sessions, provisioned, users, web_sessions
from qa_service.store.attempts import network_of
from qa_service.store.audit import AuditFilters
from qa_service.store.provider_sessions import EndedSession, ProviderSession
from qa_service.store.tables_people import UserRow
from qa_service.store.web_sessions import Device

PROVIDER = "provider"
"""How the audit trail calls it."""
_REFUSED, _LOGOUT_REFUSED = "sign-in refused", "sign-out by provider refused"
_TOLD_FOR = timedelta(minutes=1)
_NOT_COUNTED = (refusal.TOO_OFTEN, refusal.NOT_REACHED)


class WayThere(NamedTuple):
    """Where the browser goes, and the cookie by which it is known again."""

    address: str
    cookie: str


def way_there(deps: Dependencies) -> WayThere:
    """Raises NotFound where there is no provider, SignInRefused where it does not answer."""
    begun = BegunSignIn.new(deps.clock())
    return WayThere(_configured(deps).provider.way_there(begun), begun.cookie)


def enter(deps: Dependencies, answer: Mapping[str, str], cookie: str, address: str, browser: str) -> str:
    """The token of a new session for whoever comes back from the provider with this answer. Raises NotFound, and
    SignInRefused, of which a line is kept.
    """
    sso, at = _configured(deps), deps.clock()
    try:
        _not_too_often(deps, address, at)
        begun = BegunSignIn.of_cookie(cookie, at)
        if begun is None or not begun.fits(answer.get("state", "")):
            raise SignInRefused(refusal.ANOTHER_WINDOW)
        claims = sso.provider.claims(answer, begun, at, wanted=sso.claim_of_groups)
        with deps.store.transaction() as session:
            audit.speak_for(session, "", address)
            return _opened(session, deps, claims, Device(address, browser), at)
    except SignInRefused as refused:
        _note_refusal(deps, refused, address, at)
        raise


def _configured(deps: Dependencies) -> SingleSignOn:
    if deps.single_sign_on is None:
        raise NotFound("there is no single sign-on here")
    return deps.single_sign_on


def _not_too_often(deps: Dependencies, address: str, at: datetime) -> None:
    """The provider guards its passwords; these limits keep strangers from having us ask it without end."""
    with deps.store.transaction(hasty=True) as session:
        pause = attempts.waiting(session, attempts.of_sign_in("", address), at)
    if pause:
        raise SignInRefused(refusal.TOO_OFTEN)


def _opened(session: Session, deps: Dependencies, claims: Mapping[str, Any], device: Device, at: datetime) -> str:
    sso = _configured(deps)
    there = ProviderSession(sso.provider.client.issuer, claims["sub"], text_in(claims, "sid"))
    user = _account(session, deps, claims)
    if provider_sessions.is_over(session, there):
        raise SignInRefused(refusal.ENDED, user.name)
    opened = web_sessions.opened(session, user, at, sso.session, device=device)
    provider_sessions.remember(session, opened.token, there)
    audit.note(session, opened.actor, "sign in", opened.actor, by=PROVIDER)
    return opened.token


def _account(session: Session, deps: Dependencies, claims: Mapping[str, Any]) -> UserRow:
    """Whose claims they are, with the role that their groups give today."""
    sso = _configured(deps)
    subject = text_in(claims, sso.claim_of_id)
    if subject is None:
        raise SignInRefused(refusal.NO_ID)
    user = provider_accounts.of_subject(session, sso.provider.client.issuer, subject)
    is_new = user is None
    user = user or provider_accounts.by_external_id(session, subject)
    reach = _reach(session, sso, claims, user)
    user = user or _linked(session, deps, claims) or _created(session, sso, claims, subject, reach)
    if is_new:
        provider_accounts.link(session, user.id, sso.provider.client.issuer, subject)
    if user.disabled_at is not None:
        raise SignInRefused(refusal.LOCKED, user.name)
    if (user.role, user.client, user.team, user.agent) != (reach.role, reach.client, reach.team, reach.agent):
        users.change(session, user.id, reach, user.lang)
        audit.note(session, PROVIDER, "change user", user.name, user.client, role=user.role.value)
    return user


def _reach(session: Session, sso: SingleSignOn, claims: Mapping[str, Any], user: UserRow | None) -> Reach:
    """By the groups of the claims; where these tell nothing of groups, by those that the directory keeps here."""
    groups, name = groups_in(claims, sso.claim_of_groups), "" if user is None else user.name
    if groups is None and user is not None:
        groups = provisioned.names_of(provisioned.groups_of(session, user.id))
    rule = rule_for(groups or frozenset(), sso.rules)
    if rule is None:
        raise SignInRefused(refusal.NO_GROUP, name)
    agent = text_in(claims, sso.claim_of_agent)
    if rule.role is Role.AGENT and agent is None:
        raise SignInRefused(refusal.NO_AGENT, name)
    return rule.reach(agent)


def _linked(session: Session, deps: Dependencies, claims: Mapping[str, Any]) -> UserRow | None:
    """The local account of the same e-mail address, where the setting says so and the provider has checked the address;
    never that of an administrator: whoever may name addresses at the provider would become one.
    """
    email = text_in(claims, "email")
    if not _configured(deps).links_by_email or email is None or claims.get("email_verified") is not True:
        return None
    user = users.by_name(session, email)
    if user is None or user.role is Role.ADMIN or user.name in deps.local_passwords_for:
        return None
    if provider_accounts.is_managed(session, user.id):
        return None
    audit.note(session, PROVIDER, "link user", user.name, user.client)
    return user


def _created(session: Session, sso: SingleSignOn, claims: Mapping[str, Any], subject: str, reach: Reach) -> UserRow:
    name = text_in(claims, sso.claim_of_name) or text_in(claims, "email") or subject
    if users.by_name(session, name) is not None:
        raise SignInRefused(refusal.NAME_TAKEN, detail=name)
    try:
        user = provider_accounts.create(session, name, reach)
    except BadInput as error:
        raise SignInRefused(refusal.BAD_NAME, detail=error.where) from None
    audit.note(session, PROVIDER, "create user", user.name, user.client, role=user.role.value)
    return user


def _note_refusal(deps: Dependencies, refused: SignInRefused, address: str, at: datetime) -> None:
    """A line with the reason; whoever was refused as a known person is signed out wherever they still are."""
    reason = refused.reason
    with deps.store.transaction() as session:
        audit.speak_for(session, "", address)
        user = users.by_name(session, refused.user) if refused.user else None
        if user is not None:
            users.sign_out_everywhere(session, user.id)
        if reason.strange and reason not in _NOT_COUNTED:
            attempts.failed(session, attempts.of_sign_in("", address), at)
        subject = "unknown" if user is None else f"user:{user.name}"
        if not (reason.strange and _is_told(session, _REFUSED, address, at)):
            audit.note(session, "nobody", _REFUSED, subject, reason=reason.code, detail=refused.detail)


def _is_told(session: Session, action: str, address: str, at: datetime) -> bool:
    """Whether the trail has such a line of this network already: strangers must not fill it."""
    lately = AuditFilters(action=action, since=at - _TOLD_FOR)
    network = network_of(address)
    return any(network_of(line.origin) == network for line in audit.trail(session, filters=lately, limit=1000))


def end(deps: Dependencies, token: str, address: str) -> None:
    """What a logout token of the provider tells is so: sessions are over at once. Raises NotFound, InvalidToken, and
    SignInRefused where the provider's keys cannot be had.
    """
    sso, at = _configured(deps), deps.clock()
    try:
        _not_too_often(deps, address, at)
        notice = sso.provider.logout(token, at)
        until = datetime.fromtimestamp(notice.until, UTC)
        ended = EndedSession(sso.provider.client.issuer, notice.sub, notice.sid, notice.jti, until)
        with deps.store.transaction() as session:
            audit.speak_for(session, "", address)
            if not provider_sessions.is_new(session, ended, at):
                raise InvalidToken("replayed")
            names = [f"user:{name}" for name in provider_sessions.end(session, ended)]
            for name in names or ["unknown"]:
                audit.note(session, PROVIDER, "sign out by provider", name)
    except InvalidToken as error:
        _note_bad_logout(deps, str(error), address, at)
        raise


def _note_bad_logout(deps: Dependencies, why: str, address: str, at: datetime) -> None:
    with deps.store.transaction(hasty=True) as session:
        audit.speak_for(session, "", address)
        attempts.failed(session, attempts.of_sign_in("", address), at)
        if not _is_told(session, _LOGOUT_REFUSED, address, at):
            audit.note(session, "nobody", _LOGOUT_REFUSED, "unknown", reason=why)


def began_there(deps: Dependencies, token: str) -> bool:
    """Whether the session with this token began at the provider."""
    with deps.store.reading() as session:
        return deps.single_sign_on is not None and provider_sessions.is_one(session, token)


def way_out(deps: Dependencies) -> str:
    """Where a browser is signed out at the provider as well; empty where there is no such place. Raises NotFound,
    SignInRefused.
    """
    sso = _configured(deps)
    return sso.provider.way_out(f"{sso.home}/sign-in")
