"""The words of a simulated centre: for each interaction of `centre_database` its transcript, its analysis, what it is
found by and what risk samples look at. Conversations are put together from sentences, VARIANTS of them; one in twelve
is as long as a call of five minutes, the others are short, so that the database of a large centre is soon built.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_json

from eval.bench.bulk import write
from eval.bench.centre_database import Cell, Centre, at, identity
from qa_service.domain.groups import GroupKind
from qa_service.domain.interaction import Channel, Direction, Interaction, Party
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Setting
from qa_service.domain.transcript import Transcript, Turn, Word
from qa_service.domain.understanding import (
    Behaviour,
    Dynamics,
    Evidence,
    Judgement,
    Sentiment,
    TurnSentiment,
    Understanding,
)
from qa_service.domain.vocabulary import Vocabulary
from qa_service.scoring.total import score
from qa_service.store.codec import split, to_body
from qa_service.store.fold import folded
from qa_service.store.tables import AnalysisRow, TranscriptRow
from qa_service.store.tables_figures import FigurePartRow
from qa_service.store.tables_reviews import MarkRow
from qa_service.store.tables_search import FindingRow, SearchRow

VARIANTS = 48
_SHORT, _LONG, _PACE = (8, 1), (30, 2), 0.36
"""Turns, and sentences in each."""
_VERSIONS = {"heads": "heads@1", "rubric": "default@1", "service": "0.1.0"}
_AGENT = (
    "Buongiorno, sono del servizio clienti, come posso aiutarla oggi?",
    "Mi dispiace molto per il disagio, capisco che sia una situazione spiacevole.",
    "Mi può dare per favore il codice cliente che trova in alto sulla bolletta?",
    "La ringrazio, resti in linea un attimo mentre controllo le letture del contatore.",
    "Grazie per l'attesa: la lettura era stimata, la correggo subito e le rimborso la differenza.",
    "Le preparo la proposta entro domani e la ricontatto io al numero [PHONE].",
    "Ricapitolo: cambio di offerta dal primo del mese, senza costi di attivazione.",
    "Non dipende da me, doveva chiamare prima lei, glielo avevano già detto.",
    "Posso fare altro per lei? Allora grazie a lei e buona giornata.",
)
_CUSTOMER = (
    "Buongiorno, la bolletta di ottobre è il doppio del solito e nessuno mi ha avvisato.",
    "Sì, il codice è [CUSTOMER_CODE] ed è intestato a [PERSON].",
    "La linea non va da tre giorni e ho già chiamato due volte senza risposta.",
    "Vorrei sapere quando arriva il tecnico, perché devo chiedere un permesso.",
    "Va bene, ma mi aspettavo almeno una telefonata prima della scadenza.",
    "Allora non devo fare altro? Perfetto, la ringrazio della pazienza.",
)


_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_STANDS = ("resolved", "resolved", "resolved", "pending", "escalated", "unresolved", None)
_INTENTS = ("billing", "billing", "technical_issue", "order_delivery", "account_access", "complaint", "other")
_CRITICAL = 97
"""One interaction in so many holds a critical failure."""
_RARE = 0.02
"""How often each discourteous behaviour is shown; a courteous one in about half of the conversations."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One variant as it is kept: rows of the tables, but for what belongs to a single interaction."""

    columns: Mapping[str, Any]
    transcript: str
    analysis: str
    words: str
    findings: Sequence[tuple[str, float, int]]
    mark: Mapping[str, Any]


@dataclass(slots=True)
class Speech:
    """All conversations of a centre, each made when it is first asked for."""

    vocabulary: Vocabulary
    rubric: Rubric
    known: dict[tuple[int, Channel], Conversation] = field(default_factory=dict)

    def of(self, number: int, channel: Channel) -> Conversation:
        """What was said in interaction `number`."""
        key = number * 2654435761 % 2**32 % VARIANTS, channel
        if key not in self.known:
            self.known[key] = _made(*key, self.vocabulary, self.rubric)
        return self.known[key]

    def columns(self, number: int, cell: Cell) -> Mapping[str, Any]:
        """The figures of an interaction's own row."""
        return self.of(number, cell.channel).columns

    def write(self, connection: sa.Connection, centre: Centre) -> None:
        """Everything that hangs on the interactions."""
        write(connection, TranscriptRow, self._transcripts(centre))
        write(connection, AnalysisRow, self._analyses(centre))
        write(connection, SearchRow, self._words(centre))
        write(connection, FindingRow, self._findings(centre))
        write(connection, MarkRow, self._marks(centre))
        part = FigurePartRow.__table__  # type: ignore[attr-defined]  # SQLModel adds it at run time
        failed = [{"failed": identity(number)} for number in range(0, int(centre.counts.sum()), _CRITICAL)]
        connection.execute(
            sa.update(part).where(part.c.interaction_id == sa.bindparam("failed")).values(critical=True), failed
        )

    def _each(self, centre: Centre) -> Iterator[tuple[int, Cell, dict[str, Any], Conversation]]:
        for number, cell in centre.each():
            key = {"interaction_id": identity(number), "client": cell.names[GroupKind.CLIENT]}
            yield number, cell, key, self.of(number, cell.channel)

    def _transcripts(self, centre: Centre) -> Iterator[dict[str, Any]]:
        for _, _, key, said in self._each(centre):
            yield {**key, "run": 1, "body": said.transcript}

    def _analyses(self, centre: Centre) -> Iterator[dict[str, Any]]:
        versions = to_json(_VERSIONS).decode()
        for number, cell, key, said in self._each(centre):
            body = said.analysis
            for kind, name in cell.names.items():
                body = body.replace(f"@{kind.value}@", name)
            body = body.replace("@id@", identity(number).hex)
            yield {**key, "run": 1, "body": body, "versions": versions, "made_at": at(number, cell)}

    def _words(self, centre: Centre) -> Iterator[dict[str, Any]]:
        for number, _, key, said in self._each(centre):
            yield {**key, "words": f"{said.words}\npratica p{number}"}

    def _findings(self, centre: Centre) -> Iterator[dict[str, Any]]:
        for _, _, key, said in self._each(centre):
            for label, probability, turn in said.findings:
                yield {**key, "label": label, "probability": probability, "turn": turn}

    def _marks(self, centre: Centre) -> Iterator[dict[str, Any]]:
        for number, _, key, said in self._each(centre):
            yield {**key, **said.mark, "critical": number % _CRITICAL == 0}


def _made(variant: int, channel: Channel, vocabulary: Vocabulary, rubric: Rubric) -> Conversation:
    chance = random.Random(variant)
    transcript = _transcript(chance, channel)
    seen = _understanding(chance, transcript, vocabulary)
    given = Interaction(
        id="@id@",
        client="@client@",
        channel=channel,
        direction=Direction.INBOUND,
        agent="@agent@",
        team="@team@",
        lang="it",
        started_at=_EPOCH,
    )
    understood = Understood(transcript, (), (), seen)
    card = score(rubric, seen, Setting.of(given, transcript))
    body, _ = split(Processed(given, understood, card, _VERSIONS))
    shown = {label: one for label, one in seen.courtesy.items() if one.detected}
    return Conversation(
        {
            "intent": seen.intent.label,
            "resolution": seen.resolution.label,
            "resolution_probability": seen.resolution.probability,
            "courtesy": card.courtesy,
            "sentiment_start": seen.sentiment.start,
            "sentiment_end": seen.sentiment.end,
            "confidence": round(chance.uniform(0.6, 0.99), 3),
            "duration": transcript.duration,
            "lang": "it",
        },
        to_json(to_body(understood)).decode(),
        to_json(body).decode(),
        "\n".join(folded(turn.text) for turn in transcript.turns),
        [(label, one.probability, one.evidence[0].turn) for label, one in shown.items()],
        {"longest_silence": seen.dynamics.longest_silence},
    )


def _transcript(chance: random.Random, channel: Channel) -> Transcript:
    clock, turns = 0.8, []
    length, sentences = _LONG if chance.random() < 1 / 12 else _SHORT
    for number in range(length):
        party = Party.AGENT if number % 2 == 0 else Party.CUSTOMER
        text = " ".join(chance.sample(_AGENT if party is Party.AGENT else _CUSTOMER, sentences))
        if channel is not Channel.CALL:
            turns.append(Turn(party, text, at=_EPOCH + timedelta(minutes=2 * number)))
            continue
        words = tuple(
            Word(word, clock + n * _PACE, clock + (n + 1) * _PACE, 0.9, number % 2)
            for n, word in enumerate(text.split())
        )
        turns.append(Turn(party, text, clock, words[-1].end, words=words))
        clock = words[-1].end + 0.5
    sure = {"language": 0.99, "roles": 0.97, **({"asr": 0.93} if channel is Channel.CALL else {})}
    return Transcript(tuple(turns), "it", sure, clock if channel is Channel.CALL else None)


def _understanding(chance: random.Random, transcript: Transcript, vocabulary: Vocabulary) -> Understanding:
    def passage(party: Party) -> tuple[Evidence, ...]:
        turn = chance.choice([n for n, one in enumerate(transcript.turns) if one.party is party])
        return (Evidence(turn, 0, min(40, len(transcript.turns[turn].text))),)

    courtesy = {}
    for label in vocabulary.courtesy:
        present = chance.random() < (_RARE if label in vocabulary.courtesy_negative else 0.5)
        sure = round(chance.uniform(0.55, 0.99), 3)
        courtesy[label] = Behaviour(present, sure if present else 1 - sure, passage(Party.AGENT) if present else ())
    sure, stands, why = round(chance.uniform(0.45, 0.98), 3), chance.choice(_STANDS), chance.choice(_INTENTS)
    said = [n for n, turn in enumerate(transcript.turns) if turn.party is Party.CUSTOMER]
    moods = tuple(TurnSentiment(n, chance.choice(("negative", "neutral", "positive")), 0.8) for n in said)
    return Understanding(
        Judgement(why, sure, {why: sure, "other": 1 - sure}, passage(Party.CUSTOMER)),
        Judgement(stands, sure, {stands or "pending": sure, "unresolved": 1 - sure}, passage(Party.CUSTOMER)),
        Sentiment(moods, moods[0].label, moods[-1].label),
        courtesy,
        Dynamics({"agent": 0.55, "customer": 0.35}, 0.1, round(chance.uniform(1.0, 20.0), 1), 1, {"agent": 0.5}),
    )
