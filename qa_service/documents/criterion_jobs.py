"""Jobs that learn a criterion or try a rubric, and what came of a trial."""

from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from qa_service.documents.criteria import EXAMPLE, ExamplePart
from qa_service.documents.rubrics import CriterionPart, CriticalPart, MoverPart, SectionPart
from qa_service.documents.times import Time
from qa_service.domain.interaction import State
from qa_service.domain.own_criteria import JobKind
from qa_service.store.tables_criteria import CriterionJobRow

_ID = "7c0e6f3a-4a51-4c39-8d8e-5a1a9b1f2c10"
_JOB: dict[str, Any] = {
    "id": _ID,
    "client": "acme",
    "kind": "try",
    "family": None,
    "subject": None,
    "rubric": "sales@3",
    "last": 10000,
    "state": "running",
    "failure": None,
    "done": 4000,
    "total": 10000,
    "seconds": None,
    "read_anew": None,
    "unread": None,
    "gone": None,
    "learned": None,
    "made_by": "user:anna",
    "made_at": "2026-04-02T09:00:00.000+00:00",
    "done_at": None,
    "link": f"/v1/criterion-jobs/{_ID}",
}
_DONE: dict[str, Any] = {
    **_JOB,
    "state": "done",
    "done": 10000,
    "seconds": 41.5,
    "read_anew": 0,
    "done_at": "2026-04-02T09:00:42.000+00:00",
}
_ATTEMPT: dict[str, Any] = {
    "job": _DONE,
    "before": "sales@2",
    "after": "sales@3",
    "n": 10000,
    "criteria": [
        {
            "criterion": "retention",
            "changed": 10000,
            "changes": {"unclear->no": 6100, "unclear->yes": 3900},
            "before": {"unclear": 10000},
            "after": {"no": 6100, "yes": 3900},
        }
    ],
    "sections": [],
    "critical": [],
    "movers": [],
    "examples": [{"criterion": "retention", "verdict": "yes", "examples": [EXAMPLE]}],
}


class CriterionJobView(BaseModel):
    """A job, and how far it is: `done` of `total` interactions. `subject` is the criterion that is learned (or what a
    head answers, by `family`), `rubric` the version whose question was answered, or that is tried on the `last`
    interactions (null: on all, up to 100,000).

    Once it is done: how many `seconds` it took, of how many interactions what the models see was `read_anew`, how many
    answered ones had to be left out since it could not be (`unread`) or are not there any more (`gone`), and which
    model was `learned`.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_JOB]})

    id: UUID
    client: str
    kind: JobKind
    family: str | None
    subject: str | None
    rubric: str | None
    last: int | None
    state: State
    failure: str | None
    done: int
    total: int | None
    seconds: float | None
    read_anew: int | None
    unread: int | None
    gone: int | None
    learned: UUID | None
    made_by: str
    made_at: Time
    done_at: Time | None
    link: str

    @classmethod
    def of(cls, row: CriterionJobRow) -> Self:
        """A stored one."""
        same = {name: getattr(row, name) for name in cls.model_fields if hasattr(row, name)}
        told = {name: row.request.get(name) for name in ("family", "subject", "last")}
        names = ("seconds", "read_anew", "unread", "gone", "learned")
        found = {name: (row.result or {}).get(name) for name in names}
        return cls(**same, **told, **found, rubric=row.request["name"], link=f"/v1/criterion-jobs/{row.id}")


class CriterionJobPage(BaseModel):
    """Newest first. `next` is the cursor of the next page, null on the last one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [_JOB], "next": None}]})

    items: list[CriterionJobView]
    next: str | None


class AnswerExamplesPart(BaseModel):
    """The latest interactions with one answer to one criterion, at most ten."""

    criterion: str
    verdict: str
    examples: list[ExamplePart]


class AttemptView(BaseModel):
    """What would change on the `n` interactions that were looked at if `after` were in force instead of `before`, and
    examples of each answer to the criteria that are new or answered otherwise.

    The machine's answers, on interactions of which no sample was drawn: a look, not an estimate. Interactions that were
    erased, replaced or corrected since, or that you are to answer blind, are not among movers and examples.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_ATTEMPT]})

    job: CriterionJobView
    before: str
    after: str
    n: int
    criteria: list[CriterionPart]
    sections: list[SectionPart]
    critical: list[CriticalPart]
    movers: list[MoverPart]
    examples: list[AnswerExamplesPart]
