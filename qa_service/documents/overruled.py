"""The worklist of answers that overrule the machine's: cases, and how many of them there are."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import Time, written
from qa_service.domain.overruled import Cause, SecondLook, Standing
from qa_service.domain.sampling import Purpose

_CASE: dict[str, Any] = {
    "id": "8f2f1c3e-5a0b-4c57-9f0e-3a5d2c1b7e6f",
    "interaction": "0b2f6d0e-6c1e-4f0e-9a53-2f1d1c2b3a4d",
    "external_id": "ext-8842",
    "client": "acme",
    "channel": "call",
    "lang": "it",
    "question": "criterion:greeting",
    "machine": "no",
    "machine_confidence": 0.71,
    "answer": "yes",
    "why": "the greeting is on the transfer",
    "at": "2026-03-02T16:04:11.120+00:00",
    "blind": True,
    "purpose": "random",
    "own": False,
    "rubric": "default@1",
    "run": 1,
    "versions": {"heads": "heads@4", "rubric": "default@1"},
    "standing": "machine_wrong",
    "cause": "machine_wrong",
    "note": "",
    "sorted_by": "user:anna",
    "sorted_at": "2026-03-03T09:12:00.000+00:00",
    "answer_now": "yes",
    "second_look": None,
}
_COUNT: dict[str, Any] = {
    "question": "criterion:greeting",
    "rubric": "default@1",
    "since": "2026-03-01",
    "answers": 64,
    "overruled": 9,
    "to_sort": 2,
    "guide_unclear": 3,
    "machine_wrong": 3,
    "reviewer_wrong": 1,
}


class OverruledView(BaseModel):
    """A person's `answer` that is another than the machine's at that moment. Neither the agent nor the reviewer is
    named: what is judged here is the answer; `own` says that the caller gave it.

    `cause` and what stands beside it are null until somebody has sorted it. `answer_now` is what counts now: another
    one than `answer` only once a second look has changed it. `versions` is what gave the machine's answer, null where
    that is not known.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_CASE]})

    id: UUID
    interaction: UUID
    external_id: str
    client: str
    channel: str
    lang: str | None
    question: str
    machine: str
    machine_confidence: float | None
    answer: str
    why: str
    at: Time
    blind: bool
    purpose: Purpose | None
    own: bool
    rubric: str | None
    run: int
    versions: dict[str, str] | None
    standing: Standing
    cause: Cause | None
    note: str
    sorted_by: str | None
    sorted_at: Time | None
    answer_now: str
    second_look: SecondLook | None

    @classmethod
    def of(cls, case: Any, reader: str | None = None) -> "OverruledView":
        """A case of `store.overruled`; `reader` is how reviews call whoever reads it."""
        answer, sorting = case.answer, case.sorting
        cause = None if sorting is None else sorting.cause
        names = ("client", "question", "machine_confidence", "answer", "why", "at", "blind", "purpose", "run", "rubric")
        return cls(
            **{name: getattr(answer, name) for name in names},
            id=case.counts.id,
            interaction=case.interaction.id,
            external_id=case.interaction.external_id,
            channel=case.interaction.channel.value,
            lang=case.interaction.lang,
            machine=answer.machine,
            own=answer.reviewer == reader,
            versions=answer.versions,
            standing=Standing.TO_SORT if cause is None else Standing(cause.value),
            cause=cause,
            note="" if sorting is None else sorting.note,
            sorted_by=None if sorting is None else sorting.by,
            sorted_at=None if sorting is None else sorting.at,
            answer_now=case.counts.answer,
            second_look=case.second_look,
        )


class OverruledPage(BaseModel):
    """The latest answer first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_CASE], "next": None}]})

    items: list[OverruledView]
    next: str | None


class OverruledCountPart(BaseModel):
    """Of one question, under one version of a rubric (null for what no rubric asks), in the month or the part of one
    that begins on `since`: of so many `answers` of people beside one of the machine, so many overruled it, and why.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_COUNT]})

    question: str
    rubric: str | None
    since: date
    answers: int
    overruled: int
    to_sort: int
    guide_unclear: int
    machine_wrong: int
    reviewer_wrong: int

    @classmethod
    def of(cls, question: str, rubric: str | None, since: date, counts: Mapping[Any, int]) -> "OverruledCountPart":
        """`counts` by standing; None are answers that agree with the machine."""
        by_standing = {standing.value: counts.get(standing, 0) for standing in Standing}
        overruled = sum(by_standing.values())
        answers = overruled + counts.get(None, 0)
        return cls(question=question, rubric=rubric, since=since, answers=answers, overruled=overruled, **by_standing)


class OverruledCounts(BaseModel):
    """By question, version of the rubric and month."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "client": "acme",
                    "since": "2026-03-01T00:00:00.000+00:00",
                    "until": "2026-04-01T00:00:00.000+00:00",
                    "counts": [_COUNT],
                }
            ]
        }
    )

    client: str | None
    since: str
    until: str
    counts: list[OverruledCountPart]

    @classmethod
    def of(
        cls, client: str | None, since: datetime, until: datetime, parts: Iterable[OverruledCountPart]
    ) -> "OverruledCounts":
        """In a fixed order."""
        order = sorted(parts, key=lambda part: (part.question, part.rubric or "", part.since))
        return cls(client=client, since=written(since), until=written(until), counts=order)
