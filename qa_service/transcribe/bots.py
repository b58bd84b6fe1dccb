"""Turns of an automated assistant that a document calls the agent's: no person answers for what a bot says. Pure.

Only what says of itself that it is a bot is one. It stays one until it hands over to a person or a person says a name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_service.domain.interaction import Party
from qa_service.domain.transcript import Turn

_LOOKED_AT = 400
"""Characters at the beginning of a turn, where one says who one is, and at its end, where one hands over."""
_IT_KIND = r"(?:assistente|operatore|operatrice|consulente|agente|risponditore)\s+(?:virtuale|digitale|automatic[oa])"
_EN_KIND = r"(?:virtual|digital|automated|ai|voice)[\s-]+(?:assistant|agent|advisor|helper)"
_BOT = r"(?:chat\s?bot|bot)\b"
_IT_ARTICLE = r"(?:(?:il|lo|la|un|una)\s+|l['’]\s?|un['’]\s?)?(?:(?:tuo|tua|suo|sua|vostro|vostra|nostro|nostra)\s+)?"
_EN_ARTICLE = r"(?:(?:the|an?|your|our)\s+)?"
_WORD = r"(?!non\b|not\b)[^\W\d_]+"
_NAME = rf"(?:{_WORD},?\s+)?"
_END = r"(?=\s*(?:$|[^\w\s]|(?:di|del|della|dell|dei|e|of|from|for|at|and|here)\b))"
"""What may come after it: "sono Anna, il bot mi ha passato la chat" is said by a person."""
_SAYS_SO = re.compile(
    rf"\b(?<!non )sono\s+{_NAME}{_IT_ARTICLE}(?:{_IT_KIND}|{_BOT}){_END}"
    rf"|\b(?:risponde|parl[ai] con|parlando con|chattando con)\s+{_IT_ARTICLE}(?:{_IT_KIND}|{_BOT})"
    rf"|\b(?:i am|i['’]m|this is|my name is)\s+{_NAME}{_EN_ARTICLE}(?:{_WORD}\s+)?(?:{_EN_KIND}|{_BOT}){_END}"
    rf"|\b(?:chatting|speaking|talking)\s+(?:with|to)\s+{_NAME}{_EN_ARTICLE}(?:{_WORD}\s+)?(?:{_EN_KIND}|{_BOT}){_END}"
    r"|^\W*(?:bot|chatbot|virtual assistant|assistente virtuale)\s*:|^\s*🤖",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(
    r"\b(?:ti|la|vi|le)\s+(?:passo|trasferisco|collego|metto in contatto|metto in attesa)"
    r"|\bpasso la (?:chat|chiamata|conversazione|richiesta)"
    r"|\b(?:operatore|operatrice|collega|consulente) (?:umano|umana|ti|la|vi|in carne|reale|disponibile)"
    r"|\b(?:connect|transfer|transferring|connecting|hand|handing|pass|passing|put|putting)\s+you\b"
    r"|\b(?:human|live)\s+(?:agent|advisor|person|representative|colleague)"
    r"|\b(?:agent|advisor|representative|colleague)\s+will\s+be\s+(?:with|right)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:(?:io )?sono|mi chiamo|my name is|i['’]m|i am|this is)\s+[A-Z][^\W\d_]+|\b[A-Z][^\W\d_]+ here\b|\[PERSON\]"
)


def named(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The same turns; those of the agent that are a bot's are called a bot's.

    What the agent's side says right before the bot introduces itself is the bot's as well.
    """
    labelled = list(turns)
    bot, handed = False, False
    for number, turn in enumerate(turns):
        if turn.party is not Party.AGENT:
            continue
        if _SAYS_SO.search(turn.text[:_LOOKED_AT]):
            bot = True
            _greeting_too(labelled, number)
        elif bot and (handed or _PERSON.search(turn.text[:_LOOKED_AT])):
            bot = False
        if bot:
            labelled[number] = replace(turn, party=Party.BOT)
            handed = _HANDS_OVER.search(turn.text[-_LOOKED_AT:]) is not None
    return tuple(labelled)


def _greeting_too(turns: list[Turn], number: int) -> None:
    """The agent's turns right before this one."""
    while number and turns[number - 1].party is Party.AGENT:
        number -= 1
        turns[number] = replace(turns[number], party=Party.BOT)
