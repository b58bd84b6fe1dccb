"""What other systems call those who speak, as parties; and lines that begin with a name."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from qa_service.domain.interaction import Party
from qa_service.ingest import most
from qa_service.ingest.readers.contact import ForeignTurn

_WORDS: dict[Party, tuple[str, ...]] = {
    Party.AGENT: (
        *("agent", "operator", "operatore", "operatrice", "agente", "addetto", "addetta", "consulente", "advisor"),
        *("adviser", "representative", "rep", "csr", "employee", "staff", "admin", "administrator", "internal"),
        *("human agent", "human_agent", "support agent", "support", "assistenza", "supporto", "supervisor", "teammate"),
        *("agent/supervisor", "mitarbeiter", "agent1", "agente1", "customer service", "servizio clienti"),
    ),
    Party.CUSTOMER: (
        *("customer", "client", "cliente", "caller", "chiamante", "user", "utente", "visitor", "visitatore", "contact"),
        *("contatto", "end-user", "end_user", "enduser", "end user", "consumer", "guest", "lead", "external", "kunde"),
        *("requester", "richiedente", "paziente", "patient", "incoming"),
    ),
    Party.BOT: (
        *(
            "bot",
            "chatbot",
            "agent_bot",
            "agentbot",
            "agent bot",
            "custom_bot",
            "virtual agent",
            "virtual_agent",
            "ivr",
        ),
        *(
            "assistant",
            "virtual assistant",
            "assistente virtuale",
            "voicebot",
            "answer_bot",
            "botflow",
            "trigger",
            "ai",
        ),
        *("automation", "robot", "risponditore"),
    ),
    Party.OTHER: ("system", "sistema", "other", "altro", "announcement", "annuncio", "acd", "workflow", "third party"),
}
_PARTIES = {word: party for party, words in _WORDS.items() for word in words}
_BOTS = frozenset({"bot", "chatbot", "voicebot", "ivr"})
_SERVING = frozenset({"care", "service", "services", "support", "success", "desk", "center", "centre", "agent", "rep",
                      "representative", "advisor", "adviser", "specialist", "manager", "experience", "relations",
                      "assistance", "assistenza", "operator"})  # fmt: skip
"""What makes of a customer's name that of those who serve them: `Customer Care`, `Client Advisor`."""
_LONGEST_NAME = 60
_NAMED = re.compile(
    rf"\s{{0,8}}(?:[-*•>] )?(?:\[[^\]\n]{{1,30}}\] ?)?([^\s:\[\]<>][^:\n]{{0,{_LONGEST_NAME - 1}}}):(?: |$)"
)


def party(role: Any) -> Party | None:
    """The party of a role's name, Italian or English; None where it tells nothing."""
    return _PARTIES.get(role.strip().casefold()) if isinstance(role, str) else None


def party_of_name(name: str) -> Party | None:
    """The party that a speaker's label tells: `Agent`, `Agent Lisa Park`, `Operatore 2`, `CUSTOMER_1`."""
    words = re.sub(r"[\s_\-()#]+", " ", name[:200].casefold()).strip().split(" ")
    if not _BOTS.isdisjoint(words):
        return Party.BOT
    if _PARTIES.get(words[0]) is Party.CUSTOMER and not _SERVING.isdisjoint(words[1:]):
        return Party.AGENT
    whole = " ".join(words)
    return _PARTIES.get(whole) or _PARTIES.get(" ".join(words[:2])) or _PARTIES.get(words[0].rstrip("0123456789"))


def named(line: str) -> tuple[str, str] | None:
    """The name with which a line begins, and the rest of it; None where it begins with none."""
    match = _NAMED.match(line)
    if match is None or match[1].isdigit() or "://" in line[: match.end() + 2]:
        return None
    return match[1].strip(), line[match.end() :].strip()


def named_lines(text: str, limit: int | None = None) -> list[tuple[str, str]]:
    """A transcript of lines `Name: words`, each with the lines that go on after it; empty for what is no such text.

    Raises BadDocument where there are more turns than `limit`.
    """
    turns: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        head = named(line)
        if head is not None:
            turns.append((head[0], [head[1]]))
            if limit is not None:
                most.check_turns(len(turns), limit)
        elif line.strip() and not turns:
            return []
        elif turns:
            turns[-1][1].append(line.strip())
    return [(name, "\n".join(lines).strip()) for name, lines in turns]


def by_name(turns: Sequence[tuple[str, str]]) -> Iterator[ForeignTurn]:
    """Turns of named speakers: parties where their names tell all of them, voices to be told apart otherwise."""
    parties = parties_of_names([name for name, _ in turns])
    for name, words in turns:
        yield ForeignTurn(words, parties.get(name), voice=name)


def parties_of_names(names: Sequence[str]) -> dict[str, Party]:
    """By label its party. Of two people of whom one is told, the other is on the other side."""
    distinct = list(dict.fromkeys(names))
    known = {name: told for name in distinct if (told := party_of_name(name)) is not None}
    people = [name for name in distinct if known.get(name) not in (Party.BOT, Party.OTHER)]
    unknown = [name for name in people if name not in known]
    if len(people) == 2 and len(unknown) == 1:
        (other,) = (known[name] for name in people if name in known)
        known[unknown[0]] = Party.CUSTOMER if other is Party.AGENT else Party.AGENT
    return known
