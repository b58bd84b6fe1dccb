"""Tables of answers to surveys: CSV with a line of column names, read by a mapping or by names that columns commonly
have. A line may answer several questions, each in a column of its own.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from qa_service.domain.surveys import SurveyAnswer, SurveyKind
from qa_service.errors import BadDocument, say
from qa_service.foreign import of_pydantic
from qa_service.ingest import mapping_file
from qa_service.ingest.phone.clock import Clock

_MOST_ROWS = 200_000
_NO_LETTER = re.compile(r"[\W_]+")
Column = Annotated[str, Field(min_length=1, max_length=200)]


class Told(StrEnum):
    """What a column may tell. `csat`, `nps`, `ces` and `solved` hold values of these questions; `value` that of the
    question that `kind` names.
    """

    ID = "id"
    INTERACTION = "interaction"
    CONTACT = "contact"
    CASE = "case"
    CUSTOMER = "customer"
    KIND = "kind"
    VALUE = "value"
    QUESTION = "question"
    AT = "at"
    CHANNEL = "channel"
    COMMENT = "comment"
    CSAT = "csat"
    NPS = "nps"
    CES = "ces"
    SOLVED = "solved"


_NAMES: Mapping[Told, str] = {
    Told.ID: "id|response id|answer id|survey id|id risposta|id questionario",
    Told.INTERACTION: "interaction|uuid|interaction uuid",
    Told.CONTACT: "contact|contact id|interaction id|conversation id|call id|chat id|id contatto|id chiamata|chiamata",
    Told.CASE: "case|case id|ticket|ticket id|ticket number|pratica|numero pratica|numero ticket",
    Told.CUSTOMER: "customer|customer id|cliente|codice cliente|id cliente",
    Told.KIND: "kind|type|tipo",
    Told.VALUE: "value|score|rating|valore|voto|punteggio|risposta",
    Told.QUESTION: "question|domanda",
    Told.AT: "at|date|timestamp|answered at|submitted at|data|data risposta|data ora|quando",
    Told.CHANNEL: "channel|canale",
    Told.COMMENT: "comment|comments|feedback|commento|commenti|note",
    Told.CSAT: "csat|satisfaction|soddisfazione",
    Told.NPS: "nps|recommend|raccomandazione|consiglierebbe",
    Told.CES: "ces|effort|sforzo|facilita",
    Told.SOLVED: "solved|resolved|fcr|problem solved|risolto|problema risolto",
}
_BY_NAME = {name: told for told, names in _NAMES.items() for name in names.split("|")}
_QUESTIONS = {Told(kind.value): kind for kind in SurveyKind}
_YES = ("1", "yes", "y", "true", "si", "sì", "s", "solved", "risolto")
_NO = ("0", "no", "n", "false", "unsolved", "non risolto")
_CHANNELS = {**dict.fromkeys(("phone", "telefono", "telefonata", "voice"), "call"), "mail": "email", "e-mail": "email"}


class SurveyMapping(BaseModel):
    """How a table of answers is read: which column tells what, how times are written (`iso`, `epoch`, or a pattern as
    `%d/%m/%Y %H:%M`), the highest values of its scales, and, where no column says it, which question its values answer.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: Mapping[Told, Column]
    kind: SurveyKind | None = None
    dates: Annotated[str, Field(min_length=1, max_length=60)] = "iso"
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    scales: Mapping[SurveyKind, int] = {}

    @model_validator(mode="after")
    def _is_enough(self) -> Self:
        if Told.AT not in self.fields:
            raise ValueError(say("needs a column for at: when it was answered"))
        if not {Told.VALUE, *_QUESTIONS} & set(self.fields):
            raise ValueError(say("needs a column for value, csat, nps, ces or solved"))
        if Told.VALUE in self.fields and Told.KIND not in self.fields and self.kind is None:
            raise ValueError(say("says of no value which question it answers; add kind: csat, nps, ces or solved"))
        return self


class AnswerLine(NamedTuple):
    """An answer with the line that it stands in, or why it is refused."""

    number: int
    result: SurveyAnswer | BadDocument


def parse(raw: bytes) -> SurveyMapping:
    """A mapping of YAML or JSON. Raises BadInput with the place of the first fault."""
    return mapping_file.parse(SurveyMapping, raw, say("give fields, kind and dates as YAML or JSON"))


def read(raw: bytes, clock: Clock, mapping: SurveyMapping | None = None) -> Iterator[AnswerLine]:
    """One result an answer; a bad line does not stop the others. Raises BadDocument where it is no such table."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadDocument("is not UTF-8 (byte {byte})", byte=error.start, hint="save it as UTF-8") from error
    first = text.partition("\n")[0]
    separator = (mapping and mapping.separator) or max(",;\t|", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey="\0more", strict=True)
    try:
        columns = [name.strip() for name in reader.fieldnames or ()]
        by = mapping or _by_names(columns)
        missing = [column for column in by.fields.values() if column not in columns]
        if missing:
            hint = say("the mapping names columns that are not there: {columns}", columns=", ".join(missing)[:200])
            raise BadDocument("has other columns than its mapping", where=say("line {line}", line=1), hint=hint)
        for row in reader:
            if reader.line_num > _MOST_ROWS:
                raise BadDocument("holds over {limit} rows", limit=_MOST_ROWS, hint="split it")
            yield from _answers(reader.line_num, _stripped(row), by, clock)
    except csv.Error as error:
        where = say("line {line}", line=reader.line_num)
        raise BadDocument("is no CSV", where=where, hint="check its quotes") from error


def _stripped(row: Mapping[str, Any]) -> dict[str, str]:
    return {name.strip(): cell.strip() for name, cell in row.items() if isinstance(cell, str)}


def _by_names(columns: Sequence[str]) -> SurveyMapping:
    fields: dict[Told, str] = {}
    for column in columns:
        told = _BY_NAME.get(_NO_LETTER.sub(" ", column).strip().casefold())
        if told is not None and told not in fields:
            fields[told] = column
    try:
        return SurveyMapping.model_validate({"fields": fields})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        hint = say("name the columns by a mapping")
        raise BadDocument(of_pydantic(first), where=say("line {line}", line=1), hint=hint) from error


def _answers(number: int, row: Mapping[str, str], mapping: SurveyMapping, clock: Clock) -> Iterator[AnswerLine]:
    cells = {told: row.get(column, "") for told, column in mapping.fields.items()}
    if not any(cells.values()):
        return
    questions: list[tuple[str, str]] = [(kind.value, cells[told]) for told, kind in _QUESTIONS.items() if told in cells]
    if Told.VALUE in cells:
        questions.append((mapping.kind or cells.get(Told.KIND, ""), cells[Told.VALUE]))
    many = len(questions) > 1
    asked = [question for question in questions if question[1]] or questions[:1]
    for place, (kind, value) in enumerate(asked):
        try:
            yield AnswerLine(number, _answer(cells, kind, value, mapping, clock, many, with_comment=place == 0))
        except BadDocument as error:
            yield AnswerLine(number, error)


def _answer(
    cells: Mapping[Told, str],
    kind: str,
    value: str,
    mapping: SurveyMapping,
    clock: Clock,
    many: bool,
    *,
    with_comment: bool,
) -> SurveyAnswer:
    """One of the answers of a line; its comment stands with the first."""
    same = (Told.INTERACTION, Told.CASE, Told.CONTACT, Told.CUSTOMER, Told.QUESTION)
    told = {name.value: cells[name] for name in same if cells.get(name)}
    if cells.get(Told.ID):
        told["id"] = f"{cells[Told.ID]}/{kind}" if many else cells[Told.ID]
    if with_comment and cells.get(Told.COMMENT):
        told["comment"] = cells[Told.COMMENT]
    if cells.get(Told.CHANNEL):
        word = cells[Told.CHANNEL].casefold()
        told["channel"] = _CHANNELS.get(word, word)
    scale = mapping.scales.get(SurveyKind(kind)) if kind in set(SurveyKind) else None
    at = _moment(cells[Told.AT], mapping, clock)
    values = {"kind": kind, "value": _value(kind, value), "scale": scale, "at": at}
    try:
        return SurveyAnswer.model_validate({**told, **values})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:60]
        raise BadDocument(of_pydantic(first), where=where or str(kind)) from error


def _value(kind: str, text: str) -> int | None:
    """None: asked, and not answered."""
    if not text:
        return None
    word = text.casefold()
    if kind == SurveyKind.SOLVED and word in (*_YES, *_NO):
        return int(word in _YES)
    number = text.replace(",", ".")
    if re.fullmatch(r"\d{1,2}(?:\.0{1,4})?", number):
        return int(float(number))
    raise BadDocument("is no whole number, nor yes or no", where=str(kind), hint="check the column")


def _moment(text: str, mapping: SurveyMapping, clock: Clock) -> datetime:
    try:
        if mapping.dates == "epoch":
            return clock.epoch(text)
        if mapping.dates == "iso":
            return clock.placed(datetime.fromisoformat(text))
        return clock.placed(datetime.strptime(text, mapping.dates))
    except ValueError as error:
        raise BadDocument("is no time as the mapping writes them", where="at", hint="check dates") from error
