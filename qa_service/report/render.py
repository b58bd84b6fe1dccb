"""The analysis document `qa-analysis/1` of a processed interaction: what the API, the command line and pages read."""

from collections.abc import Iterable
from typing import Any

from qa_service.domain.interaction import Party
from qa_service.domain.processed import Processed
from qa_service.domain.scorecard import Answer, Scorecard
from qa_service.domain.transcript import Transcript, Turn
from qa_service.domain.understanding import Behaviour, Dynamics, Evidence, Judgement, Sentiment

SCHEMA = "qa-analysis/1"
CONTRACT = "qa-analysis/1.1"
"""What was added to the schema: 1.1 says how each courtesy behaviour stands, which answers wait for a person, and which
turns of another voice are a bot's, and which mail is automatic.
"""


def analysis_document(processed: Processed, *, show_pii: bool = False, withheld: str = "") -> dict[str, Any]:
    """The document, ready for JSON. `show_pii` adds where personal data stood in the unmasked turns; `withheld` says
    why the words were taken out before.
    """
    interaction, understood = processed.interaction, processed.understood
    transcript, seen = understood.transcript, understood.understanding
    document = {
        "schema": SCHEMA,
        "id": interaction.id,
        "client": interaction.client,
        "agent": interaction.agent,
        "lang": transcript.lang,
        "channel": interaction.channel.value,
        "automatic": None if interaction.automatic is None else interaction.automatic.value,
        "transcript": [_turn(number, turn) for number, turn in enumerate(transcript.turns)],
        "intent": _judgement(seen.intent, transcript),
        "sentiment": _sentiment(seen.sentiment),
        "resolution": _judgement(seen.resolution, transcript),
        "courtesy": {label: _behaviour(shown, transcript) for label, shown in seen.courtesy.items()},
        "dynamics": _dynamics(seen.dynamics),
        "scorecard": _scorecard(processed.scorecard, transcript),
        "confidence": {name: round(share, 3) for name, share in transcript.confidence.items()},
        "versions": {**processed.versions, "contract": CONTRACT},
    }
    if withheld:
        document["withheld"] = withheld
    if seen.own_intent is not None:
        document["own_intent"] = _judgement(seen.own_intent, transcript)
    if show_pii:
        document["pii"] = [
            {"turn": span.turn, "start": span.start, "end": span.end, "type": span.type} for span in understood.pii
        ]
    return document


def quotes(evidence: Iterable[Evidence], transcript: Transcript) -> list[dict[str, Any]]:
    """The passages as they stand in the transcript, with the seconds of their turns where there are any."""
    return [_quote(passage, transcript.turns[passage.turn]) for passage in evidence]


def _quote(passage: Evidence, turn: Turn) -> dict[str, Any]:
    quote = {"turn": passage.turn, "quote": turn.text[passage.start : passage.end]}
    return quote if turn.start is None else {**quote, "start": turn.start, "end": turn.end}


def _turn(number: int, turn: Turn) -> dict[str, Any]:
    bot = turn.party is Party.BOT
    shown: dict[str, Any] = {"turn": number, "speaker": Party.OTHER.value if bot else turn.party.value}
    if bot:
        shown["bot"] = True
    if turn.start is not None:
        shown |= {"start": turn.start, "end": turn.end}
    if turn.at is not None:
        shown["at"] = turn.at.isoformat()
    return {**shown, "text": turn.text}


def _judgement(judgement: Judgement, transcript: Transcript) -> dict[str, Any]:
    shown = {
        "label": judgement.label,
        "probability": round(judgement.probability, 3),
        "distribution": {label: round(share, 4) for label, share in judgement.distribution.items()},
        "evidence": quotes(judgement.evidence, transcript),
    }
    return {**shown, "reason": judgement.reason} if judgement.reason else shown


def _sentiment(sentiment: Sentiment) -> dict[str, Any]:
    turns = [{"turn": t.turn, "label": t.label, "probability": round(t.probability, 3)} for t in sentiment.turns]
    return {"turns": turns, "start": sentiment.start, "end": sentiment.end}


def _behaviour(shown: Behaviour, transcript: Transcript) -> dict[str, Any]:
    behaviour = {
        "present": shown.present,
        "status": shown.status,
        "probability": round(shown.probability, 3),
        "evidence": quotes(shown.evidence, transcript),
    }
    return {**behaviour, "reason": shown.reason} if shown.reason else behaviour


def _dynamics(dynamics: Dynamics) -> dict[str, Any]:
    return {
        "talk_share": dict(dynamics.talk_share),
        "silence_share": dynamics.silence_share,
        "longest_silence": dynamics.longest_silence,
        "overlaps": dynamics.overlaps,
        "response_time": dict(dynamics.response_time),
    }


def _scorecard(card: Scorecard, transcript: Transcript) -> dict[str, Any]:
    return {
        "rubric": card.rubric,
        "courtesy": card.courtesy,
        "sections": dict(card.sections),
        "critical": list(card.critical),
        "critical_by_harm": {harm: list(ids) for harm, ids in card.critical_by_harm.items()},
        "failed": list(card.failed),
        "to_be_confirmed": list(card.to_be_confirmed),
        "answers": [_answer(answer, transcript) for answer in card.answers],
    }


def _answer(answer: Answer, transcript: Transcript) -> dict[str, Any]:
    return {
        "criterion": answer.criterion,
        "verdict": answer.verdict.value,
        "confidence": round(answer.confidence, 3),
        "evidence": quotes(answer.evidence, transcript),
        "examined": list(answer.examined),
        "decided_by": answer.decided_by,
        "to_be_confirmed": answer.to_be_confirmed,
    }
