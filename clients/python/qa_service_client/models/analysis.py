from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

from ..models.automatic import Automatic
from ..models.channel import Channel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.analysis_confidence import AnalysisConfidence
    from ..models.analysis_courtesy import AnalysisCourtesy
    from ..models.analysis_versions import AnalysisVersions
    from ..models.dynamics_part import DynamicsPart
    from ..models.judgement_part import JudgementPart
    from ..models.pause_part import PausePart
    from ..models.pii_part import PiiPart
    from ..models.scorecard_part import ScorecardPart
    from ..models.segment_part import SegmentPart
    from ..models.sentiment_part import SentimentPart
    from ..models.transfer_part import TransferPart
    from ..models.turn_part import TurnPart


T = TypeVar("T", bound="Analysis")


@_attrs_define
class Analysis:
    """Everything that was found of one interaction. `withheld` says why the words are not shown to this caller; then
    there is no transcript and no quote. `agent` is the one for whom the outcome counts, and whose courtesy and
    scorecard these are. What colleagues and bots did stands in `segments` where a file is analysed at once; a service
    keeps these as interactions of their own (`/v1/interactions/{uuid}/segments`).

        Attributes:
            schema (Literal['qa-analysis/1']):
            id (str):
            client (str):
            agent (None | str):
            lang (None | str):
            channel (Channel): How the contact took place.
            transcript (list[TurnPart]):
            intent (JudgementPart): `label` null: the service cannot tell, and `reason` says why.
            sentiment (SentimentPart): By customer turn, and at the start and the end.
            resolution (JudgementPart): `label` null: the service cannot tell, and `reason` says why.
            courtesy (AnalysisCourtesy):
            dynamics (DynamicsPart): Seconds and shares; null where they cannot be measured.
            scorecard (ScorecardPart): 0 to 100 by section; `critical` names the critical criteria that failed,
                `critical_by_harm` the same apart
                (customer, business, compliance), `failed` the sections that one of them failed outright, `to_be_confirmed` the
                criteria whose answer waits for a person.
            confidence (AnalysisConfidence):
            versions (AnalysisVersions):
            automatic (Automatic | None | Unset):
            own_intent (JudgementPart | None | Unset): the reason in the client's own terms, where it has defined any
            pauses (list[PausePart] | None | Unset): when the recording was paused, where that was recognised
            pii (list[PiiPart] | None | Unset):
            withheld (None | str | Unset):
            callback (bool | None | Unset): the centre called back because the customer asked for it
            transfers (list[TransferPart] | None | Unset): when the contact went on to another agent or queue
            segments (list[SegmentPart] | None | Unset):
    """

    schema: Literal["qa-analysis/1"]
    id: str
    client: str
    agent: None | str
    lang: None | str
    channel: Channel
    transcript: list[TurnPart]
    intent: JudgementPart
    sentiment: SentimentPart
    resolution: JudgementPart
    courtesy: AnalysisCourtesy
    dynamics: DynamicsPart
    scorecard: ScorecardPart
    confidence: AnalysisConfidence
    versions: AnalysisVersions
    automatic: Automatic | None | Unset = UNSET
    own_intent: JudgementPart | None | Unset = UNSET
    pauses: list[PausePart] | None | Unset = UNSET
    pii: list[PiiPart] | None | Unset = UNSET
    withheld: None | str | Unset = UNSET
    callback: bool | None | Unset = UNSET
    transfers: list[TransferPart] | None | Unset = UNSET
    segments: list[SegmentPart] | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.judgement_part import JudgementPart

        schema = self.schema

        id = self.id

        client = self.client

        agent: None | str
        agent = self.agent

        lang: None | str
        lang = self.lang

        channel = self.channel.value

        transcript = []
        for transcript_item_data in self.transcript:
            transcript_item = transcript_item_data.to_dict()
            transcript.append(transcript_item)

        intent = self.intent.to_dict()

        sentiment = self.sentiment.to_dict()

        resolution = self.resolution.to_dict()

        courtesy = self.courtesy.to_dict()

        dynamics = self.dynamics.to_dict()

        scorecard = self.scorecard.to_dict()

        confidence = self.confidence.to_dict()

        versions = self.versions.to_dict()

        automatic: None | str | Unset
        if isinstance(self.automatic, Unset):
            automatic = UNSET
        elif isinstance(self.automatic, Automatic):
            automatic = self.automatic.value
        else:
            automatic = self.automatic

        own_intent: dict[str, Any] | None | Unset
        if isinstance(self.own_intent, Unset):
            own_intent = UNSET
        elif isinstance(self.own_intent, JudgementPart):
            own_intent = self.own_intent.to_dict()
        else:
            own_intent = self.own_intent

        pauses: list[dict[str, Any]] | None | Unset
        if isinstance(self.pauses, Unset):
            pauses = UNSET
        elif isinstance(self.pauses, list):
            pauses = []
            for pauses_type_0_item_data in self.pauses:
                pauses_type_0_item = pauses_type_0_item_data.to_dict()
                pauses.append(pauses_type_0_item)

        else:
            pauses = self.pauses

        pii: list[dict[str, Any]] | None | Unset
        if isinstance(self.pii, Unset):
            pii = UNSET
        elif isinstance(self.pii, list):
            pii = []
            for pii_type_0_item_data in self.pii:
                pii_type_0_item = pii_type_0_item_data.to_dict()
                pii.append(pii_type_0_item)

        else:
            pii = self.pii

        withheld: None | str | Unset
        if isinstance(self.withheld, Unset):
            withheld = UNSET
        else:
            withheld = self.withheld

        callback: bool | None | Unset
        if isinstance(self.callback, Unset):
            callback = UNSET
        else:
            callback = self.callback

        transfers: list[dict[str, Any]] | None | Unset
        if isinstance(self.transfers, Unset):
            transfers = UNSET
        elif isinstance(self.transfers, list):
            transfers = []
            for transfers_type_0_item_data in self.transfers:
                transfers_type_0_item = transfers_type_0_item_data.to_dict()
                transfers.append(transfers_type_0_item)

        else:
            transfers = self.transfers

        segments: list[dict[str, Any]] | None | Unset
        if isinstance(self.segments, Unset):
            segments = UNSET
        elif isinstance(self.segments, list):
            segments = []
            for segments_type_0_item_data in self.segments:
                segments_type_0_item = segments_type_0_item_data.to_dict()
                segments.append(segments_type_0_item)

        else:
            segments = self.segments

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "schema": schema,
                "id": id,
                "client": client,
                "agent": agent,
                "lang": lang,
                "channel": channel,
                "transcript": transcript,
                "intent": intent,
                "sentiment": sentiment,
                "resolution": resolution,
                "courtesy": courtesy,
                "dynamics": dynamics,
                "scorecard": scorecard,
                "confidence": confidence,
                "versions": versions,
            }
        )
        if automatic is not UNSET:
            field_dict["automatic"] = automatic
        if own_intent is not UNSET:
            field_dict["own_intent"] = own_intent
        if pauses is not UNSET:
            field_dict["pauses"] = pauses
        if pii is not UNSET:
            field_dict["pii"] = pii
        if withheld is not UNSET:
            field_dict["withheld"] = withheld
        if callback is not UNSET:
            field_dict["callback"] = callback
        if transfers is not UNSET:
            field_dict["transfers"] = transfers
        if segments is not UNSET:
            field_dict["segments"] = segments

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.analysis_confidence import AnalysisConfidence
        from ..models.analysis_courtesy import AnalysisCourtesy
        from ..models.analysis_versions import AnalysisVersions
        from ..models.dynamics_part import DynamicsPart
        from ..models.judgement_part import JudgementPart
        from ..models.pause_part import PausePart
        from ..models.pii_part import PiiPart
        from ..models.scorecard_part import ScorecardPart
        from ..models.segment_part import SegmentPart
        from ..models.sentiment_part import SentimentPart
        from ..models.transfer_part import TransferPart
        from ..models.turn_part import TurnPart

        d = dict(src_dict)
        schema = cast(Literal["qa-analysis/1"], d.pop("schema"))
        if schema != "qa-analysis/1":
            raise ValueError(f"schema must match const 'qa-analysis/1', got '{schema}'")

        id = d.pop("id")

        client = d.pop("client")

        def _parse_agent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent = _parse_agent(d.pop("agent"))

        def _parse_lang(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        lang = _parse_lang(d.pop("lang"))

        channel = Channel(d.pop("channel"))

        transcript = []
        _transcript = d.pop("transcript")
        for transcript_item_data in _transcript:
            transcript_item = TurnPart.from_dict(transcript_item_data)

            transcript.append(transcript_item)

        intent = JudgementPart.from_dict(d.pop("intent"))

        sentiment = SentimentPart.from_dict(d.pop("sentiment"))

        resolution = JudgementPart.from_dict(d.pop("resolution"))

        courtesy = AnalysisCourtesy.from_dict(d.pop("courtesy"))

        dynamics = DynamicsPart.from_dict(d.pop("dynamics"))

        scorecard = ScorecardPart.from_dict(d.pop("scorecard"))

        confidence = AnalysisConfidence.from_dict(d.pop("confidence"))

        versions = AnalysisVersions.from_dict(d.pop("versions"))

        def _parse_automatic(data: object) -> Automatic | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                automatic_type_0 = Automatic(data)

                return automatic_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Automatic | None | Unset, data)

        automatic = _parse_automatic(d.pop("automatic", UNSET))

        def _parse_own_intent(data: object) -> JudgementPart | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                own_intent_type_0 = JudgementPart.from_dict(data)

                return own_intent_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JudgementPart | None | Unset, data)

        own_intent = _parse_own_intent(d.pop("own_intent", UNSET))

        def _parse_pauses(data: object) -> list[PausePart] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                pauses_type_0 = []
                _pauses_type_0 = data
                for pauses_type_0_item_data in _pauses_type_0:
                    pauses_type_0_item = PausePart.from_dict(pauses_type_0_item_data)

                    pauses_type_0.append(pauses_type_0_item)

                return pauses_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[PausePart] | None | Unset, data)

        pauses = _parse_pauses(d.pop("pauses", UNSET))

        def _parse_pii(data: object) -> list[PiiPart] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                pii_type_0 = []
                _pii_type_0 = data
                for pii_type_0_item_data in _pii_type_0:
                    pii_type_0_item = PiiPart.from_dict(pii_type_0_item_data)

                    pii_type_0.append(pii_type_0_item)

                return pii_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[PiiPart] | None | Unset, data)

        pii = _parse_pii(d.pop("pii", UNSET))

        def _parse_withheld(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        withheld = _parse_withheld(d.pop("withheld", UNSET))

        def _parse_callback(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        callback = _parse_callback(d.pop("callback", UNSET))

        def _parse_transfers(data: object) -> list[TransferPart] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                transfers_type_0 = []
                _transfers_type_0 = data
                for transfers_type_0_item_data in _transfers_type_0:
                    transfers_type_0_item = TransferPart.from_dict(
                        transfers_type_0_item_data
                    )

                    transfers_type_0.append(transfers_type_0_item)

                return transfers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[TransferPart] | None | Unset, data)

        transfers = _parse_transfers(d.pop("transfers", UNSET))

        def _parse_segments(data: object) -> list[SegmentPart] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                segments_type_0 = []
                _segments_type_0 = data
                for segments_type_0_item_data in _segments_type_0:
                    segments_type_0_item = SegmentPart.from_dict(
                        segments_type_0_item_data
                    )

                    segments_type_0.append(segments_type_0_item)

                return segments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SegmentPart] | None | Unset, data)

        segments = _parse_segments(d.pop("segments", UNSET))

        analysis = cls(
            schema=schema,
            id=id,
            client=client,
            agent=agent,
            lang=lang,
            channel=channel,
            transcript=transcript,
            intent=intent,
            sentiment=sentiment,
            resolution=resolution,
            courtesy=courtesy,
            dynamics=dynamics,
            scorecard=scorecard,
            confidence=confidence,
            versions=versions,
            automatic=automatic,
            own_intent=own_intent,
            pauses=pauses,
            pii=pii,
            withheld=withheld,
            callback=callback,
            transfers=transfers,
            segments=segments,
        )

        return analysis
