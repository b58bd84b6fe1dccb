"""The port `LanguageModel` over an endpoint: who may be asked what, how often, and what becomes of a failure."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from qa_service.ask import prompt, reading
from qa_service.ask.endpoint import Endpoint
from qa_service.ask.no_answer import NoAnswer
from qa_service.domain import ask_failures as failures
from qa_service.domain.model_answer import ModelAnswer
from qa_service.domain.transcript import Transcript
from qa_service.logs import event

Budget = Callable[[str], bool]
"""Takes one request from what a client has left today; False: nothing is."""
MOST_TOKENS = 400
_AWAY = frozenset({failures.TOO_SLOW, failures.NOT_REACHED, failures.BUSY, failures.ERROR})


class OwnBudget:
    """Of one process, for as long as it runs: where there is no database to count in."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._requests: Counter[str] = Counter()

    def __call__(self, client: str) -> bool:
        """Takes one request from what the client has left."""
        with self._lock:
            self._requests[client] += 1
            return self._requests[client] <= self._most


class Patience:
    """Leaves a model alone for `pause` seconds that has failed `failures` times running: whoever waits for each of a
    thousand questions in turn answers none.
    """

    def __init__(self, failures: int = 3, pause: float = 60.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._pause, self._clock = failures, pause, clock
        self._running, self._until = 0, 0.0
        self._lock = threading.Lock()

    @property
    def is_out(self) -> bool:
        """Whether the model is left alone at this moment."""
        with self._lock:
            return self._clock() < self._until

    def note(self, *, answered: bool) -> None:
        """How a question ended."""
        with self._lock:
            self._running = 0 if answered else self._running + 1
            if self._running >= self._most:
                self._running, self._until = 0, self._clock() + self._pause


@dataclass(frozen=True, slots=True)
class HttpLanguageModel:
    """`model` is what the server calls it. Nothing of a conversation is logged, and nothing is raised."""

    endpoint: Endpoint
    model: str
    budget: Budget
    most_characters: int = 60_000
    patience: Patience = field(default_factory=Patience)

    @property
    def version(self) -> str:
        """The model with the version of what it is asked by."""
        return f"{self.model} {prompt.VERSION}"

    def answer(self, question: str, transcript: Transcript, client: str) -> ModelAnswer:
        """What the model says of a *masked* transcript; its failure where it says nothing."""
        try:
            return self._asked(question, transcript, client)
        except NoAnswer as failure:
            event("language model gave no answer", logging.WARNING, client=client, error=failure.why)
            return ModelAnswer("unclear", failure=failure.why, model=self.version)

    def _asked(self, question: str, transcript: Transcript, client: str) -> ModelAnswer:
        if sum(len(turn.text) for turn in transcript.turns) > self.most_characters:
            raise NoAnswer(failures.CONVERSATION_TOO_LONG)
        if self.patience.is_out:
            raise NoAnswer(failures.LEFT_ALONE)
        try:
            body = self.endpoint.post(self._request(question, transcript), lambda: self._pay(client))
        except NoAnswer as failure:
            if failure.why in _AWAY:
                self.patience.note(answered=False)
            raise
        self.patience.note(answered=True)
        return reading.read(body, transcript, self.version)

    def _pay(self, client: str) -> None:
        if not self.budget(client):
            raise NoAnswer(failures.BUDGET_USED_UP, final=True)

    def _request(self, question: str, transcript: Transcript) -> dict[str, object]:
        return {
            "model": self.model,
            "messages": prompt.messages(question, transcript),
            "response_format": prompt.response_format(),
            "temperature": 0,
            "seed": 0,
            "max_tokens": MOST_TOKENS,
            "stream": False,
        }
