from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.verdict import Verdict
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.qa_service_documents_analysis_sentence_part import (
        QaServiceDocumentsAnalysisSentencePart,
    )
    from ..models.quote import Quote


T = TypeVar("T", bound="AnswerPart")


@_attrs_define
class AnswerPart:
    """One criterion of the rubric; an absence names the turns that were examined. `to_be_confirmed`: the answer is the
    one without a finding against the agent that a person is to confirm. `sentences` are there where a script is asked.

        Attributes:
            criterion (str):
            verdict (Verdict): The answer to one criterion.
            confidence (float):
            evidence (list[Quote]):
            examined (list[int]):
            decided_by (str):
            to_be_confirmed (bool):
            sentences (list[QaServiceDocumentsAnalysisSentencePart] | None | Unset):
            reason (None | str | Unset):
    """

    criterion: str
    verdict: Verdict
    confidence: float
    evidence: list[Quote]
    examined: list[int]
    decided_by: str
    to_be_confirmed: bool
    sentences: list[QaServiceDocumentsAnalysisSentencePart] | None | Unset = UNSET
    reason: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        criterion = self.criterion

        verdict = self.verdict.value

        confidence = self.confidence

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        examined = self.examined

        decided_by = self.decided_by

        to_be_confirmed = self.to_be_confirmed

        sentences: list[dict[str, Any]] | None | Unset
        if isinstance(self.sentences, Unset):
            sentences = UNSET
        elif isinstance(self.sentences, list):
            sentences = []
            for sentences_type_0_item_data in self.sentences:
                sentences_type_0_item = sentences_type_0_item_data.to_dict()
                sentences.append(sentences_type_0_item)

        else:
            sentences = self.sentences

        reason: None | str | Unset
        if isinstance(self.reason, Unset):
            reason = UNSET
        else:
            reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "criterion": criterion,
                "verdict": verdict,
                "confidence": confidence,
                "evidence": evidence,
                "examined": examined,
                "decided_by": decided_by,
                "to_be_confirmed": to_be_confirmed,
            }
        )
        if sentences is not UNSET:
            field_dict["sentences"] = sentences
        if reason is not UNSET:
            field_dict["reason"] = reason

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.qa_service_documents_analysis_sentence_part import (
            QaServiceDocumentsAnalysisSentencePart,
        )
        from ..models.quote import Quote

        d = dict(src_dict)
        criterion = d.pop("criterion")

        verdict = Verdict(d.pop("verdict"))

        confidence = d.pop("confidence")

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = Quote.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        examined = cast(list[int], d.pop("examined"))

        decided_by = d.pop("decided_by")

        to_be_confirmed = d.pop("to_be_confirmed")

        def _parse_sentences(
            data: object,
        ) -> list[QaServiceDocumentsAnalysisSentencePart] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                sentences_type_0 = []
                _sentences_type_0 = data
                for sentences_type_0_item_data in _sentences_type_0:
                    sentences_type_0_item = (
                        QaServiceDocumentsAnalysisSentencePart.from_dict(
                            sentences_type_0_item_data
                        )
                    )

                    sentences_type_0.append(sentences_type_0_item)

                return sentences_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                list[QaServiceDocumentsAnalysisSentencePart] | None | Unset, data
            )

        sentences = _parse_sentences(d.pop("sentences", UNSET))

        def _parse_reason(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reason = _parse_reason(d.pop("reason", UNSET))

        answer_part = cls(
            criterion=criterion,
            verdict=verdict,
            confidence=confidence,
            evidence=evidence,
            examined=examined,
            decided_by=decided_by,
            to_be_confirmed=to_be_confirmed,
            sentences=sentences,
            reason=reason,
        )

        return answer_part
