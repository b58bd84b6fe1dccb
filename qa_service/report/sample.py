"""Documents of samples: plan, what it would draw, what was drawn, how far the work is."""

from typing import Any, Protocol

from qa_service.domain import rounding
from qa_service.domain.sampling import Check, Preview, Progress
from qa_service.report.times import written

_PLAN = ("size", "seed", "by", "allocation", "minimum", "weights", "floor", "spread")
_FRAME = ("client", "agent", "team", "channel", "intent", "since", "until", "margins")


class Sample(Protocol):
    """A stored sample, as far as it is shown."""

    id: Any
    client: str
    name: str
    purpose: Any
    plan: dict[str, Any]
    frame: dict[str, Any]
    second: float
    blind: bool
    created_by: str
    created_at: Any
    drawn_by: str | None
    drawn_at: Any
    frame_hash: str | None
    frame_size: int | None
    picks: int | None


def sample_document(row: Sample, **more: Any) -> dict[str, Any]:
    """Plan and draw; `more` adds a preview or the progress. `client` is null for a sample over several."""
    drawn = {
        "by": row.drawn_by,
        "at": written(row.drawn_at),
        "frame_hash": row.frame_hash,
        "frame_size": row.frame_size,
        "picks": row.picks,
    }
    return {
        "uuid": str(row.id),
        "client": row.client or None,
        "name": row.name,
        "purpose": row.purpose.value,
        "plan": {name: row.plan[name] for name in _PLAN},
        "frame": {name: row.frame[name] for name in _FRAME},
        "second": row.second,
        "blind": row.blind,
        "created_by": row.created_by,
        "created_at": written(row.created_at),
        "draw": None if row.drawn_at is None else drawn,
        **more,
    }


def preview_document(found: Preview, by: list[str]) -> dict[str, Any]:
    """Picks by stratum, and about how far the interval of a share of one half would reach to each side."""
    return {
        "frame_size": found.frame_size,
        "size": found.size,
        "half_width": None if found.half_width is None else rounding.kept(found.half_width),
        "strata": [
            {"stratum": dict(zip(by, stratum, strict=True)), "frame": size, "picks": picks}
            for stratum, (size, picks) in sorted(found.strata.items())
        ],
        "reasons": {reason.value: n for reason, n in sorted(found.reasons.items())},
    }


def progress_document(found: Progress) -> dict[str, Any]:
    """Answers wanted, given, in hand, and given by person."""
    return {
        "wanted": found.wanted,
        "done": found.done,
        "in_hand": found.in_hand,
        "by_reviewer": dict(found.by_reviewer),
    }


class Pick(Protocol):
    """A stored pick."""

    id: Any
    interaction_id: Any
    chance: float
    place: int
    stratum: list[str]
    reasons: list[str]


def pick_document(row: Pick, by: list[str], *, told: bool = True) -> dict[str, Any]:
    """One pick with its chance and what spoke for it; not `told`: that is null, since it would tell a judgement."""
    return {
        "pick": str(row.id),
        "interaction": str(row.interaction_id),
        "chance": row.chance,
        "place": row.place,
        "stratum": dict(zip(by, row.stratum, strict=True)) if told else None,
        "reasons": row.reasons if told else None,
    }


def check_document(found: Check) -> dict[str, Any]:
    """Whether it is identical, and how today's frame differs from the one it was drawn from."""
    return {
        "identical": found.identical,
        "frame_unchanged": found.frame_unchanged,
        "missing": list(found.missing),
        "surplus": list(found.surplus),
        "since_then": {"added": found.added, "gone": found.gone, "changed": found.changed},
    }
