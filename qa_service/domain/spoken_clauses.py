"""Clauses about words: what is to be said, by whom and where. `scoring.wording` looks for it in the masked transcript.

Words are given by language. In an interaction whose language they do not name, nothing can be told: nobody fails a
criterion for having spoken English.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from qa_service.domain.interaction import Party, storable
from qa_service.domain.rubric_part import RubricPart, Slug
from qa_service.errors import say

MOST_PHRASES = 200
Phrase = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(storable)]
"""Words in the order in which they are said. ``a|b`` is a choice, ``word?`` may be missing, ``word~`` has any ending,
``*`` is any one word, ``...`` up to six words, ``[PHONE]`` masked data, ``[NUMBER]`` a number.
"""
_Phrases = Annotated[tuple[Phrase, ...], Field(max_length=MOST_PHRASES)]
_Count = Annotated[int, Field(ge=1, le=10_000)]
_Seconds = Annotated[float, Field(gt=0, le=86_400)]
_Share = Annotated[float, Field(gt=0, le=1)]


def _several(parties: Any) -> Any:
    """One party may be written without brackets."""
    return (parties,) if isinstance(parties, str) else parties


Speakers = Annotated[tuple[Party, ...], Field(min_length=1), BeforeValidator(_several)]
"""Who is to say it: agent, customer, bot, or other (an announcement, a second agent)."""


class PhrasesByLanguage(RubricPart):
    """The same asked in each language; a language without phrases is not answered."""

    it: _Phrases = ()
    en: _Phrases = ()

    @model_validator(mode="after")
    def _has_some(self) -> Self:
        if not self.it and not self.en:
            raise ValueError(say("needs phrases in at least one language"))
        return self

    def of(self, lang: str | None) -> tuple[Phrase, ...]:
        """Those of a language; none where it is not named."""
        return {"it": self.it, "en": self.en}.get(lang or "", ())


class Where(RubricPart):
    """The part of an interaction that is looked at; several limits hold together.

    Turns are counted among those of the speakers who are asked about. Seconds are those of the recording, or of the
    messages' clock. `before` and `after` name another criterion, and mean the first passage that shows its answer.
    """

    first_turns: _Count | None = None
    last_turns: _Count | None = None
    first_seconds: _Seconds | None = None
    last_seconds: _Seconds | None = None
    before: Slug | None = None
    after: Slug | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if all(getattr(self, name) is None for name in type(self).model_fields):
            raise ValueError(say("needs first_turns, last_turns, first_seconds, last_seconds, before or after"))
        if (self.first_turns and self.last_turns) or (self.first_seconds and self.last_seconds):
            raise ValueError(say("takes the first or the last, not both"))
        return self

    @property
    def criteria(self) -> tuple[tuple[str, str], ...]:
        """The other criteria that it names, each with its field."""
        return tuple((name, id) for name, id in (("before", self.before), ("after", self.after)) if id is not None)


class SaysPhrase(RubricPart):
    """Somebody says at least one phrase of `any`, or every one of `all`.

    A passage does not count where a phrase of `without` stands in its sentence. `negated` false: only passages without
    a negation before them count ("non posso registrare" does not); true: only those with one; left out: it is not
    looked at. `exact`: the words as they are written, without their other forms and without recogniser errors.
    """

    kind: Literal["phrase"]
    any: PhrasesByLanguage | None = None
    all: PhrasesByLanguage | None = None
    by: Speakers = (Party.AGENT,)
    where: Where | None = None
    without: PhrasesByLanguage | None = None
    negated: bool | None = None
    exact: bool = False

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if (self.any is None) is (self.all is None):
            raise ValueError(say("needs any or all, one of the two"))
        return self

    @property
    def asked(self) -> PhrasesByLanguage:
        """The phrases, all or any of which are to be said."""
        phrases = self.any or self.all
        assert phrases is not None
        return phrases


class ScriptSentence(RubricPart):
    """A sentence with the share of its content words that must be said, where it is not that of the script."""

    text: Phrase
    share: _Share | None = None


def _sentence(value: Any) -> Any:
    """A sentence may be written as its text alone."""
    return {"text": value} if isinstance(value, str) else value


_Sentences = Annotated[tuple[Annotated[ScriptSentence, BeforeValidator(_sentence)], ...], Field(max_length=50)]


class SentencesByLanguage(RubricPart):
    """The same script in each language; a language without sentences is not answered."""

    it: _Sentences = ()
    en: _Sentences = ()

    @model_validator(mode="after")
    def _has_some(self) -> Self:
        if not self.it and not self.en:
            raise ValueError(say("needs sentences in at least one language"))
        return self

    def of(self, lang: str | None) -> tuple[ScriptSentence, ...]:
        """Those of a language; none where it is not named."""
        return {"it": self.it, "en": self.en}.get(lang or "", ())


class SaysScript(RubricPart):
    """Somebody says every one of these sentences, `in_order` or in any order.

    Each is said when at least `share` of its content words are, one after the other, over as many turns as it takes.
    """

    kind: Literal["script"]
    sentences: SentencesByLanguage
    share: _Share = 0.7
    in_order: bool = True
    by: Speakers = (Party.AGENT,)
    where: Where | None = None
    exact: bool = False
