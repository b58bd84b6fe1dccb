"""Text to the phonemes that Kokoro was trained on, by espeak-ng as a separate program."""

import re
import subprocess
from collections.abc import Sequence
from functools import lru_cache

# espeak-ng's ties and diphthongs, and what Kokoro's alphabet writes for them (after misaki, Apache-2.0).
_COMMON = (
    ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("s^s", "S"),
    ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"),
)  # fmt: skip
_ENGLISH = (
    ("o^ʊ", "O"), ("ə^l", "ᵊl"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ɚ", "əɹ"), ("ɐ", "ə"),
    ("ɾ", "T"), ("ʔ", "t"), ("r", "ɹ"), ("e", "A"), ("o", "ɔ"), ("ː", ""),
)  # fmt: skip
_OTHER = (("o^ʊ", "O"), ("ə^ʊ", "Q"))
_ESPEAK_VOICE = {"en": "en-us"}
_DROPPED = str.maketrans("", "", "^-\u032a")


def phonemes(text: str, lang: str) -> str:
    """The text in Kokoro's alphabet, punctuation kept; CalledProcessError when espeak-ng lacks the language."""
    chunks = re.findall(r"[^,.;:!?]+|[,.;:!?]", text)
    spoken = [chunk if chunk in ",.;:!?" else f" {_spell(chunk.strip(), lang)}" for chunk in chunks if chunk.strip()]
    return "".join(spoken).strip()


@lru_cache(maxsize=4096)
def _spell(chunk: str, lang: str) -> str:
    voice = _ESPEAK_VOICE.get(lang, lang)
    command = ["espeak-ng", "-v", voice, "-q", "--ipa", "--tie=^", chunk]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return kokoro_alphabet(" ".join(output.split()), lang)


def kokoro_alphabet(ipa: str, lang: str) -> str:
    """espeak-ng's IPA as Kokoro writes it; marks of a language switch, such as (en), go."""
    ipa = re.sub(r"\([a-z-]+\)", "", ipa.replace("\u0361", "^"))
    spelt = _replace(_replace(ipa, _COMMON), _ENGLISH if lang == "en" else _OTHER).translate(_DROPPED)
    # The pronoun: unstressed, the voice swallows it.
    return re.sub(r"\bI\b", "ˌI", spelt) if lang == "en" else spelt


def _replace(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text
