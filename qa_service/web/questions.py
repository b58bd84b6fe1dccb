"""What a reviewer is asked, in words: questions of rubrics and of the schema, their answers, and the keys for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qa_service.domain.review import LABELS, MachineAnswer, choices
from qa_service.domain.rubric import Rubric, Wording
from qa_service.errors import BadInput
from qa_service.web.i18n import N_
from qa_service.web.words import Words
from qa_service.web.words_reviews import REVIEWS

TITLES: Mapping[str, str] = REVIEWS["asked"]
KEYS: Mapping[str, str] = {"yes": "y", "no": "n", "not_applicable": "x", "unclear": "u"}


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of one rubric; `rubric` None: of none in particular, and criteria show their ids."""

    words: Words
    rubric: Rubric | None = None

    def title(self, question: str) -> str:
        """The question as a person reads it."""
        family, _, name = question.partition(":")
        if family == "criterion":
            return self._criteria().get(name, name)
        if family == "label":
            return self.words.name("asked", name)
        return self.words.label("courtesy", name)

    def askable(self) -> list[tuple[str, str]]:
        """What a calibration session may ask, with its words: the case and the rubric."""
        keys = [*(f"label:{name}" for name in TITLES), *(f"criterion:{name}" for name in self._criteria())]
        return [(key, self.title(key)) for key in keys]

    def group(self, question: str) -> str:
        """Under which heading it stands: a section of the rubric, the case, or behaviours."""
        family, _, name = question.partition(":")
        for section in self.rubric.sections if self.rubric and family == "criterion" else ():
            if any(criterion.id == name for criterion in section.criteria):
                return self._in_language(section.name)
        return self.words.name("heading", "courtesy" if family == "courtesy" else "label")

    def section(self, id: str) -> str:
        """A section of the rubric by its name; by its id where the rubric has none such."""
        sections = self.rubric.sections if self.rubric else ()
        return next((self._in_language(section.name) for section in sections if section.id == id), id)

    def answer(self, question: str, answer: str | None) -> str:
        """An answer as a person reads it; None is what the machine cannot tell."""
        family, _, name = question.partition(":")
        if family == "label" and name in LABELS:
            return self.words.label(LABELS[name], answer)
        return self.words.name("verdict", answer or "unclear")

    def machine(self, question: str, answer: MachineAnswer) -> str:
        """What the machine answers, as a person reads it; how sure it is stands beside it, but for what it suspects."""
        if not answer.to_be_confirmed:
            return self.answer(question, answer.answer)
        return self.words.locale.text(
            N_("To be confirmed: suspected with %(share)s, counts for nothing until a person confirms it"),
            share=self.words.locale.percent(1 - (answer.confidence or 0.0)),
        )

    def choices(self, question: str) -> list[tuple[str, str, str]]:
        """The answers it allows: value, words, key."""
        try:
            allowed = choices(question, self.words.vocabulary)
        except BadInput:  # a question of another version of the schema
            return []
        return [(value, self.answer(question, value), KEYS.get(value, str(n))) for n, value in enumerate(allowed, 1)]

    def ordered(self, questions: Iterable[str]) -> list[str]:
        """The case first, then the rubric in its own order, behaviours last."""
        rank = {"label": 0, "criterion": 1, "courtesy": 2}
        places = {id: n for n, id in enumerate(self._criteria())}
        labels = {name: n for n, name in enumerate(TITLES)}

        def place(question: str) -> tuple[int, int, str]:
            family, _, name = question.partition(":")
            return rank.get(family, 3), places.get(name, labels.get(name, 0)), question

        return sorted(questions, key=place)

    def _criteria(self) -> dict[str, str]:
        criteria = self.rubric.criteria if self.rubric else ()
        return {criterion.id: self._in_language(criterion.question) for criterion in criteria}

    def _in_language(self, wording: Wording) -> str:
        return wording.en if self.words.locale.lang == "en" else wording.it
