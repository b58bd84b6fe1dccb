"""How a criterion is answered, as the texts of a form and back: a person, words, a text that is read out, learned
examples, a question to a language model; whatever else as it is.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from qa_service.domain.clauses import AskPerson, Rule
from qa_service.domain.languages import READ
from qa_service.domain.own_clauses import AsksModel, ResemblesExamples
from qa_service.domain.spoken_clauses import (
    PhrasesByLanguage,
    SaysPhrase,
    SaysScript,
    ScriptSentence,
    Where,
)
from qa_service.errors import say
from qa_service.web.typed import Typed, number_text, share_text, to_share

KINDS = ("person", "phrase", "script", "examples", "ask")
KEPT = "kept"
"""A clause that the form shows in words and hands back unchanged: several in one, or what the service itself tells."""
_OWN_SHARE = re.compile(r"(.*\S)\s*=\s*([0-9.,]+\s*%)", re.DOTALL)
_NEGATED = {None: "", False: "no", True: "yes"}
_ENDS = ("first", "last")
_RULES: TypeAdapter[Rule] = TypeAdapter(Rule)
Body = dict[str, Any]


def texts_of_rule(rule: Rule) -> dict[str, tuple[str, ...]]:
    """The texts of a form for this rule."""
    match rule:
        case AskPerson():
            return {"kind": ("person",)}
        case SaysPhrase():
            return {"kind": ("phrase",), **_texts_of_phrase(rule)}
        case SaysScript():
            return {"kind": ("script",), **_texts_of_script(rule)}
        case ResemblesExamples():
            return {"kind": ("examples",), "model": (rule.model,)}
        case AsksModel():
            return {"kind": ("ask",), "ask": (rule.question,)}
        case _:
            return {"kind": (KEPT,), "kept_rule": (rule.model_dump_json(exclude_defaults=True),)}


def body_of_rule(typed: Typed) -> Body:
    """The rule that was typed, as the parser of rubrics reads it; what cannot be read is noted as a fault."""
    match typed["kind"]:
        case "phrase":
            return _phrase(typed)
        case "script":
            return _script(typed)
        case "kept":
            return kept(typed, "kept_rule", "kind")
        case "ask":
            return {"kind": "ask", "question": typed["ask"]}
        case "examples" if typed["model"]:
            return {"kind": "examples", "model": typed["model"]}
        case "person" | "examples":  # until a model is learned people answer
            return {"kind": "person"}
        case _:
            typed.fault("kind", say("choose how it is answered"))
            return {"kind": "person"}


def kept(typed: Typed, name: str, shown_at: str) -> Body:
    """A clause that travelled with the form as it was."""
    try:
        body = json.loads(typed[name])
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        typed.fault(shown_at, say("open the form again: a part of it was lost on its way"))
        return {}
    return body


def kept_clause(text: str) -> Rule | None:
    """What travels in such a field; None where it is no clause."""
    try:
        return _RULES.validate_json(text)
    except (ValidationError, RecursionError):
        return None


def _texts_of_phrase(rule: SaysPhrase) -> dict[str, tuple[str, ...]]:
    return {
        "mode": ("all" if rule.any is None else "any",),
        **_texts_by_language("phrases", rule.asked),
        **_texts_by_language("without", rule.without or ()),
        "negated": (_NEGATED[rule.negated],),
        **_texts_of_speakers(rule),
    }


def _texts_of_script(rule: SaysScript) -> dict[str, tuple[str, ...]]:
    sentences = {lang: [_sentence_text(sentence) for sentence in rule.sentences.of(lang)] for lang in READ}
    return {
        **{f"sentences_{lang}": ("\n".join(lines),) for lang, lines in sentences.items()},
        "share": (share_text(rule.share),),
        "in_order": ("1",) if rule.in_order else (),
        **_texts_of_speakers(rule),
    }


def _sentence_text(sentence: ScriptSentence) -> str:
    return sentence.text if sentence.share is None else f"{sentence.text} = {share_text(sentence.share)}%"


def _texts_by_language(name: str, phrases: PhrasesByLanguage | tuple[()]) -> dict[str, tuple[str, ...]]:
    return {f"{name}_{lang}": ("\n".join(phrases.of(lang) if phrases else ()),) for lang in READ}


def _texts_of_speakers(rule: SaysPhrase | SaysScript) -> dict[str, tuple[str, ...]]:
    speakers = tuple(party.value for party in rule.by)
    return {"by": speakers, "exact": ("1",) if rule.exact else (), **_texts_of_place(rule.where)}


def _texts_of_place(where: Where | None) -> dict[str, tuple[str, ...]]:
    texts: dict[str, tuple[str, ...]] = {}
    for unit in ("turns", "seconds"):
        ends = [end for end in _ENDS if where and getattr(where, f"{end}_{unit}") is not None]
        number = getattr(where, f"{ends[0]}_{unit}") if ends else None
        texts[unit] = ("" if number is None else number_text(number),)
        texts |= {f"{unit}_end": (ends[0],)} if ends else {}
    others = {name: ((getattr(where, name) if where else None) or "",) for name in ("before", "after")}
    return texts | others


def _phrase(typed: Typed) -> Body:
    negated = {text: value for value, text in _NEGATED.items()}.get(typed["negated"])
    without = _by_language(typed, "without")
    return {
        "kind": "phrase",
        "all" if typed["mode"] == "all" else "any": _by_language(typed, "phrases"),
        **({"without": without} if without else {}),
        **({} if negated is None else {"negated": negated}),
        **_speakers(typed),
    }


def _script(typed: Typed) -> Body:
    sentences = {lang: [_sentence(line.text) for line in typed.lines(f"sentences_{lang}")] for lang in READ}
    share = typed.share("share")
    return {
        "kind": "script",
        "sentences": {lang: lines for lang, lines in sentences.items() if lines},
        **({} if share is None else {"share": share}),
        "in_order": bool(typed["in_order"]),
        **_speakers(typed),
    }


def _sentence(line: str) -> Body:
    """A line, or one that ends with a share of its own: ``text = 85%``."""
    match = _OWN_SHARE.fullmatch(line)
    share = to_share(match[2]) if match else None
    return {"text": line} if match is None or share is None else {"text": match[1], "share": share}


def _by_language(typed: Typed, name: str) -> Mapping[str, Iterable[str]]:
    phrases = {lang: [line.text for line in typed.lines(f"{name}_{lang}")] for lang in READ}
    return {lang: lines for lang, lines in phrases.items() if lines}


def _speakers(typed: Typed) -> Body:
    where = _place(typed)
    return {
        "by": typed.ticks("by"),
        **({"where": where} if where else {}),
        **({"exact": True} if typed["exact"] else {}),
    }


def _place(typed: Typed) -> Body:
    turns, seconds = typed.whole_number("turns"), typed.number("seconds")
    limits = {
        f"{_end(typed, 'turns_end')}_turns": turns,
        f"{_end(typed, 'seconds_end')}_seconds": seconds,
        "before": typed["before"] or None,
        "after": typed["after"] or None,
    }
    return {name: value for name, value in limits.items() if value is not None}


def _end(typed: Typed, name: str) -> str:
    return typed[name] if typed[name] in _ENDS else "first"
