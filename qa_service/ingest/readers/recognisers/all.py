"""The readers of recognisers' results, in the order in which they are asked."""

from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.recognisers.assemblyai import AssemblyAi
from qa_service.ingest.readers.recognisers.aws_transcribe import AmazonTranscribe
from qa_service.ingest.readers.recognisers.azure import AzureSpeech
from qa_service.ingest.readers.recognisers.deepgram import Deepgram
from qa_service.ingest.readers.recognisers.google import GoogleSpeech
from qa_service.ingest.readers.recognisers.whisper import Whisper
from qa_service.ingest.readers.recognisers.word_lists import ElevenLabs, RevAi, Speechmatics

RECOGNISERS: tuple[Reader, ...] = (
    *(AmazonTranscribe(), Deepgram(), AssemblyAi(), AzureSpeech(), Speechmatics(), RevAi(), ElevenLabs()),
    GoogleSpeech(),  # after those that have results, too
    Whisper(),  # the plainest shape: after all others
)
