"""Worker processes to be killed, and the floor on which they work.

As a program, ``python -m tests.acceptance.chaos DATABASE_URL FOLDER PAUSE CONFIG`` (a JSON object), it is one worker.
"""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

import yaml

from qa_service import resources
from qa_service.bootstrap import service
from qa_service.domain import vocabulary
from qa_service.domain.interaction import Channel, GivenTurn, Interaction, Party
from qa_service.domain.rubric import Rubric
from qa_service.domain.vocabulary import Vocabulary
from qa_service.exporting.exporter import Exporter
from qa_service.learning.criterion import learn_criterion
from qa_service.own_criteria.jobs import CriterionJobs
from qa_service.reviewing.applying import Rescorer
from qa_service.scoring.load import parse_text
from qa_service.settings import Settings
from qa_service.store import claims
from qa_service.store.blobs import Blobs
from qa_service.store.claims import HeldJob
from qa_service.store.intake import Intake
from qa_service.store.key_ring import KeyRing
from qa_service.store.repository import Store
from qa_service.store.rubrics import Rubrics
from qa_service.store.seal import Pseudonyms, Seal, installation_secret
from qa_service.store.staging import Staging
from qa_service.understand.metadata import masked
from qa_service.worker.config import WorkerConfig
from qa_service.worker.steps import Steps
from tests.fakes import PlainReader
from tests.stages import PlainStages

RESTLESS = WorkerConfig(texts=2, recordings=1, wait=0.2, heartbeat=0.3, lease=4.0, sweep=2.0, grace=10.0)
ROOT = Path(__file__).parents[2]


@dataclass
class Floor:
    """A database and a folder, as one installation has them."""

    url: str
    folder: Path
    program: ClassVar[str] = "tests.acceptance.chaos"
    """The module that is its worker."""

    def __post_init__(self) -> None:
        self.workers: list[subprocess.Popen[bytes]] = []
        secret = installation_secret("", self.folder)
        self.store = Store(self.url)
        ring = KeyRing(lambda: [secret])
        self.blobs = Blobs((self.folder / "blobs").as_uri(), lambda: ring)
        self.staging = Staging(self.blobs, Seal(secret))
        self.intake = Intake(self.blobs, self.staging, Pseudonyms(secret), masked)

    def steps(self, pause: float) -> Steps:
        """The steps, with stages that take `pause` seconds each, and are sick while there is a file of this name."""
        stages = PlainStages(pause, self.folder / "sick")
        rescorer = Rescorer(self.store, Rubrics(self.default))
        jobs = CriterionJobs(self.store, Rubrics(self.default), PlainReader, learn=learn_criterion, at_once=5)
        return Steps(
            self.store,
            self.blobs,
            self.staging,
            stages,
            exporter=self.exporter,
            rescorer=rescorer,
            criterion_jobs=jobs,
            pseudonyms=self.intake.pseudonyms,
        )

    @property
    def labels(self) -> Vocabulary:
        """The schema that comes with the service."""
        return vocabulary.parse(yaml.safe_load(resources.path("schema.yaml").read_text(encoding="utf-8")))

    @property
    def default(self) -> Rubric:
        """The rubric that comes with the service."""
        return parse_text((resources.path("rubrics") / "default.yaml").read_text(encoding="utf-8"), self.labels)

    @property
    def exporter(self) -> Exporter:
        """What makes files."""
        packs = service.kpi_packs(Settings())
        return Exporter(self.store, self.blobs, self.labels, Rubrics(self.default), kpi_packs=packs)

    def start_worker(self, pause: float, config: WorkerConfig = RESTLESS) -> subprocess.Popen[bytes]:
        """A worker process; what it writes goes to worker.log."""
        with (self.folder / "worker.log").open("ab") as log:
            worker = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    self.program,
                    self.url,
                    str(self.folder),
                    str(pause),
                    json.dumps(asdict(config)),
                ],
                cwd=ROOT,
                env={**os.environ, "OMP_NUM_THREADS": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.workers.append(worker)
        return worker

    def held(self) -> list[HeldJob]:
        """All that workers have in hand."""
        with self.store.reading() as session:
            return claims.held(session)

    def close(self) -> None:
        """Nothing of it runs on, whatever became of the test."""
        for worker in self.workers:
            worker.kill()
            worker.wait()
        self.store.close()


def text(n: int, words: str = "buongiorno") -> Interaction:
    """A chat."""
    turns = (GivenTurn(speaker=Party.AGENT, text=words), GivenTurn(speaker=Party.CUSTOMER, text=f"sono il 333{n:07d}"))
    return Interaction(id=f"text-{n}", client="acme", channel=Channel.CHAT, agent="a1", customer="rossi", turns=turns)


def call(n: int) -> Interaction:
    """A call; its recording is stored apart."""
    return Interaction(id=f"call-{n}", client="acme", channel=Channel.CALL, agent="a2")


if __name__ == "__main__":
    from qa_service import logs
    from qa_service.worker.loop import run_worker

    logs.configure("INFO")
    url, folder, pause, config = sys.argv[1:]
    run_worker(Floor(url, Path(folder)).steps(float(pause)), WorkerConfig(**json.loads(config)))
