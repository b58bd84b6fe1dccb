"""From settings to the provider by which people sign in."""

from collections.abc import Mapping
from datetime import timedelta

from qa_service.domain.people import Role
from qa_service.errors import BadInput, one_of, reason, say
from qa_service.settings import Settings
from qa_service.single_sign_on.configuration import SingleSignOn
from qa_service.single_sign_on.discovery import is_safe
from qa_service.single_sign_on.groups import GroupRule
from qa_service.single_sign_on.keys import OwnKey
from qa_service.single_sign_on.provider import ClientSettings, Provider
from qa_service.store.keys import bounded

RETURN = "/sign-in/provider/return"
"""Where the provider sends browsers back to."""
_OF_RULE = ("group", "role", "client", "team")


def single_sign_on(settings: Settings) -> SingleSignOn | None:
    """None where no provider is set. Raises BadInput on settings that could not work, with the one that is meant."""
    s = settings
    if not s.oidc_issuer:
        return None
    for name, url in (("QA_OIDC_ISSUER", s.oidc_issuer), ("QA_PUBLIC_URL", s.public_url)):
        if not is_safe(url) or "?" in url:
            hint = say("give an address by https, such as https://login.example.com")
            raise BadInput("is no address by https", where=name, hint=hint)
    if not s.oidc_client_id:
        raise BadInput("is missing", where="QA_OIDC_CLIENT_ID", hint=say("set it as the provider has it"))
    return SingleSignOn(
        provider=Provider(_client(s)),
        rules=tuple(_rule(place, entry, s) for place, entry in enumerate(s.oidc_groups)),
        home=s.public_url.rstrip("/"),
        claim_of_groups=s.oidc_groups_claim,
        claim_of_id=s.oidc_id_claim,
        claim_of_name=s.oidc_name_claim,
        claim_of_agent=s.oidc_agent_claim,
        links_by_email=s.oidc_link_by_email,
        session=timedelta(hours=s.oidc_session_hours),
        button=s.oidc_button,
    )


def _client(s: Settings) -> ClientSettings:
    return ClientSettings(
        issuer=s.oidc_issuer,
        client_id=s.oidc_client_id,
        redirect_uri=s.public_url.rstrip("/") + RETURN,
        secret=s.oidc_client_secret,
        own_key=_own_key(s),
        scopes=s.oidc_scopes,
        hosts=frozenset(host.lower() for host in s.oidc_hosts),
    )


def _own_key(s: Settings) -> OwnKey | None:
    if s.oidc_key_file is None:
        return None
    try:
        return OwnKey.read(s.oidc_key_file)
    except OSError as error:
        raise BadInput("cannot be read ({reason})", reason=reason(error), where="QA_OIDC_KEY_FILE") from None
    except ValueError:
        hint = say("give a file with an RSA or EC key as PEM or JWK")
        raise BadInput("holds no private key", where="QA_OIDC_KEY_FILE", hint=hint) from None


def _rule(place: int, entry: Mapping[str, str], s: Settings) -> GroupRule:
    where = f"QA_OIDC_GROUPS[{place}]"
    if unknown := [name for name in entry if name not in _OF_RULE]:
        raise BadInput("knows no {name!r}", name=unknown[0][:60], where=where, hint=one_of(_OF_RULE))
    if not entry.get("group"):
        raise BadInput("names no group", where=where)
    if entry.get("role") not in set(Role):
        raise BadInput("{role!r} is no role", role=entry.get("role", "")[:60], where=where, hint=one_of(Role))
    rule = GroupRule(entry["group"], Role(entry["role"]), entry.get("client") or None, entry.get("team") or None)
    if rule.role is Role.AGENT and not s.oidc_agent_claim:
        raise BadInput("the role agent needs QA_OIDC_AGENT_CLAIM", where=where)
    reach = rule.reach("-")
    bounded(reach.role, reach.client, reach.team, reach.agent)
    return rule
