"""The secrets of an installation by purpose, as a key set names them:

    {"rest": ["<current>", "<former>"], "pseudonyms": "<the one>", "audit": ["<current>", "<former>"]}

What a key set leaves out is the installation's one secret (`QA_SECRET`, or secret.key in the data folder), as it was
before there were key sets. That secret stays the oldest key of every purpose for as long as it is there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qa_service.errors import BadInput, one_of, say

PURPOSES = ("rest", "pseudonyms", "audit")
SHORTEST = 32
"""Characters of a secret."""
_FORM = say('write {"rest": ["..."], "pseudonyms": "...", "audit": ["..."]}, each secret of 32 characters or more')


@dataclass(frozen=True, slots=True)
class KeySet:
    """Secrets: the first of each is current. Pseudonyms have one, since another gives every customer another name."""

    rest: tuple[bytes, ...]
    pseudonyms: bytes
    audit: tuple[bytes, ...]


def parsed(text: str | bytes, where: str) -> dict[str, list[str]]:
    """The secrets of each purpose that is named. Raises BadInput, which quotes none of them."""
    try:
        document = json.loads(text)
    except ValueError:
        raise BadInput("the key set is no JSON", where=where, hint=_FORM) from None
    if not isinstance(document, dict):
        raise BadInput("the key set is no JSON object", where=where, hint=_FORM)
    if unknown := sorted(str(name)[:30] for name in document.keys() - set(PURPOSES)):
        raise BadInput("{unknown} is no purpose of a key", unknown=unknown[0], where=where, hint=one_of(PURPOSES))
    return {purpose: _secrets(purpose, value, where) for purpose, value in document.items()}


def _secrets(purpose: str, value: Any, where: str) -> list[str]:
    secrets = [value] if isinstance(value, str) else value
    if not isinstance(secrets, list) or not secrets or not all(isinstance(secret, str) for secret in secrets):
        raise BadInput("holds no secrets", where=f"{where}: {purpose}", hint=_FORM)
    if any(len(secret) < SHORTEST for secret in secrets):
        raise BadInput(
            "a secret has fewer than 32 characters", where=f"{where}: {purpose}", hint="make one: openssl rand -hex 32"
        )
    if len(set(secrets)) < len(secrets):
        raise BadInput("a secret stands there twice", where=f"{where}: {purpose}")
    if purpose == "pseudonyms" and len(secrets) > 1:
        raise BadInput(
            "there is one secret of pseudonyms, and it cannot be rotated: another one gives every known customer "
            "another name",
            where=f"{where}: {purpose}",
            hint="keep the one that this installation began with",
        )
    return secrets


def needs_secret(given: Mapping[str, list[str]]) -> bool:
    """Whether a purpose is left to the installation's one secret."""
    return any(purpose not in given for purpose in PURPOSES)


def made(given: Mapping[str, list[str]], secret: bytes | None) -> KeySet:
    """With the installation's secret behind all that is named; None: it has none, and `given` names all."""
    old = () if secret is None else (secret,)
    named = {purpose: tuple(text.encode() for text in given.get(purpose, ())) for purpose in PURPOSES}
    rest, audit = (tuple(dict.fromkeys(named[purpose] + old)) for purpose in ("rest", "audit"))
    return KeySet(rest, (named["pseudonyms"] + old)[0], audit)


def with_new(document: str | None, secret: str) -> str:
    """A key set with a new current key for files at rest; `document` None: there was none."""
    whole = {} if document is None else json.loads(document)
    before = whole.get("rest", [])
    whole["rest"] = [secret, *([before] if isinstance(before, str) else before)]
    return json.dumps(whole, indent=1) + "\n"


def without(document: str, secrets: set[str]) -> str:
    """A key set without these keys for files at rest."""
    whole = json.loads(document)
    rest = whole.get("rest", [])
    whole["rest"] = [secret for secret in ([rest] if isinstance(rest, str) else rest) if secret not in secrets]
    return json.dumps({name: value for name, value in whole.items() if value}, indent=1) + "\n"
