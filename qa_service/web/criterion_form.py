"""The form of one criterion: what was typed, and the criterion that it means, both ways.

What a form holds comes back the same. A criterion that it cannot hold (a line break inside a phrase, spaces at the end
of a sentence) is left to the text of the rubric: `CriterionForm.of` gives None. Clauses inside clauses, and what the
service answers by itself (behaviours, reasons, measures), are held as they are; the form changes what stands around.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from pydantic import ValidationError
from starlette.datastructures import FormData

from qa_service.domain.clauses import AnswerIs, Clause
from qa_service.domain.rubric import Criterion, Critical, Wording
from qa_service.domain.vocabulary import Vocabulary
from qa_service.errors import BadRubric, say
from qa_service.scoring.load_criterion import criterion_faults
from qa_service.scoring.placing import SectionChoice
from qa_service.web.criterion_faults import field_of
from qa_service.web.rule_text import KEPT, Body, body_of_rule, kept, texts_of_rule
from qa_service.web.typed import FieldFault, Typed, number_text

NEW_SECTION = "new:"
"""The choice of a section that is not there yet; ids of sections have no colon."""
ANSWERED = "answer:"
"""Before the id of the criterion on whose answer this one depends."""
_FOLLOWS = {"critical": "cap"}
"""Fields whose faults follow from what is wrong in another one already."""
_UNASKED = "?"
"""Stands for a question that is not written yet, so that the rest can be looked at."""
_LONGEST_ID = 40
EMPTY: Mapping[str, Sequence[str]] = {
    "kind": ("phrase",),
    "mode": ("any",),
    "by": ("agent",),
    "turns_end": ("last",),
    "seconds_end": ("first",),
    "share": ("70",),
    "in_order": ("1",),
    "met": ("yes",),
    "weight": ("10",),
    "cap": ("30",),
    "harms": ("customer",),
    "verdicts": ("yes",),
    "look": ("anywhere",),
    "section_it": ("Domande del centro",),
    "section_en": ("The centre's own questions",),
}
"""What an empty form shows."""


@dataclass(slots=True)
class CriterionForm:
    """`typed` are its texts, with what is wrong in them by field; ``""`` stands for the whole."""

    typed: Typed

    @classmethod
    def empty(cls, section: str) -> Self:
        """As it is first shown, for a section of the rubric."""
        return cls(Typed({**EMPTY, "section": (section,)}))

    @classmethod
    def of(cls, criterion: Criterion, section: str) -> Self | None:
        """With a criterion in it; None where the form cannot hold it."""
        form = cls(Typed({**EMPTY, **_texts_of(criterion), "section": (section,), "editing": (criterion.id,)}))
        return form if form._meant() == criterion else None

    def copied(self) -> Self:
        """For a new criterion with the same in it."""
        return type(self)(Typed({**self.typed.texts, "editing": ()}))

    @classmethod
    def sent(cls, form: FormData) -> Self:
        """As it came."""
        return cls(Typed.sent(form))

    def __getitem__(self, name: str) -> str:
        """What stands in a field, as it was typed."""
        return self.typed[name]

    def ticked(self, name: str) -> list[str]:
        """What is ticked in a field of several."""
        return self.typed.ticks(name)

    def faults(self, name: str) -> Sequence[FieldFault]:
        """What is wrong in a field."""
        return self.typed.faults.get(name, ())

    @property
    def fields_at_fault(self) -> list[str]:
        """In which fields something is wrong."""
        return list(self.typed.faults)

    def criterion(self, vocabulary: Vocabulary, taken: Collection[str] = ()) -> Criterion | None:
        """The criterion that was typed; one without an id gets one from its question that is not `taken`. None where
        something does not fit: see `faults`.
        """
        if not self["question_it"] and not self["question_en"]:
            self.typed.fault("question_it", say("write the question"))
        if self["id"] in taken:
            self.typed.fault("id", say("another question has this name"))
        self._check_section()
        body = self._body() | {"id": self["id"] or new_id(self["question_en"] or self["question_it"], taken)}
        return self._parsed(body, vocabulary)

    def attempt(self, vocabulary: Vocabulary) -> Criterion | None:
        """The same for a look while it is being written: without question, weight and the rest."""
        unasked = {
            "id": self["editing"] or "tried",
            "question": {"it": "?", "en": "?"},
            "rule": body_of_rule(self.typed),
        }
        return self._parsed({**unasked, **self._scope()}, vocabulary)

    @property
    def section(self) -> SectionChoice:
        """Where it is to stand."""
        if self["section"] != NEW_SECTION:
            return SectionChoice(self["section"])
        italian, english = self["section_it"], self["section_en"]
        id = new_id(english or italian)
        return SectionChoice(id, Wording(it=italian or english, en=english or italian))

    def _check_section(self) -> None:
        if not self["section"]:
            self.typed.fault("section", say("choose a section"))
        if self["section"] == NEW_SECTION and not self["section_it"] and not self["section_en"]:
            self.typed.fault("section_it", say("write a name"))

    def refused(self, error: BadRubric) -> None:
        """Show a refusal at the field that it is about."""
        place = field_of(error.where.removeprefix("."), self.typed)
        self.typed.fault(place.field, error.advised, place.line)

    def _parsed(self, body: Body, vocabulary: Vocabulary) -> Criterion | None:
        told = set(self.typed.faults)
        for error in criterion_faults(body, vocabulary):
            name = field_of(error.where.removeprefix("."), self.typed).field
            if not {name, _FOLLOWS.get(name)} & told:
                self.refused(error)
        return None if self.typed.faults else Criterion.model_validate(body)

    def _meant(self) -> Criterion | None:
        """The criterion as far as it can be told without a vocabulary."""
        try:
            return Criterion.model_validate(self._body() | {"id": self["id"]})
        except ValidationError:
            return None

    def _body(self) -> Body:
        rule = body_of_rule(self.typed)
        italian, english = self["question_it"], self["question_en"] or self["question_it"] or _UNASKED
        return {
            "question": {"it": italian or english, "en": english},
            "rule": rule,
            **({"wanted": False} if self["met"] == "no" and rule.get("kind") != "person" else {}),
            **self._weight(),
            **self._scope(),
            **self._critical(),
            **({"look": self["look"]} if self["look"] else {}),
            "reference": self["reference"],
        }

    def _weight(self) -> Body:
        weight = self.typed.number("weight")
        return {} if weight is None else {"weight": weight}

    def _scope(self) -> Body:
        applies = {name: self.ticked(name) for name in ("channels", "directions", "intents")}
        return {"applies": {name: values for name, values in applies.items() if values}, **self._condition()}

    def _condition(self) -> Body:
        if self["only_if"] == KEPT:
            return {"only_if": kept(self.typed, "kept_only_if", "only_if")}
        if not self["only_if"]:
            return {}
        id = self["only_if"].removeprefix(ANSWERED)
        return {"only_if": {"kind": "answer", "criterion": id, "verdicts": self.ticked("verdicts")}}

    def _critical(self) -> Body:
        if not self["critical"]:
            return {}
        if self["critical"] == "fails":
            return {"critical": {"harms": self["harms"], "fails": True}}
        cap = self.typed.number("cap")
        return {"critical": {"harms": self["harms"], **({} if cap is None else {"cap": cap})}}


def new_id(question: str, taken: Collection[str] = ()) -> str:
    """An id from the words of a question: ``is_the_address_confirmed``."""
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "_", plain)[:_LONGEST_ID].strip("_") or "question"
    names = (slug, *(f"{slug}_{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _texts_of(criterion: Criterion) -> dict[str, Sequence[str]]:
    return {
        "id": (criterion.id,),
        **_texts_of_question(criterion.question),
        **texts_of_rule(criterion.rule),
        "met": ("yes" if criterion.wanted else "no",),
        "weight": (number_text(criterion.weight),),
        "channels": sorted(criterion.applies.channels),
        "directions": sorted(criterion.applies.directions),
        "intents": sorted(criterion.applies.intents),
        **_texts_of_condition(criterion.only_if),
        **_texts_of_critical(criterion.critical),
        "look": (criterion.look,),
        "reference": (criterion.reference,),
    }


def _texts_of_question(question: Wording) -> dict[str, Sequence[str]]:
    return {"question_it": (question.it,), "question_en": (question.en,)}


def _texts_of_condition(only_if: Clause | None) -> dict[str, Sequence[str]]:
    match only_if:
        case None:
            return {"only_if": ("",)}
        case AnswerIs():
            verdicts = [verdict.value for verdict in only_if.verdicts]
            return {"only_if": (f"{ANSWERED}{only_if.criterion}",), "verdicts": verdicts}
        case _:
            return {"only_if": (KEPT,), "kept_only_if": (only_if.model_dump_json(exclude_defaults=True),)}


def _texts_of_critical(critical: Critical | None) -> dict[str, Any]:
    if critical is None:
        return {"critical": ("",)}
    if critical.cap is None:
        return {"critical": ("fails",), "harms": (critical.harms,)}
    return {"critical": ("cap",), "harms": (critical.harms,), "cap": (number_text(critical.cap),)}
