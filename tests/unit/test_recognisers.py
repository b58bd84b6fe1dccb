"""What speech recognisers write becomes a call: who speaks, when, what."""

from pathlib import Path
from typing import Any

import pytest

from tests.transcripts import interactions, refusal, said, timed


def word(text: str, start: float, end: float, **more: Any) -> dict[str, Any]:
    return {"word": text, "start": start, "end": end, **more}


def aws_item(content: str, start: str | None = None, end: str | None = None, **more: Any) -> dict[str, Any]:
    times = {} if start is None else {"start_time": start, "end_time": end}
    kind = "punctuation" if start is None else "pronunciation"
    return {"type": kind, "alternatives": [{"confidence": "0.99", "content": content}], **times, **more}


AWS_SPEAKERS = {
    "jobName": "call-17",
    "accountId": "123456789012",
    "status": "COMPLETED",
    "results": {
        "language_code": "it-IT",
        "transcripts": [{"transcript": "Buongiorno, Acme. Salve."}],
        "speaker_labels": {
            "speakers": 2,
            "segments": [
                {
                    "start_time": "0.5",
                    "end_time": "1.9",
                    "speaker_label": "spk_0",
                    "items": [
                        {"start_time": "0.5", "end_time": "1.1", "speaker_label": "spk_0"},
                        {"start_time": "1.2", "end_time": "1.9", "speaker_label": "spk_0"},
                    ],
                },
                {"start_time": "2.5", "end_time": "3.0", "speaker_label": "spk_1",
                 "items": [{"start_time": "2.5", "end_time": "3.0", "speaker_label": "spk_1"}]},
            ],
        },
        "items": [
            aws_item("Buongiorno", "0.5", "1.1"),
            aws_item(","),
            aws_item("Acme", "1.2", "1.9"),
            aws_item("."),
            aws_item("Salve", "2.5", "3.0"),
            aws_item("."),
        ],
    },
}  # fmt: skip
AWS_CHANNELS = {
    "jobName": "call-18",
    "results": {
        "transcripts": [{"transcript": "Salve. Buongiorno."}],
        "channel_labels": {
            "number_of_channels": 2,
            "channels": [
                {"channel_label": "ch_0", "items": [aws_item("Buongiorno", "2.0", "2.6"), aws_item(".")]},
                {"channel_label": "ch_1", "items": [aws_item("Salve", "0.4", "0.9"), aws_item(".")]},
            ],
        },
        "items": [aws_item("Salve", "0.4", "0.9"), aws_item("."), aws_item("Buongiorno", "2.0", "2.6"), aws_item(".")],
    },
}


def test_labels_of_speakers_of_amazon_transcribe(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "asrOutput.json", AWS_SPEAKERS)
    assert (call.id, call.channel, call.lang) == ("call-17", "call", "it")
    assert said(call) == [(None, "Buongiorno, Acme."), (None, "Salve.")]
    assert timed(call.turns) == [(0, 0.5, 1.9), (1, 2.5, 3.0)]


def test_labels_of_channels_of_amazon_transcribe_in_their_order_in_time(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "asrOutput.json", AWS_CHANNELS)
    assert said(call) == [(None, "Salve."), (None, "Buongiorno.")]
    assert [turn.voice for turn in call.turns] == [0, 1]


def test_amazon_transcribe_without_labels_is_one_voice_with_pauses(tmp_path: Path) -> None:
    results = {"transcripts": [{"transcript": "a b"}], "items": [aws_item("a", "0", "1"), aws_item("b", "5", "6")]}
    (call,) = interactions(tmp_path, "asrOutput.json", {"jobName": "j", "results": results})
    assert timed(call.turns) == [(None, 0.0, 1.0), (None, 5.0, 6.0)]


DEEPGRAM_WORDS = [
    word("buongiorno", 0.1, 0.6, punctuated_word="Buongiorno.", speaker=0, confidence=0.9),
    word("salve", 1.0, 1.4, punctuated_word="Salve,", speaker=1),
    word("senta", 1.5, 1.9, punctuated_word="senta.", speaker=1),
]


def deepgram(*channels: list[dict[str, Any]], **results: Any) -> dict[str, Any]:
    return {
        "metadata": {"request_id": "r-1", "created": "2026-11-03T09:00:00.000Z", "duration": 9.1, "channels": 1},
        "results": {
            "channels": [
                {"detected_language": "it", "alternatives": [{"transcript": "x", "confidence": 0.9, "words": words}]}
                for words in channels
            ],
            **results,
        },
    }


def test_words_of_deepgram_are_joined_by_who_speaks(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "dg.json", deepgram(DEEPGRAM_WORDS))
    assert (call.id, call.lang) == ("r-1", "it")
    assert said(call) == [(None, "Buongiorno."), (None, "Salve, senta.")]
    assert timed(call.turns) == [(0, 0.1, 0.6), (1, 1.0, 1.9)]


def test_utterances_of_deepgram_are_turns(tmp_path: Path) -> None:
    utterances = [
        {"start": 0.1, "end": 0.6, "channel": 0, "speaker": 0, "transcript": "Buongiorno.", "words": []},
        {"start": 1.0, "end": 1.9, "channel": 0, "speaker": 1, "transcript": "Salve, senta.", "words": []},
    ]
    (call,) = interactions(tmp_path, "dg.json", deepgram(DEEPGRAM_WORDS, utterances=utterances))
    assert timed(call.turns) == [(0, 0.1, 0.6), (1, 1.0, 1.9)]


def test_each_channel_of_deepgram_is_a_voice(tmp_path: Path) -> None:
    plain = [{name: value for name, value in item.items() if name != "speaker"} for item in DEEPGRAM_WORDS]
    (call,) = interactions(tmp_path, "dg.json", deepgram(plain[1:], plain[:1]))
    assert said(call) == [(None, "Buongiorno."), (None, "Salve, senta.")]
    assert [turn.voice for turn in call.turns] == [0, 1]


ASSEMBLYAI = {
    "id": "t-1",
    "status": "completed",
    "language_code": "en_us",
    "audio_duration": 9,
    "text": "Hi. Hello.",
    "words": [
        {"text": "Hi.", "start": 170, "end": 718, "confidence": 0.9, "speaker": "A"},
        {"text": "Hello.", "start": 900, "end": 1300, "confidence": 0.9, "speaker": "B"},
    ],
    "utterances": None,
}


def test_utterances_of_assemblyai_are_in_milliseconds(tmp_path: Path) -> None:
    utterances = [
        {"speaker": "A", "text": "Hi.", "start": 170, "end": 718, "confidence": 0.9, "words": []},
        {"speaker": "B", "text": "Hello.", "start": 900, "end": 1300, "confidence": 0.9, "words": []},
    ]
    (call,) = interactions(tmp_path, "aai.json", {**ASSEMBLYAI, "utterances": utterances})
    assert (call.id, call.lang) == ("t-1", "en")
    assert timed(call.turns) == [(0, 0.17, 0.718), (1, 0.9, 1.3)]


def test_words_of_assemblyai_do_without_utterances(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "aai.json", ASSEMBLYAI)
    assert said(call) == [(None, "Hi."), (None, "Hello.")]


def test_speakers_that_assemblyai_identified_are_parties(tmp_path: Path) -> None:
    utterances = [{"speaker": "Agent", "text": "Hi.", "start": 170, "end": 718, "confidence": 0.9, "words": []}]
    assert said(interactions(tmp_path, "aai.json", {**ASSEMBLYAI, "utterances": utterances})[0]) == [("agent", "Hi.")]


def test_a_transcript_that_is_not_finished_is_refused(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "aai.json", {**ASSEMBLYAI, "status": "processing", "words": None})
    assert sentence.startswith("AssemblyAI: is not transcribed; fetch")


SEGMENTS = [
    {"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " Buongiorno.", "tokens": [1], "temperature": 0.0},
    {"id": 1, "seek": 0, "start": 2.5, "end": 4.0, "text": " Salve.", "tokens": [2], "temperature": 0.0},
]
WHISPER: dict[str, Any] = {
    "openai-whisper": {"text": " Buongiorno. Salve.", "segments": SEGMENTS, "language": "it"},
    "verbose_json": {"task": "transcribe", "language": "italian", "duration": 4.0, "text": "x", "segments": SEGMENTS},
    "faster-whisper, info": {"info": {"language": "it"}, "segments": SEGMENTS},
    "whisper.cpp": {
        "systeminfo": "AVX",
        "result": {"language": "it"},
        "transcription": [
            {"timestamps": {"from": "00:00:00,000", "to": "00:00:02,500"}, "offsets": {"from": 0, "to": 2500},
             "text": " Buongiorno."},
            {"timestamps": {"from": "00:00:02,500", "to": "00:00:04,000"}, "offsets": {"from": 2500, "to": 4000},
             "text": " Salve."},
        ],
    },
    "transformers": {
        "text": "x",
        "chunks": [{"timestamp": [0.0, 2.5], "text": " Buongiorno."}, {"timestamp": [2.5, 4.0], "text": " Salve."}],
        "language": "it",
    },
}  # fmt: skip


@pytest.mark.parametrize("writer", WHISPER)
def test_segments_of_whisper_are_turns(writer: str, tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "call-9.json", WHISPER[writer])
    assert (call.id, call.channel, call.lang) == ("call-9", "call", "it")
    assert said(call) == [(None, "Buongiorno."), (None, "Salve.")]
    assert timed(call.turns) == [(None, 0.0, 2.5), (None, 2.5, 4.0)]


def test_an_array_of_segments_is_one_recording(tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "call-9.json", SEGMENTS)
    assert len(call.turns) == 2


def test_whisperx_says_who_speaks_in_each_word(tmp_path: Path) -> None:
    words = [
        {"word": "Buongiorno.", "start": 0.0, "end": 0.8, "score": 0.9, "speaker": "SPEAKER_01"},
        {"word": "12", "speaker": None},
        {"word": "Salve.", "start": 1.2, "end": 1.5, "score": 0.9, "speaker": "SPEAKER_00"},
    ]
    segments = [{"start": 0.0, "end": 1.5, "text": "Buongiorno. 12 Salve.", "words": words, "speaker": "SPEAKER_01"}]
    (call,) = interactions(tmp_path, "call.json", {"segments": segments, "word_segments": words})
    assert said(call) == [(None, "Buongiorno. 12"), (None, "Salve.")]
    assert timed(call.turns) == [(0, 0.0, 0.8), (1, 1.2, 1.5)]


def test_diarised_transcripts_of_openai_name_known_speakers(tmp_path: Path) -> None:
    segments = [
        {"type": "transcript.text.segment", "id": "s1", "start": 0.0, "end": 1.0, "text": "Hi.", "speaker": "agent"},
        {"type": "transcript.text.segment", "id": "s2", "start": 1.2, "end": 2.0, "text": "Hello.", "speaker": "A"},
    ]
    (call,) = interactions(tmp_path, "call.json", {"task": "transcribe", "text": "x", "segments": segments})
    assert said(call) == [("agent", "Hi."), (None, "Hello.")]


def test_a_recording_without_speech_is_refused_by_its_name(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, "call.json", {"text": "", "segments": [], "language": "it"})
    assert sentence.startswith("transcript of Whisper: holds no words of a conversation")


OTHERS: dict[str, Any] = {
    "google, tags": {
        "results": [
            {"alternatives": [{"transcript": "buongiorno salve"}], "languageCode": "it-it"},
            {"alternatives": [{"words": [
                {"startTime": "0.100s", "endTime": "0.600s", "word": "buongiorno", "speakerTag": 1},
                {"startTime": "1s", "endTime": "1.400s", "word": "salve", "speakerTag": 2},
            ]}]},
        ]
    },
    "google, channels, in an operation": {
        "name": "1", "done": True, "response": {"results": [
            {"channelTag": 1, "languageCode": "it-IT", "alternatives": [{"transcript": "buongiorno", "words": [
                {"startOffset": "0.100s", "endOffset": "0.600s", "word": "buongiorno"}]}]},
            {"channelTag": 2, "languageCode": "it-IT", "alternatives": [{"transcript": "salve", "words": [
                {"startOffset": "1s", "endOffset": "1.400s", "word": "salve"}]}]},
        ]},
    },
    "azure, batch": {
        "source": "https://x.example/a.wav", "durationInTicks": 90000000, "combinedRecognizedPhrases": [],
        "recognizedPhrases": [
            {"channel": 0, "speaker": 1, "offsetInTicks": 1000000.0, "durationInTicks": 5000000.0, "locale": "it-IT",
             "nBest": [{"confidence": 0.9, "lexical": "x", "display": "buongiorno"}]},
            {"channel": 0, "speaker": 2, "offsetInTicks": 10000000.0, "durationInTicks": 4000000.0, "locale": "it-IT",
             "nBest": [{"confidence": 0.9, "lexical": "x", "display": "salve"}]},
        ],
    },
    "azure, fast": {
        "durationMilliseconds": 9000, "combinedPhrases": [{"text": "x"}],
        "phrases": [
            {"speaker": 1, "offsetMilliseconds": 100, "durationMilliseconds": 500, "text": "buongiorno",
             "locale": "it-IT"},
            {"speaker": 2, "offsetMilliseconds": 1000, "durationMilliseconds": 400, "text": "salve", "locale": "it-IT"},
        ],
    },
    "speechmatics": {
        "format": "2.9", "job": {"id": "j"}, "metadata": {"transcription_config": {"language": "it"}},
        "results": [
            {"type": "word", "start_time": 0.1, "end_time": 0.6,
             "alternatives": [{"content": "buongiorno", "speaker": "S1"}]},
            {"type": "word", "start_time": 1.0, "end_time": 1.4,
             "alternatives": [{"content": "salve", "speaker": "S2"}]},
        ],
    },
    "rev ai": {"monologues": [
        {"speaker": 0, "elements": [{"type": "text", "value": "buongiorno", "ts": 0.1, "end_ts": 0.6}]},
        {"speaker": 1, "elements": [{"type": "text", "value": "salve", "ts": 1.0, "end_ts": 1.4}]},
    ]},
    "elevenlabs": {"language_code": "ita", "text": "x", "words": [
        {"text": "buongiorno", "type": "word", "start": 0.1, "end": 0.6, "speaker_id": "speaker_0"},
        {"text": " ", "type": "spacing", "start": 0.6, "end": 1.0, "speaker_id": "speaker_0"},
        {"text": "salve", "type": "word", "start": 1.0, "end": 1.4, "speaker_id": "speaker_1"},
    ]},
}  # fmt: skip


@pytest.mark.parametrize("writer", OTHERS)
def test_other_recognisers_are_read(writer: str, tmp_path: Path) -> None:
    (call,) = interactions(tmp_path, "call.json", OTHERS[writer])
    assert said(call) == [(None, "buongiorno"), (None, "salve")]
    assert timed(call.turns) == [(0, 0.1, 0.6), (1, 1.0, 1.4)]


def test_somebody_who_never_pauses_speaks_in_turns_of_bounded_length(tmp_path: Path) -> None:
    items = [aws_item("parola", str(at / 10), str(at / 10 + 0.1)) for at in range(5_000)]
    results = {"transcripts": [{"transcript": ""}], "items": items}
    (call,) = interactions(tmp_path, "asrOutput.json", {"jobName": "j", "results": results})
    assert max(len(turn.text) for turn in call.turns) < 2_100
    assert sum(turn.text.count("parola") for turn in call.turns) == 5_000
