"""A seeded service for the pages of figures: the machine's error is known, and people have checked a random sample."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser

from qa_service.domain.estimate import ScoreError
from qa_service.domain.measured import MeasuredErrors
from qa_service.domain.review import ReviewAnswer
from qa_service.domain.sampling import FrameSpec, Purpose, SampleRequest
from qa_service.reviewing import answering, draws
from qa_service.reviewing.answering import Answers
from qa_service.services.dependencies import Dependencies
from tests.acceptance.chaos import Floor
from tests.acceptance.house import BASIS, LIMITS, House, assembled, served
from tests.web.browser import Pages
from tests.web.conftest import Site
from tests.web.scripts import SCRIPTS
from tests.web.seed import put, seed

_RIGHT = {"yes": {"yes": 190, "no": 10}, "no": {"yes": 10, "no": 190}}
_STANDS = ("resolved", "pending", "escalated", "unresolved")
MEASURED = MeasuredErrors(
    "interaction-encoder@3",
    "a set made up for tests",
    {
        "label:resolution": {true: {said: 90 if said == true else 4 for said in _STANDS} for true in _STANDS},
        **{f"courtesy:{label}": _RIGHT for label in ("greeting", "apology", "empathy", "thanks", "farewell")},
        **{f"courtesy:{label}": _RIGHT for label in ("rudeness", "blame", "impatience", "active_listening")},
        "harm:customer:default@1": _RIGHT,
    },
    {"courtesy": ScoreError(1.0, 9.0, 400)},
)


@contextmanager
def empty_site(browser: Browser, folder: Path, basis: str = BASIS, n: int = 0) -> Iterator[Site]:
    """The people of the seed, `n` of its interactions, and figures that know the machine's error."""
    floor = Floor(f"sqlite:///{folder / 'qa.db'}", folder)
    service = assembled(floor, basis, LIMITS)
    service = replace(service, basis=replace(service.basis, measured=MEASURED))
    with served(service) as url:
        house = House(floor, service, url)
        yield Site(Pages(browser, house), seed(service, n), house)
    floor.store.close()


@contextmanager
def figures_site(browser: Browser, folder: Path, checked: int = 12) -> Iterator[Site]:
    """Three weeks of agent a01 and a little of everybody else; `checked` interactions were answered by a person."""
    with empty_site(browser, folder, n=36) as site:
        more(site.house.service, "a01", 24)
        check(site.house.service, checked)
        yield site


def more(service: Dependencies, agent: str, n: int) -> list[uuid.UUID]:
    """Further interactions of one agent for acme, one a day, script after script."""
    moment = service.clock()
    return [
        put(service, SCRIPTS[k % 4], f"m-{int(agent[1:]) * 1000 + k}", "acme", agent, moment - timedelta(days=1 + k))
        for k in range(n)
    ]


def check(service: Dependencies, n: int, by: str = "user:quinto") -> None:
    """Draw `n` interactions by chance and answer everything as the machine did."""
    with service.store.transaction() as session:
        wish = SampleRequest("Monthly", Purpose.RANDOM, n, FrameSpec(client="acme"), seed=11)
        sample = draws.save(session, wish, by).id
        draws.make(session, sample, by)
    for _ in range(n):
        with service.store.transaction() as session:
            item = answering.next_of_sample(session, sample, by)
            assert item is not None
            assert item.pick is not None
            given = [ReviewAnswer(name, said.answer) for name, said in item.machine.items() if said.answer is not None]
            answering.answer(session, service.vocabulary, item.interaction.id, Answers(given, item.pick.id), by)
