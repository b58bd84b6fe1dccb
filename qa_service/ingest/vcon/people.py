"""Who is who in a vCon: roles of the contact centre extension and of other writers, names, addresses and numbers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa_service.domain.interaction import Party, is_storable
from qa_service.ingest.vcon.structure import RECORDING, TRANSFER, Dialog, Vcon

_AGENT = ("agent", "human agent", "representative", "rep", "csr", "operator", "operatore", "advisor", "adviser")
_AGENT_TOO = ("employee", "staff", "support", "specialist", "sme", "expert", "supervisor", "consultant", "technician")
_CUSTOMER = ("customer", "client", "contact", "consumer", "subscriber", "lead", "prospect", "patient", "guest")
_CUSTOMER_TOO = ("end user", "enduser", "user", "cliente", "utente", "member", "visitor", "caller", "external")
_BOT = ("bot", "ai", "ai agent", "virtual agent", "virtual assistant", "assistant", "ivr", "voicebot", "chatbot")
_OTHER = ("thirdparty", "third party", "other", "observer", "system", "announcement", "interpreter", "bystander")
ROLES: Mapping[str, Party] = {
    **dict.fromkeys((*_AGENT, *_AGENT_TOO), Party.AGENT),
    **dict.fromkeys((*_CUSTOMER, *_CUSTOMER_TOO), Party.CUSTOMER),
    **dict.fromkeys(_BOT, Party.BOT),
    **dict.fromkeys(_OTHER, Party.OTHER),
}
_CALL_ENDS = {"caller": True, "callee": False, "called": False}
"""Roles that tell who called; who that is, the direction tells."""
_TITLES = re.compile(r"(?:agent|operator|operatore|customer|cliente|bot)\b", re.IGNORECASE)
_INBOUND = {"in", "inbound", "incoming", "entrante", "terminating"}
_OUTBOUND = {"out", "outbound", "outgoing", "uscente", "originating"}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class People:
    """The party of each person of a vCon (None: nobody says), the ids of agents and bots, and the direction."""

    parties: tuple[Party | None, ...]
    raw: tuple[Mapping[str, Any], ...]
    direction: str | None

    def of(self, index: int | None) -> Party | None:
        """Who it is."""
        return self.parties[index] if index is not None and index < len(self.parties) else None

    def agent_of(self, index: int | None) -> str | None:
        """The id of a person or machine of the centre; None for all others."""
        if index is None or self.of(index) not in (Party.AGENT, Party.BOT):
            return None
        return _agent_id(self.raw[index])

    def agents(self, indices: Iterable[int]) -> list[int]:
        """Those who are human agents."""
        return [index for index in indices if self.of(index) is Party.AGENT]

    def identities(self, indices: Iterable[int]) -> dict[str, str] | None:
        """What the customer is known by, where there is one alone."""
        customers = [index for index in indices if self.of(index) is Party.CUSTOMER]
        if len(customers) != 1:
            return None
        known = {"phone": number(self.raw[customers[0]]), "email": address(self.raw[customers[0]])}
        return {name: value for name, value in known.items() if value} or None


def of(vcon: Vcon, centre: Sequence[str]) -> People:
    """Tells roles by what is written of each party, by the centre's addresses and numbers, by the direction; last, of
    two of whom one is known, the other is the other.
    """
    direction = _written_direction(vcon)
    by_transfer = _of_transfers(vcon)
    parties = [
        _role(party, direction) or _by_centre(party, centre) or by_transfer.get(index)
        for index, party in enumerate(vcon.parties)
    ]
    if direction is None:
        direction = _direction_of_calls(vcon, parties)
    elif not any(parties):
        parties = _by_caller(vcon, parties, direction)
    return People(tuple(_other_of_two(parties)), vcon.parties, direction)


def number(party: Mapping[str, Any]) -> str | None:
    """The telephone number, without its scheme."""
    for name in ("tel", "sip", "phone"):
        value = party.get(name)
        if isinstance(value, str) and value.strip():
            user = re.sub(r"^(tel|sips?):", "", value.strip(), flags=re.IGNORECASE).partition(";")[0].partition("@")[0]
            if _usable(user) and sum(map(str.isdigit, user)) >= 3:
                return user
    return None


def address(party: Mapping[str, Any]) -> str | None:
    """The e-mail address, without its scheme."""
    for name in ("mailto", "email"):
        value = party.get(name)
        if isinstance(value, str) and "@" in value:
            bare = re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE).partition("?")[0]
            if _usable(bare):
                return bare
    return None


def name(party: Mapping[str, Any]) -> str:
    """As it is written; empty where there is none."""
    value = party.get("name")
    return value.strip() if isinstance(value, str) else ""


def labels(vcon: Vcon) -> frozenset[str]:
    """What lines of a transcript may call those who speak, in small letters: names, parts of them, and roles."""
    names = [name(party).lower() for party in vcon.parties]
    parts = [part for full in names for part in full.split() if len(part) > 2]
    return frozenset((*filter(None, names), *parts, *ROLES))


def role_of_word(text: str) -> Party | None:
    """What a word means that says who speaks: "Agent", "customer_1", "AI agent"."""
    words = re.sub(r"[\W_]+", " ", text.lower()).strip()
    return ROLES.get(words) or ROLES.get(re.sub(r" ?\d{1,3}$", "", words))


def _usable(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and is_storable(text)


def _agent_id(party: Mapping[str, Any]) -> str | None:
    """`uuid` is what core-04 names agents by; older writers have an `id` or nothing but an address or a name."""
    for key in ("uuid", "id"):
        value = party.get(key)
        if isinstance(value, str) and _usable(value.strip()):
            return value.strip()
    candidates = (address(party), name(party), party.get("sip"), number(party))
    return next((value for value in candidates if isinstance(value, str) and _usable(value)), None)


def _words_of(party: Mapping[str, Any]) -> list[str]:
    meta = party.get("meta") if isinstance(party.get("meta"), Mapping) else {}
    assert isinstance(meta, Mapping)
    values = (party.get("role"), meta.get("role"), meta.get("type"), meta.get("participant_type"))
    return [value for value in values if isinstance(value, str) and value.strip()]


def _role(party: Mapping[str, Any], direction: str | None) -> Party | None:
    is_bot = str(party.get("type", "")).lower() == "bot"
    for word in _words_of(party):
        key = re.sub(r"[\W_]+", " ", word.lower()).strip()
        if key in _CALL_ENDS and direction is not None:
            return Party.CUSTOMER if _CALL_ENDS[key] is (direction == "inbound") else Party.AGENT
        role = role_of_word(word)
        if role is not None:
            return Party.BOT if is_bot and role is Party.AGENT else role
    if is_bot:
        return Party.BOT
    title = _TITLES.match(name(party))
    return role_of_word(title.group()) if title else None


def _by_centre(party: Mapping[str, Any], centre: Sequence[str]) -> Party | None:
    """Of the centre are its addresses, domains and telephone numbers."""
    mail, phone = (address(party) or "").lower(), _digits(number(party) or "")
    for entry in (entry.strip().lower() for entry in centre):
        if mail and (mail == entry or mail.endswith("@" + entry.lstrip("@"))):
            return Party.AGENT
        if phone and "@" not in entry and len(_digits(entry)) > 4 and _digits(entry) == phone:
            return Party.AGENT
    return None


def _of_transfers(vcon: Vcon) -> dict[int, Party]:
    """In a centre, whoever is passed on is the customer, and who passes on or takes over is an agent."""
    roles: dict[int, Party] = {}
    for dialog in vcon.dialogs:
        if dialog.type == TRANSFER:
            fields = {"transferee": Party.CUSTOMER, "transferor": Party.AGENT, "transfer_target": Party.AGENT}
            for name, role in {**fields, "transfer-target": Party.AGENT}.items():
                value = dialog.raw.get(name)
                for index in value if isinstance(value, list) else [value]:
                    if isinstance(index, int) and not isinstance(index, bool):
                        roles.setdefault(index, role)
    return roles


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text) if re.fullmatch(r"[+\d\s()./-]*", text) else ""


def _written_direction(vcon: Vcon) -> str | None:
    metas = [dialog.meta for dialog in vcon.dialogs] + [vcon.meta] + [dialog.raw for dialog in vcon.dialogs]
    for meta in metas:
        word = meta.get("direction")
        if isinstance(word, str):
            if word.strip().lower() in _INBOUND:
                return "inbound"
            if word.strip().lower() in _OUTBOUND:
                return "outbound"
    return None


def _first_call(vcon: Vcon) -> Dialog | None:
    return next((dialog for dialog in vcon.dialogs if dialog.type == RECORDING or not dialog.has_body), None)


def _direction_of_calls(vcon: Vcon, parties: Sequence[Party | None]) -> str | None:
    """By who called: in a call, the first party where no other is named."""
    call = _first_call(vcon)
    caller = None if call is None or call.sender is None else parties[call.sender]
    if call is not None and len(call.parties) < 2 and call.originator is None:
        return None
    return {Party.AGENT: "outbound", Party.BOT: "outbound", Party.CUSTOMER: "inbound"}.get(caller) if caller else None


def _by_caller(vcon: Vcon, parties: list[Party | None], direction: str) -> list[Party | None]:
    call = _first_call(vcon)
    if call is None or call.sender is None or len(parties) != 2 or len(call.parties) != 2:
        return parties
    agent = call.sender if direction == "outbound" else 1 - call.sender
    return [Party.AGENT if index == agent else Party.CUSTOMER for index in range(2)]


def _other_of_two(parties: list[Party | None]) -> list[Party | None]:
    if len(parties) != 2 or parties.count(None) != 1:
        return parties
    known = next(party for party in parties if party is not None)
    other = {Party.CUSTOMER: Party.AGENT, Party.AGENT: Party.CUSTOMER, Party.BOT: Party.CUSTOMER}.get(known)
    return [party or other for party in parties]
