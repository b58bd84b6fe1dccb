"""What training makes small, one term a head."""

import torch
import torch.nn.functional as F
from torch import Tensor

from models.interaction_encoder.batches import RESOLUTIONS, Batch, C, S
from models.interaction_encoder.network import Outputs

RESOLVED = RESOLUTIONS.index("resolved")
WEIGHTS = {
    "intent": 1.0,
    "resolution": 1.0,
    "done": 1.0,
    "sentiment": 1.5,
    "courtesy": 1.5,
    "agent": 1.5,
    "evidence": 0.5,
}
RARE_WEIGHT = 2.0
"""How much more a missed courtesy label costs than a false one: they are a few per cent of the turns."""
SENTIMENT_WEIGHT = (1.4, 0.65, 1.8)
"""Negative, neutral, positive: against their shares in the corpus (21, 68, 11 %), softened."""


def losses(out: Outputs, batch: Batch) -> dict[str, Tensor]:
    """Terms by name, each a mean over what is known; a term that has nothing to say is left out."""
    terms: dict[str, Tensor] = {}
    for name, logits, target in (
        ("intent", out.intent, batch.intent),
        ("resolution", out.resolution, batch.resolution),
    ):
        known = target >= 0
        if known.any():
            each = F.cross_entropy(logits[known].float(), target[known], reduction="none", label_smoothing=0.05)
            terms[name] = (each * batch.weight[known]).mean()
    known = ~batch.done.isnan()
    if known.any():
        resolved = torch.softmax(out.resolution[known].float(), 1)[:, RESOLVED].clamp(1e-4, 1 - 1e-4)
        each = F.binary_cross_entropy(resolved, batch.done[known], reduction="none")
        terms["done"] = (each * batch.weight[known]).mean()
    known = batch.sentiment >= 0
    if known.any():
        weight = torch.tensor(SENTIMENT_WEIGHT)
        each = F.cross_entropy(out.turn[known, :S].float(), batch.sentiment[known], weight=weight, reduction="none")
        terms["sentiment"] = each.mean()
    terms.update(_flag_terms(out.turn[:, S:].float(), batch.flags))
    return terms


def _flag_terms(logits: Tensor, flags: Tensor) -> dict[str, Tensor]:
    terms = {}
    for name, columns in (("courtesy", slice(0, C)), ("agent", slice(C, C + 1)), ("evidence", slice(C + 1, C + 3))):
        wanted = flags[:, columns]
        known = ~wanted.isnan()
        if known.any():
            heavier = torch.tensor(RARE_WEIGHT if name == "courtesy" else 1.0)
            each = F.binary_cross_entropy_with_logits(
                logits[:, columns][known], wanted[known], reduction="none", pos_weight=heavier
            )
            terms[name] = each.sum() / known.any(1).sum()
    return terms


def total(terms: dict[str, Tensor]) -> Tensor:
    """The weighted sum."""
    return torch.stack([WEIGHTS[name] * term for name, term in terms.items()]).sum()
