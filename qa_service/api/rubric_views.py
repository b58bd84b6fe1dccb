"""What the API answers about rubrics."""

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from qa_service.api.examples import RUBRIC, RUBRIC_VERSION, TRIAL
from qa_service.api.views import Time
from qa_service.domain.rubric import Rubric, Wording
from qa_service.scoring.trial import Trial
from qa_service.services.access import Caller, Permission
from qa_service.store.rubrics import to_rubric
from qa_service.store.tables_rubrics import RubricVersionRow


class VersionView(BaseModel):
    """One version of a client's rubric. `state`: a draft may be written over, a published one never changes.

    `in_force`: what the client's next interactions are scored under. Times and names are null for the service's own.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [RUBRIC_VERSION]})

    client: str
    id: str
    version: int
    name: Wording
    state: Literal["draft", "published"]
    in_force: bool
    created_at: Time | None
    created_by: str | None
    published_at: Time | None
    published_by: str | None
    link: str


class RubricView(VersionView):
    """One version, whole."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**RUBRIC_VERSION, "rubric": RUBRIC}]})

    rubric: Rubric


class VersionsView(BaseModel):
    """Newest first. `in_force` is what counts for the client that was asked for, its own or the service's default.

    `next` is the cursor of the next page, null on the last one.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"in_force": "sales@2", "items": [RUBRIC_VERSION], "next": None}]}
    )

    in_force: str | None
    items: list[VersionView]
    next: str | None


class _Part(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CriterionPart(_Part):
    """How many answers change, as `yes->no`; all answers before and after, empty where it is new or dropped."""

    criterion: str
    changed: int
    changes: Mapping[str, int]
    before: Mapping[str, int]
    after: Mapping[str, int]


class MeanPart(_Part):
    """The mean of the `n` interactions that have a figure."""

    mean: float | None
    n: int


class SectionPart(_Part):
    """A section's mean before and after; `changed` interactions have another figure, gain one or lose it."""

    section: str
    before: MeanPart
    after: MeanPart
    changed: int


class CriticalPart(_Part):
    """Interactions with a critical failure, apart by whom it harms."""

    harm: str
    before: int
    after: int
    new: int
    gone: int


class MoverPart(_Part):
    """An interaction whose figure moves far."""

    uuid: str
    id: str
    section: str
    before: float
    after: float


class TrialView(_Part):
    """What would change on the last `n` finished interactions if `after` were in force instead of `before`.

    The machine's answers, on interactions of which no sample was drawn: a look, not an estimate.
    """

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [TRIAL]})

    before: str
    after: str
    n: int
    criteria: list[CriterionPart]
    sections: list[SectionPart]
    critical: list[CriticalPart]
    movers: list[MoverPart]


def location(client: str, id: str, version: int) -> str:
    """Where a version can be read; headers carry no letters beyond Latin-1, so names are written as in addresses."""
    return f"/v1/rubrics/{quote(client, safe='')}/{quote(id, safe='')}/{version}"


def version(row: RubricVersionRow, caller: Caller, *, in_force: bool) -> VersionView:
    """A version as this caller may see it."""
    return VersionView(**_members(row, caller, in_force), name=to_rubric(row).name)


def whole(row: RubricVersionRow, caller: Caller, *, in_force: bool) -> RubricView:
    """A version with all its criteria."""
    rubric = to_rubric(row)
    return RubricView(**_members(row, caller, in_force), name=rubric.name, rubric=rubric)


def own(rubric: Rubric, client: str, *, in_force: bool) -> RubricView:
    """A rubric that comes with the service, as it counts for a client."""
    nobody = dict.fromkeys(("created_at", "created_by", "published_at", "published_by"))
    return RubricView(
        client=client,
        id=rubric.id,
        version=rubric.version,
        name=rubric.name,
        state="published",
        in_force=in_force,
        link=location(client, rubric.id, rubric.version),
        rubric=rubric,
        **nobody,
    )


def trial(found: Trial) -> TrialView:
    """What a trial found."""
    return TrialView.model_validate(found)


def _members(row: RubricVersionRow, caller: Caller, in_force: bool) -> dict[str, Any]:
    names = ("client", "version", "created_at", "created_by", "published_at", "published_by")
    hidden = {} if caller.may(Permission.SEE_AGENTS) else {"created_by": None, "published_by": None}
    return {
        **{name: getattr(row, name) for name in names},
        "id": row.rubric,
        "state": "draft" if row.published_at is None else "published",
        "in_force": in_force,
        "link": location(row.client, row.rubric, row.version),
        **hidden,
    }
