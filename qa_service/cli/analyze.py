"""`qa-service analyze`: the whole pipeline without server or database."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO, TypeVar

import typer

from qa_service.cli.progress import bar
from qa_service.errors import BadInput, EngineFailed, MissingModel, QaError, place_of
from qa_service.settings import Settings

if TYPE_CHECKING:
    from qa_service.domain.centre_addresses import CentreAddresses
    from qa_service.domain.processed import Processed
    from qa_service.ingest.incoming import Incoming, Known, Refusal
    from qa_service.pipeline import Pipeline

T = TypeVar("T")
Paths = Annotated[
    list[Path], typer.Argument(help="Recordings, documents, e-mail, exports of other systems, or folders of them.")
]
Mapping = Annotated[Path | None, typer.Option(help="Which column of tables of turns tells what (YAML or JSON).")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command()(analyze)


def analyze(
    paths: Paths,
    out: Annotated[Path | None, typer.Option(help="Where to write; none: standard output.")] = None,
    client: Annotated[str | None, typer.Option(help="Client organisation of files that name none.")] = None,
    agent_channel: Annotated[int | None, typer.Option(min=0, max=1, help="The agent's channel in stereo.")] = None,
    lang: Annotated[Literal["it", "en", "auto"], typer.Option(help="Language of what names none.")] = "auto",
    rubric: Annotated[Path | None, typer.Option(help="Rubric file; none: the default rubric.")] = None,
    show_pii: Annotated[bool, typer.Option("--show-pii", help="Show personal data and where they stand.")] = False,
    mapping: Mapping = None,
) -> None:
    """Analyse recordings and texts; one analysis document a line."""
    settings = Settings()
    settings = settings if rubric is None else settings.model_copy(update={"rubric": rubric})
    settings = with_mapping(settings, mapping)
    with _sink(out) as sink:
        bad = _analyze_all(incoming(paths, settings, client), _pipeline(settings, agent_channel), sink, lang, show_pii)
    if bad:
        raise typer.Exit(1)


def with_mapping(settings: Settings, mapping: Path | None) -> Settings:
    """The settings with the mapping that is given here."""
    return settings if mapping is None else settings.model_copy(update={"turn_mapping": mapping})


def incoming(
    paths: Iterable[Path],
    settings: Settings,
    client: str | None,
    known: "Known | None" = None,
    addresses: "CentreAddresses | None" = None,
) -> Iterator["Incoming | Refusal"]:
    """Everything that `paths` hold, one by one, under the limits of `settings`; `known` and `addresses` as in
    `FileOptions`.
    """
    from qa_service.bootstrap.vcon_signers import signers
    from qa_service.ingest import turn_mapping
    from qa_service.ingest.documents import DocumentLimits
    from qa_service.ingest.files import open_all
    from qa_service.ingest.incoming import FileOptions
    from qa_service.ingest.raw_sound import formats

    lengths = {"max_turn_characters": settings.max_turn_characters, "max_characters": settings.max_characters}
    counts = (settings.max_document_bytes, settings.max_turns)
    limits = DocumentLimits(datetime.now(UTC), *counts, **lengths, zone=settings.timezone)
    sound, believed = formats(settings.raw_sound), signers(settings)
    options = FileOptions(limits, client or "default", settings.agent_addresses, sound, signers=believed)
    options = replace(options, turn_mapping=turn_mapping.load(settings.turn_mapping))
    options = options if addresses is None else replace(options, addresses=addresses)
    return open_all(list(paths), options if known is None else replace(options, known=known))


def _pipeline(settings: Settings, agent_channel: int | None) -> "Pipeline":
    from qa_service.bootstrap import engines

    overrides = {} if agent_channel is None else {"agent_channel": agent_channel}
    return engines.pipeline(settings.model_copy(update=overrides))


def _sink(out: Path | None) -> TextIO:
    if out is None:
        return open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False)
    try:
        return out.open("w", encoding="utf-8")
    except OSError as error:
        raise BadInput(
            "cannot be written ({reason})", reason=error.strerror, where=str(out), hint="give another --out"
        ) from error


def _analyze_all(
    items: Iterable["Incoming | Refusal"], pipeline: "Pipeline", sink: TextIO, lang: str, show_pii: bool
) -> int:
    """Writes an analysis for each good item, a line on stderr for each bad one; returns the number of bad ones."""
    from qa_service.ingest.incoming import Refusal

    bad = 0
    for item in _tracked(items):
        if isinstance(item, Refusal):
            bad += refuse(item)
            continue
        try:
            line = _line(item, pipeline, lang, show_pii)
        except MissingModel:
            raise  # no other file would fare better
        except Exception as error:  # noqa: BLE001  (whatever it is, the other files go on)
            bad += complain(item.recording or Path(item.interaction.id), _named(error))
        else:
            sink.write(line + "\n")
            sink.flush()
    return bad


def _named(error: Exception) -> QaError:
    """An error of ours as it is; of another, its kind and place, without its words, which may be a customer's."""
    return error if isinstance(error, QaError) else EngineFailed("the service failed: {place}", place=place_of(error))


def _line(item: "Incoming", pipeline: "Pipeline", lang: str, show_pii: bool) -> str:
    from qa_service.documents.analysis import Analysis

    interaction = item.interaction
    if lang != "auto" and interaction.lang is None:
        interaction = interaction.model_copy(update={"lang": lang})
    with item.sound() as recording:
        heard = pipeline.hear(interaction, recording)
    processed: Processed = pipeline.judge(interaction, pipeline.understand(interaction, heard))
    if show_pii:
        processed = pipeline.reveal(processed, heard)
    return json.dumps(Analysis.of(processed, show_pii=show_pii).document(), ensure_ascii=False)


def refuse(refusal: "Refusal") -> int:
    """The line of what was not taken in; counts as 1, or as 0 where it is only named."""
    complain(refusal.path, refusal.error)
    return 0 if refusal.foreign else 1


def complain(path: Path, error: QaError) -> int:
    """One line on stderr; counts as 1."""
    print(f"{path}: {error}", file=sys.stderr)
    return 1


def _tracked(items: Iterable[T]) -> Iterable[T]:
    """`items` with a sign of life on stderr when it is a terminal. How many there are is not known before: what an
    archive holds is unpacked when its turn comes.
    """
    with bar() as progress:
        yield from progress.track(items, description="analysing", total=None)
