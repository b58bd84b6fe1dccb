"""Key figures and queue logs, as the API answers with them."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from qa_service.api.examples_figures import PACK
from qa_service.api.figure_views import FigureView, MachineCountView
from qa_service.documents.times import Time


class BothView(BaseModel):
    """A sentence in both languages."""

    it: str
    en: str


class ExclusionView(BaseModel):
    """Contacts that the figure leaves out, and why."""

    why: BothView
    n: int


class KpiView(BaseModel):
    """A key figure. Where it is not `measurable`, `why` says what is missing and `value` is null.

    `met`: the value keeps the target; `sure`: the whole interval says the same. `figure` is the estimate behind the
    value where the machine's answers are uncertain. Numerator and denominator are then the machine's count, which is
    `machine` with its own value; where `machine` is null, `value` is the plain fraction.
    """

    id: str
    name: BothView
    formula: str
    parameters: dict[str, Any]
    target: dict[str, float] | None
    reference: str
    reference_in: BothView
    period: BothView | None
    measurable: bool
    why: BothView | None
    value: float | None
    unit: str | None
    numerator: float | None
    denominator: float | None
    exclusions: list[ExclusionView]
    met: bool | None
    sure: bool | None
    machine: MachineCountView | None = None
    figure: FigureView | None


class AspectView(BaseModel):
    """A part of the service that several figures describe."""

    id: str
    name: BothView
    kpis: list[KpiView]


class PackFigures(BaseModel):
    """A pack with its figures. `reference` is free text, `reference_in` the same in both languages; `endings` says how
    contacts count that leave the queue without an answer (`not_answered` or `left_out`), `endings_note` the same in
    words.
    """

    pack: str
    name: BothView
    reference: str
    reference_in: BothView
    endings: dict[str, str]
    endings_note: BothView
    aspects: list[AspectView]


class PackView(PackFigures):
    """A pack's figures of a client, over whole days on the calendar of the centre."""

    model_config = ConfigDict(json_schema_extra={"examples": [PACK]})

    client: str | None
    since: Time | None
    until: Time | None


class RefusedView(BaseModel):
    """A line that was not kept."""

    line: int
    problem: dict[str, Any]


class QueueLinesView(BaseModel):
    """What became of the lines: `created`, `added_to`, `unchanged`, `refused`."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"client": "acme", "counts": {"created": 2}, "refused": []}]}
    )

    client: str
    counts: dict[str, int]
    refused: list[RefusedView]
