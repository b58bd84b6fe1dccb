"""What labels, criteria and sections are called in the language of a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qa_service.domain.rubric import Rubric
from qa_service.domain.vocabulary import Vocabulary
from qa_service.exports.wording import ASKED, Language, word

_FAMILIES = ("topic_resolution", "topic_intent", "topic_courtesy", "topic_criterion")


@dataclass(frozen=True, slots=True)
class Naming:
    """What things are called in `language`: labels, the questions of criteria and the names of sections (by id)."""

    language: Language
    vocabulary: Vocabulary
    questions: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)

    def topic(self, topic: str) -> str:
        """A topic for people; what is not known stays as it is."""
        family, _, label = topic.partition(":")
        if not label or f"topic_{family}" not in _FAMILIES:
            return topic
        return f"{word(f'topic_{family}', self.language)}: {self._name(family, label)}"

    def label(self, family: str, label: str) -> str:
        """A label of the schema; one of another version of it stays as it is."""
        return self._name(family, label)

    def question_text(self, question: str) -> str:
        """What is asked, as `criterion:greeting` or `label:resolution` names it."""
        family, _, name = question.partition(":")
        if family == "label":
            return word(f"asked_{name}", self.language) if f"asked_{name}" in ASKED else name
        return self._name(family, name)

    def _name(self, family: str, label: str) -> str:
        if family == "criterion":
            return self.questions.get(label, label)
        try:
            return self.vocabulary.name(family, label, self.language)
        except KeyError:
            return label


def naming_of(language: Language, vocabulary: Vocabulary, rubrics: Iterable[Rubric]) -> Naming:
    """The names under these rubrics; the first one to ask a question words it."""
    sections = [section for rubric in rubrics for section in rubric.sections]
    criteria = [criterion for section in sections for criterion in section.criteria]
    return Naming(
        language,
        vocabulary,
        {criterion.id: getattr(criterion.question, language) for criterion in reversed(criteria)},
        {section.id: getattr(section.name, language) for section in reversed(sections)},
    )
