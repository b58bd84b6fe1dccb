"""Which language a text is in; the only file that imports py3langid."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

LIKELY = (
    *("it", "en", "es", "fr", "de", "pt", "ro", "nl", "pl", "sq"),
    *("sr", "hr", "hu", "el", "ru", "uk", "tr", "ar", "hi", "zh"),
)
"""Languages that are distinguished. Rarer ones are left out: short greetings would be taken for them."""


class LangidFinder:
    """Fits `ports.LanguageFinder` with py3langid (BSD-3; its model ships in the package)."""

    @cached_property
    def _identifier(self) -> Any:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        identifier.set_languages(list(LIKELY))
        return identifier

    def find(self, texts: Sequence[str]) -> tuple[str | None, float]:
        """The language of all texts together, and the probability that it is that one."""
        text = " ".join(texts).strip()
        if not any(character.isalpha() for character in text):
            return None, 0.0
        lang, probability = self._identifier.classify(text)
        return str(lang), float(probability)
