"""All readers, in the order in which they are asked."""

from qa_service.ingest.readers.amazon_connect import AmazonConnect
from qa_service.ingest.readers.captions import Captions
from qa_service.ingest.readers.interaction_documents import InteractionDocuments
from qa_service.ingest.readers.mail import MailFiles
from qa_service.ingest.readers.phone_logs import PhoneLogs
from qa_service.ingest.readers.plain_transcripts import JsonTranscripts, PlainTranscripts
from qa_service.ingest.readers.platforms import PLATFORMS
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.recognisers.all import RECOGNISERS
from qa_service.ingest.readers.recordings import Recordings
from qa_service.ingest.readers.source import Source
from qa_service.ingest.readers.textgrid import TextGrids
from qa_service.ingest.readers.turn_tables import TurnTables
from qa_service.ingest.readers.vcon import VconFiles
from qa_service.ingest.readers.whatsapp import WhatsAppExports

READERS: tuple[Reader, ...] = (
    Recordings(),
    VconFiles(),
    MailFiles(),
    PhoneLogs(),
    WhatsAppExports(),
    Captions(),
    TextGrids(),
    AmazonConnect(),
    *PLATFORMS,
    *RECOGNISERS,
    TurnTables(),
    PlainTranscripts(),
    JsonTranscripts(),
    InteractionDocuments(),  # last of those that read JSON: it names what is wrong with whatever ends in .json
)


def reader_of(source: Source) -> Reader | None:
    """The reader that takes a file; None where it is of no kind that is read. Raises OSError."""
    return next((reader for reader in READERS if reader.recognises(source)), None)
