"""A store full of demo data, put in directly: no model runs. Deterministic but for the dates, which end today."""

import io
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from qa_service.domain.interaction import Channel, Direction, Interaction, Party
from qa_service.domain.languages import READ
from qa_service.domain.people import Reach, Role
from qa_service.domain.processed import Processed, Understood
from qa_service.domain.scorecard import Setting
from qa_service.domain.transcript import PiiSpan, Transcript, Turn, Word
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
from qa_service.errors import Sentence
from qa_service.ingest import redacted_audio
from qa_service.ports import Audio
from qa_service.scoring.total import score
from qa_service.services.dependencies import Dependencies
from qa_service.store import interactions, results, users
from tests.web.scripts import SCRIPTS, Script

PASSWORD = "una frase lunga e facile"
AGENTS = {"a01": "nord", "a02": "nord", "a03": "nord", "a04": "sud", "a05": "sud", "a06": "sud"}
CLIENTS = ("acme", "globex")
PEOPLE: Mapping[str, Reach] = {
    "ada": Reach(Role.ADMIN),
    "quinto": Reach(Role.QA),
    "lea": Reach(Role.TEAM_LEADER, team="nord"),
    "carlo": Reach(Role.COACH),
    "vera": Reach(Role.CLIENT_VIEWER, client="acme"),
    "aldo": Reach(Role.AGENT, agent="a01"),
    "aura": Reach(Role.AUDITOR),
}
"""One person a role; all have the same password."""
WHO: Mapping[Role, str] = {reach.role: name for name, reach in PEOPLE.items()}
RATE = 8000
_WORD = 0.36
VERSIONS = {"asr": "whisper-base@1", "encoder": "interaction-encoder@3", "service": "0.1.0"}


@dataclass
class Seeded:
    """Where what lies: interactions by script, and the ones that wait or failed."""

    by_script: dict[int, list[uuid.UUID]] = field(default_factory=dict)
    failed: uuid.UUID | None = None
    waiting: uuid.UUID | None = None

    @property
    def call(self) -> uuid.UUID:
        """A call of agent a01 for acme with a recording."""
        return self.by_script[0][0]


def seed(service: Dependencies, n: int = 36, recordings: int = 1) -> Seeded:
    """Six people, `n` analysed interactions over two months, one that failed and one that waits."""
    chance, seeded = random.Random(7), Seeded()
    with service.store.transaction() as session:
        for name, reach in PEOPLE.items():
            users.create(session, name, PASSWORD, reach)
    moment = service.clock()
    for number in range(n):
        script = number % len(SCRIPTS)
        agent = list(AGENTS)[(number // len(SCRIPTS)) % len(AGENTS)]
        at = moment - timedelta(days=number, hours=2 + chance.randrange(6), minutes=chance.randrange(60))
        client = CLIENTS[number % 4 == 3]
        sound = number < recordings * len(SCRIPTS)
        id = put(service, SCRIPTS[script], f"c-{1000 + number}", client, agent, at, sound=sound)
        seeded.by_script.setdefault(script, []).append(id)
    seeded.failed, seeded.waiting = _unfinished(service, moment)
    return seeded


def _unfinished(service: Dependencies, moment: datetime) -> tuple[uuid.UUID, uuid.UUID]:
    found = []
    for id, reason in (("c-9001", "recording: it holds no sound track; give a wav or mp3 file"), ("c-9002", "")):
        one = Interaction(id=id, client="acme", channel=Channel.CALL, agent="a02", team="nord", started_at=moment)
        with service.store.transaction() as session:
            row, _ = interactions.register(session, one, id)
            if reason:
                results.fail(session, row.id, 1, Sentence(reason))
            found.append(row.id)
    return found[0], found[1]


def put(
    service: Dependencies, script: Script, id: str, client: str, agent: str, at: datetime, *, sound: bool = False
) -> uuid.UUID:
    """One analysed interaction."""
    understood = understood_of(script, service.vocabulary, at)
    end = at + timedelta(seconds=understood.transcript.duration or 600)
    given = Interaction(
        id=id,
        client=client,
        channel=Channel(script.channel),
        direction=Direction.INBOUND,
        agent=agent,
        team=AGENTS.get(agent),
        lang=script.lang if script.lang in READ else None,
        started_at=at,
        ended_at=end,
        customer=f"pseudonym-{id}",
    )
    rubric = service.rubrics.default
    card = score(rubric, understood.understanding, Setting.of(given, understood.transcript))
    processed = Processed(given, understood, card, {**VERSIONS, "rubric": rubric.name_at_version})
    with service.store.transaction() as session:
        row, _ = interactions.register(session, given, id)
        results.save_understood(session, row.id, 1, understood)
        if sound and script.channel == "call":
            stored = service.blobs.put(client, [recording(understood.transcript)], 10**8)
            results.save_redacted(session, row.id, 1, stored.key)
        results.save_processed(session, row.id, 1, processed, words=False)
        row.received_at = at
        return row.id


def understood_of(script: Script, vocabulary: Vocabulary, at: datetime) -> Understood:
    """The script as if it had been understood."""
    turns = _turns(script, at)
    spoken = script.channel == "call"
    confidence = {"language": 0.99, "roles": script.roles, **({"asr": 0.88 + 0.1 * script.sure} if spoken else {})}
    duration = turns[-1].end if spoken else None
    seen = _understanding(script, vocabulary, turns)
    pii = tuple(PiiSpan(n, 3, 9, "PERSON") for n, turn in enumerate(turns) if "[PERSON]" in turn.text)
    understood = Understood(Transcript(turns, script.lang, confidence, duration), pii, (), seen)
    return understood.without_unsure_roles()


def _turns(script: Script, at: datetime) -> tuple[Turn, ...]:
    clock, turns = 0.8, []
    for number, (party, text) in enumerate(script.turns):
        clock += 14.0 if number == script.pause_before else 0.0
        words = text.split()
        if script.channel != "call":
            turns.append(Turn(Party(party), text, at=at + timedelta(minutes=2 * number)))
            continue
        speaker = 0 if party == "agent" else 1
        spoken = tuple(Word(w, clock + n * _WORD, clock + (n + 1) * _WORD, 0.9, speaker) for n, w in enumerate(words))
        turns.append(Turn(Party(party), text, clock, spoken[-1].end, words=spoken))
        clock = spoken[-1].end + (-0.6 if number == 2 else 0.5)  # one interruption
    return tuple(turns)


def _understanding(script: Script, vocabulary: Vocabulary, turns: tuple[Turn, ...]) -> Understanding:
    def whole(turn: int) -> tuple[Evidence, ...]:
        text = turns[turn].text
        first = min(i for i in (*(text.find(mark, 8) + 1 or len(text) for mark in ",.?!"), len(text)))
        return (Evidence(turn, 0, first - 1 if first < len(text) else first),)

    courtesy = {
        label: Behaviour(
            label in script.shows,
            script.shown if label in script.shows else 0.08,
            whole(script.shows[label]) if label in script.shows else (),
        )
        for label in vocabulary.courtesy
    }
    said = [n for n, turn in enumerate(turns) if turn.party is Party.CUSTOMER]
    moods = tuple(TurnSentiment(n, script.moods[n > said[0]], 0.8) for n in said)
    end = whole(len(turns) - 2)
    rest = 1 - script.sure
    distribution = {label: rest / 4 for label in vocabulary.resolution}
    distribution[script.resolution or "pending"] = script.sure
    reason = None if script.resolution else "two labels are nearly as likely"
    resolution = Judgement(script.resolution, script.sure, distribution, end if script.resolution else (), reason)
    intent = Judgement(script.intent, 0.88, {script.intent: 0.88, "other": 0.12}, whole(said[0]))
    return Understanding(intent, resolution, Sentiment(moods, *script.moods), courtesy, _dynamics(script, turns))


def _dynamics(script: Script, turns: tuple[Turn, ...]) -> Dynamics:
    if script.channel != "call":
        return Dynamics()
    longest = 14.5 if script.pause_before is not None else 0.8
    return Dynamics({"agent": 0.55, "customer": 0.35}, 0.1, longest, 1, {"agent": 0.5})


def recording(transcript: Transcript) -> bytes:
    """A hum while each party speaks: the agent on the left, the customer on the right."""
    length = int(((transcript.duration or 1.0) + 0.5) * RATE)
    time = np.arange(length, dtype=np.float32) / RATE
    channels = []
    for party, pitch in ((Party.AGENT, 180.0), (Party.CUSTOMER, 140.0)):
        loud = np.zeros(length, np.float32)
        for turn in transcript.turns:
            if turn.party is party and turn.start is not None and turn.end is not None:
                loud[int(turn.start * RATE) : int(turn.end * RATE)] = 0.25
        swell = 0.55 + 0.45 * np.sin(2 * np.pi * 2.2 * time)
        channels.append((loud * swell * np.sin(2 * np.pi * pitch * time)).astype(np.float32))
    sink = io.BytesIO()
    redacted_audio.write(Audio(tuple(channels), RATE), (), sink)
    return sink.getvalue()
