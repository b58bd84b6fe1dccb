"""The stage `transcribe`: from recognised words, or from given turns, to a transcript with its parties named."""

from collections.abc import Sequence
from dataclasses import replace

from qa_service.domain import agent_segments, languages
from qa_service.domain.interaction import GivenTurn, Interaction, Party
from qa_service.domain.transcript import SpeakerSpan, Transcript, Turn
from qa_service.ports import LanguageFinder, RoleFinder, Speech
from qa_service.transcribe import bots
from qa_service.transcribe.turns import SpeakerTurn, assign, speaker_turns, transcript


def recorded(
    speech: Speech,
    spans: Sequence[SpeakerSpan] | None,
    agent_channel: int | None,
    roles: RoleFinder,
    duration: float,
) -> Transcript:
    """The transcript of a recording of `duration` seconds.

    `spans` are the diarised speakers of a mono recording; None: every channel is one party. `agent_channel` is taken
    as certain; None: the words tell who the agent is, and `confidence["roles"]` how surely. A language that is not read
    here is named only where the guess is believed.
    """
    words = speech.words if spans is None else assign(speech.words, spans)
    turns = speaker_turns(words)
    certain_channel = None if spans is not None else agent_channel
    agent, probability = (certain_channel, 1.0) if certain_channel is not None else _agent(turns, speech.lang, roles)
    with_parties = transcript(
        turns,
        agent,
        lang=languages.believed(speech.lang, speech.lang_probability),
        lang_probability=speech.lang_probability,
        roles_probability=probability,
        duration=duration,
    )
    return replace(with_parties, turns=bots.named(with_parties.turns))


def written(interaction: Interaction, language: LanguageFinder, roles: RoleFinder) -> Transcript:
    """The transcript of a chat, an e-mail or a call that came in as text."""
    given_turns = interaction.turns
    texts = [turn.text for turn in given_turns]
    lang, lang_sure = (interaction.lang, 1.0) if interaction.lang else language.find(texts)
    lang = languages.believed(lang, lang_sure)
    parties, sure = _parties(interaction, lang, roles)
    turns = tuple(
        Turn(party, turn.text, turn.start, turn.end, turn.at, agent=turn.agent)
        for party, turn in zip(parties, given_turns, strict=True)
    )
    transcript = Transcript(bots.named(turns), lang, {"language": lang_sure, "roles": sure})
    return agent_segments.attributed(transcript, interaction)


def _agent(turns: Sequence[SpeakerTurn], lang: str | None, roles: RoleFinder) -> tuple[int, float]:
    """Which speaker is the agent, and the probability of it."""
    speakers = sorted({turn.speaker for turn in turns})
    if not speakers:
        return 0, 0.0
    shares = roles.find([[turn.text for turn in turns if turn.speaker == speaker] for speaker in speakers], lang)
    best = max(range(len(speakers)), key=lambda i: shares[i])
    if len(speakers) == 1 and shares[0] < 0.5:
        return 1 - speakers[0], 1 - shares[0]  # a lone voice that does not sound like the agent is the customer
    return speakers[best], shares[best]


def _parties(interaction: Interaction, lang: str | None, roles: RoleFinder) -> tuple[list[Party], float]:
    """The party of each turn: as given, or inferred for each unnamed voice; and how sure the least sure one is."""
    turns = interaction.turns
    speakers = [_speaker(turn) for turn in turns]
    unnamed = list(dict.fromkeys(_voice(i, turns[i].voice) for i, speaker in enumerate(speakers) if speaker is None))
    if not unnamed:
        return [speaker for speaker in speakers if speaker is not None], 1.0
    texts = [
        [turn.text for i, turn in enumerate(turns) if speakers[i] is None and _voice(i, turn.voice) == voice]
        for voice in unnamed
    ]
    shares = roles.find(texts, lang)
    inferred = {
        voice: Party.AGENT if share >= 0.5 else Party.CUSTOMER for voice, share in zip(unnamed, shares, strict=True)
    }
    sure = min(max(share, 1 - share) for share in shares)
    return [speakers[i] or inferred[_voice(i, turn.voice)] for i, turn in enumerate(turns)], sure


def _speaker(turn: GivenTurn) -> Party | None:
    """Whose turn names an agent is the agent's."""
    return turn.speaker or (Party.AGENT if turn.agent is not None else None)


def _voice(position: int, voice: int | None) -> int:
    """Turns that name neither speaker nor voice are each a voice of their own, numbered below zero."""
    return -1 - position if voice is None else voice
