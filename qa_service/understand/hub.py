"""Any Hugging Face sequence classifier as the voice of one label family; the only file that imports torch.

Needs the extra `hub`. A YAML file names the model and maps its labels to ours:

    family: sentiment            # intent, resolution or sentiment
    model: /models/my-sentiment  # a folder, or a name on the hub
    labels: {LABEL_0: negative, LABEL_1: neutral, LABEL_2: positive}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from qa_service.domain.interaction import Direction, Party
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Judgement, Sentiment, TurnSentiment, Understanding
from qa_service.errors import BadInput, EngineFailed, MissingModel, reason, say
from qa_service.foreign import as_it_came
from qa_service.ports import Reader, Reading

OPENING, ENDING = 4, 8
"""Turns that a classifier of the intent (the customer's first) and of the resolution (the last of all) is shown."""


class HubModel(BaseModel):
    """The YAML file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: Literal["intent", "resolution", "sentiment"]
    model: str = Field(min_length=1)
    labels: Mapping[str, str] = Field(min_length=1)


def load(path: Path, labels: Mapping[str, Sequence[str]]) -> HubModel:
    """The description in `path`; `labels` are the labels of each family. Raises BadInput with the path of the fault."""
    try:
        described = HubModel.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput("cannot be read as YAML ({reason})", reason=reason(error), where=str(path)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadInput(as_it_came(first["msg"]), where=f"{path}: {'.'.join(map(str, first['loc']))}") from error
    if unknown := sorted(set(described.labels.values()) - set(labels[described.family])):
        allowed = ", ".join(labels[described.family])
        raise BadInput(
            "unknown label {name!r}",
            name=unknown[0],
            where=f"{path}: labels",
            hint=say("use one of {allowed}", allowed=allowed),
        )
    return described


@dataclass(frozen=True)
class HubClassifier:
    """A sequence classifier on the GPU when there is one, else on the CPU; loaded when first asked."""

    described: HubModel
    batch: int = 16

    @cached_property
    def _loaded(self) -> tuple[Any, Any, Any]:
        try:
            import torch
            from transformers import AutoModelForSequenceClassification, AutoTokenizer
        except ImportError as error:
            raise MissingModel(
                "models of the hub need torch and transformers; run: pip install 'qa-service[hub]'"
            ) from error
        name = self.described.model
        try:
            tokenizer = AutoTokenizer.from_pretrained(name)
            model = AutoModelForSequenceClassification.from_pretrained(name)
        except (OSError, ValueError, ImportError) as error:
            raise MissingModel(
                "the model {name!r} cannot be loaded ({error}); check the name", name=name, error=type(error).__name__
            ) from error
        if missing := sorted(set(model.config.id2label.values()) - set(self.described.labels)):
            raise BadInput(
                "the model's label {name!r} is not mapped", name=missing[0], where="labels", hint="map all of them"
            )
        return tokenizer, model.eval().to("cuda" if torch.cuda.is_available() else "cpu"), torch

    def distributions(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """For each text: our labels and their probabilities, adding up to 1. Raises EngineFailed."""
        tokenizer, model, torch = self._loaded
        distributions: list[dict[str, float]] = []
        for first in range(0, len(texts), self.batch):
            batch = list(texts[first : first + self.batch])
            try:
                inputs = tokenizer(batch, padding=True, truncation=True, return_tensors="pt").to(model.device)
                with torch.inference_mode():
                    shares = model(**inputs).logits.softmax(-1).cpu().tolist()
            except RuntimeError as error:
                raise EngineFailed(
                    "the model {model!r} failed ({error})", model=self.described.model, error=type(error).__name__
                ) from error
            distributions += [self._ours(model.config.id2label, row) for row in shares]
        return distributions

    def _ours(self, names: Mapping[int, str], shares: Sequence[float]) -> dict[str, float]:
        ours: dict[str, float] = {}
        for number, share in enumerate(shares):
            label = self.described.labels[names[number]]
            ours[label] = ours.get(label, 0.0) + share
        return ours


@dataclass(frozen=True)
class HubReader:
    """A Reader that asks `classifier` for one family and `inner` for the rest, evidence included."""

    inner: Reader
    classifier: HubClassifier

    def read(self, transcript: Transcript, direction: Direction = Direction.INBOUND) -> Reading:
        """As `inner` reads it, with the label and the distribution of one family replaced."""
        reading = self.inner.read(transcript, direction)
        replaced = reading._replace(understanding=self._replaced(reading.understanding, transcript))
        return replaced.with_shipped_answers((self.classifier.described.family,))

    def _replaced(self, understanding: Understanding, transcript: Transcript) -> Understanding:
        family = self.classifier.described.family
        if family == "sentiment":
            return replace(understanding, sentiment=self._sentiment(transcript, understanding.sentiment))
        customer = [turn for turn in transcript.turns if turn.party is Party.CUSTOMER]
        turns = customer[:OPENING] if family == "intent" else transcript.turns[-ENDING:]
        inner_judgement: Judgement = getattr(understanding, family)
        if not turns or inner_judgement.reason is not None:
            return understanding
        (shares,) = self.classifier.distributions(["\n".join(turn.text for turn in turns)])
        label = max(shares, key=lambda name: shares[name])
        judgement = replace(inner_judgement, label=label, probability=shares[label], distribution=shares)
        if family == "intent":
            return replace(understanding, intent=judgement)
        return replace(understanding, resolution=judgement)

    def _sentiment(self, transcript: Transcript, before: Sentiment) -> Sentiment:
        numbers = [turn.turn for turn in before.turns if turn.label is not None]
        turns: Sequence[Turn] = transcript.turns
        shares = self.classifier.distributions([turns[number].text for number in numbers])
        best = {n: max(row, key=lambda name: row[name]) for n, row in zip(numbers, shares, strict=True)}
        judged = {n: TurnSentiment(n, best[n], row[best[n]]) for n, row in zip(numbers, shares, strict=True)}
        start = best[numbers[0]] if numbers else before.start
        end = best[numbers[-1]] if numbers else before.end
        return Sentiment(tuple(judged.get(turn.turn, turn) for turn in before.turns), start, end)
