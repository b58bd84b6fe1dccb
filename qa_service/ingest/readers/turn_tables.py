"""Tables of turns: a row a turn, many contacts by their id, in CSV, in spreadsheets (XLSX) and in arrays of JSON."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from qa_service.domain.interaction import Channel, Direction, Party
from qa_service.errors import BadDocument, BadInput, say
from qa_service.ingest import html_text, most, turn_mapping
from qa_service.ingest.incoming import Incoming
from qa_service.ingest.readers import contact, json_values, parties, spreadsheets
from qa_service.ingest.readers.contact import ForeignTurn
from qa_service.ingest.readers.reader import Reader
from qa_service.ingest.readers.source import NOT_JSON, Source, decoded
from qa_service.ingest.turn_mapping import Told, TurnMapping

Row = Mapping[str, Any]
_WRITTEN = (str, int, float, date, time)
"""What stands in cells: a moment is a date, too."""
_COLUMN = re.compile(r"(?=.{1,40}\Z)[^\W\d][\w./()#-]*(?: [\w./()#-]+){0,3}|")
_ENDINGS = (".csv", ".tsv", ".tab")
_MOST_ROWS = 1_000_000
_LARGEST = 256 << 20
_CHANNELS = {
    **dict.fromkeys(("call", "voice", "phone", "telefono", "chiamata", "voce", "telephone", "audio"), Channel.CALL),
    **dict.fromkeys(("email", "e-mail", "mail", "posta"), Channel.EMAIL),
    **dict.fromkeys(("chat", "whatsapp", "sms", "message", "messaging", "web", "webchat", "live chat"), Channel.CHAT),
}
_OF_CONTACTS = frozenset(
    {
        Told.CHANNEL,
        Told.LANG,
        Told.TEAM,
        Told.SITE,
        Told.VENDOR,
        Told.SOURCING,
        Told.CASE,
        Told.CUSTOMER,
        Told.QUEUE,
        Told.DIRECTION,
        Told.PHONE,
        Told.EMAIL,
    }
)
_DIRECTIONS = {
    **dict.fromkeys(("inbound", "in", "entrante", "ingresso", "incoming"), Direction.INBOUND),
    **dict.fromkeys(("outbound", "out", "uscente", "uscita", "outgoing"), Direction.OUTBOUND),
}


class TurnTables(Reader):
    """Turns in rows."""

    kind = say("table of turns")

    def recognises(self, source: Source) -> bool:
        """Tables by their ending, spreadsheets by what they hold, JSON and other text by the names of its columns."""
        if source.suffix in _ENDINGS or spreadsheets.is_one(source):
            return True
        if source.json is not NOT_JSON:
            return _is_array_of_rows(source)
        return source.suffix in (".txt", "") and _has_columns(source.head_text.partition("\n")[0])

    def read(self, source: Source) -> Iterator[Incoming | BadInput]:
        """A contact for each id, in the order of their first rows. Raises BadDocument where no column is of words."""
        rows = _rows(source)
        columns = list(dict.fromkeys(column for row in rows[:100] for column in row))
        mapping = source.options.turn_mapping or _by_names(columns, rows)
        if mapping is None:
            raise _no_words(columns)
        _check(mapping, columns)
        contacts = _by_id(rows, mapping)
        most.check_contacts(len(contacts), source.path.stat().st_size)
        for id, part in contacts.items():
            try:
                most.check_turns(len(part), source.options.limits.max_turns)
                yield source.written({**_document(part, mapping), "id": id or _fallback(source, len(contacts))})
            except BadInput as error:
                yield BadDocument(error.what, where=say("contact {id}", id=id or source.id), hint=error.hint)


def _by_names(columns: Sequence[str], rows: Sequence[Row]) -> TurnMapping | None:
    """Without an id that only counts the turns: it differs in each row, and another column tells who speaks."""
    mapping = turn_mapping.by_names(columns)
    if mapping is None or Told.SPEAKER not in mapping.fields or len(rows) < 2:
        return mapping
    ids = {_cell(row, mapping, Told.ID) for row in rows}
    counts = any(turn_mapping.plain(name) in turn_mapping.OF_ROWS for name in mapping.columns(Told.ID))
    if not counts or len(ids) < len(rows):
        return mapping
    return TurnMapping(fields={told: column for told, column in mapping.fields.items() if told is not Told.ID})


def _fallback(source: Source, contacts: int) -> str:
    return source.id if contacts == 1 else f"{source.id[:190]}/rest"


def _no_words(columns: Sequence[str]) -> BadDocument:
    is_head = all(_COLUMN.fullmatch(column) for column in columns)  # else it may be what somebody said
    names = ", ".join(columns[:12]) if is_head and columns else "-"
    return BadDocument(
        "has no column that is known to hold words (its columns: {columns})",
        columns=names,
        hint="say by a mapping which column is which (docs/formats.md)",
    )


def _check(mapping: TurnMapping, columns: Sequence[str]) -> None:
    missing = [name for told in mapping.fields for name in mapping.columns(told) if name not in columns]
    if missing:
        raise BadDocument(
            "has other columns than its mapping",
            hint=say("the mapping names columns that are not there: {columns}", columns=", ".join(missing)[:200]),
        )


def _is_array_of_rows(source: Source) -> bool:
    first = next(source.items(), {})
    if source.options.turn_mapping is not None and isinstance(source.json, list):
        return True
    mapping = turn_mapping.by_names(list(first))
    return isinstance(source.json, list) and mapping is not None and Told.SPEAKER in mapping.fields


def _has_columns(line: str) -> bool:
    """Whether a first line names at least two columns, one of them of words."""
    cells = [cell.strip().strip('"') for cell in line[:2_000].split(_separator(line))]
    mapping = turn_mapping.by_names(cells) if len(cells) > 1 else None
    return mapping is not None and len(mapping.fields) > 1


def _separator(line: str) -> str:
    return max(",;\t|", key=line.count)


def _rows(source: Source) -> Sequence[Row]:
    """All rows. Raises BadDocument."""
    if spreadsheets.is_one(source):
        return spreadsheets.rows(source.path)
    if source.json is not NOT_JSON:
        return list(source.items())
    return list(_lines(decoded(source.content(_LARGEST)), source.options.turn_mapping))


def _lines(text: str, mapping: TurnMapping | None) -> Iterator[Row]:
    """The rows of a CSV, whatever separates its cells. Raises BadDocument with the line of a fault."""
    if text[:4] == "sep=":  # Excel's own first line
        text = text.partition("\n")[2]
    separator = mapping.separator if mapping and mapping.separator else _separator(text.partition("\n")[0])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        columns = [cell.strip() for cell in next(reader, [])]
        for number, cells in enumerate(reader):
            if number >= _MOST_ROWS:
                raise BadDocument("holds over {limit} rows", limit=_MOST_ROWS, hint="split it")
            if any(cell.strip() for cell in cells):
                yield dict(zip(columns, cells, strict=False))
    except csv.Error as error:
        raise BadDocument(
            "is no CSV", where=say("line {line}", line=reader.line_num), hint="check its quotes"
        ) from error


def _by_id(rows: Iterable[Row], mapping: TurnMapping) -> dict[str, list[Row]]:
    """Rows without an id go on with the contact of the row before, as where cells are joined in a spreadsheet."""
    contacts: dict[str, list[Row]] = {}
    id = ""
    for row in rows:
        id = _cell(row, mapping, Told.ID) or id
        contacts.setdefault(id, []).append(row)
    return contacts


def _document(rows: Sequence[Row], mapping: TurnMapping) -> dict[str, Any]:
    said = [turn for row in rows for turn in _turns(row, mapping)]
    known = {**_parties([turn.voice for turn in said if isinstance(turn.voice, str)], mapping), **_named(rows, mapping)}
    turns = [turn if turn.speaker else _told(turn, known) for turn in said]
    first = dict.fromkeys(Told, "") | {
        told: _first(rows, mapping, told) for told in _OF_CONTACTS & mapping.fields.keys()
    }
    channel = _CHANNELS.get(first[Told.CHANNEL].casefold(), mapping.channel)
    lang = first[Told.LANG][:40]
    return contact.document(
        channel or (Channel.CALL if turns and all(turn.start is not None for turn in turns) else Channel.CHAT),
        turns,
        agent=_agent(rows, mapping),
        team=first[Told.TEAM] or None,
        site=first[Told.SITE] or None,
        vendor=first[Told.VENDOR] or None,
        sourcing=first[Told.SOURCING] or None,
        case=first[Told.CASE] or None,
        customer=first[Told.CUSTOMER] or None,
        queue={"name": first[Told.QUEUE]} if first[Told.QUEUE] else None,
        lang=contact.language(lang) or _LANGUAGES.get(lang.casefold()),
        direction=_DIRECTIONS.get(first[Told.DIRECTION].casefold()),
        identities={kind: first[kind] for kind in (Told.PHONE, Told.EMAIL) if first[kind]} or None,
    )


def _first(rows: Sequence[Row], mapping: TurnMapping, told: Told) -> str:
    return next((cell for row in rows if (cell := _cell(row, mapping, told))), "")


def _agent(rows: Sequence[Row], mapping: TurnMapping) -> str | None:
    """The only one that the rows name; of several the turns tell which."""
    agents = {json_values.identifier(_cell(row, mapping, Told.AGENT)) for row in rows} - {None}
    return agents.pop() if len(agents) == 1 else None


def _named(rows: Sequence[Row], mapping: TurnMapping) -> dict[str, Party]:
    """Parties of speakers who are called as the columns of agent and customer call them."""
    sides = [item for item in ((Told.AGENT, Party.AGENT), (Told.CUSTOMER, Party.CUSTOMER)) if item[0] in mapping.fields]
    return {
        speaker: party
        for row in rows
        for told, party in sides
        if (speaker := _cell(row, mapping, Told.SPEAKER)) and speaker == _cell(row, mapping, told)
    }


_LANGUAGES = {"italiano": "it", "inglese": "en", "ita": "it", "eng": "en"}


def _told(turn: ForeignTurn, known: Mapping[str, Party]) -> ForeignTurn:
    speaker = known.get(turn.voice) if isinstance(turn.voice, str) else None
    agent = turn.agent if speaker in (Party.AGENT, Party.BOT) else None
    return ForeignTurn(turn.text, speaker, agent, turn.voice, turn.at, turn.start, turn.end)


def _parties(names: Sequence[str], mapping: TurnMapping) -> Mapping[str, Party]:
    """By the words of the mapping, and those that are common."""
    if mapping.parties:
        return {name: party for name in names if (party := mapping.party(name)) is not None}
    return parties.parties_of_names(names)


def _turns(row: Row, mapping: TurnMapping) -> Iterator[ForeignTurn]:
    """One of a row, or one of each party that has a column of its own; a whole transcript in a cell is taken apart."""
    at, agent = _at(row, mapping), json_values.identifier(_cell(row, mapping, Told.AGENT))
    for told, party in ((Told.CUSTOMER_TEXT, Party.CUSTOMER), (Told.AGENT_TEXT, Party.AGENT)):
        if text := _cell(row, mapping, told):
            yield ForeignTurn(html_text.plain(text), party, agent if party is Party.AGENT else None, told.value, at)
    text, speaker = _cell(row, mapping, Told.TEXT), _cell(row, mapping, Told.SPEAKER)
    lines = parties.named_lines(text) if not mapping.columns(Told.SPEAKER) else []
    if len(lines) > 1:
        yield from parties.by_name(lines)
    elif text:
        start, end = (_offset(_cell(row, mapping, side)) for side in (Told.START, Told.END))
        at = at or (_common(_cell(row, mapping, Told.START)) if start is None else None)
        yield ForeignTurn(html_text.plain(text), None, agent, speaker or None, at, start, end)


def _cell(row: Row, mapping: TurnMapping, told: Told) -> str:
    values = [row.get(column) for column in mapping.columns(told)]
    return " ".join(str(value).strip() for value in values if isinstance(value, _WRITTEN)).strip()


def _at(row: Row, mapping: TurnMapping) -> datetime | None:
    """Of one column, or of those of day and time."""
    at, day = _cell(row, mapping, Told.AT), _cell(row, mapping, Told.DATE).removesuffix(" 00:00:00")
    written = f"{day} {at}".strip() if day and day not in at else at
    if mapping.dates in ("epoch", "epoch_ms", "iso"):
        return _common(written)
    try:
        return datetime.strptime(written, mapping.dates)
    except ValueError:
        return None


def _offset(written: str) -> float | None:
    """Seconds from the beginning, also written as `1:02:03.5` or `02:03`."""
    parts = written.replace(",", ".").split(":")
    numbers = [json_values.seconds(part) for part in parts]
    if len(parts) > 3 or any(number is None for number in numbers):
        return None
    total = 0.0
    for number in numbers:
        total = total * 60 + (number or 0.0)
    return round(total, 3)


_FORMS = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d.%m.%Y %H:%M:%S",
          "%d.%m.%Y %H:%M", "%d/%m/%y %H:%M:%S", "%d/%m/%y %H:%M", "%d/%m/%Y", "%Y/%m/%d %H:%M:%S",
          "%a %b %d %H:%M:%S %z %Y")  # fmt: skip


def _common(written: str) -> datetime | None:
    """ISO 8601, seconds since 1970, or as Italian programs write it: the day first."""
    known = json_values.moment(written)
    if known is not None and known > datetime(1990, 1, 1, tzinfo=known.tzinfo):
        return known
    for form in _FORMS:
        try:
            return datetime.strptime(written, form)
        except ValueError:
            continue
    return None
