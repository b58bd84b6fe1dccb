"""What the form of a criterion offers, and what its fields are called."""

from collections.abc import Mapping, Sequence
from typing import Any

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.domain.rubric import Rubric
from qa_service.web.clauses import HARMS, Reading
from qa_service.web.criterion_form import ANSWERED, NEW_SECTION, CriterionForm
from qa_service.web.i18n import N_, Locale
from qa_service.web.rule_text import KEPT, kept_clause
from qa_service.web.words import Words

Option = tuple[str, str]
FIELDS: Mapping[str, str] = {
    "question_it": N_("The question in Italian"),
    "question_en": N_("The question in English"),
    "kind": N_("How it is answered"),
    "phrases_it": N_("Phrases in Italian"),
    "phrases_en": N_("Phrases in English"),
    "sentences_it": N_("The text in Italian"),
    "sentences_en": N_("The text in English"),
    "without_it": N_("Not in a sentence with (Italian)"),
    "without_en": N_("Not in a sentence with (English)"),
    "share": N_("Share of the words"),
    "ask": N_("What the model is asked"),
    "by": N_("Said by"),
    "turns": N_("Turns"),
    "seconds": N_("Seconds"),
    "before": N_("Before the passage that answers"),
    "after": N_("After the passage that answers"),
    "channels": N_("Channels"),
    "directions": N_("Directions"),
    "intents": N_("Reasons for the contact"),
    "only_if": N_("The other question"),
    "verdicts": N_("Its answer"),
    "section": N_("Section"),
    "section_it": N_("Name of the new section, in Italian"),
    "weight": N_("Weight in its section"),
    "critical": N_("If it fails"),
    "harms": N_("A failure"),
    "cap": N_("The section has at most"),
    "reference": N_("Where it comes from"),
    "id": N_("Short name"),
}
_KINDS = {
    "phrase": (N_("Certain words are said"), N_("you write the phrases")),
    "script": (N_("A text is read out"), N_("you write its sentences, and how much of each must be said")),
    "person": (N_("A person answers"), N_("reviewers, as they review")),
    "examples": (N_("Learned from reviewed examples"), N_("people answer first, then the machine as they did")),
    "ask": (
        N_("A language model is asked"),
        N_("in your own words; small models say yes too often, so have people check it"),
    ),
    KEPT: (N_("As it is now"), N_("put together of several parts, or told by the service itself")),
}
_MODES = {"any": N_("one of the phrases is said"), "all": N_("all of the phrases are said")}
_METS = {
    "yes": (N_("when this is so"), ""),
    "no": (N_("when this is not so"), N_("for what should not be said")),
}
_FAILURES = {
    "": N_("It costs its weight, no more"),
    "cap": N_("Critical: its section is held down"),
    "fails": N_("Critical: its section is 0"),
}
_NEGATIONS = {
    "": N_("is not looked at"),
    "no": N_("does not count"),
    "yes": N_("is the only thing that counts"),
}
ENDS = (("first", N_("The first")), ("last", N_("The last")))
SIGNS = (
    ("serve|occorre", N_("one of these words")),
    ("altro?", N_("a word that may be missing")),
    ("rettific~", N_("a word that begins like this")),
    ("*", N_("any one word")),
    ("...", N_("up to six words")),
    ("[PHONE]", N_("masked data, of this kind")),
    ("[NUMBER]", N_("a number")),
)
LASTS = (100, 300, 1000)
SECTORS = {
    "every_sector": N_("Every sector"),
    "energy": N_("Energy"),
    "telecoms": N_("Telecoms"),
    "banking": N_("Banking"),
    "insurance": N_("Insurance"),
    "public_services": N_("Public services"),
    "collections": N_("Debt collection"),
}


def offered(form: CriterionForm, rubric: Rubric, words: Words, *, asks: bool) -> dict[str, Any]:
    """What the template needs to show the form; `asks`: a language model is there."""
    reading, locale = Reading(rubric, words), words.locale
    others = [
        (criterion.id, reading.question(criterion.id)) for criterion in rubric.criteria if criterion.id != form["id"]
    ]
    return {
        "reading": reading,
        "kinds": (kinds := _kinds(form, locale, asks=asks)),
        "offered_kinds": [kind for kind, _, _ in kinds],
        "kept_rule": _kept(form["kept_rule"], reading),
        "modes": [(key, locale.text(name), "") for key, name in _MODES.items()],
        "mets": [(key, locale.text(name), locale.text(means) if means else "") for key, (name, means) in _METS.items()],
        "failures": [(key, locale.text(name), "") for key, name in _FAILURES.items()],
        "negations": _named(_NEGATIONS, locale),
        "harms": _named(HARMS, locale),
        "speakers": _ticked_first(form.ticked("by"), words.pairs("party", [party.value for party in Party])),
        "channels": words.pairs("channel", [channel.value for channel in Channel]),
        "directions": words.pairs("direction", [direction.value for direction in Direction]),
        "others": others,
        "conditions": _conditions(form, reading, others),
        "sections": [
            *((part.id, part.name.en if locale.lang == "en" else part.name.it) for part in rubric.sections),
            (NEW_SECTION, locale.text(N_("A new section"))),
        ],
        "limited": any(form[name] or form.faults(name) for name in ("turns", "seconds", "before", "after")),
        "named": lambda name: locale.text(FIELDS[name]) if name in FIELDS else name,
        "ends": ENDS,
        "signs": SIGNS,
        "lasts": LASTS,
    }


def _kinds(form: CriterionForm, locale: Locale, *, asks: bool) -> list[tuple[str, str, str]]:
    hidden = {name for name, there in (("ask", asks or form["kind"] == "ask"), (KEPT, form["kept_rule"])) if not there}
    return [
        (kind, locale.text(name), locale.text(means) if means else "")
        for kind, (name, means) in _KINDS.items()
        if kind not in hidden
    ]


def _kept(text: str, reading: Reading) -> str:
    """What travels with the form, in words."""
    clause = kept_clause(text) if text else None
    return reading.rule(clause) if clause is not None else ""


def _conditions(form: CriterionForm, reading: Reading, others: Sequence[Option]) -> list[Option]:
    kept = _kept(form["kept_only_if"], reading)
    first = [(KEPT, kept)] if kept else []
    return [*first, *((f"{ANSWERED}{id}", question) for id, question in others)]


def _named(names: Mapping[str, str], locale: Locale) -> list[Option]:
    return [(key, locale.text(name)) for key, name in names.items()]


def _ticked_first(ticked: Sequence[str], options: Sequence[Option]) -> list[Option]:
    """In their own order, unless what is ticked stands in another: so it comes back as it was."""
    in_order = [key for key, _ in options if key in ticked]
    if in_order == list(ticked):
        return list(options)
    by_key = dict(options)
    return [(key, by_key[key]) for key in dict.fromkeys([*ticked, *by_key]) if key in by_key]
