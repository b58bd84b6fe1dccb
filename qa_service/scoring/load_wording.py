"""Whether the phrases and sentences of a rubric can be looked for; the first that cannot is refused with its place."""

from collections.abc import Iterator

from qa_service.domain.clauses import Rule
from qa_service.domain.languages import READ
from qa_service.domain.spoken_clauses import SaysPhrase, SaysScript
from qa_service.errors import BadRubric
from qa_service.scoring.wording.align import sentence_words
from qa_service.scoring.wording.pattern import ways


def check_wording(clause: Rule, place: str) -> None:
    """Raises BadRubric."""
    for fault in wording_faults(clause, place):
        raise fault


def wording_faults(clause: Rule, place: str) -> Iterator[BadRubric]:
    """Every phrase or sentence that cannot be looked for, as a refusal with its place."""
    for where, text, lang in _texts(clause, place):
        try:
            if isinstance(clause, SaysScript):
                sentence_words(text, lang)
            else:
                ways(text, lang)
        except BadRubric as error:
            yield BadRubric(error.what, where=where, hint=error.hint)


def _texts(clause: Rule, place: str) -> Iterator[tuple[str, str, str]]:
    """Every phrase or sentence with its place and its language."""
    match clause:
        case SaysPhrase():
            for field, phrases in (("any", clause.any), ("all", clause.all), ("without", clause.without)):
                for lang in READ:
                    for number, phrase in enumerate(phrases.of(lang) if phrases is not None else ()):
                        yield f"{place}.{field}.{lang}[{number}]", phrase, lang
        case SaysScript():
            for lang in READ:
                for number, sentence in enumerate(clause.sentences.of(lang)):
                    yield f"{place}.sentences.{lang}[{number}]", sentence.text, lang
        case _:
            return
