"""Which column of a table of turns tells what: by a mapping that is given, or by the names that columns commonly have.

A mapping is YAML or JSON: `fields` (what is told: its column, or several that are read together with a blank between),
`dates` (`iso`, `epoch`, `epoch_ms` or a pattern such as `%d/%m/%Y %H:%M`), `separator`, `parties` (a word of the column
`speaker`: agent, customer, bot or other), `channel`.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from qa_service.domain.interaction import Channel, Party
from qa_service.errors import BadInput, reason, say
from qa_service.ingest import mapping_file

_NO_LETTER = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST = 200
Column = Annotated[str, Field(min_length=1, max_length=_LONGEST)]
Columns = Column | Annotated[list[Column], Field(min_length=1, max_length=4)]


class Told(StrEnum):
    """What a column may tell. `agent_text` and `customer_text` stand where each party has a column of its own words."""

    TEXT = "text"
    SPEAKER = "speaker"
    ID = "id"
    AT = "at"
    DATE = "date"
    START = "start"
    END = "end"
    AGENT = "agent"
    CUSTOMER = "customer"
    CHANNEL = "channel"
    DIRECTION = "direction"
    QUEUE = "queue"
    TEAM = "team"
    SITE = "site"
    VENDOR = "vendor"
    SOURCING = "sourcing"
    CASE = "case"
    LANG = "lang"
    PHONE = "phone"
    EMAIL = "email"
    AGENT_TEXT = "agent_text"
    CUSTOMER_TEXT = "customer_text"


_NAMES: Mapping[Told, str] = {
    Told.TEXT: (
        "text|testo|message|messaggio|messaggi|utterance|content|contenuto|body|transcript|"
        "trascrizione|transcription|frase|sentence|parole|words|message text|testo messaggio|"
        "testo del messaggio|message body|messaggio testo|message content|msg|conversation text|"
        "testo conversazione|turn text|dialogue|dialog|line|chat text"
    ),
    Told.SPEAKER: (
        "speaker role|participant role|sender role|author role|sender type|user type|tipo mittente|"
        "role|ruolo|speaker|speaker label|party|parte|parlante|interlocutore|parlatore|mittente|"
        "sender|participant|partecipante|author|autore|who|chi|actor|attore|sender name|"
        "speaker name|nome mittente|from name|from|da"
    ),
    Told.ID: (
        "conversation id|conversationid|interaction id|contact id|call id|chat id|ticket id|"
        "session id|dialogue id|dialog id|thread id|conversation|conversazione|id conversazione|"
        "id contatto|id chiamata|id interazione|id chat|chiamata|numero chiamata|call|contact|"
        "contatto|interazione|interaction|uniqueid|unique id|transcript id|case id|sessione|"
        "id sessione|conversation number|conversation key|call uuid|callid|chatid|uuid|id"
    ),
    Told.AT: (
        "at|time|timestamp|ora|orario|datetime|date time|data ora|data e ora|created at|createdat|"
        "sent at|sent|inviato|inviato il|message time|message timestamp|time stamp|created|"
        "event time|dataora|sent time|creato il|time sent|created on|created time"
    ),
    Told.DATE: ("date|data|day|giorno|message date|data messaggio"),
    Told.START: (
        "start|inizio|offset|begin|start time|starttime|start s|start sec|start seconds|inizio s|"
        "from s|begin time|start offset|secondi|seconds"
    ),
    Told.END: ("end|fine|end time|endtime|end s|end sec|end seconds|fine s|end offset"),
    Told.AGENT: (
        "agent|agente|agent id|agentid|id agente|operator|operatore|operator id|id operatore|"
        "codice operatore|matricola|user id agent|codice agente|advisor id|rep id"
    ),
    Told.CUSTOMER: (
        "customer|cliente|customer id|customerid|id cliente|codice cliente|customer number|"
        "numero cliente|cliente id|customer code|account id"
    ),
    Told.CHANNEL: ("channel|canale|media|media type|channel type|tipo canale"),
    Told.DIRECTION: ("direction|direzione|verso"),
    Told.QUEUE: ("queue|coda|queue name|nome coda|skill"),
    Told.TEAM: ("team|gruppo|squadra|group"),
    Told.SITE: ("site|sede|sito|location|site name|nome sede|centro"),
    Told.VENDOR: ("vendor|fornitore|outsourcer|vendor name|nome fornitore|supplier"),
    Told.SOURCING: ("sourcing|in house or outsourced|interno o esterno"),
    Told.CASE: ("case|pratica|ticket|ticket number|case number|numero pratica|id pratica|numero ticket"),
    Told.LANG: ("lang|language|lingua|language code"),
    Told.PHONE: ("phone|telefono|phone number|numero di telefono|numero telefono|ani|caller id|customer phone"),
    Told.EMAIL: ("email|e mail|customer email|indirizzo email|mail"),
    Told.AGENT_TEXT: (
        "agent text|agent message|agent utterance|testo operatore|messaggio operatore|"
        "risposta operatore|agent response|testo agente"
    ),
    Told.CUSTOMER_TEXT: (
        "customer text|customer message|customer utterance|testo cliente|messaggio cliente|"
        "domanda cliente|customer query"
    ),
}
_BY_NAME = {name: (told, rank) for told, names in _NAMES.items() for rank, name in enumerate(names.split("|"))}
"""What a name tells, and its rank among the names that tell the same."""
OF_ROWS = ("id", "uuid")
"""Names of columns that may count the rows instead of the contacts."""


class TurnMapping(BaseModel):
    """How a table of turns is read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Annotated[Mapping[Told, Columns], Field(max_length=40)]
    dates: Annotated[str, Field(min_length=1, max_length=60)] = "iso"
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    parties: Annotated[Mapping[Annotated[str, Field(max_length=200)], Party], Field(max_length=200)] = {}
    channel: Channel | None = None

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not {Told.TEXT, Told.AGENT_TEXT, Told.CUSTOMER_TEXT} & set(self.fields):
            raise ValueError(say("needs a column for text: what was said"))
        return self

    def columns(self, told: Told) -> Sequence[str]:
        """The names of the columns that tell it."""
        columns = self.fields.get(told, ())
        return (columns,) if isinstance(columns, str) else columns

    def party(self, word: str) -> Party | None:
        """What a word of the column `speaker` means, whatever its case; None where nothing is said of it."""
        meanings = {known.strip().casefold(): party for known, party in self.parties.items()}
        return meanings.get(word.strip().casefold())


def parse(raw: bytes) -> TurnMapping:
    """A mapping of YAML or JSON. Raises BadInput with the place of the first fault."""
    return mapping_file.parse(TurnMapping, raw, say("give fields as YAML or JSON"))


def load(path: Path | None) -> TurnMapping | None:
    """The mapping of a file, if one is given. Raises BadInput."""
    if path is None:
        return None
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise BadInput(
            "cannot be read ({reason})",
            reason=reason(error),
            where=str(path),
            hint="check the path and its permissions",
        ) from error


def by_names(columns: Sequence[str]) -> TurnMapping | None:
    """By the names of the columns; None where none is of words. Of several of one kind the most telling name counts."""
    short = [column for column in columns if len(column) <= _LONGEST]
    named = [(*_BY_NAME[name], column) for column in short if (name := plain(column)) in _BY_NAME]
    fields: dict[Told, Columns] = {told: column for told, _, column in sorted(named, key=lambda item: -item[1])}
    if not {Told.TEXT, Told.AGENT_TEXT, Told.CUSTOMER_TEXT} & set(fields):
        return None
    return TurnMapping(fields=fields)


def plain(column: str) -> str:
    """`ConversationId`, `conversation_id` and `Conversation ID` are the same."""
    return _NO_LETTER.sub(" ", _HUMP.sub(" ", column[:_LONGEST])).strip().casefold()
