"""The main path over small real classes: order, parties, masking and what is kept."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from qa_service.documents.analysis import Analysis
from qa_service.domain import vocabulary
from qa_service.domain.adaptation import Adaptation, version_of
from qa_service.domain.interaction import Automatic, Channel, GivenTurn, Interaction, Party
from qa_service.domain.processed import Processed
from qa_service.domain.rubric import Rubric
from qa_service.domain.scorecard import Verdict
from qa_service.domain.transcript import SpeakerSpan, Transcript, TranscriptChanges, Word
from qa_service.domain.usable_rubric import UsableRubric
from qa_service.pipeline import Pipeline
from qa_service.ports import Audio, Reading
from qa_service.scoring.load import parse
from qa_service.store.codec import from_body, to_body
from qa_service.understand.adapted import ClientAdaptations
from qa_service.worker.stages import PipelineStages
from tests.fakes import FakeEngines, ScriptedDiarizer, ScriptedTranscriber, SilentDecoder

NAMES = {"it": "x", "en": "x"}
VOCABULARY = vocabulary.Vocabulary({"billing": NAMES}, {}, {"resolved": NAMES}, {"greeting": NAMES}, {})
WAV = Path("never-opened.wav")


def rubric(*more: dict[str, Any]) -> Rubric:
    greeting = {"id": "greeting", "question": NAMES, "rule": {"kind": "behaviour", "label": "greeting"}}
    criteria = [greeting, *({"question": NAMES, **criterion} for criterion in more)]
    sections = [{"id": "courtesy", "name": NAMES, "criteria": criteria}]
    return parse({"id": "tiny", "version": 1, "name": NAMES, "sections": sections}, VOCABULARY)


def word(text: str, start: float, speaker: int) -> Word:
    return Word(text, start, start + 0.4, 0.9, speaker)


SCRIPT = [
    word("buongiorno", 0.5, 1),
    word("salve", 1.5, 0),
    word("il", 2.0, 0),
    word("<347>", 2.5, 0),
    word("risolto", 8.0, 1),
]
CALL = Interaction(id="c1", client="acme", channel=Channel.CALL, agent="a1")
CHAT = Interaction(
    id="t1",
    client="acme",
    channel=Channel.CHAT,
    turns=(
        GivenTurn(speaker=Party.CUSTOMER, text="chiamatemi al <347>"),
        GivenTurn(speaker=Party.AGENT, text="buongiorno, la chiamiamo al <347>"),
    ),
)


def pipeline(*, part_seconds: float = 240.0, agent_channel: int | None = None, **engines: Any) -> Pipeline:
    usable = UsableRubric(rubric())
    return Pipeline(FakeEngines(ScriptedTranscriber(SCRIPT), **engines), lambda _: usable, agent_channel, part_seconds)


def said(processed: Processed) -> list[tuple[str, str]]:
    return [(turn.party.value, turn.text) for turn in processed.understood.transcript.turns]


def test_a_stereo_call_becomes_masked_turns_with_the_parties_named_by_their_words() -> None:
    processed = pipeline().process(CALL, WAV)
    assert said(processed) == [("agent", "buongiorno"), ("customer", "salve il [PHONE]"), ("agent", "risolto")]
    assert processed.understood.transcript.confidence["roles"] == 0.9


def test_nothing_is_judged_in_automatic_mail_and_its_words_stay_masked() -> None:
    mail = CHAT.model_copy(update={"channel": Channel.EMAIL, "automatic": Automatic.BOUNCE})
    document = Analysis.of(pipeline().process(mail)).document()
    assert document["automatic"] == "bounce"
    assert document["transcript"][0]["text"] == "chiamatemi al [PHONE]"
    assert (document["intent"]["label"], document["resolution"]["label"]) == (None, None)
    assert document["intent"]["reason"] == "This is automatic mail; nothing in it is judged."
    assert document["courtesy"]["greeting"]["present"] is None
    assert (document["scorecard"]["courtesy"], document["scorecard"]["answers"][0]["verdict"]) == (None, "unclear")
    assert document["dynamics"]["response_time"] == {}
    judged = Analysis.of(pipeline().process(CHAT)).document()  # the same words of people are
    assert (judged["automatic"], judged["courtesy"]["greeting"]["present"]) == (None, True)


def test_a_known_agent_channel_is_certain_whatever_is_said() -> None:
    processed = pipeline(agent_channel=0).process(CALL, WAV)
    assert said(processed)[0] == ("customer", "buongiorno")
    assert processed.understood.transcript.confidence["roles"] == 1.0


def test_the_documents_agent_channel_goes_before_the_settings() -> None:
    processed = pipeline(agent_channel=0).process(CALL.model_copy(update={"agent_channel": 1}), WAV)
    assert said(processed)[0] == ("agent", "buongiorno")


def test_a_mono_call_is_told_apart_by_voice() -> None:
    spans = (SpeakerSpan(0, 0.0, 1.2), SpeakerSpan(1, 1.4, 3.2), SpeakerSpan(0, 7.5, 9.0))
    engines: dict[str, Any] = {"decoder": SilentDecoder(channels=1), "diarizer": ScriptedDiarizer(spans)}
    assert [party for party, _ in said(pipeline(**engines).process(CALL, WAV))] == ["agent", "customer", "agent"]


def test_two_equal_channels_are_mono() -> None:
    tiny = pipeline(decoder=SilentDecoder(dual=True))
    assert len(tiny.open(WAV).channels) == 1


def test_a_long_recording_is_heard_in_parts_with_the_times_of_the_whole() -> None:
    tiny = pipeline(part_seconds=4.0, decoder=SilentDecoder(seconds=10.0))
    transcript = tiny.hear(CALL, WAV)
    asked = tiny.engines.transcriber.asked  # type: ignore[attr-defined]
    assert len(asked) == 2  # 10 s in parts of about 4 s: round(10 / 4) = 2
    assert asked[0][2] is None
    assert asked[1][2] == "it"  # the first part settles the language
    assert transcript.turns[-1].start == 8.0


def test_silence_is_an_empty_transcript_without_a_language() -> None:
    empty = Pipeline(FakeEngines(ScriptedTranscriber([])), lambda _: UsableRubric(rubric()))
    processed = empty.process(CALL, WAV)
    assert processed.understood.transcript.turns == ()
    assert processed.understood.transcript.lang is None
    assert processed.scorecard.courtesy is None


def test_personal_data_are_silenced_in_the_channel_in_which_they_are_said() -> None:
    (silence,) = pipeline().process(CALL, WAV).understood.silences
    assert silence.channel == 0
    assert silence.start < 2.5
    assert silence.end > 2.9


def test_a_text_is_masked_and_keeps_its_parties() -> None:
    processed = pipeline().process(CHAT)
    assert said(processed) == [("customer", "chiamatemi al [PHONE]"), ("agent", "buongiorno, la chiamiamo al [PHONE]")]
    assert processed.interaction.turns == ()


def test_unnamed_voices_are_told_apart_by_their_words() -> None:
    turns = tuple(GivenTurn(voice=voice, text=text) for voice, text in ((5, "salve"), (7, "buongiorno"), (5, "ok")))
    processed = pipeline().process(CHAT.model_copy(update={"turns": turns}))
    assert [party for party, _ in said(processed)] == ["customer", "agent", "customer"]
    assert processed.understood.transcript.confidence["roles"] == 0.9


def test_revealing_gives_back_the_words_and_quotes_that_stand_in_them() -> None:
    tiny = pipeline()
    heard = tiny.hear(CHAT)
    revealed = Analysis.of(tiny.reveal(tiny.judge(CHAT, tiny.understand(CHAT, heard)), heard), show_pii=True).document()
    quote = revealed["courtesy"]["greeting"]["evidence"][0]["quote"]
    assert quote == "buongiorno, la chiamiamo al <347>"
    assert revealed["transcript"][1]["text"] == quote
    assert revealed["scorecard"]["answers"][0]["evidence"][0]["quote"] == quote
    assert revealed["pii"] == [
        {"turn": 0, "start": 14, "end": 19, "type": "PHONE"},
        {"turn": 1, "start": 28, "end": 33, "type": "PHONE"},
    ]


CALLS_BACK = {"id": "back", "rule": {"kind": "phrase", "any": {"it": ["chiamiamo al [PHONE]"]}}}
READS = {"id": "notices", "rule": {"kind": "script", "sentences": {"it": ["La chiamiamo al [PHONE]", "Va bene?"]}}}


def asking(*criteria: dict[str, Any]) -> Pipeline:
    return replace(pipeline(), rubrics=lambda _: UsableRubric(rubric(*criteria)))


def test_words_are_looked_for_under_their_masks_and_shown_without_them_to_who_may_see_them() -> None:
    asks = asking(CALLS_BACK, READS)
    heard = asks.hear(CHAT)
    masked = asks.judge(CHAT, asks.understand(CHAT, heard))
    back, notices = Analysis.of(masked).document()["scorecard"]["answers"][1:]
    assert (back["verdict"], back["evidence"]) == ("yes", [{"turn": 1, "quote": "chiamiamo al [PHONE]"}])
    assert "sentences" not in back
    assert notices["verdict"] == "no"
    assert notices["sentences"] == [
        {
            "text": "La chiamiamo al [PHONE]",
            "status": "said",
            "share": 1.0,
            "heard": [{"turn": 1, "quote": "chiamiamo al [PHONE]"}],
        },
        {"text": "Va bene?", "status": "missing", "share": 0.0, "heard": []},
    ]
    back, notices = Analysis.of(asks.reveal(masked, heard)).document()["scorecard"]["answers"][1:]
    assert (back["verdict"], back["evidence"]) == ("yes", [{"turn": 1, "quote": "chiamiamo al <347>"}])
    assert notices["sentences"][0]["heard"] == [{"turn": 1, "quote": "chiamiamo al <347>"}]


def test_no_word_of_automatic_mail_is_read() -> None:
    mail = CHAT.model_copy(update={"channel": Channel.EMAIL, "automatic": Automatic.BOUNCE})
    verdicts = [answer.verdict for answer in asking(CALLS_BACK, READS).process(mail).scorecard.answers]
    assert verdicts == [Verdict.UNCLEAR] * 3


def test_what_is_withheld_shows_no_passage_of_a_script() -> None:
    answers = asking(CALLS_BACK, READS).process(CHAT).without_words().scorecard.answers
    assert all(answer.evidence == () for answer in answers)
    assert [sentence.evidence for sentence in answers[2].sentences] == [(), ()]


def test_the_analysis_document_holds_no_personal_data_unless_asked() -> None:
    document = Analysis.of(pipeline().process(CHAT)).document()
    assert "347" not in str(document)
    assert "pii" not in document
    assert document["versions"] == {"encoder": "fake@1", "rubric": "tiny@1", "contract": "qa-analysis/1.5"}


def test_the_stages_of_a_worker_give_what_the_pipeline_gives() -> None:
    whole = pipeline(part_seconds=4.0).process(CALL, WAV)
    stages = PipelineStages(pipeline(part_seconds=4.0))
    heard = [stages.hear(WAV, CALL, part, None) for part in stages.parts(WAV)]
    pieces = stages.score(CALL, stages.understand(CALL, WAV, heard))
    assert replace(pieces, versions={}) == replace(whole, versions={})


class PausedDecoder:
    """Ten seconds of noise on both channels, eight without any sound, ten of noise."""

    def decode(self, path: Path) -> Audio:
        sound = np.random.default_rng(0).normal(0, 0.1, 28 * 16_000).astype(np.float32)
        sound[10 * 16_000 : 18 * 16_000] = 0
        return Audio((sound, sound[::-1].copy()), 16_000)


def test_a_pause_of_the_recorder_stays_with_the_words_and_after_a_correction() -> None:
    paused = pipeline(decoder=PausedDecoder())
    processed = paused.process(CALL, WAV)
    understood = paused.correct(CALL, processed.understood, TranscriptChanges({}, {0: "salve"}))
    assert understood.transcript.pauses == processed.understood.transcript.pauses
    document = Analysis.of(processed).document()
    assert document["pauses"] == [{"start": 10.02, "end": 17.98, "kind": "silence"}]
    assert Analysis.of(processed.without_words(), withheld="x").document()["pauses"] == document["pauses"]
    assert from_body(Processed, to_body(processed)).understood.transcript == processed.understood.transcript
    assert "pauses" not in Analysis.of(pipeline().process(CALL, WAV)).document()


def test_what_a_client_has_taught_answers_on_the_main_path_and_after_a_correction_and_is_named() -> None:
    body = Adaptation("resolution", "fake@1", ("resolved", "pending"), 1.0, (0.0, 4.0)).to_bytes()
    teaches = pipeline(adaptations=ClientAdaptations(lambda client: (body,) if client == "acme" else ()))
    for client, label in (("acme", "pending"), ("globex", "resolved")):
        chat = CHAT.model_copy(update={"client": client})
        processed = teaches.process(chat)
        again = teaches.judge(
            chat, teaches.correct(chat, processed.understood, TranscriptChanges({}, {0: "e allora?"}))
        )
        for each in (processed, again):
            assert each.understood.understanding.resolution.label == label
            assert each.versions.get("adapted") == (version_of("resolution", body) if client == "acme" else None)


def test_the_models_see_masked_words_alone_when_a_client_has_taught_them() -> None:
    seen: list[str] = []

    class Notes(ClientAdaptations):
        def adapt(self, client: str, transcript: Transcript, reading: Reading) -> Reading:
            seen.extend(turn.text for turn in transcript.turns)
            return super().adapt(client, transcript, reading)

    pipeline(adaptations=Notes(lambda client: ())).process(CHAT)
    assert seen == ["chiamatemi al [PHONE]", "buongiorno, la chiamiamo al [PHONE]"]
