"""A centre's own criteria: how each is answered, how many answers there are to learn from, and a look at one while
somebody writes it.
"""

from collections.abc import Mapping
from typing import Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.agreement import QUESTION, AutoPart
from qa_service.documents.times import Time
from qa_service.domain.agreement import AutoScore
from qa_service.domain.interaction import Channel, Party
from qa_service.domain.rubric import Criterion, Rubric
from qa_service.domain.scorecard import Answer, SentenceStatus
from qa_service.domain.templates import CriterionTemplate
from qa_service.domain.transcript import Transcript
from qa_service.domain.understanding import Evidence
from qa_service.scoring.preview import Outcome, Preview, PreviewExample

LEAST_OF_EACH = 10
"""Of either answer; with fewer nothing is learned."""
ADVISED = 30
"""Answers in all from which trying is worth it."""
_AROUND = 60
_BEGINNING = 140
_MOST_LOOKED_AT = 3
_ID = "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d"
CRITERION: dict[str, Any] = {
    "id": "retention",
    "question": {"it": "Propone un'offerta a chi vuole disdire?", "en": "Is an offer made to who wants to cancel?"},
    "rule": {"kind": "phrase", "any": {"it": ["sconto|offerta"], "en": ["discount|offer"]}, "by": "agent"},
    "weight": 10,
}
LEARNED: dict[str, Any] = {
    "id": "3d0a9b52-0c1e-4d52-9a51-8f2b6c7d1e20",
    "client": "acme",
    "subject": "retention",
    "model": f"sha256:{'4c' * 32}",
    "n_yes": 41,
    "n_no": 31,
    "encoder": "e5-tuned@3",
    "made_by": "user:anna",
    "made_at": "2026-04-02T09:00:42.000+00:00",
    "published_by": None,
    "published_at": None,
    "link": "/v1/learned-models/3d0a9b52-0c1e-4d52-9a51-8f2b6c7d1e20",
}
_VIEW: dict[str, Any] = {
    "client": "acme",
    "rubric": "sales@2",
    "state": "published",
    "in_force": True,
    "section": "courtesy",
    "criterion": CRITERION,
    "kind": "phrase",
    "answers": {
        "yes": 8,
        "no": 4,
        "least_of_each": LEAST_OF_EACH,
        "advised": ADVISED,
        "enough": False,
        "status": "12 of 30 answers to try",
    },
    "agreement": {**QUESTION["auto"], "grounds": "not_yet_checked_here", "units": 0, "low": None},
    "learned": None,
}
_PASSAGE = {"turn": 4, "party": "agent", "before": "... prima di chiudere, ", "text": "posso fare altro", "after": "?"}
EXAMPLE: dict[str, Any] = {
    "interaction": _ID,
    "id": "ext-8842",
    "lang": "it",
    "channel": "call",
    "verdict": "yes",
    "before": None,
    "passages": [_PASSAGE],
    "looked_at": [],
    "sentences": [],
    "link": f"/v1/interactions/{_ID}",
}
_PREVIEW: dict[str, Any] = {
    "client": "acme",
    "n": 500,
    "hits": 312,
    "misses": 160,
    "unclear": 20,
    "not_applicable": 8,
    "by_language": [{"lang": "it", "hits": 312, "misses": 160, "unclear": 20, "not_applicable": 8}],
    "hit_examples": [EXAMPLE],
    "miss_examples": [],
    "ms": 640,
}


_TEMPLATE: dict[str, Any] = {
    "id": "claim_number",
    "name": {"it": "Numero di sinistro", "en": "Claim number"},
    "sector": "insurance",
    "reference": None,
    "criterion": {
        "id": "claim_number",
        "question": {"it": "Dà il numero della pratica?", "en": "Is the number of the claim given?"},
        "rule": {"kind": "phrase", "any": {"it": ["numero di sinistro"], "en": ["claim number"]}, "by": ["agent"]},
        "weight": 5,
    },
    "quality": {
        "gold": "hand",
        "n": 88,
        "right": 0.95,
        "kappa": [0.92, 0.83, 0.98],
        "asked": 96,
        "accused": 51,
        "looked_at": 51,
        "wrongly": 1,
        "command": "python -m eval.templates",
        "measured_on": "2026-12-01",
    },
}


class AnswersToLearnPart(BaseModel):
    """People's answers to a criterion that count, on interactions that are there. With fewer than `least_of_each` of
    either nothing is learned; `advised` in all are worth a try. `status` says where it stands.
    """

    yes: int
    no: int
    least_of_each: int = LEAST_OF_EACH
    advised: int = ADVISED
    enough: bool
    status: str

    @classmethod
    def of(cls, answers: Mapping[Any, str]) -> Self:
        """Of the answers by interaction."""
        yes, no = (sum(answer == asked for answer in answers.values()) for asked in ("yes", "no"))
        enough = min(yes, no) >= LEAST_OF_EACH
        return cls(yes=yes, no=no, enough=enough, status=_status(yes, no))


def _status(yes: int, no: int) -> str:
    if yes + no < ADVISED:
        return f"{yes + no} of {ADVISED} answers to try"
    if min(yes, no) >= LEAST_OF_EACH:
        return f"{yes + no} answers, enough to learn from"
    fewer, n = ("yes", yes) if yes < no else ("no", no)
    return f"{n} of {LEAST_OF_EACH} answers {fewer!r} to learn"


class LearnedModelView(BaseModel):
    """A model that was learned for a criterion. `model` is how a rule names it; `published_at`: since when a published
    rubric rests on it.
    """

    id: UUID
    client: str
    subject: str
    model: str
    n_yes: int | None
    n_no: int | None
    encoder: str
    made_by: str
    made_at: Time
    published_by: str | None
    published_at: Time | None
    link: str

    @classmethod
    def of(cls, row: Any) -> Self:
        """A stored one."""
        same = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        counts = {name: row.report.get(name) for name in ("n_yes", "n_no")}
        return cls(**same, **counts, model=row.hash, link=f"/v1/learned-models/{row.id}")


class CriterionView(BaseModel):
    """A criterion as a version of a client's rubric asks it. `kind` is that of its rule; `agreement` how far people
    here have checked the machine's answers; `learned` the model that was learned for it last.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_VIEW]})

    client: str
    rubric: str
    state: Literal["draft", "published"]
    in_force: bool
    section: str
    criterion: Criterion
    kind: str
    answers: AnswersToLearnPart
    agreement: AutoPart
    learned: LearnedModelView | None

    @classmethod
    def of(cls, about: Mapping[str, Any], criterion: Criterion, answers: Any, auto: AutoScore, learned: Any) -> Self:
        """`about` has what is said of the version and the section."""
        return cls(
            **about,
            criterion=criterion,
            kind=criterion.rule.kind,
            answers=AnswersToLearnPart.of(answers),
            agreement=AutoPart.of(auto),
            learned=None if learned is None else LearnedModelView.of(learned),
        )


class CriteriaView(BaseModel):
    """All criteria of a version, in its order."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"client": "acme", "rubric": "sales@2", "items": [_VIEW]}]}
    )

    client: str
    rubric: str
    items: list[CriterionView]


class TemplatesView(BaseModel):
    """Ready criteria that a centre may copy into its rubric."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_TEMPLATE]}]})

    items: list[CriterionTemplate]


class PassagePart(BaseModel):
    """Masked words of a turn, with what stands around them."""

    turn: int
    party: Party
    before: str
    text: str
    after: str

    @classmethod
    def of(cls, transcript: Transcript, passage: Evidence) -> Self:
        """Cut out of a transcript."""
        turn = transcript.turns[passage.turn]
        before, after = turn.text[: passage.start], turn.text[passage.end :]
        return cls(
            turn=passage.turn,
            party=turn.party,
            before=before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
            text=turn.text[passage.start : passage.end],
            after=after if len(after) <= _AROUND else f"{after[:_AROUND]}…",
        )

    @classmethod
    def beginning(cls, transcript: Transcript, number: int) -> Self:
        """The first words of a turn in which something was looked for in vain."""
        return cls.of(transcript, Evidence(number, 0, min(len(transcript.turns[number].text), _BEGINNING)))


class SentencePart(BaseModel):
    """A sentence of a script; `heard` is where it was said, or what was said in its place."""

    text: str
    status: SentenceStatus
    share: float
    heard: list[PassagePart]


class ExamplePart(BaseModel):
    """An interaction with an answer, and where it shows: the passages, or the beginnings of the turns that were looked
    at in vain. `before`: the answer under the rubric in force, where it was asked.
    """

    interaction: UUID
    id: str
    lang: str | None
    channel: Channel
    verdict: str
    before: str | None = None
    passages: list[PassagePart]
    looked_at: list[PassagePart]
    sentences: list[SentencePart]
    link: str

    @classmethod
    def of(cls, name: str, channel: Channel, transcript: Transcript, answer: Answer, **others: Any) -> Self:
        """`name` is the centre's, `others` the rest of the members."""
        sentences = [
            SentencePart(
                text=said.text,
                status=said.status,
                share=said.share,
                heard=[PassagePart.of(transcript, passage) for passage in said.evidence],
            )
            for said in answer.sentences
        ]
        return cls(
            id=name,
            lang=transcript.lang,
            channel=channel,
            verdict=answer.verdict.value,
            passages=[PassagePart.of(transcript, passage) for passage in answer.evidence],
            looked_at=[PassagePart.beginning(transcript, turn) for turn in answer.examined[:_MOST_LOOKED_AT]],
            sentences=sentences,
            link=f"/v1/interactions/{others['interaction']}",
            **others,
        )


class LanguagePart(BaseModel):
    """How it went in one language; null: no words were spoken."""

    lang: str | None
    hits: int
    misses: int
    unclear: int
    not_applicable: int


class PreviewView(BaseModel):
    """A criterion on the last `n` interactions: in how many its rule holds (`hits`), in how many it does not, in how
    many that cannot be told, and in how many it is not asked. Of hits and misses the latest, with where it shows.
    `ms`: what it took.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_PREVIEW]})

    client: str
    n: int
    hits: int
    misses: int
    unclear: int
    not_applicable: int
    by_language: list[LanguagePart]
    hit_examples: list[ExamplePart]
    miss_examples: list[ExamplePart]
    ms: int

    @classmethod
    def of(cls, client: str, found: Preview, ms: int) -> Self:
        """What was found."""
        languages = [LanguagePart(lang=lang or None, **_counted(found.by_lang[lang])) for lang in sorted(found.by_lang)]
        return cls(
            client=client,
            n=sum(found.counts.values()),
            **_counted(found.counts),
            by_language=languages,
            hit_examples=[_example(example) for example in found.hits],
            miss_examples=[_example(example) for example in found.misses],
            ms=ms,
        )


def _counted(counts: Mapping[Outcome, int]) -> dict[str, int]:
    return {
        "hits": counts.get("hit", 0),
        "misses": counts.get("miss", 0),
        "unclear": counts.get("unclear", 0),
        "not_applicable": counts.get("not_applicable", 0),
    }


def _example(example: PreviewExample) -> ExamplePart:
    setting = example.case.setting
    id = UUID(example.case.uuid)
    return ExamplePart.of(example.case.id, setting.channel, setting.transcript, example.answer, interaction=id)


def about(rubric: Rubric, section: str, client: str, *, published: bool, in_force: bool) -> dict[str, Any]:
    """What is said of a version where one of its criteria is shown."""
    return {
        "client": client,
        "rubric": rubric.name_at_version,
        "state": "published" if published else "draft",
        "in_force": in_force,
        "section": section,
    }
