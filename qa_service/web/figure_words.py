"""What figures are called, and on which scale they lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_service.domain.rubric import Rubric, Wording
from qa_service.web.i18n import N_, Locale

ORDER = ("resolution", "courtesy", "escalation", "open_promise", "critical", "section", "criterion")
TITLES: Mapping[str, str] = {
    "resolution": N_("Cases resolved"),
    "courtesy": N_("Courtesy"),
    "escalation": N_("Escalated"),
    "open_promise": N_("Ended with a promise"),
    "critical:customer": N_("Critical failures towards the customer"),
    "critical:business": N_("Critical failures towards the business"),
    "critical:compliance": N_("Critical failures of compliance"),
}
HINTS: Mapping[str, str] = {
    "resolution": N_("Of the interactions that concern a case."),
    "courtesy": N_("0 to 100 by the rubric, mean of the interactions."),
    "escalation": N_("Of the interactions that concern a case."),
    "open_promise": N_("Something is still to be done, and a time or a way is named."),
}
PARTS: Mapping[str, str] = {
    "asr": N_("Speech recognition"),
    "heads": N_("Model of meaning"),
    "encoder": N_("Model of words"),
    "rubric": N_("Rubric"),
}


def scale(key: str) -> int:
    """The end of the scale of a figure: 1 for shares, 100 for scores."""
    return 100 if key == "courtesy" or key.startswith("section:") else 1


@dataclass(frozen=True, slots=True)
class Titles:
    """Names of figures in one language, those of criteria and sections from the rubrics in force."""

    lang: str
    rubrics: Sequence[Rubric]

    def of(self, key: str) -> str:
        """The name for people; the id where nothing names it any more."""
        if key in TITLES:
            return Locale(self.lang).text(TITLES[key])
        kind, _, id = key.partition(":")
        for rubric in self.rubrics:
            for section in rubric.sections:
                if kind == "section" and section.id == id:
                    return self._in_language(section.name)
                for criterion in section.criteria:
                    if kind == "criterion" and criterion.id == id:
                        return self._in_language(criterion.question)
        return id or key

    def hint(self, key: str) -> str:
        """What the figure is of; empty where its name says it."""
        return Locale(self.lang).text(HINTS[key]) if key in HINTS else ""

    def part(self, part: str) -> str:
        """What answers: a model or a rubric."""
        return Locale(self.lang).text(PARTS[part]) if part in PARTS else part

    def _in_language(self, wording: Wording) -> str:
        return wording.en if self.lang == "en" else wording.it
