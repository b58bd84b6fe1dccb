"""Other people's sets: each says where it comes from and under which licence; those that may be brought are checked."""

import gzip
import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from eval import fetch
from eval.fetch import File
from eval.needs import Missing

BANKING = b'text,category\n"Where is my card, please?",card_arrival\nI lost it,lost_or_stolen_card\n'
DOMAINS = b'{"travel": ["translate"]}'
CLINC = json.dumps(
    {
        "train": [["say hello in french", "translate"]],
        "oos_train": [["how far is the moon", "oos"]],
        "val": [["say thanks in italian", "translate"]],
        "oos_val": [["who won", "oos"]],
        "test": [["not read", "translate"]],
        "oos_test": [["not read", "oos"]],
    }
).encode()


def published(name: str, **files: bytes) -> tuple[fetch.PublicSet, fetch.Download]:
    """A set of the catalogue whose files hold these bytes, and who answers with them."""
    known = {file.replace("_dot_", "."): body for file, body in files.items()}
    own = {file: File(f"https://sets.test/{file}", hashlib.sha256(body).hexdigest()) for file, body in known.items()}
    return replace(fetch.catalogue()[name], files=own), lambda address: known[address.rpartition("/")[2]]


def lines(path: Path) -> list[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        return [json.loads(row) for row in rows]


def test_every_set_that_is_read_is_in_the_catalogue_with_licence_and_source() -> None:
    sets = fetch.catalogue()
    read = {"banking77", "clinc150", "star", "multidogo", "jilda", "bt-oasis", "sentipolc", "absita-2018"}
    assert read | {"airline-tweets", "audio-en-aws-two-channel"} <= set(sets)
    for public in sets.values():
        assert all((public.title, public.source, public.licence, public.use, public.parts)), public.name
        for file in public.files.values():
            assert file.address.startswith("https://")
            assert len(file.sha256) == 64


def test_banking77_is_written_as_its_readers_expect_it(tmp_path: Path) -> None:
    public, answer = published("banking77", train_dot_csv=BANKING)
    (written,) = fetch.bring(public, tmp_path, answer)
    assert written == tmp_path / "banking77" / "train.jsonl.gz"
    assert lines(written) == [
        {"text": "Where is my card, please?", "intent": "card_arrival"},
        {"text": "I lost it", "intent": "lost_or_stolen_card"},
    ]


def test_clinc150_keeps_requests_out_of_scope_and_has_no_test_part(tmp_path: Path) -> None:
    public, answer = published("clinc150", data_full_dot_json=CLINC, domains_dot_json=DOMAINS)
    assert not public.lies_in(tmp_path)
    train, dev = fetch.bring(public, tmp_path, answer)
    assert public.lies_in(tmp_path)
    assert lines(train) == [
        {"text": "say hello in french", "intent": "translate", "domain": "travel"},
        {"text": "how far is the moon", "intent": "oos", "domain": None},
    ]
    assert [row["text"] for row in lines(dev)] == ["say thanks in italian", "who won"]


def test_other_bytes_than_those_known_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    public, _ = published("banking77", train_dot_csv=BANKING)
    with pytest.raises(Missing, match="is not what it was: sha256"):
        fetch.bring(public, tmp_path, lambda address: BANKING + b"x,y\n")
    assert list(tmp_path.iterdir()) == []


def test_a_set_that_is_not_brought_names_its_source_and_licence(tmp_path: Path) -> None:
    with pytest.raises(Missing, match=r"sentipolc is not brought from here.*evalita2016.*CC BY-NC-SA"):
        fetch.bring(fetch.catalogue()["sentipolc"], tmp_path)


def test_without_a_name_it_tells_of_each_set_and_brings_none(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "eval.fetch", "--into", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    for public in fetch.catalogue().values():
        assert f"{public.name}: {public.title}" in done.stdout
        assert f"licence: {public.licence}" in done.stdout
    assert list(tmp_path.iterdir()) == []
