"""The parts of notices that depend on what is in force; each is made of the facts and nothing else."""

import re
from collections.abc import Callable, Iterable, Mapping

from qa_service.documents.notices import NoticeFacts
from qa_service.domain.people import Role
from qa_service.domain.retention import KeptKind
from qa_service.domain.understanding import CONFIRM_BELOW
from qa_service.exports import notice_errors
from qa_service.exports.notice_words import (
    ACCESS,
    BLANKS,
    KEPT,
    KEPT_BESIDES,
    MODELS,
    OF_CUSTOMERS,
    PERIODS,
    ROLES,
    Pair,
    sentence,
    worded,
)
from qa_service.exports.wording import Language, number

Part = Callable[[NoticeFacts, Language], str]
_NEEDS_BASIS = "AGENT_FIGURES"
_SIX_MONTHS = 184
"""In days: the longest that six months can be."""
_MARKS = re.compile(r"([\\`*_\[\]<>|#])")


def blank(pair: Pair, lang: Language) -> str:
    """A marked blank."""
    return f"**[… {worded(pair, lang)}]**"


def plain(text: str) -> str:
    """What somebody has set, as one line that Markdown leaves alone."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _table(head: str, lang: Language, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {first} | {second} |" for first, second in rows]
    return "\n".join([sentence(head, lang), "| --- | --- |", *lines])


def _client(facts: NoticeFacts, lang: Language) -> str:
    return plain(facts.client) if facts.client else blank(BLANKS["client"], lang)


def _basis(facts: NoticeFacts, lang: Language) -> str:
    if not facts.monitoring_basis:
        return sentence("no_basis", lang, blank=blank(BLANKS["agreement"], lang))
    return sentence("basis", lang, basis=plain(facts.monitoring_basis))


def _models(facts: NoticeFacts, lang: Language) -> str:
    versions = facts.configured.models
    rows = [(worded(MODELS[name], lang), f"`{versions[name]}`") for name in MODELS if name in versions]
    unnamed = [(name, f"`{versions[name]}`") for name in versions if name not in MODELS]
    return _table("models_head", lang, [*rows, *unnamed])


def _ask(facts: NoticeFacts, lang: Language) -> str:
    configured = facts.configured
    if not configured.ask_host:
        return sentence("no_ask", lang)
    named = {"model": plain(configured.ask_model), "host": plain(configured.ask_host)}
    return sentence("ask", lang, **named, blank=blank(BLANKS["ask_operator"], lang))


def roles(names: Iterable[Role], lang: Language) -> str:
    """In words."""
    return ", ".join(worded(ROLES[role], lang) for role in names)


def _access(facts: NoticeFacts, lang: Language, names: Iterable[str] = ACCESS) -> str:
    table = _table("access_head", lang, ((worded(ACCESS[name], lang), _who(facts, name, lang)) for name in names))
    return f"{table}\n\n{sentence('bounds', lang)}"


def _who(facts: NoticeFacts, permission: str, lang: Language) -> str:
    if permission == _NEEDS_BASIS and not facts.monitoring_basis:
        return sentence("nobody_without_basis", lang)
    return roles(facts.access[permission], lang)


def _kept(facts: NoticeFacts, lang: Language) -> str:
    rows = [(worded(KEPT[kind], lang), _term(facts, kind, lang)) for kind in KeptKind]
    besides = [(worded(what, lang), worded(until, lang)) for what, until in KEPT_BESIDES]
    return _table("kept_head", lang, [*rows, *besides])


def _term(facts: NoticeFacts, kind: KeptKind, lang: Language) -> str:
    if kind is KeptKind.ORIGINAL and not facts.configured.keep_originals:
        return sentence("originals_go", lang)
    days = facts.days.get(kind)
    missing = blank(PERIODS[kind], lang)
    term = sentence("no_days", lang, blank=missing) if days is None else sentence("days", lang, days=days)
    if kind is KeptKind.EXPORT:
        return sentence("file_hours", lang, hours=f"{facts.configured.export_hours:g}") + term
    return term


def _encryption(facts: NoticeFacts, lang: Language) -> str:
    return sentence("encrypted" if facts.configured.encrypt_files else "not_encrypted", lang)


def _sign_in(facts: NoticeFacts, lang: Language) -> str:
    host = facts.configured.oidc_issuer
    by = sentence("sign_in_at", lang, host=plain(host)) if host else sentence("own_sign_in", lang)
    if not facts.second_factor:
        return f"{by} {sentence('no_second_factor', lang)}"
    return f"{by} {sentence('second_factor', lang, roles=roles(facts.second_factor, lang))}"


def _audit(facts: NoticeFacts, lang: Language) -> str:
    here = sentence("audit_here", lang)
    return f"{here} {sentence('audit_feed', lang)}" if facts.configured.audit_feed else here


def _behaviours(facts: NoticeFacts, lang: Language) -> str:
    vocabulary = facts.vocabulary
    return ", ".join(vocabulary.name("courtesy", label, lang).lower() for label in vocabulary.courtesy)


def _trail_term(facts: NoticeFacts, lang: Language) -> str:
    days = facts.days.get(KeptKind.AUDIT)
    short = days is not None and days < _SIX_MONTHS
    return sentence("trail_short", lang, days=days) if short else sentence("trail_long", lang)


PARTS: Mapping[str, Part] = {
    "service": lambda facts, _: plain(facts.service),
    "made_on": lambda facts, _: facts.made_on.isoformat(),
    "client": _client,
    "basis": _basis,
    "models": _models,
    "ask": _ask,
    "access": _access,
    "access_customers": lambda facts, lang: _access(facts, lang, OF_CUSTOMERS),
    "kept": _kept,
    "encryption": _encryption,
    "sign_in": _sign_in,
    "audit": _audit,
    "trail_term": _trail_term,
    "behaviours": _behaviours,
    "minimum": lambda facts, _: str(facts.minimum),
    "dispute_days": lambda facts, _: str(facts.dispute_days),
    "decision_days": lambda facts, _: str(facts.decision_days),
    "confirm_below": lambda _, lang: number(CONFIRM_BELOW, "share", lang),
    "roles_sure": lambda facts, lang: number(facts.configured.roles_sure, "share", lang),
    "measured": notice_errors.measured,
    "accusations": notice_errors.accusations,
    "own_models": notice_errors.own_models,
    "asr_error": lambda _, lang: sentence("asr_unmeasured", lang),
    "masking_error": lambda _, lang: sentence("masking_unmeasured", lang),
}
"""By the placeholder of the templates."""
