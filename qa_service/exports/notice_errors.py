"""What notices say of how often the machine is wrong: the counts that ship with the heads, and nothing beyond them."""

import re
from collections.abc import Iterator

from qa_service.documents.notices import NoticeFacts
from qa_service.domain.estimate import ScoreError
from qa_service.domain.measured import Confusion, MeasuredErrors
from qa_service.exports.notice_words import FAMILIES, HARMS, SCORES, Pair, sentence, worded
from qa_service.exports.wording import Language, number

_CORPUS = re.compile(r"([0-9]{1,9}) interactions of the corpus's test part")
"""As `eval.measured` names the set; any other is quoted."""
_RESTS_ON_ALL = "harm"
"""Critical failures and scores rest on many labels: any that another model answers is too much for their figure."""


def measured(facts: NoticeFacts, lang: Language) -> str:
    """A table of the families that the measured heads answer here, and of the scores."""
    rows = [f"| {name} | {share} |" for name, share in _rows(facts, lang)]
    if not rows:
        return sentence("not_measured", lang, model=facts.configured.models.get("heads", "?"))
    errors = facts.measured
    head = [_measured_on(errors, lang), "", sentence("measured_head", lang), "| --- | --- |"]
    scores = [] if _otherwise(facts) else [_score(name, error, lang) for name, error in errors.scores.items()]
    return "\n".join([*head, *rows, "", *scores]).rstrip()


def _measured_on(errors: MeasuredErrors, lang: Language) -> str:
    if corpus := _CORPUS.fullmatch(errors.on):
        return sentence("measured_on_corpus", lang, n=corpus[1], model=errors.model)
    return sentence("measured_on", lang, on=errors.on, model=errors.model)


def _rows(facts: NoticeFacts, lang: Language) -> Iterator[tuple[str, str]]:
    for family, confusion in facts.measured.families.items():
        if _speaks_for(family, facts):
            words = _yes_no(confusion, lang) if {*confusion} <= {"yes", "no"} else _label(confusion, lang)
            yield _name(family, facts, lang), words


def _otherwise(facts: NoticeFacts) -> frozenset[str]:
    """The questions that other models than the measured one answer: ``resolution``, ``courtesy:blame``."""
    return frozenset((*facts.configured.other_models, *(facts.adapted or ())))


def _speaks_for(family: str, facts: NoticeFacts) -> bool:
    """Whether the measured heads answer this family here; of ``label:sentiment_end`` the question is ``sentiment``."""
    otherwise = _otherwise(facts)
    kind, _, name = family.partition(":")
    if kind == _RESTS_ON_ALL:
        return not otherwise
    return family not in otherwise and name.partition("_")[0] not in otherwise


def _name(family: str, facts: NoticeFacts, lang: Language) -> str:
    kind, _, name = family.partition(":")
    if kind == "courtesy" and name in facts.vocabulary.courtesy:
        return facts.vocabulary.name("courtesy", name, lang)
    if kind == _RESTS_ON_ALL:
        harm, _, rubric = name.partition(":")
        return f"{worded(HARMS[harm], lang)} (`{rubric}`)" if harm in HARMS else f"`{family}`"
    return worded(FAMILIES[name], lang) if name in FAMILIES else f"`{family}`"


def _yes_no(confusion: Confusion, lang: Language) -> str:
    (false, no), (missed, yes) = _wrong(confusion, "no"), _wrong(confusion, "yes")
    shares = {"false_share": _share(false, no, lang), "missed_share": _share(missed, yes, lang)}
    return sentence("wrong_yes_no", lang, false=false, no=no, missed=missed, yes=yes, **shares)


def _label(confusion: Confusion, lang: Language) -> str:
    counts = [_wrong(confusion, label) for label in confusion]
    wrong, n = sum(count for count, _ in counts), sum(count for _, count in counts)
    return sentence("wrong_label", lang, wrong=wrong, n=n, share=_share(wrong, n, lang))


def _wrong(confusion: Confusion, label: str) -> tuple[int, int]:
    """Of what truly is `label`: how many the machine called otherwise, of how many."""
    row = confusion.get(label, {})
    n = sum(row.values())
    return n - row.get(label, 0), n


def _share(part: int, whole: int, lang: Language) -> str:
    return number(part / whole if whole else None, "share", lang)


def _score(name: str, error: ScoreError, lang: Language) -> str:
    """The bias is what is true less what the machine says: a negative one is a machine that says too much."""
    direction = sentence("too_high" if error.bias < 0 else "too_low", lang)
    words = worded(SCORES[name], lang) if name in SCORES else name
    values = {"bias": number(abs(error.bias), "score", lang), "deviation": number(error.deviation, "score", lang)}
    return "- " + sentence("bias", lang, name=words, direction=direction, n=error.n, **values)


def accusations(facts: NoticeFacts, lang: Language) -> str:
    """Of the findings that stand against an agent, how many are wrong; of labels that the measured heads answer."""
    families = {label: f"courtesy:{label}" for label in facts.vocabulary.courtesy_negative}
    tables = {
        label: facts.measured.families[family]
        for label, family in families.items()
        if family in facts.measured.families and _speaks_for(family, facts)
    }
    counts = [_against(table) for table in tables.values()]
    wrong, missed, true = (sum(count[place] for count in counts) for place in range(3))
    found = wrong + true - missed
    if not found:
        return sentence("no_accusations", lang)
    labels = ", ".join(facts.vocabulary.name("courtesy", label, lang).lower() for label in tables)
    numbers = {"found": found, "wrong": wrong, "missed": missed, "true": true}
    return sentence("accusations", lang, labels=labels, share=_share(wrong, found, lang), **numbers)


def _against(confusion: Confusion) -> tuple[int, int, int]:
    """Wrong accusations, missed behaviours, and how many there truly were."""
    missed, true = _wrong(confusion, "yes")
    return _wrong(confusion, "no")[0], missed, true


def own_models(facts: NoticeFacts, lang: Language) -> str:
    """Which answers these figures do not speak for."""
    sentences = []
    if others := facts.configured.other_models:
        named = (f"{_question(family, facts, lang)} (`{model}`)" for family, model in others.items())
        sentences.append(sentence("other_models", lang, names=", ".join(named)))
    if facts.adapted is None:
        sentences.append(sentence("adapted_unknown", lang))
    elif not facts.adapted:
        sentences.append(sentence("not_adapted", lang))
    else:
        questions = ", ".join(_question(question, facts, lang) for question in facts.adapted)
        sentences.append(sentence("adapted", lang, names=questions))
    return " ".join(sentences)


def _question(question: str, facts: NoticeFacts, lang: Language) -> str:
    family, _, label = question.partition(":")
    pair: Pair = FAMILIES[family]
    return facts.vocabulary.name("courtesy", label, lang).lower() if label else worded(pair, lang)
