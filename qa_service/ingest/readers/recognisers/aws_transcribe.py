"""Amazon Transcribe: a list of words, with labels of speakers or of channels.

Documentation: "Data input and output", "Partitioning speakers" and "Transcribing multi-channel audio" of the Amazon
Transcribe Developer Guide. Call Analytics is read by `amazon_connect`.
"""

from collections.abc import Iterator
from typing import Any

from qa_service.domain.interaction import Channel
from qa_service.errors import say
from qa_service.ingest.readers import contact, words
from qa_service.ingest.readers.json_reader import JsonReader, Record
from qa_service.ingest.readers.json_values import identifier, member, objects, seconds, string
from qa_service.ingest.readers.parties import party
from qa_service.ingest.readers.words import HeardWord


class AmazonTranscribe(JsonReader):
    """The result of a transcription job."""

    kind = say("Amazon Transcribe")

    def takes(self, record: Record) -> bool:
        """By its results."""
        results = record.get("results")
        return isinstance(results, dict) and "transcripts" in results and ("items" in results or "jobName" in record)

    def document(self, conversation: Record) -> Record:
        """One call. Raises BadDocument."""
        results = member(conversation, "results")
        labels = _labels(results)
        heard = [word for item in objects(member(results, "items")) for word in _word(item, labels)]
        turns = words.turns(_by_channel(results) or heard)
        plain = [
            contact.ForeignTurn(string(item.get("transcript"))) for item in objects(member(results, "transcripts"))
        ]
        name = identifier(conversation.get("jobName"))
        language = contact.language(member(results, "language_code") or conversation.get("languageCode"))
        return contact.document(Channel.CALL, turns or plain, id=name, lang=language)


def _labels(results: Any) -> dict[str, str]:
    """By the beginning of a word the label of who speaks; older jobs name it there only."""
    return {
        str(item.get("start_time")): label
        for segment in objects(member(results, "speaker_labels", "segments"))
        for item in objects(segment.get("items"))
        if (label := identifier(item.get("speaker_label"), segment.get("speaker_label")))
    }


def _word(item: Record, labels: dict[str, str]) -> Iterator[HeardWord]:
    content = next((string(member(option, "content")) for option in objects(item.get("alternatives"))), "")
    start, end = seconds(item.get("start_time")), seconds(item.get("end_time"))
    glued = item.get("type") == "punctuation"
    label = identifier(item.get("speaker_label")) or labels.get(str(item.get("start_time")))
    if content:
        yield HeardWord(content, label, party(label), start, end, glued)


def _by_channel(results: Any) -> list[HeardWord]:
    """The words of all channels in the order of their times; punctuation stays with the word before it."""
    clauses: list[list[HeardWord]] = []
    for place, channel in enumerate(objects(member(results, "channel_labels", "channels"))):
        label = identifier(channel.get("channel_label")) or str(place)
        for item in objects(channel.get("items")):
            for word in _word({**item, "speaker_label": label}, {}):
                if word.glued and clauses:
                    clauses[-1].append(word)
                else:
                    clauses.append([word])
    clauses.sort(key=lambda clause: clause[0].start or 0.0)
    return [word for clause in clauses for word in clause]
