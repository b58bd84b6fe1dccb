"""A contact centre for tests: contacts whose truth is known, and a worker that takes them the whole main path.

The models are the small ones of `tests.fakes`: what they see of a turn are its words, so that something is learned.
As a program, ``python -m tests.acceptance.centre DATABASE_URL FOLDER PAUSE CONFIG``, it is one worker.
"""

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from qa_service.pipeline import Pipeline
from qa_service.store.rubrics import Rubrics
from qa_service.worker.config import WorkerConfig
from qa_service.worker.stages import PipelineStages
from qa_service.worker.steps import Steps
from tests.acceptance.chaos import Floor
from tests.fakes import FakeEngines, ScriptedTranscriber

ROME = ZoneInfo("Europe/Rome")
OFFERS = (
    "prima di chiudere le propongo uno sconto sul canone",
    "posso proporle una promozione per chi resta con noi",
    "le propongo uno sconto del venti per cento per un anno",
    "c'è una promozione riservata: uno sconto se resta con noi",
)
NEW_WORDS = (
    "le regalo due mesi di servizio",
    "attiviamo il pacchetto fedeltà a metà prezzo",
    "paga la metà fino a marzo",
)
"""How the same is offered after a campaign: nobody has shown these words to what was learned."""
SELDOM = ("con la tariffa nuova spenderebbe meno", "il mese prossimo non le faccio pagare nulla")
"""How it is offered once in thirty times: too seldom for much to be learned of it."""
NO_OFFER = (
    "procedo subito con la chiusura della linea",
    "avvio la disdetta come richiesto da lei",
    "registro la cessazione del contratto e le mando conferma",
)
_OPENINGS = ("vorrei disdire il contratto", "voglio chiudere la linea", "devo cessare il servizio, mi trasferisco")
_MIDDLES = (
    "verifico la sua posizione, un momento",
    "vedo il contratto qui davanti a me",
    "controllo se ci sono vincoli",
)
_REPLIES = ("va bene, ho capito", "ci penso e vi faccio sapere", "d'accordo, grazie", "no, preferisco di no")
_CLOSINGS = ("le serve altro?", "grazie e buona giornata", "resto a disposizione, arrivederci")


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A chat as it comes in, and whether an offer was made in it."""

    document: dict[str, Any]
    offered: bool


def contacts(
    name: str, days: Sequence[date], count: int, rng: random.Random, *, offered: float, wording: Sequence[str] = OFFERS
) -> list[KnownContact]:
    """So many contacts over some days."""
    made = []
    for number in range(count):
        has_offer = rng.random() < offered
        words = rng.choice(NO_OFFER if not has_offer else wording if rng.random() > 1 / 30 else SELDOM)
        at = datetime.combine(days[number % len(days)], time(9 + number % 9, number % 60), ROME)
        made.append(KnownContact(_document(f"{name}-{number}", at, words, rng), has_offer))
    return made


def _document(id: str, at: datetime, words: str, rng: random.Random) -> dict[str, Any]:
    said = [
        ("agent", "buongiorno, mi dica"),
        ("customer", rng.choice(_OPENINGS)),
        ("agent", rng.choice(_MIDDLES)),
        ("agent", words),
        ("customer", rng.choice(_REPLIES)),
        ("agent", rng.choice(_CLOSINGS)),
    ]
    return {
        "id": id,
        "client": "acme",
        "channel": "chat",
        "agent": f"a{rng.randrange(8)}",
        "team": "nord",
        "lang": "it",
        "started_at": at.isoformat(),
        "turns": [{"speaker": speaker, "text": text} for speaker, text in said],
    }


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


@dataclass
class CentreFloor(Floor):
    """A floor whose workers run the pipeline."""

    program: ClassVar[str] = "tests.acceptance.centre"

    def steps(self, pause: float) -> Steps:
        engines, rubrics = FakeEngines(ScriptedTranscriber(())), Rubrics(self.default)
        return replace(super().steps(pause), stages=PipelineStages(Pipeline(engines, rubrics.finder(self.store))))


if __name__ == "__main__":
    from qa_service import logs
    from qa_service.worker.loop import run_worker

    logs.configure("INFO")
    url, folder, pause, config = sys.argv[1:]
    run_worker(CentreFloor(url, Path(folder)).steps(float(pause)), WorkerConfig(**json.loads(config)))
