"""Carries a job out: step by step, each tried again where that may help, and a final failure written down."""

import logging
import time
from collections.abc import Callable
from typing import Any

from qa_service.causes import cause_of
from qa_service.errors import BadInput, Conflict, Forbidden, MissingModel, NotFound, QaError, Sentence, place_of, say
from qa_service.logs import event
from qa_service.store import claims
from qa_service.store.claims import CRITERION_JOBS, EXPORTS, RECORDINGS, RESCORINGS, TEXTS, Job, Queue
from qa_service.worker.config import WorkerConfig
from qa_service.worker.preparation import Health
from qa_service.worker.retry import HOPELESS, retry_while_unavailable
from qa_service.worker.steps import Steps

FINAL = (BadInput, Conflict, NotFound, Forbidden)
"""Errors that another try cannot mend."""
Call = Callable[..., Any]
"""Does the step of a name with its arguments, and returns its value."""


def text(call: Call, job: Job) -> None:
    """A chat or e-mail: all in one step, since it takes milliseconds."""
    call("text", job)


def recording(call: Call, job: Job) -> None:
    """A call, part by part."""
    plan = call("plan", job)
    if plan is None:
        return
    lang = plan.lang
    for index in range(len(plan.parts)):
        heard = call("hear", job, plan, index, lang)
        lang = lang or heard
    for name in ("understand", "silence", "score"):
        call(name, job, plan)


def export(call: Call, job: Job) -> None:
    """A file, begun anew by whoever takes it over."""
    call("export", job)


def rescore(call: Call, job: Job) -> None:
    """A rubric version applied to the past; whoever takes it over goes on where it stands."""
    call("rescore", job)


def criterion_job(call: Call, job: Job) -> None:
    """A model learned or a rubric tried, begun anew by whoever takes it over."""
    call("criterion_job", job)


_STEPS: dict[Queue, Callable[[Call, Job], None]] = {
    TEXTS: text,
    RECORDINGS: recording,
    EXPORTS: export,
    RESCORINGS: rescore,
    CRITERION_JOBS: criterion_job,
}


class StepFailed(Exception):
    """A step's final failure: the sentence for people, and what may be logged of it."""

    def __init__(self, sentence: Sentence, step: str, kind: str) -> None:
        super().__init__(sentence)
        self.sentence, self.step, self.kind = sentence, step, kind


class Lost(Exception):
    """The job is not ours any more."""


class Jobs:
    """Over the steps, for the worker of that name."""

    def __init__(self, steps: Steps, config: WorkerConfig, health: Health, worker: str) -> None:
        self._steps, self._config, self._health, self._worker = steps, config, health, worker

    def run(self, queue: Queue, job: Job) -> None:
        """From its first step, or the part of a recording where another worker left off, to its end."""

        begun = False

        def call(name: str, *arguments: Any) -> Any:
            nonlocal begun
            if begun and not retry_while_unavailable(lambda: self._holds(queue, job), name, self._config.wait):
                raise Lost
            begun = True
            return self._step(name, job, lambda: getattr(self._steps, name)(*arguments))

        try:
            _STEPS[queue](call, job)
        except Lost:
            event("job was taken away", logging.WARNING, interaction=str(job.interaction))
            if queue is RECORDINGS:
                self._steps.stages.let_go()
        except StepFailed as failure:
            self._fail(queue, job, failure)

    def _fail(self, queue: Queue, job: Job, failure: StepFailed) -> None:
        steps, id = self._steps, str(job.interaction)
        fail = {
            EXPORTS: steps.fail_export,
            RESCORINGS: steps.fail_rescoring,
            CRITERION_JOBS: steps.fail_criterion_job,
        }.get(queue, steps.fail)
        event("job failed", logging.WARNING, interaction=id, step=failure.step, error=failure.kind)
        self._step("fail", job, lambda: fail(job, failure.sentence))

    def _holds(self, queue: Queue, job: Job) -> bool:
        with self._steps.store.reading() as session:
            return claims.holds(session, queue, self._worker, job)

    def _step(self, name: str, job: Job, body: Callable[[], Any]) -> Any:
        """The value of a step. Raises StepFailed where no try has one."""
        pause = self._config.wait
        for attempt in range(1, self._config.attempts + 1):
            try:
                return retry_while_unavailable(body, name, self._config.wait)
            except FINAL as error:
                raise _failure(error, name) from None
            except MissingModel as error:
                self._health.look()
                raise _failure(error, name) from None
            except Exception as error:  # noqa: BLE001  (whatever went wrong: try again, then tell)
                place, id = place_of(error), str(job.interaction)
                event("step failed", logging.WARNING, step=name, interaction=id, attempt=attempt, error=place)
                if attempt == self._config.attempts or isinstance(error, HOPELESS):
                    raise _failure(error, name) from None
            time.sleep(pause)
            pause *= 3
        raise AssertionError("no attempts are configured")


def _failure(error: Exception, step: str) -> StepFailed:
    cause = cause_of(error) or error
    failed = say("the service failed: {place}", place=place_of(error))
    sentence = cause.sentence if isinstance(cause, QaError) else failed
    return StepFailed(sentence, step, type(cause).__name__)
