"""Rubrics and their versions, and what a draft would change."""

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from qa_service.documents.times import Time
from qa_service.domain.rubric import Rubric, Wording

_UUID = "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10"
EXAMPLE: dict[str, Any] = {
    "id": "sales",
    "version": 2,
    "name": {"it": "Vendite", "en": "Sales"},
    "sections": [
        {
            "id": "courtesy",
            "name": {"it": "Cortesia", "en": "Courtesy"},
            "criteria": [
                {
                    "id": "greeting",
                    "question": {"it": "L'agente apre con un saluto?", "en": "Does the agent open with a greeting?"},
                    "rule": {"kind": "behaviour", "label": "greeting"},
                    "weight": 10,
                    "look": "opening",
                },
                {
                    "id": "consent",
                    "question": {"it": "Chiede il consenso?", "en": "Is consent asked for?"},
                    "rule": {"kind": "person"},
                    "weight": 20,
                    "applies": {"directions": ["outbound"], "intents": ["sales"]},
                    "critical": {"harms": "compliance", "fails": True},
                    "reference": "contract, annex 3",
                },
            ],
        }
    ],
}
_VERSION: dict[str, Any] = {
    "client": "acme",
    "id": "sales",
    "version": 2,
    "name": {"it": "Vendite", "en": "Sales"},
    "state": "published",
    "in_force": True,
    "created_at": "2026-03-02T16:04:11.120+00:00",
    "created_by": "key:5f0c7a1be2d9",
    "published_at": "2026-03-03T08:00:00.000+00:00",
    "published_by": "key:5f0c7a1be2d9",
    "link": "/v1/rubrics/acme/sales/2",
}
_TRIAL: dict[str, Any] = {
    "before": "default@1",
    "after": "sales@2",
    "n": 200,
    "criteria": [
        {
            "criterion": "greeting",
            "changed": 12,
            "changes": {"yes->no": 12},
            "before": {"no": 20, "yes": 180},
            "after": {"no": 32, "yes": 168},
        }
    ],
    "sections": [
        {"section": "courtesy", "before": {"mean": 82.4, "n": 198}, "after": {"mean": 79.1, "n": 200}, "changed": 31}
    ],
    "critical": [{"harm": "compliance", "before": 0, "after": 3, "new": 3, "gone": 0}],
    "movers": [
        {
            "uuid": "0b9f6c1e-6f0e-4a53-9a2e-6c1d2f5b7a10",
            "id": "ext-8842",
            "section": "courtesy",
            "before": 90.0,
            "after": 0.0,
        }
    ],
}


class VersionView(BaseModel):
    """One version of a client's rubric. `state`: a draft may be written over, a published one never changes.

    `in_force`: what the client's next interactions are scored under. Times and names are null for the service's own.
    """

    model_config = ConfigDict(json_schema_extra={"examples": [_VERSION]})

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

    @classmethod
    def of(cls, row: Any, *, in_force: bool, named: bool) -> "VersionView":
        """A stored version; `named`: with the names of those who wrote and published it."""
        return cls(**_members(row, in_force, named), name=Rubric.model_validate(row.body).name)


class RubricView(VersionView):
    """One version, whole."""

    model_config = ConfigDict(json_schema_extra={"examples": [{**_VERSION, "rubric": EXAMPLE}]})

    rubric: Rubric

    @classmethod
    def of(cls, row: Any, *, in_force: bool, named: bool) -> "RubricView":
        """A stored version with all its criteria."""
        rubric = Rubric.model_validate(row.body)
        return cls(**_members(row, in_force, named), name=rubric.name, rubric=rubric)

    @classmethod
    def shipped(cls, rubric: Rubric, client: str, *, in_force: bool) -> "RubricView":
        """A rubric that comes with the service, as it counts for a client."""
        return cls(
            client=client,
            id=rubric.id,
            version=rubric.version,
            name=rubric.name,
            state="published",
            in_force=in_force,
            created_at=None,
            created_by=None,
            published_at=None,
            published_by=None,
            link=location(client, rubric.id, rubric.version),
            rubric=rubric,
        )


class VersionsView(BaseModel):
    """Newest first. `in_force` is what counts for the client that was asked for, its own or the service's default.

    `next` is the cursor of the next page, null on the last one.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"in_force": "sales@2", "items": [_VERSION], "next": None}]}
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

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [_TRIAL]})

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


def _members(row: Any, in_force: bool, named: bool) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("client", "version", "created_at", "published_at")},
        "created_by": row.created_by if named else None,
        "published_by": row.published_by if named else None,
        "id": row.rubric,
        "state": "draft" if row.published_at is None else "published",
        "in_force": in_force,
        "link": location(row.client, row.rubric, row.version),
    }
