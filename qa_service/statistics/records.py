"""Plans and frames as they are kept, and back: what an auditor needs to make a draw again."""

import json
import zlib
from collections.abc import Mapping
from typing import Any

from qa_service.domain.sampling import Allocation, Frame, Purpose, Reason, SamplingPlan, Unit
from qa_service.errors import BadInput
from qa_service.statistics.plans import lines, make_frame


def plan_as_dict(plan: SamplingPlan) -> dict[str, Any]:
    """Plain JSON values."""
    return {
        "purpose": plan.purpose.value,
        "size": plan.size,
        "seed": plan.seed,
        "by": list(plan.by),
        "allocation": plan.allocation.value,
        "minimum": plan.minimum,
        "floor": plan.floor,
        "weights": {reason.value: weight for reason, weight in plan.weights.items()},
        "spread": [{"stratum": list(stratum), "spread": spread} for stratum, spread in plan.spread.items()],
    }


def plan_from_dict(document: Mapping[str, Any]) -> SamplingPlan:
    """The inverse of `plan_as_dict`."""
    return SamplingPlan(
        purpose=Purpose(document["purpose"]),
        size=document["size"],
        seed=document["seed"],
        by=tuple(document["by"]),
        allocation=Allocation(document["allocation"]),
        minimum=document["minimum"],
        spread={tuple(entry["stratum"]): entry["spread"] for entry in document["spread"]},
        weights={Reason(reason): weight for reason, weight in document["weights"].items()},
        floor=document["floor"],
    )


def pack(frame: Frame) -> bytes:
    """The lines that the frame's hash is taken of, compressed: `zlib` and `sha256` are all it takes to check them."""
    packer = zlib.compressobj(6)
    return b"".join([*map(packer.compress, lines(frame.units)), packer.flush()])


def unpack(packed: bytes) -> Frame:
    """The inverse of `pack`; its hash is worked out anew. Raises BadInput when the bytes are not a frame."""
    try:
        rows = [json.loads(line) for line in zlib.decompress(packed).splitlines()]
        units = [Unit(id, tuple(stratum), order, tuple(map(Reason, reasons))) for id, stratum, order, reasons in rows]
    except (zlib.error, ValueError) as error:
        raise BadInput("the stored frame was changed: it cannot be read", where="frame") from error
    return make_frame(units)
