"""What workers have done for a centre's own criteria: a trial, and a model that was learned."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session

from qa_service.domain.own_criteria import JobKind, LearnedFamily, trial_request
from qa_service.domain.rubric import Rubric
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.services.dependencies import Dependencies
from qa_service.store import criterion_jobs, learned_models
from qa_service.store.learned_models import NewModel


def tried(service: Dependencies, client: str, rubric: Rubric, last: int | None = None) -> UUID:
    """A trial of a rubric on a client's `last` interactions (None: all), done."""
    with service.store.transaction() as session:
        request = trial_request(rubric, service.rubrics.current(session, client).name_at_version, last)
        id = criterion_jobs.place(session, client, JobKind.TRY, request, "user:ada").id
    CriterionJobs(service.store, service.rubrics).run(id)
    return id


def learned_greeting(session: Session, client: str, ids: Sequence[UUID]) -> UUID:
    """A model of the greeting as it is kept once it is learned; nothing reads it."""
    agreement = {"value": 0.83, "low": 0.69, "high": 0.94, "level": 0.95, "units": 17}
    worst = [{"kind": "channel", "name": "chat", "n": 12, "decided": 9, "agreed": 6}]
    report = {
        "n_yes": 12,
        "n_no": 8,
        "withheld": 0.15,
        "calibration_error": 0.06,
        "says_nothing": False,
        "languages": ["it"],
        "parties": "agent",
        "worst": worst,
        "share": agreement,
        "kappa": agreement,
        "ac1": agreement,
    }
    asked = {"it": "L'agente apre con un saluto?", "en": "Does the agent open with a greeting?"}
    doubted = {id: {"answer": "no", "chance": 0.04 + n / 100} for n, id in enumerate(ids[:10])}
    model = NewModel(LearnedFamily.CRITERION, "greeting", asked, b"{}", report, "encoder@3", ids, doubted)
    return learned_models.keep(session, client, model, "user:ada").id
