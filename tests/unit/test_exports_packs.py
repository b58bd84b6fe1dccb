"""Coaching packs: which moments, what a page shows, and that it asks nobody for anything."""

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

from qa_service.exports import (
    moments,
    pack,
    training,
)
from qa_service.exports.moments import TrainingMoment
from qa_service.exports.naming import Naming
from tests.unit.export_documents import LABELS, document

NAMING = Naming("it", LABELS, {"greeting": "L'agente apre con un saluto?"})


def test_moments_are_behaviours_that_are_there_and_criteria_that_are_not_met() -> None:
    found = moments.showing(
        document(), ["courtesy:blame", "courtesy:thanks", "criterion:greeting", "criterion:farewell"]
    )
    assert [(moment.topic, moment.turn) for moment in found] == [("courtesy:blame", 2), ("criterion:farewell", -1)]


def test_a_moment_is_heard_with_four_seconds_around_it() -> None:
    assert moments.seconds(TrainingMoment(document(), 2, "courtesy:blame")) == (16.0, 28.0)  # 20 - 4, 24 + 4
    assert moments.seconds(TrainingMoment(document(), 0)) == (0.0, 8.0)  # nothing before the beginning
    assert moments.seconds(TrainingMoment(document(), -1, "criterion:farewell")) == (
        26.0,
        38.0,
    )  # where it was looked for
    assert moments.seconds(TrainingMoment(document(), -1)) == (0.0, 38.0)
    written = document(transcript=[{"turn": 0, "speaker": "agent", "text": "x"}])
    assert moments.seconds(TrainingMoment(written, 0)) is None


class Links(HTMLParser):
    """What a page refers to, and what it runs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "action", "data"}]
        assert not any(name.startswith("on") for name, _ in attrs)


def packed(**options: Any) -> zipfile.ZipFile:
    sink = io.BytesIO()
    one = document()
    shown_moments = [
        TrainingMoment(one, 2, "courtesy:blame", "Cosa <dire> invece?", used=True),
        TrainingMoment(one, -1, "criterion:greeting"),
        TrainingMoment(document(id="chat 2"), 1),
    ]
    sounds = iter([b"fLaC1", None, b"fLaC3"])
    pack.write(sink, "Marzo & colpe", "Da usare in aula", shown_moments, lambda moment: next(sounds), NAMING, **options)
    return zipfile.ZipFile(sink)


def test_a_pack_holds_page_clips_transcripts_and_training_data() -> None:
    archive = packed()
    assert archive.testzip() is None
    assert sorted(archive.namelist()) == [
        "clips/001-call-1.flac",
        "clips/003-chat-2.flac",
        "index.html",
        "training.jsonl",
        "transcripts/001-call-1.txt",
        "transcripts/002-chat-2.txt",
    ]
    assert archive.read("clips/001-call-1.flac") == b"fLaC1"
    assert "[0:20] Operatore: È colpa sua." in archive.read("transcripts/001-call-1.txt").decode()


def test_the_page_of_a_pack_refers_to_nothing_outside_and_runs_nothing() -> None:
    archive = packed()
    page = archive.read("index.html").decode()
    links = Links()
    links.feed(page)
    assert links.found == ["clips/001-call-1.flac", "clips/003-chat-2.flac"]
    assert set(links.found) <= set(archive.namelist())
    assert not {"script", "link", "iframe", "object", "img"} & links.tags
    assert not re.search(r"https?:|//|@import|url\(", page)
    assert '<html lang="it">' in page


def test_the_page_marks_the_words_and_escapes_what_people_wrote() -> None:
    page = packed().read("index.html").decode()
    assert "<mark>È colpa sua.</mark> È colpa sua." in page
    assert "Marzo &amp; colpe" in page
    assert "Cosa &lt;dire&gt; invece?" in page
    assert "[PHONE] &lt;b&gt;" in page
    assert "Comportamento: Colpevolizzazione" in page
    assert "Criterio: L&#x27;agente apre con un saluto?" in page
    assert "a17" not in page  # who the agent was is nobody's lesson


def test_equal_packs_are_equal_bytes_and_progress_is_told() -> None:
    told: list[int] = []
    first, second = packed(progress=told.append), packed()
    assert first.fp is not None
    assert second.fp is not None
    first.fp.seek(0)
    second.fp.seek(0)
    assert first.fp.read() == second.fp.read()
    assert told == [1, 2, 3]


def test_training_data_is_masked_words_labels_and_evidence_once_an_interaction() -> None:
    lines = [json.loads(line) for line in packed().read("training.jsonl").splitlines()]
    assert [line["id"] for line in lines] == ["call/1", "chat 2"]
    first = lines[0]
    assert first["schema"] == "qa-training/1"
    assert first["turns"][1]["text"] == "Il mio numero è [PHONE] <b>"
    assert first["labels"]["courtesy"] == {"greeting": True, "blame": True, "thanks": None}
    assert first["labels"]["resolution"] is None
    assert {"topic": "courtesy:blame", "turn": 2, "quote": "È colpa sua."} in first["evidence"]
    assert first["moments"][0] == {"turn": 2, "topic": "courtesy:blame", "note": "Cosa <dire> invece?", "used": True}
    assert first["moments"][1]["turn"] is None
    assert "agent" not in {key for key in first if key != "turns"}
    assert training.example(document())["moments"] == []
